"""The numbers of a day for headquarters: signed, in the outbox beside the batch.

What was counted from the records was kept when the day was sealed (`storage.custody.recordcounts`).
So the file can be made anew, with the same numbers, at any time.
"""

import contextlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kiosk.contract.dayshares import place_of
from kiosk.contract.figures import day_figures, split
from kiosk.contract.figuresfile import LONGEST_BYTES, FiguresFileError, read_figures, spell_figures
from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import StationId
from kiosk.domain.station import SignedFigures
from kiosk.errors import KioskError
from kiosk.queue.waits import waits_of
from storage.batches.errors import BatchTamperedError
from storage.crypto.keys import wipe
from storage.crypto.signing import SIGNATURE_BYTES, check_signature, sign
from storage.custody.daycounts import acts_of, line_of, parts_of, tallies_of
from storage.custody.dayplan import BookIfBegun, DayPlan
from storage.custody.dayreporting import DayReports
from storage.custody.moment import Moment
from storage.custody.recordcounts import counts_of
from storage.files import disk_errors, make_folder
from storage.files import replace as replace_file
from storage.parts import Parts
from storage.people.signingkey import open_signing_key

SIGNATURE_SUFFIX = ".sig"


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


class FiguresDesk:
    """Makes and keeps the numbers of closed days; nothing here can undo a closing."""

    def __init__(
        self, parts: Parts, reports: DayReports, day_plan: DayPlan, book: BookIfBegun
    ) -> None:
        self._parts = parts
        self._reports = reports
        self._day_plan = day_plan
        self._moment = Moment(parts, day_plan)
        self._book = book

    def keep(self, business_date: date) -> None:
        """Leave file and entry where that is possible; it can be done at any later time."""
        with contextlib.suppress(KioskError):
            self.day_figures(business_date)

    def keep_never_closed(self, before: date) -> None:
        """Leave the numbers of the moment of each earlier day that nobody closed.

        A day on which nothing was planned and nobody came was opened by mistake: it has none.
        """
        with contextlib.suppress(KioskError):
            for day in self._parts.days.never_closed(before):
                with contextlib.suppress(KioskError):
                    if self._moment.worth_keeping(day):
                        self.day_figures(day)

    def day_figures(self, business_date: date) -> SignedFigures:
        """Return the day's numbers as they were signed first, or made anew where that is gone.

        Of a day that is not closed they are those of the moment, made anew each time.
        """
        paths = self._paths(business_date)
        if self._moment.is_open(business_date):
            kept = self._leave(paths, self._moment.figures(business_date))
        else:
            kept = self._kept(paths) or self._leave(paths, self._counted(business_date))
        with contextlib.suppress(KioskError):
            self._enter(read_figures(kept.content))
        return kept

    def files(self, business_date: date) -> tuple[Path, ...]:
        """Return the files that go with the batch; none where they cannot be made.

        Those of earlier days that were never closed go along: no batch of theirs will come.
        """
        found: list[Path] = []
        with contextlib.suppress(KioskError):
            never = self._parts.days.never_closed(business_date)
            for day in (business_date, *filter(self._moment.worth_keeping, never)):
                self.day_figures(day)
                paths = self._paths(day)
                found += [paths.figures, paths.signature]
        return tuple(found)

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
        if not figures.closed:
            return None
        return SignedFigures(name=paths.figures.name, content=content, signature=signature)

    def _leave(self, paths: FiguresPaths, figures: DayFigures) -> SignedFigures:
        """Sign the numbers and leave them in the outbox."""
        parts, unlocked = self._parts, self._parts.door.unlocked
        content = spell_figures(figures)
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

    def _counted(self, business_date: date) -> DayFigures:
        unlocked = self._parts.door.unlocked
        report = self._reports.day_report(business_date)
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
            counts = counts_of(session, unlocked, business_date)
            trail = acts_of(session, shift.id)
        line = line_of(self._parts, business_date)
        event = self._day_plan.event(business_date)
        figures = day_figures(
            report,
            counts.whole,
            event=None if event is None else event.id,
            tickets=line.tickets,
            waits=waits_of(line.tickets, line.history) if line.tickets else None,
        )
        if counts.shares:
            tallies = tallies_of(trail, line, counts.tallies, counts.shares)
            return split(figures, parts_of(counts.shares, tallies))
        return figures if event is None else replace(figures, place=place_of(event))

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
