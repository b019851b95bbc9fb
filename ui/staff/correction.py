"""What staff are asked while a sealed record is corrected: why, and whether to let it be."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from kiosk.domain.record import CorrectionReason
from kiosk.errors import FieldError
from kiosk.intake.reading import parse_field
from ui.correction_words import field_words, reason_words
from ui.staff.formplans import GROUPS
from ui.staff.page import Desk
from ui.widgets.action_bar import ActionBar


def ask_reason(desk: Desk, changed: Sequence[str], run: Callable[[CorrectionReason], None]) -> None:
    """Offer the reasons, a key each; the names of what was ``changed`` are read before."""
    words = desk.texts
    about = words.say("correcting.reason.about", fields=field_words(changed, words))
    ways = [(reason_words(one, words), partial(run, one)) for one in CorrectionReason]
    desk.pick(words["correcting.reason.title"], about, ways)


def ask_leave(desk: Desk, bar: ActionBar) -> None:
    """Ask before what was changed is lost."""
    words, leave = desk.texts, desk.commands.leave_correction
    bar.ask(words["correcting.ask_leave"], words["correcting.yes_leave"], leave)


def means_the_same(field: str, before: str, after: str, today: date) -> bool:
    """Tell whether both are read as the same value, however they are written."""
    if field in GROUPS:
        return set(before.split(",")) == set(after.split(","))
    if before == after or not (before and after):
        return before == after
    try:
        return parse_field(field, before, today=today) == parse_field(field, after, today=today)
    except FieldError:
        return False
