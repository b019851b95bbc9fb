"""The fields of the set-up and how they are read."""

from collections.abc import Callable

from kiosk.domain.ids import parse_staff_id, parse_station_id
from kiosk.domain.staff import Role
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.widgets.field import FieldPlan

LEAST_PASSWORD_LENGTH = 12  # security.md §2: 12 characters or four words
LEAST_PASSWORD_WORDS = 4
LONGEST_NAME = 60  # as in a file of answers


def station_plans(texts: Catalogue) -> tuple[FieldPlan, ...]:
    """Return the station's one field."""
    return (_plan("station_id", texts, _quietly(parse_station_id)),)


def staff_plans(texts: Catalogue) -> tuple[FieldPlan, ...]:
    """Return what is asked of one member of staff."""
    roles = tuple((role.value, texts[f"role.{role.value}"]) for role in Role)
    return (
        _plan("staff_id", texts, _quietly(parse_staff_id)),
        _plan("display_name", texts, _name("display_name")),
        _plan("role", texts, _name("role"), choices=roles),
        _plan("password", texts, _password, secret=True),
        _plan("password_again", texts, _name("password_again"), secret=True),
    )


def recipient_plans(texts: Catalogue) -> tuple[FieldPlan, ...]:
    """Return what is asked of one recipient."""
    return (
        _plan("recipient_name", texts, _name("recipient_name")),
        _plan("age_recipient", texts, _age_recipient),
    )


def first_errors(plans: tuple[FieldPlan, ...], values: dict[str, str]) -> list[FieldError]:
    """Return what is wrong with these values, in the order of the fields."""
    errors = []
    for plan in plans:
        try:
            plan.read(values[plan.field])
        except FieldError as error:
            errors.append(error)
    return errors


def _plan(
    field: str,
    texts: Catalogue,
    read: Callable[[str], str],
    *,
    choices: tuple[tuple[str, str], ...] = (),
    secret: bool = False,
) -> FieldPlan:
    example = texts[f"setup.example.{field}"]
    return FieldPlan(field=field, example=example, read=read, choices=choices, secret=secret)


def _quietly(parse: Callable[[str], object]) -> Callable[[str], str]:
    def read(text: str) -> str:
        parse(text.strip())
        return ""

    return read


def _name(field: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text.strip():
            raise FieldError(field, "required")
        if len(text) > LONGEST_NAME and not field.startswith("password"):
            raise FieldError(field, "too_long")
        return ""

    return read


def _password(text: str) -> str:
    if len(text) < LEAST_PASSWORD_LENGTH and len(text.split()) < LEAST_PASSWORD_WORDS:
        raise FieldError("password", "password_short")
    return ""


def _age_recipient(text: str) -> str:
    """Check only what a slip of the hand breaks; the store checks the key itself."""
    key = text.strip()
    if not (key.startswith("age1") and key.isalnum() and key == key.lower()):
        raise FieldError("age_recipient", "age_recipient_form")
    return ""
