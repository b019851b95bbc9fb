"""The sitting under way: sealed under the day's key, one row at most, known to the trail."""

import uuid
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import DayStage
from kiosk.domain.draft import Draft, DraftStep
from kiosk.ports import Clock
from storage.audit.journal import AuditEvent, Journal
from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import wipe
from storage.custody.days import Days
from storage.database.engine import Store
from storage.database.models import SCHEMA_VERSION, AuditRow, DraftRow, ShiftRow
from storage.errors import DayNotOpenError, DraftLeftError, ReadBackError, TamperedError
from storage.people.door import Door
from storage.profile import Profile
from storage.records.draftcodec import decode_draft, encode_draft

_COMING = (AuditKind.KEEP_DRAFT.value, AuditKind.TAKE_DRAFT.value)
_GOING = AuditKind.DROP_DRAFT.value
_AT = "."
"""Between a draft's identity and its version in the trail; without it the version is 1."""


class _Known(NamedTuple):
    """The draft that the trail knows: its row, in this version or a later one."""

    row: str
    version: int
    shift: str


class _Latest(NamedTuple):
    """What this process kept or read last; an older version is none of ours."""

    row: str
    version: int


class _Before(NamedTuple):
    """The row of a sitting and what it held, before it is kept anew."""

    row: DraftRow | None
    draft: Draft | None


_NOTHING = _Before(None, None)


