"""The second of two people who must agree: recognised by their own password, at the same screen."""

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import SecondPerson
from kiosk.domain.staff import StaffMember
from kiosk.errors import SecondPersonError
from storage.audit.journal import AuditEvent, Journal
from storage.database.engine import Store
from storage.errors import SignInError
from storage.people.door import Door


class SecondCheck:
    """Asks for the second password as often, and as slowly, as a log-in does."""

    def __init__(self, *, store: Store, door: Door, journal: Journal) -> None:
        self._store = store
        self._door = door
        self._journal = journal

    def check(self, second: SecondPerson, *, shift: str = "") -> StaffMember:
        """Return who it is and note them as witness of ``shift``; the one signed in is a lead.

        Raises `SecondPersonError`, or `SignInThrottledError` after too many wrong passwords.
        """
        unlocked = self._door.lead()
        try:
            member = self._door.recognise(second.staff_id, second.password)
        except SignInError as error:
            raise SecondPersonError("refused", second_reason="refused") from error
        if member.id == unlocked.member.id:
            raise SecondPersonError("same person", second_reason="same_person")
        entry = AuditEvent(
            kind=AuditKind.WITNESS, actor=unlocked.member.id, shift=shift, subject=member.id
        )
        with self._store.unit() as session:
            self._journal.append(session, unlocked.keys.audit, entry)
        return member
