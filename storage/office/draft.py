"""Lines of a book before they are written: all of one transaction."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ids import StaffId
from kiosk.officeports import EntryRef, OfficeAct, OfficeStaleError
from storage.crypto.canonical import spell_time
from storage.crypto.envelope import Place, seal
from storage.office.bookkeys import BookKeys
from storage.office.chain import Index, forge
from storage.office.errors import OfficeUnknownError
from storage.office.table import Link

_NOTHING = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Line:
    """A link to be, and its page when it has one."""

    link: Link
    sealed: bytes | None


class Draft:
    """Goes on from ``index``, which stays as it is until the lines are on the disk."""

    def __init__(self, keys: BookKeys, index: Index, *, at: datetime, by: StaffId) -> None:
        self.index = index
        self.lines: list[Line] = []
        self.gone: list[int] = []
        self._keys = keys
        self._at = spell_time(at)
        self._by = by
        self._end = index.end
        self._versions: dict[EntryRef, int] = {}

    def put(self, ref: EntryRef, content: bytes, *, expected: int) -> int:
        """Add the next version of an entry and return its number; raise `OfficeStaleError`."""
        link = self._next(OfficeAct.PUT, ref, expected)
        sealed = seal(self._keys.pages, page_place(self._keys, link), content)
        self._add(link._replace(sealed_sha256=hashlib.sha256(sealed).digest()), ref, sealed)
        return link.version

    def forget(self, ref: EntryRef, *, expected: int) -> None:
        """Add that the entry's content goes; raise `OfficeUnknownError` when it never was."""
        if not self.index.version(ref):
            raise OfficeUnknownError("forget", entry=ref.id)
        self._add(self._next(OfficeAct.FORGET, ref, expected), ref, None)
        self.gone += self.index.pages.get(ref, ())

    def _next(self, act: OfficeAct, ref: EntryRef, expected: int) -> Link:
        version = self._versions.get(ref) or self.index.version(ref)
        if version != expected:
            raise OfficeStaleError(f"{ref.kind} is at {version}, not {expected}", entry=ref.id)
        return Link(
            n=self._end.n + 1,
            at=self._at,
            actor=self._by,
            act=act.value,
            kind=ref.kind,
            entry=ref.id,
            version=version + 1,
            sealed_sha256=_NOTHING,
            previous=self._end.head,
            head=b"",
            mac=b"",
        )

    def _add(self, link: Link, ref: EntryRef, sealed: bytes | None) -> None:
        made = forge(self._keys, link)
        self.lines.append(Line(made, sealed))
        self._versions[ref] = made.version
        self._end = made.end()


def page_place(keys: BookKeys, link: Link) -> Place:
    """Return where a page lives; one of another line, entry or book does not open."""
    return Place(
        database=keys.name,
        station="",
        shift="",
        table="pages",
        row=f"{link.n}/{link.kind}/{link.entry}",
        column="sealed",
        schema_version=1,
        row_version=link.version,
    )
