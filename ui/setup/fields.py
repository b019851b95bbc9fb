"""The fields of the set-up and how they are read."""

from collections.abc import Callable, Mapping

from kiosk.domain.ids import parse_station_id
from kiosk.domain.station import VenuePlan
from kiosk.errors import FieldError, SettingsError
from kiosk.texts import Catalogue
from ui.widgets.field import FieldPlan, Read
from ui.widgets.staff_fields import read_name, read_quietly, read_something

VENUE, VISIT = "venue", "visit"
USES = (VENUE, VISIT)


CheckPrinter = Callable[[str], object]
"""Raises a `SettingsError` unless the text names a ticket printer, or none."""


def station_plans(texts: Catalogue, check_printer: CheckPrinter) -> tuple[FieldPlan, ...]:
    """Return what is asked of the station: its name, what it is used for, its ticket printer."""
    uses = tuple((use, texts[f"setup.use.{use}"]) for use in USES)

    def printer(text: str) -> str:
        try:
            check_printer(text.strip())
        except SettingsError as error:
            raise FieldError("ticket_printer", "ticket_printer_form") from error
        return ""

    return (
        _plan("station_id", texts, read_quietly(parse_station_id)),
        _plan("use", texts, read_something("use"), uses),
        _plan("ticket_printer", texts, printer),
    )


def venue_plan(values: Mapping[str, str]) -> VenuePlan:
    """Return how the station will be used; a visit needs no printer."""
    line = values["use"] == VENUE
    return VenuePlan(line=line, ticket_printer=values["ticket_printer"].strip() if line else "")


def recipient_plans(texts: Catalogue) -> tuple[FieldPlan, ...]:
    """Return what is asked of one recipient."""
    return (
        _plan("recipient_name", texts, read_name("recipient_name")),
        _plan("age_recipient", texts, _age_recipient),
    )


def _plan(
    field: str, texts: Catalogue, read: Read, choices: tuple[tuple[str, str], ...] = ()
) -> FieldPlan:
    example = texts[f"setup.example.{field}"]
    return FieldPlan(field=field, example=example, read=read, choices=choices)


def _age_recipient(text: str) -> str:
    """Check only what a slip of the hand breaks; the store checks the key itself."""
    key = text.strip()
    if not (key.startswith("age1") and key.isalnum() and key == key.lower()):
        raise FieldError("age_recipient", "age_recipient_form")
    return ""
