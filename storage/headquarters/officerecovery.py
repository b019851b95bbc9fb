"""The book of a dead station, opened with a recipient's identity: entries as JSON, pictures.

What does not open is listed, and the rest is there: each page is bound to its own line, so that a
damaged one costs itself alone.
"""

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.ids import StationId
from kiosk.domain.sitepicture import PictureId, is_picture_id
from kiosk.errors import KioskError, UnreadableFileError
from kiosk.officeports import OfficeAct
from storage.batches.errors import BatchError, NotARecipientError
from storage.crypto.age import Identities
from storage.crypto.digests import AuditHead
from storage.crypto.envelope import OVERHEAD_BYTES, unseal
from storage.crypto.keys import wipe
from storage.errors import DamagedKeyFileError, TamperedError
from storage.files import create, disk_errors, make_folder
from storage.headquarters.recovery import RecoverFault, RecoverProblem
from storage.layout import Layout
from storage.office.bookbackup import BOOK, backup_folder
from storage.office.bookkeys import BookKeys
from storage.office.chain import START, Index, parse_end, prove
from storage.office.codec import content_as_json
from storage.office.draft import page_place
from storage.office.kinds import PICTURE
from storage.office.picturefile import FOLDER, LARGEST_BYTES, SUFFIX, opened_picture
from storage.office.recoverykey import FILE, RecoveryKey
from storage.office.table import Link

FORMAT = "kiosk-recovered-office/1"
LIST = "book.json"
OUT = "office"
_ITEM = "office"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveredOffice:
    """``proved``: the whole chain is as it was written, up to the end that was noted elsewhere."""

    station: StationId
    entries: int = 0
    pictures: int = 0
    lines: int = 0
    head: str = ""
    proved: bool = False
    problems: tuple[RecoverProblem, ...] = ()

    def fields(self) -> dict[str, object]:
        """Return this as JSON."""
        return {
            "entries": self.entries,
            "pictures": self.pictures,
            "lines": self.lines,
            "head": self.head,
            "proved": self.proved,
        }


def book_folder_of(source: Path, station: str) -> Path:
    """Return where the book of a data folder, a vault, its database or a backup would be."""
    if source.is_dir():
        return source.parent / "office" if source.name == "vault" else Layout(source).office
    beside = backup_folder(source.parent, station)
    return beside if beside.is_dir() else source.parent.parent / "office"


def is_book_folder(source: Path) -> bool:
    """Tell whether the folder is a station's book by itself, as the second place keeps it."""
    return (source / BOOK).is_file() and (source / FILE).is_file()


def recover_book(
    folder: Path, settings: Mapping[str, str], identities: Identities, out: Path
) -> RecoveredOffice | None:
    """Lay the book out in a folder of ``out``; None where there is none.

    ``settings`` are the station's, as far as they are there: they know where the book ended.
    """
    if not (folder / BOOK).is_file():
        return None
    station = StationId(settings.get("station", ""))
    try:
        file = RecoveryKey.read(folder / FILE)
        key = file.opened(identities)
    except NotARecipientError:
        return _nothing(station, RecoverFault.NOT_A_RECIPIENT)
    except DamagedKeyFileError:
        return _nothing(station, RecoverFault.UNREADABLE)
    except (TamperedError, BatchError):
        return _nothing(station, RecoverFault.TAMPERED)
    keys = BookKeys(key)
    wipe(key)
    try:
        with _copied(folder / BOOK, out / ".book") as connection:
            digger = _Digger(connection, keys, folder, out / OUT)
            return digger.dig(file.station, _known(settings))
    finally:
        keys.wipe()


def _nothing(station: StationId, fault: RecoverFault) -> RecoveredOffice:
    return RecoveredOffice(station=station, problems=(RecoverProblem(_ITEM, fault),))


def _known(settings: Mapping[str, str]) -> AuditHead:
    try:
        return parse_end(settings["office_end"])
    except (KeyError, ValueError):
        return START


