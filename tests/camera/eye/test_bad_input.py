"""Files of every sort through the real command, in a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from camera.photo_errors import PictureFault
from camera.sitter.look import Scene
from kiosk.errors import ExitCode
from tests.camera.eye import nasty
from tests.camera.eye.stage import Stage

ROOT = Path(__file__).resolve().parents[3]
MOST_MB = 512
ALL_OVER = 300  # seconds after which a command that hangs is given up

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes, /proc")

REFUSED = {
    "letter.jpg": PictureFault.NOT_A_PICTURE,
    "empty.jpg": PictureFault.NOT_A_PICTURE,
    "huge.png": PictureFault.TOO_MANY_PIXELS,
    "cmyk.jpg": PictureFault.CMYK,
    "cut.jpg": PictureFault.TRUNCATED,
    "movie.gif": PictureFault.NOT_A_PICTURE,
    "folder.jpg": PictureFault.UNREADABLE,
    "gone.jpg": PictureFault.UNREADABLE,
    "pipe.jpg": PictureFault.UNREADABLE,
    "zero": PictureFault.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    lines: list[dict[str, Any]]
    peak_mb: int


def check(*paths: Path) -> Ended:
    done = subprocess.run(
        [sys.executable, "-m", "tests.camera.eye.memory_drill", "photo", "check", "--json"]
        + [str(path) for path in paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=ALL_OVER,
        check=False,
    )
    *_, last = done.stderr.splitlines()
    assert last.startswith("peak "), done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return Ended(done.returncode, lines, int(last.removeprefix("peak ")))


def test_what_is_no_picture_is_refused_with_its_reason(stage: Stage, tmp_path: Path) -> None:
    paths = nasty.write_refused(tmp_path, stage.frame(Scene()).pixels)
    ended = check(*paths)
    assert ended.code == ExitCode.BAD_INPUT
    refused = {Path(line["file"]).name: line["refused"] for line in ended.lines}
    long_name = next(name for name in refused if name.startswith("nnn"))
    assert refused.pop(long_name) == PictureFault.UNREADABLE
    assert refused == REFUSED
    assert ended.peak_mb < MOST_MB


def test_odd_and_large_pictures_are_judged_in_little_memory(stage: Stage, tmp_path: Path) -> None:
    paths = nasty.write_judged(tmp_path, stage.frame(Scene()).pixels)
    ended = check(*paths)
    assert ended.code == ExitCode.OK
    assert [Path(line["file"]) for line in ended.lines] == paths
    found = {Path(line["file"]).name: line["checks"] for line in ended.lines}
    for name, checks in found.items():
        verdict = "fail" if name in {"six.jpg", "nobody.png", "promise.png"} else "pass"
        assert checks["single"]["verdict"] == verdict, name
    assert found["six.jpg"]["single"]["value"] > 1
    upright = found["turned.jpg"]
    assert abs(upright["roll"]["value"]) < 3
    assert ended.peak_mb < MOST_MB


def test_the_measured_memory_is_that_of_the_pictures(stage: Stage, tmp_path: Path) -> None:
    """A measure that shows no difference between small and large proves nothing."""
    pixels = stage.frame(Scene()).pixels
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    small.write_bytes(nasty.saved(nasty.enlarged(pixels, (900, 1200)), "PNG"))
    large.write_bytes(
        nasty.saved(nasty.enlarged(pixels, nasty.BIGGEST_PNG), "PNG", compress_level=1)
    )
    assert check(large).peak_mb - check(small).peak_mb > 50
