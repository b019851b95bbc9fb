"""The fields of the set-up and how they are read."""

from kiosk.domain.ids import parse_station_id
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.widgets.field import FieldPlan, Read
from ui.widgets.staff_fields import read_name, read_quietly


def station_plans(texts: Catalogue) -> tuple[FieldPlan, ...]:
    """Return the station's one field."""
    return (_plan("station_id", texts, read_quietly(parse_station_id)),)


def recipient_plans(texts: Catalogue) -> tuple[FieldPlan, ...]:
    """Return what is asked of one recipient."""
    return (
        _plan("recipient_name", texts, read_name("recipient_name")),
        _plan("age_recipient", texts, _age_recipient),
    )


def _plan(field: str, texts: Catalogue, read: Read) -> FieldPlan:
    return FieldPlan(field=field, example=texts[f"setup.example.{field}"], read=read)


def _age_recipient(text: str) -> str:
    """Check only what a slip of the hand breaks; the store checks the key itself."""
    key = text.strip()
    if not (key.startswith("age1") and key.isalnum() and key == key.lower()):
        raise FieldError("age_recipient", "age_recipient_form")
    return ""
