"""The camera's cable is pulled while somebody poses: the sitting waits, the day goes on."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from camera.source import open_source
from kiosk.clock import SystemClock
from tests.e2e.played_day import ROOT
from tests.support.mjpeg_pictures import jpeg
from tests.support.mjpeg_server import MjpegServer, Mode

APPLICANTS = 2


def drawn_people() -> list[bytes]:
    """Return frames of one drawn sitter, each with its own noise, as a camera would send them."""
    source = open_source("sitter:?still=1&noise=1", SystemClock())
    source.open()
    try:
        frames = [source.read().pixels for _ in range(6)]
    finally:
        source.close()
    return [jpeg(frame) for frame in frames]


def wait_for(log: Path, words: str, running: "subprocess.Popen[bytes]") -> None:
    tick = threading.Event()
    for _ in range(3_600):  # a loaded machine takes a minute to come so far
        if log.exists() and words in log.read_text(encoding="utf-8"):
            return
        assert running.poll() is None, f"the day ended before: {words}"
        tick.wait(0.05)
    raise AssertionError(f"never logged: {words}")


def play(url: str, out: Path, meanwhile: Callable[["subprocess.Popen[bytes]"], None]) -> int:
    running = subprocess.Popen(
        [
            sys.executable, "-m", "kiosk", "training-day", "--out", str(out), "--camera", url,
            "--applicants", str(APPLICANTS),
        ],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        meanwhile(running)
        return running.wait(timeout=300)
    finally:
        running.kill()
        running.wait()


def test_a_sitting_survives_a_pulled_cable(tmp_path: Path) -> None:
    log = tmp_path / "out" / "data" / "logs" / "kiosk.jsonl"
    with MjpegServer(drawn_people(), fps=15) as camera:

        def pull_and_plug(running: "subprocess.Popen[bytes]") -> None:
            wait_for(log, "phase Posing", running)
            camera.do(Mode.DIE)
            wait_for(log, "camera is lost", running)
            camera.do(Mode.PLAY)

        assert play(camera.url, tmp_path / "out", pull_and_plug) == 0
    said = log.read_text(encoding="utf-8")
    assert "camera is live" in said.split("camera is lost", 1)[1]
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["records"] == APPLICANTS
    assert summary["tickets"] == APPLICANTS, "the sitting itself went on"
