"""A value or its refusal, for tests that take any text."""

from collections.abc import Callable
from typing import TypeVar

from kiosk.errors import FieldError

Value = TypeVar("Value")


def outcome(parse: Callable[[], Value]) -> Value | FieldError:
    """Return what was parsed, or why not."""
    try:
        return parse()
    except FieldError as error:
        return error