class Drafts:
    """Implements `kiosk.vaultports.DraftBox`."""

    def __init__(
        self,
        *,
        store: Store,
        profile: Profile,
        door: Door,
        days: Days,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._days = days
        self._journal = journal
        self._clock = clock
        self._latest: _Latest | None = None

    def keep(self, draft: Draft) -> None:
        """Seal the draft under the key of the newest open day, in place of what was kept.

        The first of a sitting is noted; what follows is the same row in a higher version. That its
        photo was put aside to be taken again is noted in the same transaction, and once.
        """
        self._keep(draft, note=False)

    def keep_for_lock(self, draft: Draft) -> None:
        """Keep the draft and note its version: from here on none before it counts."""
        self._keep(draft, note=True)

    def draft(self) -> Draft | None:
        """Return what was interrupted, noted as looked at; it stays kept until `drop_draft`.

        The trail says which draft that is, and of which version at least: an older one, put back,
        is not it.
        """
        with self._store.unit() as session:
            known = self._known(session)
            if known is None:
                return None
            row = session.get(DraftRow, known.row)
            if row is None:
                raise TamperedError("draft gone")
            draft = self._read(row, known)
            self._note(session, AuditKind.TAKE_DRAFT, row)
        self._latest = _Latest(row.id, row.row_version)
        return draft

    def drop_draft(self) -> None:
        """Forget it; harmless when there is none."""
        with self._store.unit() as session:
            self._drop(session, self._known(session))

    def end(self, session: Session, shift: ShiftRow) -> None:
        """Forget the day's draft in the transaction that stores what became of it.

        Without a row there is nothing to look for in the trail, which is long.
        """
        if session.scalar(select(DraftRow.id).where(DraftRow.shift == shift.id)) is None:
            return
        known = self._known(session)
        if known is not None and known.shift == shift.id:
            self._drop(session, known)

    def is_kept(self, session: Session) -> bool:
        """Tell whether a sitting waits to be gone on with."""
        return self._known(session) is not None

    def refuse_if_left(self, session: Session, shift: ShiftRow) -> None:
        """Raise `DraftLeftError` when a sitting of the day was interrupted and not ended."""
        known = self._known(session)
        if known is not None and known.shift == shift.id:
            raise DraftLeftError("draft left", day=shift.business_date)

    def _keep(self, draft: Draft, *, note: bool) -> None:
        macs = self._door.unlocked.macs
        plain = encode_draft(draft)
        try:
            with self._store.unit() as session:
                shift = self._open_shift(session)
                row, before = self._same(session, shift, draft)
                first = row is None
                if row is None:
                    session.execute(delete(DraftRow))
                    row = DraftRow(id=str(uuid.uuid4()), shift=shift, row_version=0)
                row.row_version += 1
                row.schema_version, row.kept_at = SCHEMA_VERSION, self._clock.now()
                row.sealed = seal(self._days.key(shift), draft_place(self._profile, row), plain)
                macs.stamp(row)
                session.add(row)
                self._prove(session, row, plain)
                if first or note:
                    self._note(session, AuditKind.KEEP_DRAFT, row)
                if before is not None and is_retake(before, draft):
                    entry = self._entry(AuditKind.RETAKE_PHOTO, shift, "")
                    self._journal.append(session, self._door.unlocked.keys.audit, entry)
                latest = _Latest(row.id, row.row_version)
        finally:
            wipe(plain)
        self._latest = latest

    def _same(self, session: Session, shift: str, draft: Draft) -> _Before:
        """Return the row of the same sitting, none when there is none or it was altered."""
        known = self._known(session)
        row = None if known is None else session.get(DraftRow, known.row)
        if known is None or row is None or row.shift != shift:
            return _NOTHING
        try:
            before = self._read(row, known)
        except TamperedError:
            return _NOTHING  # a new row takes its place, and the trail has both
        return _Before(row, before) if before.sitting == draft.sitting else _NOTHING

    def _drop(self, session: Session, known: _Known | None) -> None:
        if known is not None:
            session.execute(delete(DraftRow))
            entry = self._entry(AuditKind.DROP_DRAFT, known.shift, known.row)
            self._journal.append(session, self._door.unlocked.keys.audit, entry)

    def _known(self, session: Session) -> _Known | None:
        """Return what the trail says of the draft, None when it went or none ever came."""
        self._door.unlocked  # noqa: B018 - raises when nobody is signed in
        asked = select(AuditRow).where(AuditRow.kind.in_((*_COMING, _GOING)))
        last = session.scalars(asked.order_by(AuditRow.n.desc()).limit(1)).first()
        if last is None or last.kind == _GOING:
            return None
        row, _, version = last.subject.partition(_AT)
        return _Known(row=row, version=int(version or 1), shift=last.shift)

    def _open_shift(self, session: Session) -> str:
        asked = (
            select(ShiftRow)
            .where(ShiftRow.state == DayStage.OPEN.value)
            .order_by(ShiftRow.business_date.desc())
            .limit(1)
        )
        row = session.scalars(asked).one_or_none()
        if row is None:
            raise DayNotOpenError("no open day for a draft", day="")
        return self._door.unlocked.macs.checked(row).id

    def _read(self, row: DraftRow, known: _Known) -> Draft:
        """Return what a row holds that was not altered and is none of before."""
        least, latest = known.version, self._latest
        if latest is not None and latest.row == row.id:
            least = max(least, latest.version)
        if self._door.unlocked.macs.checked(row).row_version < least:
            raise TamperedError("older draft")
        plain = self._open(row)
        try:
            return decode_draft(plain)
        finally:
            wipe(plain)

    def _open(self, row: DraftRow) -> bytearray:
        return unseal(self._days.key(row.shift), draft_place(self._profile, row), row.sealed)

    def _prove(self, session: Session, row: DraftRow, plain: bytearray) -> None:
        """Read the row back from the database; raise `ReadBackError` unless it can be resumed."""
        session.flush()
        session.expire(row)
        try:
            stored = self._open(self._door.unlocked.macs.checked(row))
            decode_draft(stored)
        except TamperedError as error:
            raise ReadBackError(str(error)) from error
        same = stored == plain
        wipe(stored)
        if not same:
            raise ReadBackError("other bytes")

    def _note(self, session: Session, kind: AuditKind, row: DraftRow) -> None:
        entry = self._entry(kind, row.shift, f"{row.id}{_AT}{row.row_version}")
        self._journal.append(session, self._door.unlocked.keys.audit, entry)

    def _entry(self, kind: AuditKind, shift: str, subject: str) -> AuditEvent:
        actor = self._door.unlocked.member.id
        return AuditEvent(kind=kind, actor=actor, shift=shift, subject=subject)


def is_retake(before: Draft, now: Draft) -> bool:
    """Tell whether a sitting's photo was put aside for another between two of its keepings.

    Either the sitting is back at the camera without it, or, where that could not be kept, the photo
    is cut from another frame. A photo that is cut anew is the same photo.
    """
    if before.shot is None:
        return False
    if now.shot is None:
        return now.step is DraftStep.CAMERA
    return now.shot.photo.proof.frame_sha256 != before.shot.photo.proof.frame_sha256


def draft_place(profile: Profile, row: DraftRow) -> Place:
    """Return where a draft's blob lives."""
    return Place(
        database=profile.database,
        station=profile.station,
        shift=row.shift,
        table=row.__tablename__,
        row=row.id,
        column="sealed",
        schema_version=row.schema_version,
        row_version=row.row_version,
    )
