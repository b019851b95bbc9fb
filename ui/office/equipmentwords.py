"""How 持出返却表 is told: a row, the facts of a thing, what is missing."""

from collections.abc import Iterable, Iterator

from kiosk.contract.equipment import Balance, IncidentHint, incident_hints, missing, unexpected
from kiosk.contract.packing import Planned
from kiosk.contract.plancells import folded
from kiosk.domain.checklist import EquipmentKind, EquipmentSheet
from kiosk.domain.finding import Verdict
from kiosk.domain.person import Person
from kiosk.texts import Catalogue
from ui.checkrows import called
from ui.office.table import TableRow
from ui.office.words import joined, minute

Thing = Planned | Balance
Facts = tuple[tuple[str, str], ...]
Line = tuple[Verdict, str, str]


def row_name(thing: Thing) -> str:
    """Return what tells the row from the others; a thing to be packed is none that went out."""
    match thing:
        case Planned(words=words):
            return f"pack {folded(words)}"
        case Balance(equipment=equipment):
            return f"thing {folded(equipment.serial or equipment.name)}"


def thing_row(thing: Thing, words: Catalogue) -> TableRow:
    """Return kind, number, counts, name and how it stands."""
    match thing:
        case Planned():
            kind, serial, name, counts = thing.kind, thing.serial, thing.name, ""
            if thing.count > 1:
                counts = words.say("bureau.thing.planned", count=thing.count)
        case Balance(equipment=equipment):
            kind, serial, name = equipment.kind, equipment.serial, equipment.name
            counts = words.say(
                "bureau.thing.counts", out=thing.out, back=thing.back, lost=thing.lost
            )
    state, verdict = _state(thing)
    return TableRow(
        name=row_name(thing),
        cells=(
            words[f"equipment_kind.{kind.value}"],
            serial,
            counts,
            name,
            words[f"bureau.thing.state.{state}"],
        ),
        verdict=verdict,
    )


def thing_facts(
    thing: Thing, sheet: EquipmentSheet, people: Iterable[Person], words: Catalogue
) -> Facts:
    """Return what is known of a thing, with every move of it."""
    if isinstance(thing, Planned):
        return (
            (words["field.equipment_kind"], words[f"equipment_kind.{thing.kind.value}"]),
            (words["field.equipment_serial"], thing.serial),
            (words["field.equipment_count"], str(thing.count)),
        )
    known, equipment = tuple(people), thing.equipment
    moves = tuple(
        (
            words[f"bureau.way.{one.way.value}"],
            words.say(
                "bureau.thing.move",
                when=minute(one.at, words),
                count=one.count,
                by=called(known, one.by),
                remark=one.remark,
            ).rstrip("　"),
        )
        for one in sheet.moves
        if row_name(Balance(equipment=one.equipment)) == row_name(thing)
    )
    return (
        (words["field.equipment_kind"], words[f"equipment_kind.{equipment.kind.value}"]),
        (words["field.equipment_serial"], equipment.serial),
        *moves,
    )


def sheet_lines(
    sheet: EquipmentSheet, waiting: Iterable[Planned], words: Catalogue, *, over: bool
) -> Iterator[Line]:
    """Yield what is missing by name, graver once the event is ``over``, and what came unasked."""
    if over:
        for hint in incident_hints(sheet):
            yield Verdict.FAIL, words["bureau.things.incident"], hint_words(hint, words)
    out = missing(sheet)
    if out:
        told = joined(_named(one, one.missing, words) for one in out)
        yield Verdict.FAIL if over else Verdict.WARN, words["bureau.things.not_back"], told
    packing = joined(one.name for one in waiting)
    if packing != joined(()):
        yield Verdict.WARN, words["bureau.things.to_pack"], packing
    strange = unexpected(sheet)
    if strange:
        told = joined(_named(one, one.unexpected, words) for one in strange)
        yield Verdict.WARN, words["bureau.things.unexpected"], told
    if sheet.moves and not out:
        yield Verdict.PASS, words["bureau.things.all_back"], ""


def hint_words(hint: IncidentHint, words: Catalogue) -> str:
    """Return why an incident should be opened."""
    thing = hint.equipment
    return words.say(
        f"incident_hint.{hint.kind.value}", name=thing.name, serial=thing.serial or "—"
    )


def _state(thing: Thing) -> tuple[str, Verdict | None]:
    if isinstance(thing, Planned):
        return ("to_pack" if thing.ready else "needs_number"), None
    if thing.missing:
        return ("partly" if thing.back or thing.lost else "out"), Verdict.WARN
    if thing.lost:
        return "lost", Verdict.FAIL
    if thing.unexpected:
        return "unexpected", Verdict.WARN
    supply = thing.equipment.kind is EquipmentKind.SUPPLY and not thing.back
    return ("used" if supply else "back"), Verdict.PASS


def _named(one: Balance, count: int, words: Catalogue) -> str:
    thing = one.equipment
    named = f"{thing.name} {thing.serial}".strip()
    return words.say("bureau.things.of", name=named, count=count) if count > 1 else named
