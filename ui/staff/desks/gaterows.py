"""How the list of an event is told: its rows, and what is known of the chosen one."""

from kiosk.contract.checklists import item_words
from kiosk.contract.gate import Gate
from kiosk.contract.roster import Obstacle, obstacle_words
from kiosk.domain.checklist import ChecklistItem, Mark
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from ui import checkrows
from ui.checkrows import SIGNS, Facts, key_of
from ui.staff.desks.gatethings import packing_row, thing_facts
from ui.widgets.chosen_list import Row

OBSTACLE = "!"
"""Before the code of an obstacle, so that no item has its name."""


def gate_rows(gate: Gate, words: Catalogue) -> tuple[Row, ...]:
    """Return what is lacking first, then every item."""
    return (
        *(_obstacle_row(gate, one, words) for one in gate.obstacles),
        *packing_row(gate, words),
        *(_item_row(gate, one, words) for one in gate.checklist.items),
    )


def item_facts(gate: Gate, item: ChecklistItem, words: Catalogue) -> Facts:
    """Return what is known of the item, and of the event."""
    return (
        *thing_facts(gate, item, words),
        *checkrows.item_facts(gate.checklist, item, gate.people, words),
        *event_facts(gate, words),
    )


def event_facts(gate: Gate, words: Catalogue) -> Facts:
    """Return which event it is, and the word of 総括責任者 when there is one."""
    event = gate.event
    place = event.place.town_only if event.place.private_home else event.place.name
    return (
        (words["gate.fact.event"], f"{event.id}　{event.start:%H:%M}〜{event.end:%H:%M}"),
        (words["gate.fact.place"], place),
        checkrows.override_fact(gate.checklist, gate.people, words),
    )


def _obstacle_row(gate: Gate, one: Obstacle, words: Catalogue) -> Row:
    blocks = one in gate.blocking
    return Row(
        name=f"{OBSTACLE}{one.code}",
        head=obstacle_words(one, gate.people, words),
        about=words["gate.obstacle"],
        state=words["gate.state.blocking" if blocks else "gate.state.excused"],
        verdict=Verdict.FAIL if blocks else Verdict.WARN,
    )


def _item_row(gate: Gate, item: ChecklistItem, words: Catalogue) -> Row:
    mark = gate.checklist.mark(item.key)
    excused = mark is Mark.OPEN and item not in gate.unticked
    state = words["gate.state.excused"] if excused else ""
    if mark is Mark.NOT_APPLICABLE:
        state = words["gate.state.not_applicable"]
    told = item_words(item, words)
    return Row(
        name=item.key,
        head=words.say(
            "gate.key_row", mark=SIGNS[mark], key=key_of(gate.checklist, item), item=told
        ),
        state=state,
        verdict=Verdict.WARN if excused else None,
    )
