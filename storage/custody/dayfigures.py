"""The numbers of a closed day for headquarters: signed, in the outbox beside the batch.

What was counted from the records is kept with the sealed day, in one transaction: the key that
opens them is gone afterwards. So the file can be made anew, with the same numbers, at any time.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from kiosk.contract.figures import day_figures
from kiosk.contract.figuresfile import LONGEST_BYTES, FiguresFileError, read_figures, spell_figures
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.figures import DayFigures, Tally
from kiosk.domain.ids import StationId
from kiosk.domain.station import SignedFigures
from kiosk.errors import FieldError, KioskError
from kiosk.officeports import OfficeBook
from kiosk.queue.waits import waits_of
from storage.batches.errors import BatchTamperedError
from storage.crypto.canonical import spell_json
from storage.crypto.keys import wipe
from storage.crypto.signing import SIGNATURE_BYTES, check_signature, sign
from storage.custody.dayreporting import DayReports
from storage.database.models import SettingRow
from storage.errors import TamperedError
from storage.files import disk_errors, make_folder
from storage.files import replace as replace_file
from storage.parts import Parts
from storage.people.door import Unlocked
from storage.people.signingkey import open_signing_key

SIGNATURE_SUFFIX = ".sig"
_TALLY = TypeAdapter(Tally)
_BookIfBegun = Callable[[], OfficeBook | None]


@dataclass(frozen=True, slots=True)
class FiguresPaths:
    """Where a day's numbers and their signature are."""

    folder: Path
    station: StationId
    business_date: date

    @property
    def figures(self) -> Path:
        """Return the canonical JSON."""
        return self.folder / f"figures-{self.station}-{self.business_date:%Y%m%d}.json"

    @property
    def signature(self) -> Path:
        """Return the signature over the bytes of the JSON."""
        return self.figures.with_name(f"{self.figures.name}{SIGNATURE_SUFFIX}")


def tally_row(business_date: date, tally: Tally) -> SettingRow:
    """Return the row that keeps what was counted from the day's records, to be stamped."""
    spelled = spell_json(_TALLY.dump_python(tally, mode="json"))
    return SettingRow(key=_row_of(business_date), value=spelled.decode())


class FiguresDesk:
    """Makes and keeps the numbers of closed days; nothing here can undo a closing."""

    def __init__(self, parts: Parts, reports: DayReports, book: _BookIfBegun) -> None:
        self._parts = parts
        self._reports = reports
        self._book = book

    def keep(self, business_date: date) -> None:
        """Leave file and entry where that is possible; it can be done at any later time."""
        with contextlib.suppress(KioskError):
            self.day_figures(business_date)

    def day_figures(self, business_date: date) -> SignedFigures:
        """Return the day's numbers as they were signed first, or made anew where that is gone."""
        paths = self._paths(business_date)
        kept = self._kept(paths)
        if kept is None:
            kept = self._make(paths)
        with contextlib.suppress(KioskError):
            self._enter(read_figures(kept.content))
        return kept

    def files(self, business_date: date) -> tuple[Path, ...]:
        """Return the two files that go with the batch; none where they cannot be made."""
        with contextlib.suppress(KioskError):
            self.day_figures(business_date)
            paths = self._paths(business_date)
            return paths.figures, paths.signature
        return ()

    def _paths(self, business_date: date) -> FiguresPaths:
        return FiguresPaths(self._parts.layout.outbox, self._parts.profile.station, business_date)

    def _kept(self, paths: FiguresPaths) -> SignedFigures | None:
        """Return what is in the outbox, None when it is not there or not what was signed."""
        try:
            with paths.figures.open("rb") as file:
                content = file.read(LONGEST_BYTES + 1)
            with paths.signature.open("rb") as file:
                signature = file.read(SIGNATURE_BYTES + 1)
            check_signature(self._parts.profile.signing_public, content, signature)
            figures = read_figures(content)
        except (OSError, BatchTamperedError, FiguresFileError):
            return None
        if (figures.station, figures.business_date) != (paths.station, paths.business_date):
            return None
        return SignedFigures(name=paths.figures.name, content=content, signature=signature)

    def _make(self, paths: FiguresPaths) -> SignedFigures:
        parts, unlocked = self._parts, self._parts.door.unlocked
        content = spell_figures(self._counted(unlocked, paths.business_date))
        read_figures(content)  # a file that headquarters would refuse is not written
        private = open_signing_key(parts.store, parts.profile, unlocked)
        try:
            signature = sign(private, content)
        finally:
            wipe(private)
        check_signature(parts.profile.signing_public, content, signature)
        with disk_errors():
            make_folder(paths.folder)
            replace_file(paths.figures, content)
            replace_file(paths.signature, signature)
        return SignedFigures(name=paths.figures.name, content=content, signature=signature)

    def _counted(self, unlocked: Unlocked, business_date: date) -> DayFigures:
        report = self._reports.day_report(business_date)
        with self._parts.store.unit() as session:
            applications = _tally_of(session, unlocked, business_date)
        tickets, waits = self._parts.book.day(business_date), None
        if tickets:
            waits = waits_of(tickets, self._parts.book.history(business_date, business_date))
        event = self._event(business_date)
        figures = day_figures(
            report,
            replace(applications, corrected=report.corrected),
            event=None if event is None else event.id,
            tickets=tickets,
            waits=waits,
        )
        return figures if event is None else replace(figures, place=_place(event))

    def _event(self, business_date: date) -> Event | None:
        """Return what the plan has for this station on the day, None unless it is one event."""
        with contextlib.suppress(KioskError):
            book = self._book()
            planned = () if book is None else book.read(Event).events
            mine = [
                one
                for one in planned
                if one.date == business_date
                and one.status is not EventStatus.CANCELLED
                and self._parts.profile.station in one.stations
            ]
            return mine[0] if len(mine) == 1 else None
        return None

    def _enter(self, figures: DayFigures) -> None:
        """Have the station's own book hold the numbers, once."""
        book = self._book()
        if book is None:
            return
        view = book.read(DayFigures)
        found = next((one for one in view.of(DayFigures) if _same_day(one.entry, figures)), None)
        if found is None or found.entry != figures:
            by = self._parts.door.unlocked.member.id
            book.put(figures, by=by, expected_version=found.version if found else 0)


def _same_day(one: DayFigures, other: DayFigures) -> bool:
    return (one.station, one.business_date) == (other.station, other.business_date)


def _place(event: Event) -> str:
    return event.place.town_only if event.place.private_home else event.place.name


def _row_of(business_date: date) -> str:
    return f"tally {business_date.isoformat()}"


def _tally_of(session: Session, unlocked: Unlocked, business_date: date) -> Tally:
    """Return what was counted; of a day that an earlier release closed, nothing is known."""
    row = session.get(SettingRow, _row_of(business_date))
    if row is None:
        return Tally()
    try:
        return _TALLY.validate_json(unlocked.macs.checked(row).value, strict=True)
    except (ValidationError, FieldError) as error:
        raise TamperedError("tally of a closed day") from error
