"""A whole day played through the real windows, threads, store and batch."""

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from kiosk.background import WorkerBackground
from kiosk.clock import SystemClock
from kiosk.domain.station import BatchFiles
from kiosk.errors import OutputExistsError
from kiosk.settings import BoardSettings, Settings
from kiosk.training.record import DayRecord
from kiosk.training.station import LEAD, PASSWORD, RECIPIENT_NAMES, SECOND, training_answers
from kiosk.training.summary import DaySummary, write_summary
from kiosk.wiring.bugs import bugs_end_the_program
from kiosk.wiring.headquarters import training_policy
from kiosk.wiring.launch import show_nowhere_without_a_screen
from kiosk.wiring.station import Rig, StationPlan, running_station
from kiosk.workflow.snapshots import StationView
from storage.crypto.identities import new_age_identity
from storage.layout import is_station
from storage.setup import create_station
from ui.app import Application, make_app, not_shown_here
from ui.pictures import PictureBook
from ui.rehearsal import Part, Rehearsal

DRAWN_SITTER = "sitter:?empty=6"  # the wall alone first: the day opens with the light check
TICKETS = "tickets"
SILENT = Settings(board=BoardSettings(sound=False))  # nobody listens to a played day
HELD_PICTURES_S = 3600.0  # a played day may be shown stills by a camera that is none


def prepare_station(data: Path, keys: Path) -> tuple[Path, ...]:
    """Leave a training station in ``data`` and return the identity files of its recipients.

    A station that is there already is used as it is; its identities are those in ``keys``.
    """
    names = [f"training-{number}.txt" for number, _ in enumerate(RECIPIENT_NAMES, start=1)]
    paths = tuple(keys / name for name in names)
    if is_station(data):
        return tuple(path for path in paths if path.exists())
    keys.mkdir(parents=True, exist_ok=True)
    recipients = []
    for path in paths:
        recipient, secret = new_age_identity()
        path.write_text(secret, encoding="ascii")
        path.chmod(0o600)
        recipients.append(recipient)
    policy = training_policy(keys, tuple(recipients))
    create_station(data, training_answers(policy=policy), SystemClock(), training=True)
    return paths


def play(out: Path, *, data: Path | None, camera: str | None, applicants: int) -> DaySummary:
    """Play a day into ``out`` and return its summary, which is also in ``summary.json``."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputExistsError(file=str(out))
    (out / "screens").mkdir(parents=True)
    folder = data or out / "data"
    identities = prepare_station(folder, out / "keys")
    plan = StationPlan(
        folder=folder,
        settings=training_settings(SILENT, out, board=True),
        camera=camera or DRAWN_SITTER,
        frozen_after_s=HELD_PICTURES_S,
    )
    show_nowhere_without_a_screen()
    app = make_app()
    part = Part(
        staff_id=LEAD,
        password=PASSWORD,
        second_id=SECOND,
        second_password=PASSWORD,
        applicants=applicants,
    )
    with running_station(plan) as rig:
        summary = _perform(app, rig, part, out)
    batch = _copied(summary.batch, out / "batch") if summary.batch else None
    skipped = (*summary.skipped, *(() if camera else ("real_camera",)))
    summary = replace(summary, batch=batch, identities=identities, skipped=skipped)
    write_summary(out, summary)
    return summary


def training_settings(settings: Settings, place: Path, *, board: bool) -> Settings:
    """Return the settings with a line to practise: tickets become pictures in a folder."""
    tickets = settings.tickets
    if not tickets.printer:
        tickets = tickets.model_copy(update={"printer": f"file:{place / TICKETS}"})
    return settings.model_copy(
        update={
            "queue": settings.queue.model_copy(update={"enabled": True}),
            "tickets": tickets,
            "board": settings.board.model_copy(update={"enabled": settings.board.enabled or board}),
        }
    )


class BreakableFolder:
    """A folder in a printer's place that cannot be written to for a while."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = folder.with_name(f"{folder.name}.aside")

    def break_down(self, broken: bool) -> None:  # noqa: FBT001 - a switch
        """Have a file lie where the folder was, or have the folder back."""
        if broken and not self._folder.is_file():
            if self._folder.exists():
                self._folder.rename(self._aside)
            self._folder.touch()
        elif not broken and self._folder.is_file():
            self._folder.unlink()
            if self._aside.exists():
                self._aside.rename(self._folder)


def _perform(app: Application, rig: Rig, part: Part, out: Path) -> DaySummary:
    clock, record, heartbeat = SystemClock(), DayRecord(), rig.bridge.heartbeat
    with WorkerBackground("pictures", rig.bridge.deliver) as painter:
        book = PictureBook(out / "screens", painter, heartbeat.excuse)
        rehearsal = Rehearsal(
            part,
            clock,
            rig.screens,
            lambda: (rig.session.view(), rig.session.live),
            book,
            scan=rig.session.take_scan,
            break_printer=BreakableFolder(out / TICKETS).break_down,
        )

        def show(view: StationView) -> None:
            record.note(view.phase, clock.monotonic_ns())
            record.note_queue(view.queue)
            rig.show(view)
            rehearsal.show_view(view)

        rig.screens.open()
        rig.session.attend(show)
        rehearsal.ended.connect(app.exit)
        rehearsal.start()
        heartbeat.start()
        with bugs_end_the_program(app):
            app.exec()
        heartbeat.stop()
    if rehearsal.error is not None:
        raise rehearsal.error
    return DaySummary(
        tickets=record.sittings,
        records=record.records,
        photos=len(record.photo_sha256),
        photo_sha256=tuple(record.photo_sha256),
        batch=record.batch,
        identities=(),
        screens=tuple(book.paths),
        timings_ms={name: tuple(times) for name, times in record.timings_ms.items()},
        max_gui_block_ms=heartbeat.max_block_ms,
        skipped=("printer", *not_shown_here()),
        line=record.line(),
    )


def _copied(batch: BatchFiles, folder: Path) -> BatchFiles:
    folder.mkdir()
    copy = partial(_copy_into, folder)
    return replace(
        batch,
        age=copy(batch.age),
        envelope=copy(batch.envelope),
        signature=copy(batch.signature),
        station_public_key=copy(batch.station_public_key),
    )


def _copy_into(folder: Path, path: Path) -> Path:
    return Path(shutil.copy2(path, folder / path.name))
