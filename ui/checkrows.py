"""How an item of a list of checks is told, at the station and in the office: key, sign, facts."""

from collections.abc import Iterable

from kiosk.domain.checklist import Checklist, ChecklistItem, Mark
from kiosk.domain.dates import JST
from kiosk.domain.ids import PersonId
from kiosk.domain.person import Person, person_of
from kiosk.texts import Catalogue

ITEM_KEYS = (*"1234567890", *"ABCDEFGH")
"""A key for each item in its order: no list of this release is longer."""
SIGNS = {Mark.OPEN: "□", Mark.DONE: "○", Mark.NOT_APPLICABLE: "－"}
Facts = tuple[tuple[str, str], ...]


def key_of(checklist: Checklist, item: ChecklistItem) -> str:
    """Return the key that ticks the item, "" for one beyond the keys."""
    at = checklist.items.index(item)
    return ITEM_KEYS[at] if at < len(ITEM_KEYS) else ""


def item_of(checklist: Checklist, key: str) -> ChecklistItem | None:
    """Return the item of a key."""
    at = ITEM_KEYS.index(key) if key in ITEM_KEYS else len(checklist.items)
    return checklist.items[at] if at < len(checklist.items) else None


def item_facts(
    checklist: Checklist, item: ChecklistItem, people: Iterable[Person], words: Catalogue
) -> Facts:
    """Return who may answer for the item, and what was said about it last."""
    tick = checklist.last_tick(item.key)
    facts = [
        (words["gate.fact.state"], words[f"gate.state.{checklist.mark(item.key).value}"]),
        (words["gate.fact.who"], words[f"gate.who.{item.who.value}"]),
    ]
    if tick is not None:
        at = f"{tick.at.astimezone(JST):%H:%M}"
        facts.append((words["gate.fact.by"], f"{called(people, tick.by)}　{at}"))
        facts.append((words["gate.fact.remark"], tick.remark))
    return tuple(facts)


def override_fact(
    checklist: Checklist, people: Iterable[Person], words: Catalogue
) -> tuple[str, str]:
    """Return the word of 総括責任者, "" where there is none."""
    said = checklist.override
    told = f"{called(people, said.by)}：{said.reason}" if said is not None else ""
    return (words["gate.fact.override"], told)


def next_words(checklist: Checklist, item: ChecklistItem, words: Catalogue) -> str:
    """Return what the keys do with the item."""
    if checklist.mark(item.key) is not Mark.OPEN:
        return words.say("gate.next.done", key=key_of(checklist, item))
    if item.photo:
        return words["gate.next.photo"]
    return words.say("gate.next.open", key=key_of(checklist, item))


def called(people: Iterable[Person], wanted: PersonId) -> str:
    """Return somebody's name, or the number of one whom nobody knows."""
    person = person_of(people, wanted)
    return person.name if person else wanted
