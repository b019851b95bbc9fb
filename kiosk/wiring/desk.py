"""The station on the screen: training, first set-up, or a day's work, until its window is closed."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.clock import SystemClock
from kiosk.domain.station import SetupAnswers
from kiosk.errors import ExitCode
from kiosk.settings import Settings, read_settings, write_settings
from kiosk.texts import Language, catalogue
from kiosk.training.station import LEAD, PASSWORD
from kiosk.wiring import cameras
from kiosk.wiring.bugs import bugs_end_the_program
from kiosk.wiring.station import StationPlan, running_station
from kiosk.wiring.training import DRAWN_SITTER, prepare_station
from storage.layout import is_station
from storage.setup import create_station
from ui.app import make_app

TRAINING_FOLDER = "training"


def run(folder: Path, *, camera: str | None, training: bool) -> int:
    """Run the station until its window is closed; return the exit code."""
    app = make_app()
    if not training and not is_station(folder):
        if camera is None and not cameras.names():
            training = True
        else:
            choice = _set_up(app, folder)
            if choice is None:
                return int(ExitCode.OK)
            training = choice
    _work(app, _training_plan(folder, camera) if training else _plan(folder, camera))
    return int(ExitCode.OK)


def _work(app: QApplication, plan: StationPlan) -> None:
    with running_station(plan) as rig:
        rig.screens.staff.closed.connect(app.quit)
        rig.screens.open()
        with bugs_end_the_program(app):
            app.exec()


def _plan(folder: Path, camera: str | None) -> StationPlan:
    settings = read_settings(folder)
    return StationPlan(
        folder=folder, settings=settings, camera=camera or settings.camera.source
    )


def _training_plan(folder: Path, camera: str | None) -> StationPlan:
    place = folder / TRAINING_FOLDER
    prepare_station(place, place / "keys")
    settings = read_settings(place)
    words = catalogue(Language(settings.screen.language))
    return StationPlan(
        folder=place,
        settings=settings,
        camera=camera or DRAWN_SITTER,
        sign_in_hint=words.say("run.training_hint", staff_id=LEAD, password=PASSWORD),
    )


def _set_up(app: QApplication, folder: Path) -> bool | None:
    """Show the set-up window; return whether to train instead, or None when it was closed."""
    raise NotImplementedError
