"""How the list of an event is told: its rows, and what is known of the chosen one."""

from kiosk.contract.checklists import item_words
from kiosk.contract.gate import Gate
from kiosk.contract.roster import Obstacle, obstacle_words
from kiosk.domain.checklist import ChecklistItem, Mark
from kiosk.domain.dates import JST
from kiosk.domain.finding import Verdict
from kiosk.domain.ids import PersonId
from kiosk.domain.person import person_of
from kiosk.texts import Catalogue
from ui.widgets.chosen_list import Row

ITEM_KEYS = (*"1234567890", *"ABCDEFGH")
"""A key for each item in its order: no list of this release is longer."""
OBSTACLE = "!"
"""Before the code of an obstacle, so that no item has its name."""

_SIGNS = {Mark.OPEN: "□", Mark.DONE: "○", Mark.NOT_APPLICABLE: "－"}
Facts = tuple[tuple[str, str], ...]


def key_of(gate: Gate, item: ChecklistItem) -> str:
    """Return the key that ticks the item, "" for one beyond the keys."""
    at = gate.checklist.items.index(item)
    return ITEM_KEYS[at] if at < len(ITEM_KEYS) else ""


def item_of(gate: Gate, key: str) -> ChecklistItem | None:
    """Return the item of a key."""
    items = gate.checklist.items
    at = ITEM_KEYS.index(key) if key in ITEM_KEYS else len(items)
    return items[at] if at < len(items) else None


def gate_rows(gate: Gate, words: Catalogue) -> tuple[Row, ...]:
    """Return what is lacking first, then every item."""
    return (
        *(_obstacle_row(gate, one, words) for one in gate.obstacles),
        *(_item_row(gate, one, words) for one in gate.checklist.items),
    )


def item_facts(gate: Gate, item: ChecklistItem, words: Catalogue) -> Facts:
    """Return who may answer for the item, and what was said about it last."""
    tick = gate.checklist.last_tick(item.key)
    mark = gate.checklist.mark(item.key)
    facts = [
        (words["gate.fact.state"], words[f"gate.state.{mark.value}"]),
        (words["gate.fact.who"], words[f"gate.who.{item.who.value}"]),
    ]
    if tick is not None:
        at = f"{tick.at.astimezone(JST):%H:%M}"
        facts.append((words["gate.fact.by"], f"{_name(gate, tick.by)}　{at}"))
        facts.append((words["gate.fact.remark"], tick.remark))
    return (*facts, *event_facts(gate, words))


def event_facts(gate: Gate, words: Catalogue) -> Facts:
    """Return which event it is, and the word of 総括責任者 when there is one."""
    event, said = gate.event, gate.override
    place = event.place.town_only if event.place.private_home else event.place.name
    told = f"{_name(gate, said.by)}：{said.reason}" if said is not None else ""
    return (
        (words["gate.fact.event"], f"{event.id}　{event.start:%H:%M}〜{event.end:%H:%M}"),
        (words["gate.fact.place"], place),
        (words["gate.fact.override"], told),
    )


def next_words(gate: Gate, item: ChecklistItem, words: Catalogue) -> str:
    """Return what the keys do with the item."""
    if gate.checklist.mark(item.key) is not Mark.OPEN:
        return words.say("gate.next.done", key=key_of(gate, item))
    if item.photo:
        return words["gate.next.photo"]
    return words.say("gate.next.open", key=key_of(gate, item))


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
        head=words.say("gate.key_row", mark=_SIGNS[mark], key=key_of(gate, item), item=told),
        state=state,
        verdict=Verdict.WARN if excused else None,
    )


def _name(gate: Gate, wanted: PersonId) -> str:
    person = person_of(gate.people, wanted)
    return person.name if person else wanted
