"""The door of the core to the office's book: plan, people, cases and figures, version by version.

An entry is a frozen value of `kiosk.domain` with a name of its own; which types there are is
`storage.office.kinds`. Every answer is on the disk already; used on the storage thread.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from kiosk.domain.case import Case
from kiosk.domain.event import Event
from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import EventId, StaffId
from kiosk.domain.person import Person
from kiosk.domain.sitephoto import SitePhoto
from kiosk.domain.sitepicture import SitePicture
from kiosk.errors import ExitCode, KioskError

T = TypeVar("T")


class OfficeStaleError(KioskError):
    """Somebody wrote a newer version meanwhile; ``entry`` names it. Nothing was written."""

    message_key = "office_stale"
    exit_code = ExitCode.REFUSED


class PictureGoneError(KioskError):
    """The book has a picture whose file is not there; ``event`` and ``caption`` name it."""

    message_key = "picture_gone"
    exit_code = ExitCode.BAD_INPUT


class PictureAlteredError(KioskError):
    """The file of a picture is not the one that was kept; ``event`` and ``caption`` name it."""

    message_key = "picture_altered"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EntryRef:
    """Which entry: its kind and its name within the kind."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[T]):
    """An entry as it is kept: ``version`` 1 is the first, ``by`` wrote this one."""

    ref: EntryRef
    version: int
    at: datetime
    by: StaffId
    entry: T = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownEntry:
    """What another release wrote and this one cannot read: kept as it is, and shown as such."""

    ref: EntryRef
    version: int
    at: datetime
    by: StaffId


class OfficeAct(StrEnum):
    """What a line of the book says."""

    PUT = "put"
    FORGET = "forget"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """A line of an entry's history: ``n`` is its place in the book.

    ``entry`` is None when its content was forgotten, or when this line forgets, or when a newer
    release wrote it.
    """

    n: int
    act: OfficeAct
    version: int
    at: datetime
    by: StaffId
    entry: object = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An entry to be written; 0 is the version of one that is not there yet."""

    entry: object = field(repr=False)
    expected_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeView:
    """The book as it is now, in the order in which the entries came into it.

    ``lines`` is how many lines it has, ``head`` the hash of the last in hexadecimal: a report that
    shows them can be held against the book later.
    """

    kept: tuple[Kept[object], ...]
    unknown: tuple[UnknownEntry, ...]
    lines: int
    head: str

    def of(self, kind: type[T]) -> tuple[Kept[T], ...]:
        """Return what is kept of one type of entry."""
        found: Iterable[object] = (one for one in self.kept if isinstance(one.entry, kind))
        return tuple(found)  # type: ignore[arg-type]  # a generic class cannot be asked for its T

    def entries(self, kind: type[T]) -> tuple[T, ...]:
        """Return the bare values of one type."""
        return tuple(one.entry for one in self.of(kind))

    @property
    def events(self) -> tuple[Event, ...]:
        """Return the plan's events."""
        return self.entries(Event)

    @property
    def people(self) -> tuple[Person, ...]:
        """Return the roster."""
        return self.entries(Person)

    @property
    def figures(self) -> tuple[DayFigures, ...]:
        """Return the figures of stations and days."""
        return self.entries(DayFigures)

    @property
    def cases(self) -> tuple[Case, ...]:
        """Return every case, of all four kinds."""
        return tuple(one.entry for one in self.kept if isinstance(one.entry, Case))

    @property
    def pictures(self) -> tuple[SitePicture, ...]:
        """Return the lines of all pictures of venues."""
        return self.entries(SitePicture)

    def version(self, ref: EntryRef) -> int:
        """Return the newest version of what is kept, 0 when there is none."""
        return next((one.version for one in self.kept if one.ref == ref), 0)


class PictureStore(Protocol):
    """Keeps the covered pictures of events beside the office's book, on the book's thread."""

    def keep(self, event: EventId, caption: str, photo: SitePhoto, *, by: StaffId) -> SitePicture:
        """Keep a picture and write its line into the book: both, or neither.

        Raises `kiosk.siteports.FaceLeftError` for one that is not clean, `FieldError` for its
        caption, and what the book says of an event that it does not have.
        """
        ...

    def jpeg(self, picture: SitePicture) -> bytes:
        """Return the very bytes that were kept; `PictureGoneError`, `PictureAlteredError`."""
        ...

    def forget(self, picture: SitePicture, *, by: StaffId) -> None:
        """Destroy the pixels and the line's content; that it was, when and by whom stays."""
        ...


class OfficeBook(Protocol):
    """Keeps every version of every entry, and who wrote it when, in one unbroken chain."""

    @property
    def pictures(self) -> PictureStore:
        """Return who keeps the pictures that lines of this book name."""
        ...

    def read(self, *kinds: type) -> OfficeView:
        """Return everything as it is now, or only the entries of these types."""
        ...

    def put(self, entry: object, *, by: StaffId, expected_version: int) -> Kept[object]:
        """Write the next version; `OfficeStaleError` unless ``expected_version`` is the newest."""
        ...

    def put_all(self, changes: Sequence[Change], *, by: StaffId) -> tuple[Kept[object], ...]:
        """Write all of them or, when one is refused or the power goes, none."""
        ...

    def forget(self, ref: EntryRef, *, by: StaffId, expected_version: int) -> None:
        """Destroy the content of all its versions; that they were, when and by whom, stays.

        A name that was forgotten is not used again: its version goes on.
        """
        ...

    def history(self, ref: EntryRef) -> tuple[OfficeLine, ...]:
        """Return every line about the entry, oldest first; nothing when it never was."""
        ...

    def number_key(self) -> bytes:
        """Return the 32 bytes that make hashes of 申請書ID in cases; always the same."""
        ...

    def close(self) -> None:
        """Let go of the book; harmless when that is done."""
        ...
