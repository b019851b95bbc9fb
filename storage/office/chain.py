"""The chain of a book: what a link binds, and the walk that proves all of it.

The formats are those of docs/SECURITY.md, "Office".
"""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from kiosk.officeports import EntryRef, OfficeAct
from storage.crypto.canonical import pack
from storage.crypto.digests import AuditHead
from storage.office.bookkeys import BookKeys
from storage.office.errors import OfficeAlteredError, OfficeCutError, OfficeGapError
from storage.office.table import Link

START = AuditHead(n=0, head=bytes(32))
_ODD = (TypeError, AttributeError, UnicodeError, ValueError)
"""What a part raises that is of another type than any link has."""


@dataclass(slots=True)
class Index:
    """What the chain says is in the book: ``pages`` are the links whose content must be there."""

    end: AuditHead = START
    newest: dict[EntryRef, Link] = field(default_factory=dict)
    pages: dict[EntryRef, list[int]] = field(default_factory=dict)

    def version(self, ref: EntryRef) -> int:
        """Return the newest version, 0 when it never was."""
        found = self.newest.get(ref)
        return found.version if found else 0

    def take(self, link: Link) -> None:
        """Go on by one link."""
        ref = EntryRef(kind=link.kind, id=link.entry)
        self.newest[ref] = link
        if link.act == OfficeAct.FORGET:
            self.pages.pop(ref, None)
        else:
            self.pages.setdefault(ref, []).append(link.n)
        self.end = link.end()


def parse_end(value: str) -> AuditHead:
    """Return the end that a note says: number and hash."""
    n, _, head = value.partition(",")
    return AuditHead(n=int(n), head=bytes.fromhex(head))


def forge(keys: BookKeys, link: Link) -> Link:
    """Return the link with the head and the MAC that belong to it."""
    head = head_of(keys.name, link)
    return link._replace(head=head, mac=_mac(keys, head))


def head_of(book: str, link: Link) -> bytes:
    """Return the head that follows from the link and the one before it."""
    parts = (link.n, link.at, link.actor, link.act, link.kind, link.entry, link.version)
    bound = pack("kiosk v1 office link", book, *parts, link.sealed_sha256, link.previous)
    return hashlib.sha256(bound).digest()


def prove(
    keys: BookKeys,
    links: Iterable[Link],
    pages: Iterator[tuple[int, object]],
    known: Collection[AuditHead],
) -> Index:
    """Return what is in the book; raise what is wrong with it, by the number of the line.

    ``known`` are ends that were noted, each of which the chain must go through; it may go on
    behind them: the power went before the last was noted.
    """
    index, sums = Index(), dict[int, bytes]()
    heads = {one.n: b"" for one in known} | {START.n: START.head}
    for link in links:
        _check(keys, index, link)
        index.take(link)
        if link.act == OfficeAct.PUT:
            sums[link.n] = link.sealed_sha256
        if link.n in heads:
            heads[link.n] = link.head
    _hold_pages(index, sums, pages)
    for one in known:
        if heads[one.n] != one.head:
            raise OfficeCutError("end", line=str(index.end.n), known=str(one.n))
    return index


def _check(keys: BookKeys, index: Index, link: Link) -> None:
    n = index.end.n + 1
    if isinstance(link.n, int) and link.n > n:
        raise OfficeGapError("link", line=str(n))
    try:
        head = head_of(keys.name, link)
        whole = (
            link.previous == index.end.head
            and link.head == head
            and hmac.compare_digest(link.mac, _mac(keys, head))
            and link.act in set(OfficeAct)
        )
        follows = link.version == index.version(EntryRef(kind=link.kind, id=link.entry)) + 1
    except _ODD as error:
        raise OfficeAlteredError("link type", line=str(n)) from error
    if not (whole and follows and link.n == n):
        raise OfficeAlteredError("link", line=str(n))


def _hold_pages(index: Index, sums: dict[int, bytes], pages: Iterator[tuple[int, object]]) -> None:
    """Raise unless the pages are those of the chain, each as it was sealed."""
    missing = {n for numbers in index.pages.values() for n in numbers}
    for n, sealed in pages:
        if n not in missing or not isinstance(sealed, bytes):
            raise OfficeAlteredError("page", line=str(n))
        if hashlib.sha256(sealed).digest() != sums[n]:
            raise OfficeAlteredError("page", line=str(n))
        missing.discard(n)
    if missing:
        raise OfficeGapError("page", line=str(min(missing)))


def _mac(keys: BookKeys, head: bytes) -> bytes:
    return hmac.digest(keys.chain, head, "sha256")
