"""Papers with words that people typed: a sign nobody can see costs itself, never the paper."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime

from kiosk.documents.legible import GETA, typeset_legibly

_KEPT = frozenset("\n\t")
# PDF/A-2a and PDF/UA-1 forbid them: control, surrogates, private use, the byte order mark.
_FORBIDDEN = frozenset({"Cc", "Cs", "Co"})
# The bidirectional marks (UAX #9) are no letters either: a paper shows them and does not obey.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN = _DIRECTIONS | {"\ufeff"}


def typeset_words(name: str, fields: Mapping[str, object], *, made_at: datetime) -> bytes:
    """Return the paper; ``replaced`` or ``undrawn`` tell the template that signs became 〓."""
    shown = {key: _walked(value) for key, value in fields.items()}
    return typeset_legibly(name, {**shown, "replaced": shown != fields}, made_at=made_at)


def _walked(value: object) -> object:
    match value:
        case str():
            return "".join(GETA if _is_hidden(char) else char for char in value)
        case list() | tuple():
            return [_walked(one) for one in value]
        case dict():
            return {key: _walked(one) for key, one in value.items()}
        case _:
            return value


def _is_hidden(char: str) -> bool:
    bad = unicodedata.category(char) in _FORBIDDEN and char not in _KEPT
    return bad or char in _HIDDEN
