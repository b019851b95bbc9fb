"""What `kiosk office import` and `figures` ask: signed numbers leave a station, enter the book."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from kiosk.contract.figures import Disagreement, join
from kiosk.domain.event import Event
from kiosk.domain.figures import DayFigures
from kiosk.errors import KioskError, UnreadableFileError
from kiosk.officeports import Change, Kept, OfficeBook
from kiosk.wiring.bookdoor import open_place
from kiosk.wiring.newfile import require_new, write_new
from kiosk.wiring.openbook import Door, open_book
from kiosk.wiring.receiver import begun_ledger
from storage.errors import StationMissingError
from storage.files import disk_errors
from storage.receiving.ledger import Ledger
from storage.receiving.signedfigures import read_signed

_NAMES = "figures-*.json"
Day = tuple[str, str]


class Taken(StrEnum):
    """What became of a file; the values are text keys' ends."""

    NEW = "new"
    SAME = "same"
    CLOSED_SINCE = "closed_since"
    """The book had the numbers of the moment; now they are those of the closed day."""
    OPEN = "open"
    """Of a day that is not closed, and newer than the numbers in the book, if there were any."""
    BEFORE = "before"
    """Of an earlier moment than those in the book, which stay."""
    OTHER = "other"
    """The book has other numbers of this closed day: they stay, and these are left out."""
    REFUSED = "refused"


_ENTERED = frozenset({Taken.NEW, Taken.CLOSED_SINCE, Taken.OPEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTaken:
    """One file, and why it was refused."""

    file: Path
    taken: Taken
    figures: DayFigures | None = None
    error: KioskError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Every file in the order in which it came, and what does not fit the plan."""

    files: tuple[FileTaken, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def whole(self) -> bool:
        """Tell whether every file is in the book and fits the plan."""
        left_out = {Taken.OTHER, Taken.REFUSED}
        return not self.disagreements and all(one.taken not in left_out for one in self.files)


def import_figures(
    places: Iterable[Path], door: Door, *, ledger: Path | None, training: bool
) -> Imported:
    """Take every file in; what one of them says wrong keeps none of the others out."""
    files = list(_files(places))
    with begun_ledger(ledger) as trusted, open_book(door) as book:
        found = [_read(one, trusted) for one in files]
        taken = _take_in(found, book, door)
        view = book.read(Event, DayFigures)
    named = {_day(one.figures) for one in taken if one.figures is not None}
    clashes = join(view.events, view.figures, training=training).disagreements
    mine = tuple(one for one in clashes if _day(one.day) in named)
    return Imported(files=taken, disagreements=mine)


def write_figures(door: Door, business_date: date, out: Path) -> tuple[Path, ...]:
    """Leave a station's signed numbers of a day: as they were, made anew, or of the moment."""
    with open_place(door.folder, door.log_in) as place:
        if place.station is None:
            raise StationMissingError("a book, no station")
        signed = place.station.day_figures(business_date)
    paths = out / signed.name, out / f"{signed.name}.sig"
    for path in paths:
        require_new(path)
    with disk_errors():
        out.mkdir(parents=True, exist_ok=True)
    for path, content in zip(paths, (signed.content, signed.signature), strict=True):
        write_new(path, content)
    return paths


def _files(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that are named, and those in folders and in folders just below them."""
    for place in places:
        if not place.is_dir():
            yield place
            continue
        try:
            found = sorted({*place.glob(_NAMES), *place.glob(f"*/{_NAMES}")})
        except OSError as error:
            raise UnreadableFileError(type(error).__name__, file=place.name) from error
        if not found:
            raise UnreadableFileError("no figures", file=place.name)
        yield from found


def _read(file: Path, ledger: Ledger) -> FileTaken:
    try:
        return FileTaken(file=file, taken=Taken.NEW, figures=read_signed(file, ledger))
    except KioskError as error:
        return FileTaken(file=file, taken=Taken.REFUSED, error=error)


def _take_in(found: Sequence[FileTaken], book: OfficeBook, door: Door) -> tuple[FileTaken, ...]:
    """Write all that is new in one go, and tell of each file what became of it."""
    kept = {_day(one.entry): one for one in book.read(DayFigures).of(DayFigures)}
    known = {day: one.entry for day, one in kept.items()}
    told: list[FileTaken] = []
    for one in found:
        if one.figures is None:
            told.append(one)
            continue
        taken = _compared(known.get(_day(one.figures)), one.figures)
        if taken in _ENTERED:
            known[_day(one.figures)] = one.figures
        told.append(FileTaken(file=one.file, taken=taken, figures=one.figures))
    changes = tuple(_changes(known.values(), kept))
    if changes:
        book.put_all(changes, by=door.by)
    return tuple(told)


def _changes(known: Iterable[DayFigures], kept: dict[Day, Kept[DayFigures]]) -> Iterator[Change]:
    for figures in known:
        before = kept.get(_day(figures))
        if before is None or before.entry != figures:
            yield Change(entry=figures, expected_version=before.version if before else 0)


def _compared(before: DayFigures | None, now: DayFigures) -> Taken:
    if before is None:
        return Taken.NEW if now.closed else Taken.OPEN
    if before == now:
        return Taken.SAME
    if now.closed:
        return Taken.OTHER if before.closed else Taken.CLOSED_SINCE
    newer = not before.closed and now.audit_n >= before.audit_n
    return Taken.OPEN if newer else Taken.BEFORE


def _day(figures: DayFigures) -> Day:
    return figures.station, figures.business_date.isoformat()
