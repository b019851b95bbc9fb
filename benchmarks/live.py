"""The live pipeline at 1080p30 from a network camera on this machine, windows and all."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.camera_server import camera_server
from benchmarks.figure import Figure

SECONDS = 20.0


def measure(seconds: float = SECONDS) -> list[Figure]:
    """Return the figures of the pipeline, of the start, and of memory over ``seconds``."""
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        folder = Path(name)
        pictures = folder / "pictures"
        pictures.mkdir()
        with camera_server(pictures) as url:
            floor = _run("benchmarks.raw_camera", "--camera", url, "--seconds", "8")
            _station(url, folder, 1.0)  # the second start is the warm one
            run = _station(url, folder, seconds)
    rss = run["rss_mb"]
    later = rss[len(rss) // 2 :]
    return [
        Figure(
            name="frame to overlay p95", value=run["frame_to_overlay_p95_ms"], unit="ms", most=50,
            floor=floor["decode_p95_ms"], floor_is="cv2 decodes the same stream, p95",
        ),
        Figure(name="frame to overlay p50", value=run["frame_to_overlay_p50_ms"], unit="ms"),
        Figure(
            name="analysed frames", value=run["analysed_per_s"], unit="1/s", least=29,
            floor=floor["fps"], floor_is="frames of the stream itself",
        ),
        Figure(
            name="processor", value=run["cores"], unit="cores", most=1.2,
            floor=floor["cores"], floor_is="cv2 reads and decodes the same stream",
        ),
        Figure(name="longest block of the main thread", value=run["max_gui_block_ms"], unit="ms",
               most=50),
        Figure(
            name="start to first live overlay", value=run["start_to_overlay_ms"] / 1000, unit="s",
            most=2.5, floor=floor["imports_s"], floor_is="importing PySide6, cv2 and mediapipe",
        ),
        Figure(name="resident memory", value=max(rss), unit="MB", most=600,
               floor=floor["rss_mb"], floor_is="cv2 reading the same stream"),
        Figure(name="growth in the second half of the run", value=later[-1] - later[0], unit="MB"),
    ]  # fmt: skip


def _station(url: str, folder: Path, seconds: float) -> dict[str, Any]:
    data = str(folder / "station")
    return _run("benchmarks.station", "--camera", url, "--data", data, "--seconds", str(seconds))


def _run(module: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    return dict(json.loads(done.stdout))
