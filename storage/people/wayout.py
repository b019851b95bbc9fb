"""Who ends the program: recognised by a lead's own password, whether somebody is in or nobody."""

from kiosk.domain.audit import AuditKind
from kiosk.domain.staff import StaffMember
from kiosk.errors import LeadNeededError
from storage.audit.journal import AuditEvent
from storage.parts import Parts


def let_out(parts: Parts, staff_id: str, password: str) -> None:
    """Note that a lead ends the program; whoever is signed in stays so, or nobody.

    Guessing is slowed as at the log-in. Raises `SignInError`, `SignInThrottledError` and
    `LeadNeededError`.
    """
    door = parts.door
    if door.is_open:
        _note(parts, door.recognise(staff_id, password))
        return
    member = door.sign_in(staff_id, password)
    try:
        _note(parts, member)
    finally:
        door.sign_out()


def _note(parts: Parts, leaver: StaffMember) -> None:
    if not leaver.role.may_close_the_day():
        raise LeadNeededError("not a lead")
    unlocked = parts.door.unlocked
    entry = AuditEvent(kind=AuditKind.LEAVE_PROGRAM, actor=leaver.id)
    with parts.store.unit() as session:
        parts.journal.append(session, unlocked.keys.audit, entry)
