"""A whole station at which people apply as fast as the machine lets them; prints JSON."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.settings import PhotoSettings, Settings
from kiosk.training.people import training_form
from kiosk.training.station import LEAD, PASSWORD
from kiosk.wiring.station import Rig, StationPlan, running_station
from kiosk.wiring.training import prepare_station
from kiosk.workflow import phases
from kiosk.workflow.sitting import BURST
from ui.app import make_app
from ui.hands import Finger, Hands

SITTINGS = 5  # the sixth of the training people is a child: a case of its own
PATIENCE_S = 30.0
FRAMES_PER_S = 30.0  # what the drawn camera gives, and a good webcam


def main() -> None:
    """Measure and print."""
    app = make_app()
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        folder = Path(name)
        prepare_station(folder, folder / "keys")
        settings = Settings(photo=PhotoSettings(light_check=False, auto_capture=False))
        plan = StationPlan(folder=folder, settings=settings, camera="sitter:?still=1&noise=1")
        with running_station(plan) as rig:
            rig.screens.open()
            sitting = Sitting(app, rig)
            sitting.open_the_day()
            taken = [sitting.serve(number) for number in range(1, SITTINGS + 1)][1:]
    totals = [sum(steps.values()) for steps in taken]
    report = {
        "total_p50_ms": statistics.median(totals),
        "total_max_ms": max(totals),
        "burst_ms": BURST / FRAMES_PER_S * 1e3,
        "steps_p50_ms": {
            step: statistics.median(steps[step] for steps in taken) for step in taken[0]
        },
    }
    print(json.dumps(report))


class Sitting:
    """Does every step the moment it can be done."""

    def __init__(self, app: QApplication, rig: Rig) -> None:
        self._app = app
        self._rig = rig
        self._hands = Hands(rig.screens.staff)
        self._finger = Finger(rig.screens.applicant)

    def open_the_day(self) -> None:
        """Sign in and open today."""
        self._hands.sign_in(LEAD, PASSWORD)
        self._until(phases.Opening)
        for key in ("2", "Enter"):
            self._hands.press(key)
        self._until(phases.Ready)

    def serve(self, number: int) -> dict[str, float]:
        """Return how many milliseconds each step took, from the free chair to the receipt."""
        form = training_form(number)
        steps: dict[str, Callable[[], None]] = {
            "begin": self._begin,
            "scan to camera": lambda: self._receive(form.form_id),
            "first judged frame": self._see,
            "shutter to photo": self._shoot,
            "photo taken over": self._approve,
            "typed form to confirmation": lambda: self._write(number),
            "yes to receipt": self._seal,
        }
        taken = {}
        for name, step in steps.items():
            began = time.perf_counter()
            step()
            taken[name] = (time.perf_counter() - began) * 1e3
        return taken

    def _begin(self) -> None:
        self._hands.press("Enter")
        self._until(phases.Receiving)

    def _receive(self, form_id: str) -> None:
        self._finger.touch_yes()
        self._rig.session.take_scan(form_id)
        self._hands.press("Enter")
        self._until(phases.Posing)

    def _see(self) -> None:
        self._wait(lambda: self._rig.session.live is not None and self._sees_a_face())

    def _sees_a_face(self) -> bool:
        live = self._rig.session.live
        return live is not None and live.face is not None

    def _shoot(self) -> None:
        self._hands.press("M")
        self._until(phases.Reviewing)

    def _approve(self) -> None:
        self._hands.approve()
        if isinstance(self._rig.session.phase, phases.Reviewing):
            self._hands.override_and_approve()
        self._until(phases.Filling)

    def _write(self, number: int) -> None:
        self._hands.fill(training_form(number))
        self._hands.press("Ctrl+Enter")
        self._until(phases.Confirming)

    def _seal(self) -> None:
        self._finger.touch_yes()
        self._hands.press("Enter")
        self._until(phases.Receipted)

    def _until(self, phase: type[phases.Phase]) -> None:
        self._wait(lambda: isinstance(self._rig.session.phase, phase))

    def _wait(self, there: Callable[[], bool]) -> None:
        """Turn the event loop until it is so."""
        until = time.monotonic() + PATIENCE_S
        while not there():
            self._app.processEvents()
            if time.monotonic() > until:
                view = self._rig.session.view()
                wrong = [(one.field, one.reason) for one in view.field_errors]
                raise TimeoutError(f"{type(view.phase).__name__}: {view.notice} {wrong}")
        self._app.processEvents()  # the page comes and takes the keyboard


if __name__ == "__main__":
    main()
