"""A paper with a name that no typeface here can draw: made all the same, and it says so.

PDF/A forbids a letter without a picture, so one rare kanji of one person would keep a list of a
hundred from being made. What cannot be drawn is 〓, as Japanese printers have always set it, and
the template is told which characters these were, to name them by their code.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime

from kiosk.documents.typesetting import TypesettingError, typeset

GETA = "\u3013"
_MOST_ROUNDS = 40
"""Each finds one sign or more; a paper with more of them is in no writing of this country."""
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")  # Rust's way with signs that are no letters


def typeset_legibly(name: str, fields: Mapping[str, object], *, made_at: datetime) -> bytes:
    """Return the PDF as `typeset` does; ``undrawn`` tells the template what was set as 〓."""
    undrawn: set[str] = set()
    shown: Mapping[str, object] = fields
    for _ in range(_MOST_ROUNDS):
        try:
            codes = sorted(f"U+{ord(sign):04X}" for sign in undrawn)
            return typeset(name, {**shown, "undrawn": codes}, made_at=made_at)
        except TypesettingError as error:
            found = _signs(error)
            if found <= undrawn:
                raise
            undrawn |= found
            shown = {key: _without(value, undrawn) for key, value in fields.items()}
    raise TypesettingError(template=name, reason="undrawn")


def _signs(error: TypesettingError) -> set[str]:
    found = _UNDRAWN.findall(str(error.__cause__))
    return set("".join(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) for text in found))


def _drawable(text: str, undrawn: set[str]) -> str:
    """Return the text with 〓 for what is not drawn; the marks on such a letter go with it."""
    drawn: list[str] = []
    gone = False
    for sign in text:
        if sign in undrawn:
            drawn.append(GETA)
            gone = True
        elif not (gone and unicodedata.category(sign).startswith("M")):
            drawn.append(sign)
            gone = False
    return "".join(drawn)


def _without(value: object, undrawn: set[str]) -> object:
    match value:
        case str():
            return _drawable(value, undrawn)
        case list() | tuple():
            return [_without(one, undrawn) for one in value]
        case dict():
            return {key: _without(one, undrawn) for key, one in value.items()}
        case _:
            return value
