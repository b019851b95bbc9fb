"""An event as names and values, and its values as they are typed."""

from collections.abc import Sequence
from datetime import date

from kiosk.contract.planrow import Column
from kiosk.contract.planrows import table_of
from kiosk.domain.event import Event
from kiosk.officeports import Kept
from kiosk.texts import Catalogue
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.words import hours, joined, long_day, minute

_HIDDEN = frozenset({Column.WEEKDAY, Column.ID})


def typed_values(event: Event, snapshot: OfficeSnapshot, texts: Catalogue) -> dict[Column, str]:
    """Return the event as its form and its sheet spell it."""
    _, (row,) = table_of([event], texts, snapshot.names)
    return {column: words.rstrip("\n") for column, words in zip(Column, row, strict=True)}


def event_facts(
    kept: Kept[Event], snapshot: OfficeSnapshot, texts: Catalogue
) -> Sequence[tuple[str, str]]:
    """Return what is known of an event; what is empty is left out."""
    event, names = kept.entry, snapshot.names
    place = event.place
    applicants = snapshot.applicants.get(event.id)

    def called(column: Column) -> str:
        return texts[f"plan_column.{column.value}"]

    lines = (
        (called(Column.DATE), f"{long_day(event.date, texts)} {hours(event)}"),
        (called(Column.KIND), texts[f"event_kind.{event.kind.value}"]),
        (called(Column.STATUS), texts[f"event_status.{event.status.value}"]),
        (called(Column.CITY_APPROVED), _day(event.city_approved, texts)),
        (called(Column.OVERRIDE), event.override or ""),
        (called(Column.CANCELLED), event.cancelled or ""),
        (
            texts["bureau.fact.applicants"],
            "" if applicants is None else texts.say("bureau.people_count", count=applicants),
        ),
        (called(Column.STAFF), joined(names.get(one, one) for one in event.staff)),
        (called(Column.MANAGER), names.get(event.manager, event.manager) if event.manager else ""),
        (called(Column.ADDRESS), place.address),
        (called(Column.CONTACT), f"{place.contact_name} {place.contact_phone}".strip()),
        (called(Column.PLACE_APPROVED), _day(place.city_approved, texts)),
        (called(Column.FEE), f"{place.fee_yen:,}" if place.fee_yen else ""),
        (called(Column.LAYOUT), place.layout),
        (called(Column.PR), joined(event.pr) if event.pr else ""),
        (called(Column.EQUIPMENT), joined(event.equipment) if event.equipment else ""),
        (called(Column.STATIONS), joined(event.stations) if event.stations else ""),
        (called(Column.REMARKS), event.remarks),
        (called(Column.ID), event.id),
        (texts["bureau.fact.written"], f"{minute(kept.at, texts)} {kept.by}"),
    )
    return tuple((name, value) for name, value in lines if value)


def differing(
    mine: Event, newer: Event, snapshot: OfficeSnapshot, texts: Catalogue
) -> dict[Column, str]:
    """Return what the newer version says where it says something else."""
    ours = typed_values(mine, snapshot, texts)
    theirs = typed_values(newer, snapshot, texts)
    return {
        column: words
        for column, words in theirs.items()
        if words != ours[column] and column not in _HIDDEN
    }


def _day(day: date | None, texts: Catalogue) -> str:
    return long_day(day, texts) if day is not None else ""
