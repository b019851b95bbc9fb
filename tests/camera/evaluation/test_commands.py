"""`kiosk photo report` and `calibrate` as they are typed, on drawn sitters."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from camera.sitter.look import Person, Pose, Scene
from camera.sitter.studio import Studio
from kiosk.cli.app import main
from kiosk.errors import ExitCode
from kiosk.guidance.policy import photo_policy, read_policy

HEAD = "file\tshows\texpect_roll\texpect_mask\texpect_single"
SCENES = {
    "a__ok.jpg": Scene(),
    "a__roll.jpg": Scene(pose=Pose(roll_deg=15)),
    "a__mask.jpg": Scene(person=Person(mask=True)),
    "a__wrong.jpg": Scene(),
}
LINES = (
    "a__ok.jpg\tgood\tok\tok\tok",
    "a__roll.jpg\ttilted\tbad\tok\tok",
    "a__mask.jpg\tmask\tok\tbad\tok",
    "a__wrong.jpg\tlabelled as what it is not\tbad\tok\tok",
    "gone.jpg\tnot there\tok\tok\tok",
    "letter.jpg\tno picture\tok\tok\tok",
)


@dataclass(frozen=True, slots=True)
class Told:
    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder of labelled pictures and somebody who types commands about it."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def list_pictures(self, *lines: str) -> Path:
        manifest = self.folder / "list.tsv"
        manifest.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
        return manifest

    def type(self, command: str, manifest: Path, out: Path, *more: str) -> Told:
        words = ["photo", command, str(self.folder), "--manifest", str(manifest)]
        code = main([*words, "--out", str(out), *more])
        told = self.capture.readouterr()
        return Told(code, told.out, told.err)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    folder = tmp_path / "写真"
    folder.mkdir()
    studio = Studio(600, 800)
    for name, scene in SCENES.items():
        pixels = studio.paint(scene)[:, :, ::-1].copy()
        Image.fromarray(pixels).save(folder / name, quality=92)
    (folder / "letter.jpg").write_text("拝啓", encoding="utf-8")
    return Desk(folder, capsys)


def test_a_report_counts_and_draws_what_was_wrong(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "report"
    told = desk.type("report", desk.list_pictures(*LINES), out)
    assert told.code == ExitCode.OK, told.err
    record = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert record["missing"] == ["gone.jpg"]
    assert record["unreadable"] == [{"file": "letter.jpg", "reason": "not_a_picture"}]
    checks = record["parts"][-1]["checks"]
    assert (checks["roll"]["bad"]["fail"], checks["roll"]["bad"]["pass"]) == (1, 1)
    assert checks["mask"]["true_reject_rate"] == 1.0
    wrong = {one["file"]: set(one["wrong"]) for one in record["pictures"] if one["wrong"]}
    assert wrong["a__wrong.jpg"] == {"roll"}
    text = (out / "report.md").read_text(encoding="utf-8")
    assert text in told.out
    assert "gone.jpg" in text
    with Image.open(out / "worst.png") as page:
        assert page.width > 1000
    assert "5/5" in told.err


def test_a_second_report_leaves_nothing_of_the_first(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "report"
    out.mkdir()
    (out / "worst-7.png").touch()
    (out / "mine.txt").touch()
    assert desk.type("report", desk.list_pictures(LINES[0]), out).code == ExitCode.OK
    names = {path.name for path in out.iterdir()}
    assert names == {"report.json", "report.md", "worst.png", "mine.txt"}


def test_a_line_that_cannot_be_used_is_named_by_its_number(desk: Desk, tmp_path: Path) -> None:
    manifest = desk.list_pictures(LINES[0], "a__roll.jpg\ttilted\tperhaps\tok\tok")
    told = desk.type("report", manifest, tmp_path / "report", "--json")
    assert told.code == ExitCode.BAD_INPUT
    assert json.loads(told.out)["refused_lines"] == [{"line": 3, "reason": "label"}]


def test_a_list_of_nothing_is_refused_before_anything_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    assert desk.type("report", desk.list_pictures(LINES[4]), out).code == ExitCode.BAD_INPUT
    assert not out.exists()


def test_too_few_pictures_leave_the_limits_as_they_are(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "policy.toml"
    told = desk.type("calibrate", desk.list_pictures(*LINES), out)
    assert told.code == ExitCode.OK, told.err
    assert read_policy(out) == photo_policy()
    again = desk.type("calibrate", desk.list_pictures(*LINES), out)
    assert again.code == ExitCode.REFUSED


def test_a_calibration_begins_with_the_policy_it_is_given(desk: Desk, tmp_path: Path) -> None:
    base, out = tmp_path / "base.toml", tmp_path / "policy.toml"
    assert desk.type("calibrate", desk.list_pictures(LINES[0]), base).code == ExitCode.OK
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace("travel_eye_gaps = 0.25", "travel_eye_gaps = 0.5"))
    more = ("--base", str(base))
    assert desk.type("calibrate", desk.list_pictures(LINES[0]), out, *more).code == ExitCode.OK
    assert read_policy(out).hold.travel_eye_gaps == 0.5
