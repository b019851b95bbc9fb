"""The fields of the desks and how they are read."""

import unicodedata
from collections.abc import Callable

from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.widgets.field import FieldPlan
from ui.widgets.staff_fields import read_new_password, read_something


def secret_plan(field: str, texts: Catalogue) -> FieldPlan:
    """Return a field for a password that is only compared."""
    return FieldPlan(
        field=field, example=texts[f"desk.example.{field}"], read=read_something(field), secret=True
    )


def new_password_plans(texts: Catalogue) -> tuple[FieldPlan, FieldPlan]:
    """Return the two fields of a new password; the rule stands below the first."""
    again = secret_plan("new_password_again", texts)
    example = texts["desk.example.new_password"]
    return (
        FieldPlan(
            field="new_password",
            example=example,
            read=read_new_password("new_password"),
            secret=True,
        ),
        again,
    )


def name_plan(field: str, texts: Catalogue) -> FieldPlan:
    """Return a field for a log-in name."""
    return FieldPlan(
        field=field, example=texts[f"desk.example.{field}"], read=read_something(field)
    )


def count_plan(texts: Catalogue, wanted: Callable[[], int]) -> FieldPlan:
    """Return the field that is a confirmation: the number of records, typed."""

    def read(text: str) -> str:
        if unicodedata.normalize("NFKC", text).strip() != str(wanted()):
            raise FieldError("delete_count", "count_differs")
        return ""

    example = texts["desk.example.delete_count"]
    return FieldPlan(field="delete_count", example=example, read=read, digits=True)


def word_plan(field: str, texts: Catalogue, wanted: str) -> FieldPlan:
    """Return the field that is a confirmation: a word, typed."""

    def read(text: str) -> str:
        if unicodedata.normalize("NFKC", text).strip().casefold() != wanted.casefold():
            raise FieldError(field, "word_differs")
        return ""

    return FieldPlan(
        field=field, example=texts.say(f"desk.example.{field}", word=wanted), read=read
    )
