"""Leaving a sitting without an application: always possible, always with a reason."""

from functools import partial

from kiosk.domain.intake import LeaveReason
from ui.staff.page import Desk


def ask_why(desk: Desk, about: str = "leave.about") -> None:
    """Offer the reasons, a key each; ``about`` is the text that says what will be forgotten."""
    words, leave = desk.texts, desk.commands.leave_sitting
    ways = [(words[f"leave.{reason.value}"], partial(leave, reason)) for reason in LeaveReason]
    desk.pick(words["leave.title"], words[about], ways)
