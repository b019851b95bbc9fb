"""A station that is driven to the posing page and measured from inside; one JSON object at the end.

``python -m benchmarks.station --camera URL --data DIR --seconds 20``
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

STARTED_NS = time.monotonic_ns()

import psutil  # noqa: E402 - the clock is read before the imports on purpose

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer  # noqa: E402

from kiosk.domain.intake import SaidBy  # noqa: E402
from kiosk.settings import PhotoSettings, Settings  # noqa: E402
from kiosk.training.people import training_form  # noqa: E402
from kiosk.training.station import LEAD, PASSWORD  # noqa: E402
from kiosk.wiring.station import Rig, StationPlan, running_station  # noqa: E402
from kiosk.wiring.training import prepare_station  # noqa: E402
from kiosk.workflow import phases  # noqa: E402
from ui.app import make_app  # noqa: E402
from ui.hands import Hands  # noqa: E402

LOOK_MS = 5
SAMPLES = 10


class Driver(QObject):
    """Signs in, begins a sitting, and samples the process while somebody poses."""

    def __init__(self, rig: Rig, seconds: float, ended: Callable[[], object]) -> None:
        super().__init__()
        self._rig = rig
        self._seconds = seconds
        self._ended = ended
        self._hands = Hands(rig.screens.staff)
        self._process = psutil.Process()
        self._acted: phases.Phase | None = None
        self._overlay_ns: int | None = None
        self._cpu_s = 0.0
        self._analysed = 0
        self.rss_mb: list[float] = []
        self.figures: dict[str, object] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        phase = self._rig.session.phase
        if isinstance(phase, phases.Posing):
            self._watch()
        elif phase != self._acted:
            self._acted = phase
            if phase == phases.SignedOut():
                self._hands.sign_in(LEAD, PASSWORD)
            elif isinstance(phase, phases.Opening) and not phase.busy:
                self._hands.press("Enter")
            elif isinstance(phase, phases.Ready):
                self._rig.bridge.forget_figures()
                self._hands.press("Enter")
            elif isinstance(phase, phases.Receiving):
                self._rig.session.note_consent(SaidBy.ALOUD)
                self._rig.session.take_scan(training_form(1).form_id)
                self._hands.press("Enter")

    def _watch(self) -> None:
        now = time.monotonic_ns()
        live = self._rig.session.live
        if self._overlay_ns is None:
            if live is not None and live.face is not None and self._rig.bridge.frames_painted:
                self._overlay_ns = now
                self.figures["start_to_overlay_ms"] = (now - STARTED_NS) / 1e6
                QTimer.singleShot(2000, self._begin)  # the first seconds warm caches up
            return

    def _begin(self) -> None:
        self._timer.stop()
        self._rig.bridge.forget_figures()
        self._rig.bridge.heartbeat.start()
        self._began_ns = time.monotonic_ns()
        self._cpu_s = _cpu_s(self._process)
        self._analysed = self._rig.analysis.stats.frames
        self._sampler = QTimer(self)
        self._sampler.setInterval(max(100, int(self._seconds * 1000 / SAMPLES)))
        self._sampler.timeout.connect(self._sample)
        self._sampler.start()
        QTimer.singleShot(int(self._seconds * 1000), self._end)

    def _sample(self) -> None:
        self.rss_mb.append(self._process.memory_info().rss / 1e6)

    def _end(self) -> None:
        self._sampler.stop()
        heartbeat = self._rig.bridge.heartbeat
        heartbeat.stop()
        passed_s = (time.monotonic_ns() - self._began_ns) / 1e9
        latencies = sorted(self._rig.bridge.latencies_ms)
        self.figures |= {
            "seconds": passed_s,
            "painted": len(latencies),
            "frame_to_overlay_p50_ms": latencies[len(latencies) // 2],
            "frame_to_overlay_p95_ms": latencies[int(len(latencies) * 0.95)],
            "analysed_per_s": (self._rig.analysis.stats.frames - self._analysed) / passed_s,
            "cores": (_cpu_s(self._process) - self._cpu_s) / passed_s,
            "max_gui_block_ms": heartbeat.max_block_ms,
            "rss_mb": self.rss_mb,
        }
        self._ended()


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--camera", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=20.0)
    wanted = parser.parse_args()
    prepare_station(wanted.data, wanted.data / "keys")
    app = make_app()
    settings = Settings(photo=PhotoSettings(auto_capture=False, light_check=False))
    plan = StationPlan(folder=wanted.data, settings=settings, camera=wanted.camera)
    with running_station(plan) as rig:
        rig.screens.open()
        driver = Driver(rig, wanted.seconds, app.exit)
        app.exec()
    print(json.dumps(driver.figures))


if __name__ == "__main__":
    main()
