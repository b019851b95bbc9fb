"""Figures of a day as canonical JSON: one spelling for one value, read back strictly."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk.domain.figures import DayFigures, Tally, added
from kiosk.errors import ExitCode, FieldError, KioskError

FIGURES_VERSION = 1
PARTED_VERSION = 2
"""Of a day with parts; every other day is spelled as it was before there were parts."""
LONGEST_BYTES = 20_000  # a full day has some 2,000
LARGEST = 1_000_000  # of people, of anything a day can count
_LARGEST_OF = {"batch_bytes": 10**13, "total_s": 10**10, "audit_n": 10**12}
_LONGEST_WORDS = 200
_HASH = re.compile(r"[0-9a-f]{64}")
_STATION = re.compile(r"[A-Z0-9]{2,12}")
_DAY = TypeAdapter(DayFigures)
_VERSIONS = frozenset({FIGURES_VERSION, PARTED_VERSION})
_PARTS = ("procedures", "routes", "ages", "sexes", "photo_ways")


class FiguresFileError(KioskError):
    """A file of figures says something that no station says; ``why`` is a text key's end."""

    message_key = "figures_file"
    exit_code = ExitCode.BAD_INPUT

    def __init__(self, why: str, where: str = "") -> None:
        """Say what is wrong, and in which field."""
        super().__init__(f"{why} {where}".strip(), figures_file=why, where=where or "—")
        self.why = why


def spell_figures(figures: DayFigures) -> bytes:
    """Return the one spelling: UTF-8, keys in order, no spaces."""
    fields = _DAY.dump_python(figures, mode="json")
    if not figures.parts:
        del fields["parts"]
    whole = {"figures": fields, "version": PARTED_VERSION if figures.parts else FIGURES_VERSION}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_figures(content: bytes) -> DayFigures:
    """Return the figures; raise `FiguresFileError` for every other spelling or impossible number.

    A key too many, too few or twice, another order, a number as text: nothing is guessed.
    """
    if len(content) > LONGEST_BYTES:
        raise FiguresFileError("long")
    try:
        whole: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FiguresFileError("json") from error
    if not isinstance(whole, dict) or whole.keys() != {"figures", "version"}:
        raise FiguresFileError("form")
    if type(whole["version"]) is not int or whole["version"] not in _VERSIONS:
        raise FiguresFileError("version")
    try:
        figures = _DAY.validate_json(json.dumps(whole["figures"]), strict=True)
        spelled = spell_figures(figures)
    except (ValidationError, FieldError, ValueError, RecursionError) as error:
        raise FiguresFileError("field", _where(error)) from error
    if spelled != content:
        raise FiguresFileError("spelling")
    for where in impossible(figures):
        raise FiguresFileError("impossible", where)
    return figures


def impossible(figures: DayFigures) -> Iterator[str]:
    """Yield the fields whose values no station can have."""
    if not _STATION.fullmatch(figures.station):
        yield "station"
    yield from _wrong_numbers(_DAY.dump_python(figures, mode="json"))
    for tally in (figures.tally, *(one.tally for one in figures.parts)):
        yield from _wrong_tally(tally)
    if figures.parts:
        yield from _wrong_split(figures)
    words = {name: getattr(figures, name) for name in ("place", "batch", "program")}
    for name, said in (*words.items(), *(("parts", one.place) for one in figures.parts)):
        if len(said) > _LONGEST_WORDS or any(unicodedata.category(c)[0] == "C" for c in said):
            yield name
    for name in ("batch_sha256", "audit_head"):
        value = getattr(figures, name)
        if not (_HASH.fullmatch(value) if figures.closed else value == ""):
            yield name
    if any(at is not None and at.tzinfo is None for at in (figures.opened_at, figures.closed_at)):
        yield "closed_at"


def _wrong_split(figures: DayFigures) -> Iterator[str]:
    """Yield what a day of several events cannot say."""
    parts = figures.parts
    if len(parts) == 1 or len({one.event for one in parts}) != len(parts):
        yield "parts"
    if figures.event is not None or figures.place:
        yield "event"
    if added(one.tally for one in parts) != figures.tally:
        yield "tally"


def _wrong_tally(tally: Tally) -> Iterator[str]:
    yield from _wrong_parts(tally)
    if tally.visitors < tally.applications:
        yield "visitors"
    if tally.cards_settled > tally.cards:
        yield "cards_settled"
    if tally.waits.longest_s > tally.waits.total_s:
        yield "longest_s"


def _wrong_parts(tally: Tally) -> Iterator[str]:
    for name in (*_PARTS, "leavings", "services"):
        parts = getattr(tally, name)
        members = [member for member, _ in parts]
        ordered = [one for one in type(members[0]) if one in members] if members else []
        too_many = name in _PARTS and sum(count for _, count in parts) > tally.applications
        if members != ordered or too_many:
            yield name
    if tally.replacing > tally.applications:
        yield "replacing"


def _wrong_numbers(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _wrong_numbers(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _wrong_numbers(one, name)
    elif isinstance(value, int) and not 0 <= value <= _LARGEST_OF.get(name, LARGEST):
        yield name


def _where(error: Exception) -> str:
    if isinstance(error, ValidationError):
        found = error.errors(include_url=False, include_input=False)
        return ".".join(str(part) for part in found[0]["loc"])
    return ""
