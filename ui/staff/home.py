"""What every quiet page offers beside its own: the four desks of the back office."""

from datetime import date

from kiosk.custody.nextstep import NextStep
from kiosk.domain.dates import JST
from kiosk.texts import Catalogue
from kiosk.workflow.commands import StationCommands
from ui.widgets.key_button import Action
from ui.words import work_day_words

RECORDS_KEY = "U"
"""本日の受付: every function key stands for something on the page of the line."""


def desk_actions(texts: Catalogue, commands: StationCommands) -> tuple[Action, ...]:
    """Return the keys of the desks, the same on every page."""
    return (
        Action("F4", texts["desks.hand_over"], commands.open_hand_over),
        Action("F5", texts["desks.audit"], commands.open_audit),
        Action("F6", texts["desks.staff"], commands.open_staff),
        Action("F7", texts["desks.policy"], commands.open_policy),
    )


def step_words(step: NextStep, texts: Catalogue) -> str:
    """Return where the station stands with a day and what comes next, in one sentence."""
    until = f"{step.until.astimezone(JST):%m/%d %H:%M}" if step.until else ""
    return texts.say(f"next.{step.kind.value}", day=day_of(step.day, texts), until=until)


def day_of(day: date, texts: Catalogue) -> str:
    """Return the business date as it is said in a sentence."""
    return work_day_words(day, texts)
