"""Bad days at the command line: a sentence in words, an exit code, no traceback, nothing lost."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import ExitCode
from kiosk.training.station import PASSWORD
from storage.crypto.identities import new_age_identity
from tests.e2e.played_day import ROOT

IN_JAPANESE = {"LC_ALL": "ja_JP.UTF-8"}


def kiosk(*arguments: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command as a person would; ``code`` is run in its process before."""
    start = f"{code}\nimport runpy\nrunpy.run_module('kiosk', run_name='__main__')"
    how = ["-c", start] if code else ["-m", "kiosk"]
    return subprocess.run(
        [sys.executable, *how, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=200,
    )


def told(done: subprocess.CompletedProcess[str], code: ExitCode) -> str:
    """Return the sentences of a failed command, which must be three and no traceback."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    sentences = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(sentences) == 3, sentences
    return sentences[0]


def answers(folder: Path, *, age: str = "") -> Path:
    recipient, _ = new_age_identity()
    (folder / "lead.txt").write_text(PASSWORD, encoding="utf-8")
    path = folder / "answers.toml"
    path.write_text(
        f"""
station = "KENSHU2"
[[staff]]
id = "lead"
name = "研修 責任者"
role = "lead"
password_file = "lead.txt"
[[recipients]]
name = "研修 市役所"
age = "{age or recipient}"
""",
        encoding="utf-8",
    )
    return path


def digest(folder: Path) -> dict[str, str]:
    """Return every file's hash, the log aside."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "logs" not in path.parts
    }


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of a day with one applicant."""
    out = tmp_path_factory.mktemp("played") / "out"
    done = kiosk("training-day", "--out", str(out), "--applicants", "1")
    assert done.returncode == 0, done.stderr
    return out


def test_an_unknown_recipient_is_refused_and_nothing_is_set_up(tmp_path: Path) -> None:
    path = answers(tmp_path, age="age1thisisnotakey")
    done = kiosk("setup", "--data", str(tmp_path / "data"), "--answers", str(path))
    assert "研修 市役所" in told(done, ExitCode.BAD_INPUT)
    assert not (tmp_path / "data").exists()


def test_a_second_set_up_leaves_the_first_station_alone(tmp_path: Path) -> None:
    command = ("setup", "--data", str(tmp_path / "data"), "--answers", str(answers(tmp_path)))
    assert kiosk(*command).returncode == 0
    before = digest(tmp_path / "data")
    assert told(kiosk(*command), ExitCode.REFUSED)
    assert digest(tmp_path / "data") == before


def test_messages_are_japanese_in_a_japanese_locale(tmp_path: Path) -> None:
    done = kiosk("setup", "--data", str(tmp_path), "--answers", "/nowhere.toml", **IN_JAPANESE)
    assert re.search("[ぁ-ん]", told(done, ExitCode.BAD_INPUT))


def test_a_damaged_database_is_not_touched(played: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(played / "data", data)
    database = data / "vault" / "station.db"
    content = bytearray(database.read_bytes())
    content[5000:9000] = bytes(4000)
    database.write_bytes(bytes(content))
    before = digest(data)
    done = kiosk("training-day", "--out", str(tmp_path / "out"), "--data", str(data))
    assert "atabase" in told(done, ExitCode.ENVIRONMENT)
    assert digest(data)["vault/station.db"] == before["vault/station.db"]


def test_a_wrong_password_on_a_station_that_exists_ends_in_words(tmp_path: Path) -> None:
    data, path = tmp_path / "data", answers(tmp_path)
    assert kiosk("setup", "--data", str(data), "--answers", str(path)).returncode == 0
    done = kiosk("training-day", "--out", str(tmp_path / "out"), "--data", str(data))
    assert told(done, ExitCode.REFUSED)


def test_a_second_program_on_the_same_data_is_sent_away(tmp_path: Path) -> None:
    data = tmp_path / "data"
    command = [sys.executable, "-m", "kiosk", "training-day", "--data", str(data)]
    first = subprocess.Popen(
        [*command, "--out", str(tmp_path / "first"), "--camera", "sitter:?still=1&people=0"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(tmp_path / "first" / "screens")
        done = kiosk("training-day", "--data", str(data), "--out", str(tmp_path / "second"))
        assert told(done, ExitCode.ALREADY_RUNNING)
    finally:
        first.kill()
        first.wait()


def wait_for(folder: Path) -> None:
    """Return once the program in another process has pictured its first screen."""
    tick = threading.Event()
    for _ in range(600):
        if any(folder.glob("*.png")):
            return
        tick.wait(0.1)
    raise AssertionError("the first program never showed a screen")


@pytest.mark.parametrize("flipped", ["face_landmarker.task", "selfie_segmenter.tflite"])
def test_a_model_with_another_hash_is_never_loaded(tmp_path: Path, flipped: str) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(ROOT / "resources", bundle / "resources")
    model = bundle / "resources" / "models" / flipped
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(bytes(content))
    picture = tmp_path / "picture.png"
    picture.write_bytes(one_pixel_png())
    elsewhere = f"import sys; sys._MEIPASS = {str(bundle)!r}"
    done = kiosk("photo", "check", str(picture), code=elsewhere)
    assert flipped in told(done, ExitCode.ENVIRONMENT)


def one_pixel_png() -> bytes:
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    file = BytesIO()
    Image.new("RGB", (600, 800), "white").save(file, "PNG")
    return file.getvalue()


def test_no_camera_ends_a_played_day_in_words(tmp_path: Path) -> None:
    done = kiosk("training-day", "--out", str(tmp_path / "out"), "--camera", "http://127.0.0.1:9/")
    assert "camera" in told(done, ExitCode.ENVIRONMENT)


def test_words_that_name_no_camera_are_refused_at_once(tmp_path: Path) -> None:
    done = kiosk("training-day", "--out", str(tmp_path / "out"), "--camera", "sitter:?yaw=left")
    assert told(done, ExitCode.BAD_INPUT)
    assert told(kiosk("camera", "probe", "http://127.0.0.1:9/"), ExitCode.ENVIRONMENT)


def test_an_unreadable_picture_is_told_and_the_others_are_judged(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.jpg", tmp_path / "good.png"
    bad.write_bytes(b"this is no picture")
    good.write_bytes(one_pixel_png())
    done = kiosk("photo", "check", "--json", str(bad), str(good))
    assert done.returncode == ExitCode.BAD_INPUT
    assert len(done.stdout.splitlines()) == 2
    assert "Traceback" not in done.stderr
    told(kiosk("photo", "make", str(bad), "--out", str(tmp_path / "o.jpg")), ExitCode.BAD_INPUT)
    assert not (tmp_path / "o.jpg").exists()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "tiny"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("small_disk: needs the right to mount a tmpfs")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_called_by_its_name(tiny_disk: Path) -> None:
    done = kiosk("training-day", "--out", str(tiny_disk / "out"), "--applicants", "2")
    assert "full" in told(done, ExitCode.ENVIRONMENT)


@pytest.mark.parametrize("part", ["age", "json", "sig"])
def test_a_batch_with_one_turned_bit_is_refused_and_leaves_nothing(
    played: Path, tmp_path: Path, part: str
) -> None:
    shutil.copytree(played / "batch", tmp_path / "batch")
    (age,) = (tmp_path / "batch").glob("*.zip.age")
    stem = age.name.removesuffix(".zip.age")
    suffix = {"age": ".zip.age", "json": ".json", "sig": ".json.sig"}[part]
    path = tmp_path / "batch" / f"{stem}{suffix}"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    identity = str(played / "keys" / "training-1.txt")
    for command in (
        ("batch", "verify", str(age)),
        ("batch", "open", str(age), "--identity", identity, "--out", str(tmp_path / "o")),
    ):
        done = kiosk(*command)
        assert done.returncode in {ExitCode.REFUSED, ExitCode.BAD_INPUT}
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "o").exists()


def test_the_batch_opens_with_our_own_command_and_every_recipients_identity(
    played: Path, tmp_path: Path
) -> None:
    (age,) = (played / "batch").glob("*.zip.age")
    key = str(next((played / "batch").glob("*.pub.pem")))
    assert kiosk("batch", "verify", str(age), "--station-key", key).returncode == 0
    for number in (1, 2):
        identity = str(played / "keys" / f"training-{number}.txt")
        out = tmp_path / f"out{number}"
        done = kiosk("batch", "open", str(age), "--identity", identity, "--out", str(out))
        assert done.returncode == 0, done.stderr
        assert len(list((out / "photos").glob("*.jpg"))) == 1


def test_an_identity_of_somebody_else_opens_nothing(played: Path, tmp_path: Path) -> None:
    (age,) = (played / "batch").glob("*.zip.age")
    stranger = tmp_path / "stranger.txt"
    stranger.write_text(new_age_identity()[1], encoding="ascii")
    out = tmp_path / "out"
    done = kiosk("batch", "open", str(age), "--identity", str(stranger), "--out", str(out))
    told(done, ExitCode.REFUSED)
    assert not out.exists()


@pytest.mark.parametrize(
    "machine",
    [
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        {"QT_QPA_PLATFORM": "", "DISPLAY": ":7777", "WAYLAND_DISPLAY": ""},
    ],
    ids=["offscreen", "bare machine", "display that is gone"],
)
def test_without_a_screen_run_plays_a_training_day_and_says_where(
    tmp_path: Path, machine: dict[str, str]
) -> None:
    done = kiosk("run", "--data", str(tmp_path / "data"), **machine)
    assert done.returncode == 0, done.stderr
    (summary,) = (tmp_path / "data" / "training-days").glob("*/summary.json")
    assert str(summary.parent) in done.stdout
    assert "visible_window" in summary.read_text(encoding="utf-8")
