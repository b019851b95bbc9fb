"""An office's book in memory: the promises of the one on the disk, without disk and keys."""

import hashlib
from collections.abc import Sequence

from kiosk.domain.ids import StaffId
from kiosk.officeports import (
    Change,
    EntryRef,
    Kept,
    OfficeAct,
    OfficeLine,
    OfficeStaleError,
    OfficeView,
)
from kiosk.ports import Clock
from storage.office.codec import Codec
from storage.office.errors import OfficeUnknownError
from storage.office.kinds import office_codec
from tests.fakes.memorypictures import MemoryPictures


class MemoryOffice:
    """Implements `kiosk.officeports.OfficeBook`."""

    def __init__(self, clock: Clock, codec: Codec | None = None) -> None:
        self._clock = clock
        self._codec = codec or office_codec()
        self._lines: list[tuple[EntryRef, OfficeLine]] = []
        self._pictures = MemoryPictures(self, clock)

    @property
    def pictures(self) -> MemoryPictures:
        return self._pictures

    def read(self, *kinds: type) -> OfficeView:
        asked = self._codec.names(kinds)
        kept: dict[EntryRef, Kept[object] | None] = {}
        for ref, line in self._lines:
            there = line.act is OfficeAct.PUT
            kept[ref] = _kept(ref, line) if there else None
        spelled = repr([(ref, line.n, line.act) for ref, line in self._lines]).encode()
        return OfficeView(
            kept=tuple(
                one
                for one in kept.values()
                if one is not None and (not kinds or one.ref.kind in asked)
            ),
            unknown=(),
            lines=len(self._lines),
            head=hashlib.sha256(spelled).hexdigest() if self._lines else "00" * 32,
        )

    def put(self, entry: object, *, by: StaffId, expected_version: int) -> Kept[object]:
        (kept,) = self.put_all([Change(entry=entry, expected_version=expected_version)], by=by)
        return kept

    def put_all(self, changes: Sequence[Change], *, by: StaffId) -> tuple[Kept[object], ...]:
        before = list(self._lines)
        try:
            return tuple(self._put(one, by) for one in changes)
        except BaseException:
            self._lines = before
            raise

    def forget(self, ref: EntryRef, *, by: StaffId, expected_version: int) -> None:
        if not self._version(ref):
            raise OfficeUnknownError("forget", entry=ref.id)
        self._refuse_stale(ref, expected_version)
        self._lines = [(one, _emptied(line) if one == ref else line) for one, line in self._lines]
        self._add(ref, OfficeAct.FORGET, by, None)

    def history(self, ref: EntryRef) -> tuple[OfficeLine, ...]:
        return tuple(line for one, line in self._lines if one == ref)

    def number_key(self) -> bytes:
        return b"kenshu number key of a fake book"

    def close(self) -> None:
        pass

    def _put(self, change: Change, by: StaffId) -> Kept[object]:
        self._codec.spell(change.entry)
        ref = self._codec.ref(change.entry)
        self._refuse_stale(ref, change.expected_version)
        return _kept(ref, self._add(ref, OfficeAct.PUT, by, change.entry))

    def _add(self, ref: EntryRef, act: OfficeAct, by: StaffId, entry: object) -> OfficeLine:
        line = OfficeLine(
            n=len(self._lines) + 1,
            act=act,
            version=self._version(ref) + 1,
            at=self._clock.now(),
            by=by,
            entry=entry,
        )
        self._lines.append((ref, line))
        return line

    def _version(self, ref: EntryRef) -> int:
        return len(self.history(ref))

    def _refuse_stale(self, ref: EntryRef, expected: int) -> None:
        if self._version(ref) != expected:
            raise OfficeStaleError(entry=ref.id)


def _kept(ref: EntryRef, line: OfficeLine) -> Kept[object]:
    return Kept(ref=ref, version=line.version, at=line.at, by=line.by, entry=line.entry)


def _emptied(line: OfficeLine) -> OfficeLine:
    return OfficeLine(
        n=line.n, act=line.act, version=line.version, at=line.at, by=line.by, entry=None
    )
