"""``python -m benchmarks.photo.bad_input``: seconds a file of every sort takes.

The models are loaded before; the issue asks for a verdict or a refusal within 1 s (and 512 MB,
which ``tests/camera/eye/test_bad_input.py`` holds the command to).
"""

import tempfile
import time
from pathlib import Path

from camera.inspection import Inspector
from camera.photo_errors import PictureError
from camera.sitter.look import Scene
from camera.sitter.studio import Studio
from kiosk.clock import SystemClock
from kiosk.native import mute_native_libraries
from tests.camera.eye import nasty


def main() -> None:
    """Print a line per file."""
    mute_native_libraries()
    with tempfile.TemporaryDirectory() as name, Inspector(SystemClock()) as inspector:
        folder = Path(name)
        pixels = Studio().paint(Scene())
        judged = nasty.write_judged(folder, pixels)
        paths = [*judged[:1], *nasty.write_refused(folder, pixels), *judged]
        for path in paths:
            began, busy = time.perf_counter(), time.process_time()
            try:
                came = inspector.check_photo(path).verdict.value
            except PictureError as error:
                came = error.fault.value
            seconds, cpu = time.perf_counter() - began, time.process_time() - busy
            print(f"{path.name[:24]:24} {seconds:6.2f} s, {cpu:5.2f} s of one core  {came}")


if __name__ == "__main__":
    main()
