"""The eye on pictures of people with known labels (../shared/faces)."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from camera.imagefile import read_picture
from camera.inspection import Inspector
from camera.photo_errors import PortraitError
from camera.portrait import Portraitist
from kiosk.domain.finding import Check, Finding, Hint, Verdict
from kiosk.domain.frame import Observation
from kiosk.guidance.advice import most_useful
from kiosk.guidance.policy import photo_policy
from tests.camera.eye.stage import Stage, as_frame, extended_down

POSE = (Check.YAW, Check.PITCH, Check.ROLL)


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled picture."""

    path: Path
    labels: dict[str, str]

    def expects(self, check: Check) -> str:
        return self.labels[f"expect_{check.value}"]


@pytest.fixture(scope="session")
def rows(faces_dir: Path) -> list[Row]:
    with (faces_dir / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return [Row(faces_dir / row["file"], row) for row in csv.DictReader(file, delimiter="\t")]


@pytest.fixture(scope="session")
def booth(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.path.parent.name == "booth_synth"]


@pytest.fixture(scope="session")
def verdicts(rows: list[Row], inspector: Inspector) -> dict[Path, dict[Check, Finding]]:
    return {
        row.path: {f.check: f for f in inspector.check_photo(row.path).findings} for row in rows
    }


def good(booth: list[Row]) -> list[Row]:
    return [row for row in booth if "__ok_" in row.path.name]


def defect(booth: list[Row], name: str) -> list[Row]:
    return [row for row in booth if row.path.stem.endswith(f"__{name}")]


def test_every_booth_frame_shows_a_face(
    booth: list[Row], verdicts: dict[Path, dict[Check, Finding]]
) -> None:
    assert [row.path.name for row in booth if verdicts[row.path][Check.SINGLE].value == 0] == []


def test_good_booth_frames_pass_their_pose(
    booth: list[Row], verdicts: dict[Path, dict[Check, Finding]]
) -> None:
    """At least 95 %, of those who are labelled as facing the camera."""
    passed = Counter(
        verdicts[row.path][check].verdict
        for row in good(booth)
        for check in POSE
        if row.expects(check) == "ok"
    )
    assert passed[Verdict.PASS] / passed.total() >= 0.95
    assert passed[Verdict.FAIL] == 0


@pytest.mark.parametrize(
    "check", [Check.YAW, Check.PITCH, Check.ROLL, Check.EYES, Check.MOUTH, Check.SHARP]
)
def test_hard_defects_fail_and_good_faces_do_not(
    rows: list[Row], verdicts: dict[Path, dict[Check, Finding]], check: Check
) -> None:
    """Masks are left out: they move the points, and are to be caught by a check of their own."""
    for row in rows:
        finding = verdicts[row.path].get(check)
        if row.expects(check) == "bad":
            assert finding is None or finding.verdict is Verdict.FAIL, row.path.name
    good_ones = [
        verdicts[row.path][check].verdict
        for row in rows
        if row.expects(check) == "ok"
        and row.labels["expect_mask"] == "ok"
        and check in verdicts[row.path]
    ]
    assert Counter(good_ones)[Verdict.FAIL] / len(good_ones) <= 0.02


@pytest.mark.parametrize(
    ("check", "name"),
    [
        (Check.EXPOSURE, "over"),
        (Check.EXPOSURE, "dark"),
        (Check.LIGHTING, "side"),
        (Check.LIGHTING, "faceshadow"),
    ],
)
def test_bad_light_is_noticed(
    booth: list[Row], verdicts: dict[Path, dict[Check, Finding]], check: Check, name: str
) -> None:
    """One of 12 side lights is as mild as the light of another person's good frames."""
    seen = [verdicts[row.path][check].verdict for row in defect(booth, name)]
    assert Counter(seen)[Verdict.PASS] <= (1 if name == "faceshadow" else 0)


def test_good_booth_frames_pass_light_and_sharpness(
    booth: list[Row], verdicts: dict[Path, dict[Check, Finding]]
) -> None:
    for row in good(booth):
        for check in (Check.EXPOSURE, Check.LIGHTING, Check.SHARP):
            assert verdicts[row.path][check].verdict is Verdict.PASS, row.path.name


def test_crops_that_cut_the_head_fail_and_others_do_not(
    rows: list[Row], verdicts: dict[Path, dict[Check, Finding]]
) -> None:
    for row in rows:
        finding = verdicts[row.path].get(Check.CROP)
        if row.expects(Check.CROP) == "bad":
            assert finding is None or finding.verdict is Verdict.FAIL, row.path.name
        if row.expects(Check.CROP) == "ok" and finding is not None:
            assert finding.verdict is not Verdict.FAIL, row.path.name


@pytest.mark.parametrize(
    ("name", "hints"),
    [
        ("roll", {Hint.STRAIGHTEN_HEAD}),
        ("left", {Hint.MOVE_LEFT}),
        ("small", {Hint.MOVE_CLOSER}),
        ("topcut", {Hint.SIT_LOWER, Hint.MOVE_BACK}),
        ("twofaces", {Hint.ONE_PERSON}),
    ],
)
def test_a_defect_gets_the_hint_that_cures_it(
    booth: list[Row], stage: Stage, name: str, hints: set[Hint]
) -> None:
    for row in defect(booth, name):
        frame = as_frame(extended_down(read_picture(row.path).pixels))
        face = stage.eye.observe(frame).face
        assert most_useful(face, photo_policy(), shown=None) in hints, row.path.name


@pytest.mark.parametrize("name", ["left", "topcut", "small"])
def test_a_frame_without_a_whole_head_or_enough_pixels_gives_no_photo(
    booth: list[Row], stage: Stage, portraitist: Portraitist, name: str
) -> None:
    for row in defect(booth, name):
        with pytest.raises(PortraitError):
            portraitist.make(stage.eye.observe(read_picture(row.path)))


def head_top_px(pixels: np.ndarray, half_width: int) -> int:
    """Return the first row of the middle columns that differs from the wall in the corners."""
    corners = np.concatenate((pixels[:30, :30].reshape(-1, 3), pixels[:30, -30:].reshape(-1, 3)))
    wall = np.median(corners, axis=0)
    middle = pixels.shape[1] // 2
    strip = pixels[:, middle - half_width : middle + half_width].astype(np.int16)
    different = (np.abs(strip - wall).max(axis=2) > 24).mean(axis=1) > 0.1
    return int(np.argmax(different))


def test_the_head_is_where_the_drawing_wants_it(
    booth: list[Row], stage: Stage, portraitist: Portraitist
) -> None:
    """Measured by another way: the crown against the plain wall, the rest read off the photo.

    The booth frames end below the chin; they are continued downwards so that the crop fits.
    """
    for row in good(booth):
        frame = as_frame(extended_down(read_picture(row.path).pixels))
        observation = stage.eye.observe(frame)
        photo = portraitist.make(observation)
        pixels = cv2.imdecode(np.frombuffer(photo.jpeg, np.uint8), cv2.IMREAD_COLOR)
        assert pixels is not None
        mm = photo.height_px / 45
        again = stage.eye.observe(as_frame(np.asarray(pixels, np.uint8))).face
        assert again is not None
        top_mm = head_top_px(np.asarray(pixels, np.uint8), round(3.3 * mm)) / mm
        assert top_mm == pytest.approx(4, abs=0.5), row.path.name
        assert again.chin.y / mm - top_mm == pytest.approx(34, abs=0.5), row.path.name
        assert again.centre_x_px / mm == pytest.approx(17.5, abs=0.5), row.path.name


def test_a_mirrored_person_turns_and_tilts_the_other_way(booth: list[Row], stage: Stage) -> None:
    def read(observation: Observation) -> tuple[float, float, float]:
        face = observation.face
        assert face is not None
        return face.yaw_deg, face.pitch_deg, face.roll_deg

    for row in (*good(booth)[::4], *defect(booth, "roll")):
        frame = read_picture(row.path)
        plain = read(stage.eye.observe(frame))
        turned = read(stage.eye.observe(as_frame(np.ascontiguousarray(frame.pixels[:, ::-1]))))
        expected = (-plain[0], plain[1], -plain[2])
        assert turned == pytest.approx(expected, abs=2.5), row.path.name
