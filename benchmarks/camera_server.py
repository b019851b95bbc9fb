"""A network camera in a process of its own, so that only the client is measured."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camera.source import open_source
from kiosk.clock import SystemClock

PICTURES = 8


@contextmanager
def camera_server(folder: Path, *, size: str = "1920x1080", fps: int = 30) -> Iterator[str]:
    """Yield the URL of a camera that shows the drawn sitter; ``folder`` takes its pictures."""
    _draw_pictures(folder)
    command = [
        sys.executable, "-m", "tests.support.mjpeg_server",
        "--folder", str(folder), "--size", size, "--fps", str(fps), "--hold", "60",
    ]  # fmt: skip
    server = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        if server.stdout is None:
            raise OSError("the camera has no output")
        yield server.stdout.readline().strip()
    finally:
        if server.stdin is not None:
            server.stdin.close()
        server.wait(timeout=10)


def _draw_pictures(folder: Path) -> None:
    import cv2  # noqa: PLC0415 - camera's own library, used here to write its drawings

    source = open_source("sitter:?still=1", SystemClock())
    source.open()
    try:
        cv2.imwrite(str(folder / "sitter.png"), source.read().pixels)
    finally:
        source.close()
