"""The station on the screen: set-up, training or a day's work, until its window is closed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk.background import WorkerBackground
from kiosk.clock import SystemClock
from kiosk.devices.tickets.target import parse_target
from kiosk.domain.station import SetupAnswers, VenuePlan
from kiosk.errors import ExitCode, KioskError
from kiosk.queueports import PrinterState
from kiosk.settings import (
    BoardSettings,
    QueueSettings,
    Settings,
    SittingSettings,
    TicketSettings,
    read_settings,
    write_settings,
)
from kiosk.texts import Language, catalogue
from kiosk.training.station import LEAD, PASSWORD
from kiosk.wiring import cameras
from kiosk.wiring.bugs import bugs_end_the_program
from kiosk.wiring.exercises import ExerciseBook
from kiosk.wiring.headquarters import choose_policy
from kiosk.wiring.printertrial import PrinterTrial
from kiosk.wiring.station import Rig, StationPlan, running_station
from kiosk.wiring.training import DRAWN_SITTER, prepare_station, training_settings
from kiosk.workflow.snapshots import StationView
from storage.layout import is_station
from storage.setup import create_station
from ui.app import Application, make_app, theme_of
from ui.placing import other_screens
from ui.receiver.deliverer import Deliverer
from ui.setup.window import SetupWindow

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
    if training:
        plan = _training_plan(folder, camera)
        _work(app, plan, ExerciseBook(plan.folder, SystemClock()))
    else:
        _work(app, _plan(folder, camera))
    return int(ExitCode.OK)


def _work(app: Application, plan: StationPlan, exercise: ExerciseBook | None = None) -> None:
    make_app(theme_of(plan.settings.screen))
    with running_station(plan) as rig:
        if exercise is not None:
            words = catalogue(Language(plan.settings.screen.language))
            rig.screens.staff.exercise = partial(exercise.lines, words)
            rig.session.attend(partial(_show_and_note, rig, exercise))
        rig.screens.staff.closed.connect(app.exit)
        rig.screens.open()
        with bugs_end_the_program(app):
            app.exec()


def _show_and_note(rig: Rig, exercise: ExerciseBook, view: StationView) -> None:
    """Have the screens show it first: what is practised goes on as it would without."""
    rig.show(view)
    exercise.note(view)


def _plan(folder: Path, camera: str | None) -> StationPlan:
    settings = read_settings(folder)
    return StationPlan(
        folder=folder,
        settings=settings,
        camera=camera or settings.camera.source,
        kiosk=settings.kiosk.enabled,
    )


def _training_plan(folder: Path, camera: str | None) -> StationPlan:
    place = folder / TRAINING_FOLDER
    prepare_station(place, place / "keys")
    settings = read_settings(place)
    words = catalogue(Language(settings.screen.language))
    return StationPlan(
        folder=place,
        settings=training_settings(settings, place, board=bool(other_screens())),
        camera=camera or DRAWN_SITTER,
        sign_in_hint=words.say("run.training_hint", staff_id=LEAD, password=PASSWORD),
    )


def settings_of(venue: VenuePlan) -> Settings:
    """Return the first settings of a station that is used like this."""
    return Settings(
        queue=QueueSettings(enabled=venue.line),
        board=BoardSettings(enabled=venue.line),
        tickets=TicketSettings(printer=venue.ticket_printer),
        sitting=SittingSettings(procedure="venue" if venue.line else "visit"),
    )


def _set_up(app: Application, folder: Path) -> bool | None:
    """Show the set-up window; return whether to train instead, or None when it was closed."""
    chosen: list[bool] = []

    def create(answers: SetupAnswers, venue: VenuePlan) -> None:
        create_station(folder, answers, SystemClock())
        write_settings(folder, settings_of(venue))

    def end(*, training: bool) -> None:
        chosen.append(training)
        app.exit()

    deliverer = Deliverer()
    with WorkerBackground("try-out", deliverer.deliver) as background, PrinterTrial() as trial:

        def try_printer(printer: str, heard: Callable[[PrinterState], None]) -> None:
            background.run(partial(trial.print_one, printer), partial(_tell_tried, heard))

        window = SetupWindow(
            catalogue(Language.JA),
            create,
            choose_policy,
            check_printer=parse_target,
            try_printer=try_printer,
        )
        window.created.connect(partial(end, training=False))
        window.training_chosen.connect(partial(end, training=True))
        window.abandoned.connect(app.exit)
        window.show()
        with bugs_end_the_program(app):
            app.exec()
    window.close()
    window.deleteLater()
    return chosen[0] if chosen else None


def _tell_tried(heard: Callable[[PrinterState], None], answer: PrinterState | KioskError) -> None:
    heard(PrinterState.UNKNOWN if isinstance(answer, KioskError) else answer)
