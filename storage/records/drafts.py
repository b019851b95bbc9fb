"""The interrupted sitting: sealed under the day's key, one row at most, known to the trail."""

import uuid

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import DayStage
from kiosk.domain.draft import Draft
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

_COMING, _GOING = AuditKind.KEEP_DRAFT.value, AuditKind.DROP_DRAFT.value


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

    def keep(self, draft: Draft) -> None:
        """Seal the draft under the key of the newest open day, in place of an earlier one."""
        plain = encode_draft(draft)
        try:
            with self._store.unit() as session:
                row = DraftRow(
                    id=str(uuid.uuid4()),
                    shift=self._open_shift(session),
                    schema_version=SCHEMA_VERSION,
                    row_version=1,
                    kept_at=self._clock.now(),
                )
                row.sealed = seal(self._days.key(row.shift), draft_place(self._profile, row), plain)
                self._door.unlocked.macs.stamp(row)
                session.execute(delete(DraftRow))
                session.add(row)
                self._prove(session, row, plain)
                self._note(session, AuditKind.KEEP_DRAFT, row.shift, row.id)
        finally:
            wipe(plain)

    def draft(self) -> Draft | None:
        """Return what was interrupted, noted as looked at; it stays kept until `drop_draft`.

        The trail says which draft that is: an older one, put back, is not it.
        """
        with self._store.unit() as session:
            known = self._known(session)
            if known is None:
                return None
            row = session.get(DraftRow, known.subject)
            if row is None:
                raise TamperedError("draft gone")
            plain = self._open(self._door.unlocked.macs.checked(row))
            self._note(session, AuditKind.TAKE_DRAFT, row.shift, row.id)
        try:
            return decode_draft(plain)
        finally:
            wipe(plain)

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

    def _drop(self, session: Session, known: AuditRow | None) -> None:
        if known is not None:
            session.execute(delete(DraftRow))
            self._note(session, AuditKind.DROP_DRAFT, known.shift, known.subject)

    def _known(self, session: Session) -> AuditRow | None:
        """Return the entry of the draft that came last, None when it went or none ever came."""
        self._door.unlocked  # noqa: B018 - raises when nobody is signed in
        asked = select(AuditRow).where(AuditRow.kind.in_((_COMING, _GOING)))
        last = session.scalars(asked.order_by(AuditRow.n.desc()).limit(1)).first()
        return last if last is not None and last.kind == _COMING else None

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

    def _note(self, session: Session, kind: AuditKind, shift: str, subject: str) -> None:
        unlocked = self._door.unlocked
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, shift=shift, subject=subject)
        self._journal.append(session, unlocked.keys.audit, entry)


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