@contextlib.contextmanager
def _copied(book: Path, scratch: Path) -> Iterator[sqlite3.Connection]:
    """Give a copy of the database with its journal; the original is only ever read."""
    try:
        with disk_errors():
            scratch.mkdir(mode=_PRIVATE)
        try:
            for suffix in ("", "-wal"):
                part = book.with_name(f"{book.name}{suffix}")
                if part.exists():
                    shutil.copyfile(part, scratch / part.name)
        except OSError as error:
            raise UnreadableFileError(type(error).__name__, file=book.name) from error
        with contextlib.closing(sqlite3.connect(scratch / book.name, isolation_level=None)) as db:
            yield db
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@dataclass(slots=True)
class _Digger:
    """Opens what it can of one book; ``problems`` gathers the rest."""

    connection: sqlite3.Connection
    keys: BookKeys
    folder: Path
    out: Path
    problems: list[RecoverProblem] = field(default_factory=list)
    pictures: int = 0

    def dig(self, station: StationId, known: AuditHead) -> RecoveredOffice:
        proved, index = self._proved(known)
        entries = [one for link in index.newest.values() if (one := self._entry(link)) is not None]
        end = index.end
        found = RecoveredOffice(
            station=station,
            entries=len(entries),
            pictures=self.pictures,
            lines=end.n,
            head=end.head.hex(),
            proved=proved,
            problems=tuple(self.problems),
        )
        content = {"format": FORMAT, "station": station, **found.fields(), "content": entries}
        with disk_errors():
            self.out.mkdir(mode=_PRIVATE, exist_ok=True)
            spelled = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
            create(self.out / LIST, f"{spelled}\n".encode())
        return found

    def _proved(self, known: AuditHead) -> tuple[bool, Index]:
        """Return whether all of it is as it was written, and what its lines say is in it."""
        try:
            pages = self.connection.execute("SELECT n, sealed FROM pages ORDER BY n")
            return True, prove(self.keys, self._links(), iter(pages), (known,))
        except (TamperedError, sqlite3.DatabaseError) as error:
            line = error.params.get("line", "?") if isinstance(error, KioskError) else "?"
            self._miss(f"{_ITEM} {line}", RecoverFault.TAMPERED)
        return False, self._readable()

    def _links(self) -> Iterator[Link]:
        columns = ", ".join(Link._fields)
        found = self.connection.execute(f"SELECT {columns} FROM links ORDER BY n")  # noqa: S608
        return map(Link._make, found)

    def _readable(self) -> Index:
        """Return the lines that the disk gives, whatever they are worth."""
        index = Index()
        with contextlib.suppress(sqlite3.DatabaseError):
            for link in self._links():
                if _is_sound(link):
                    index.take(link)
        return index

    def _entry(self, link: Link) -> dict[str, object] | None:
        if link.act != OfficeAct.PUT:
            return None
        item = f"{_ITEM} {link.kind} {link.entry}"[:60]
        try:
            asked = "SELECT sealed FROM pages WHERE n = ?"
            (sealed,) = self.connection.execute(asked, (link.n,)).fetchone()
            plain = unseal(self.keys.pages, page_place(self.keys, link), sealed)
            value = content_as_json(plain)
            wipe(plain)
        except (sqlite3.DatabaseError, TypeError):
            self._miss(item, RecoverFault.UNREADABLE)
            return None
        except (TamperedError, ValueError):
            self._miss(item, RecoverFault.TAMPERED)
            return None
        if link.kind == PICTURE:
            self._picture(link.entry, str(value.get("sha256")), item)
        return {
            "kind": link.kind,
            "id": link.entry,
            "version": link.version,
            "at": link.at,
            "by": link.actor,
            "value": value,
        }

    def _picture(self, name: str, sha256: str, item: str) -> None:
        if not is_picture_id(name):
            self._miss(item, RecoverFault.TAMPERED)
            return
        try:
            with (self.folder / FOLDER / f"{name}{SUFFIX}").open("rb") as file:
                sealed = file.read(LARGEST_BYTES + OVERHEAD_BYTES + 1)
            jpeg = opened_picture(self.keys, PictureId(name), sha256, sealed)
        except OSError:
            self._miss(item, RecoverFault.UNREADABLE)
            return
        except TamperedError:
            self._miss(item, RecoverFault.TAMPERED)
            return
        with disk_errors():
            make_folder(self.out / FOLDER)
            create(self.out / FOLDER / f"{name}.jpg", jpeg)
        self.pictures += 1

    def _miss(self, item: str, fault: RecoverFault) -> None:
        printable = "".join(char if char.isprintable() else "�" for char in item)
        self.problems.append(RecoverProblem(printable, fault))


def _is_sound(link: Link) -> bool:
    """Tell whether the columns that are used are of the types that were stored."""
    words = (link.at, link.actor, link.act, link.kind, link.entry)
    numbers = (link.n, link.version)
    return (
        all(isinstance(one, str) for one in words)
        and all(isinstance(one, int) for one in numbers)
        and isinstance(link.head, bytes)
    )
