"""The audit trail as leads read it: a page at a time, each line proved before it is shown."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import GROUPS, AuditGroup, AuditKind, AuditLine, AuditProof
from kiosk.ports import Clock
from storage.audit.chain import Entry, page
from storage.audit.journal import AuditEvent, Journal
from storage.database.engine import Store
from storage.database.models import AuditRow
from storage.people.door import Door, Unlocked

MOST_LINES = 500
"""A page is never longer, whatever is asked for: the whole trail is not for one list."""


class Trail:
    """Implements `kiosk.vaultports.AuditTrail`."""

    def __init__(self, *, store: Store, door: Door, journal: Journal, clock: Clock) -> None:
        self._store = store
        self._door = door
        self._journal = journal
        self._clock = clock

    def lines(self, group: AuditGroup, *, before: int | None, most: int) -> tuple[AuditLine, ...]:
        """Return entries with a number below ``before`` (None: the newest), the newest first.

        Looking is noted once per opening, before the first page is read.
        """
        unlocked = self._door.lead()
        with self._store.unit() as session:
            if before is None:
                self._note_viewing(session, unlocked)
            found = page(
                session,
                before=before,
                most=max(0, min(most, MOST_LINES)),
                kinds=GROUPS[group],
            )
            self._door.check_entries(found)
        return tuple(_line(entry) for entry in found)

    def verify(self) -> AuditProof:
        """Prove every entry from the first to the last; `TamperedError` names the bad one."""
        self._door.lead()
        with self._store.unit() as session:
            end = self._door.verify_trail(session)
            since = session.scalar(select(AuditRow.at).where(AuditRow.n == 1))
        return AuditProof(n=end.n, head=end.head, verified_at=self._clock.now(), since=since)

    def _note_viewing(self, session: Session, unlocked: Unlocked) -> None:
        """Note who looks; another filter right after it is the same opening."""
        last = session.scalars(select(AuditRow).order_by(AuditRow.n.desc()).limit(1)).first()
        again = last is not None and last.kind == AuditKind.VIEW_AUDIT
        if again and last is not None and last.actor == unlocked.member.id:
            return
        looked = AuditEvent(kind=AuditKind.VIEW_AUDIT, actor=unlocked.member.id)
        self._journal.append(session, unlocked.keys.audit, looked)


def _line(entry: Entry) -> AuditLine:
    return AuditLine(
        n=entry.n,
        at=datetime.fromisoformat(entry.at),
        kind=AuditKind(entry.kind),
        actor=entry.actor,
        shift=entry.shift,
        subject=entry.subject,
    )
