"""The fields in which a member of staff is written down, and how passwords are read."""

from collections.abc import Callable

from kiosk.domain.ids import parse_staff_id
from kiosk.domain.password import is_long_enough
from kiosk.domain.staff import Role
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.widgets.field import FieldPlan, Read

LONGEST_NAME = 60  # as in a file of answers


def staff_plans(texts: Catalogue) -> tuple[FieldPlan, ...]:
    """Return what is asked of one member of staff."""
    roles = tuple((role.value, texts[f"role.{role.value}"]) for role in Role)

    def plan(field: str, read: Read, *, secret: bool = False) -> FieldPlan:
        choices = roles if field == "role" else ()
        example = texts[f"setup.example.{field}"]
        return FieldPlan(field=field, example=example, read=read, choices=choices, secret=secret)

    return (
        plan("staff_id", read_quietly(parse_staff_id)),
        plan("display_name", read_name("display_name")),
        plan("role", read_something("role")),
        plan("password", read_new_password("password"), secret=True),
        plan("password_again", read_something("password_again"), secret=True),
    )


def passwords_differ(values: dict[str, str], field: str = "password") -> tuple[FieldError, ...]:
    """Return whether the password of ``field`` was typed twice the same."""
    again = f"{field}_again"
    return () if values[field] == values[again] else (FieldError(again, "passwords_differ"),)


def read_quietly(parse: Callable[[str], object]) -> Read:
    """Return a reader that only refuses what ``parse`` refuses."""

    def read(text: str) -> str:
        parse(text.strip())
        return ""

    return read


def read_something(field: str) -> Read:
    """Return a reader that takes anything but nothing."""

    def read(text: str) -> str:
        if not text.strip():
            raise FieldError(field, "required")
        return ""

    return read


def read_name(field: str) -> Read:
    """Return a reader of a name that fits its place on slips."""
    something = read_something(field)

    def read(text: str) -> str:
        something(text)
        if len(text) > LONGEST_NAME:
            raise FieldError(field, "too_long")
        return ""

    return read


def read_new_password(field: str) -> Read:
    """Return a reader that refuses what is too short for a first password."""

    def read(text: str) -> str:
        if not is_long_enough(text):
            raise FieldError(field, "password_short")
        return ""

    return read
