"""Figures travel as one spelling; nothing that no station says is read."""

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.figuresfile import FiguresFileError, read_figures, spell_figures
from kiosk.domain.figures import AgeBand, DayFigures, EventPart, Tally
from kiosk.domain.ids import EventId
from tests.kiosk.contract.figuresamples import day, tally

SPELLED = spell_figures(day())
OPEN = spell_figures(day(closed=False))


def changed(**fields: Any) -> bytes:
    whole = json.loads(SPELLED)
    whole["figures"] |= fields
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def changed_tally(**fields: Any) -> bytes:
    return changed(tally=json.loads(SPELLED)["figures"]["tally"] | fields)


@pytest.mark.parametrize("content", [SPELLED, OPEN])
def test_what_was_spelled_is_read_and_spelled_the_same(content: bytes) -> None:
    assert spell_figures(read_figures(content)) == content


@given(st.builds(tally, st.integers(0, 5000)), st.booleans())
def test_any_figures_come_back_as_they_were(numbers: Tally, closed: bool) -> None:
    figures: DayFigures = day(numbers=numbers, closed=closed)
    assert read_figures(spell_figures(figures)) == figures


BAD = {
    "long": (b" " * 30_000, "long"),
    "no json": (b"{", "json"),
    "deep": (b"[" * 15_000, "json"),
    "list": (b"[]", "form"),
    "key too many outside": (SPELLED.replace(b'"version"', b'"x":1,"version"'), "form"),
    "version 3": (SPELLED.replace(b'"version":1', b'"version":3'), "version"),
    "parts are said and not there": (SPELLED.replace(b'"version":1', b'"version":2'), "spelling"),
    "version true": (SPELLED.replace(b'"version":1', b'"version":true'), "version"),
    "space": (SPELLED + b"\n", "spelling"),
    "key twice": (SPELLED.replace(b'"staff":2', b'"staff":1,"staff":2'), "spelling"),
    "key too many": (changed(other=1), "spelling"),
    "key of a tally too many": (changed_tally(other=1), "spelling"),
    "key too few": (SPELLED.replace(b'"staff":2,', b""), "spelling"),
    "number as words": (changed_tally(applications="10"), "field"),
    "number as fraction": (changed_tally(applications=10.5), "field"),
    "truth as number": (changed_tally(applications=True), "field"),
    "not a number": (SPELLED.replace(b'"staff":2', b'"staff":NaN'), "field"),
    "unknown age": (changed_tally(ages=[["10-19", 10]]), "field"),
    "half a letter": (SPELLED.replace(b'"program":"0.1.0"', b'"program":"\\ud800"'), "field"),
    "less than none": (changed_tally(cards=-1), "impossible"),
    "far too many": (changed_tally(cards=10**9), "impossible"),
    "more parts than people": (changed_tally(ages=[["70-79", 11]]), "impossible"),
    "parts out of order": (changed_tally(ages=[["80-89", 1], ["70-79", 1]]), "impossible"),
    "a part twice": (changed_tally(ages=[["70-79", 1], ["70-79", 1]]), "impossible"),
    "fewer visitors": (changed_tally(visitors=9), "impossible"),
    "no station": (changed(station="../x"), "impossible"),
    "short hash": (changed(audit_head="cd34"), "impossible"),
    "a hash of a day that is open": (changed(closed_at=None), "impossible"),
    "hidden letters": (changed(place="研修\u202eモール"), "impossible"),
}

PARTED = replace(
    day(),
    event=None,
    place="",
    tally=tally(4) + tally(9),
    parts=(
        EventPart(event=EventId("E001"), place="研修モール", tally=tally(4)),
        EventPart(event=EventId("E002"), place="研修町", tally=tally(9)),
    ),
)
BAD_PARTS = {
    "a sum that is not theirs": replace(PARTED, tally=tally(14)),
    "an event twice": replace(PARTED, parts=(PARTED.parts[0],) * 2, tally=tally(4) + tally(4)),
    "one alone": replace(PARTED, parts=PARTED.parts[:1], tally=tally(4)),
    "an event of the whole day": replace(PARTED, event=EventId("E001")),
    "a place of the whole day": replace(PARTED, place="研修モール"),
    "impossible numbers of one": replace(
        PARTED,
        tally=replace(tally(4), visitors=0) + tally(9),
        parts=(
            replace(PARTED.parts[0], tally=replace(tally(4), visitors=0)),
            PARTED.parts[1],
        ),
    ),
    "hidden letters": replace(
        PARTED, parts=(replace(PARTED.parts[0], place="研\u202e"), PARTED.parts[1])
    ),
}


def test_a_day_of_one_event_is_spelled_as_before_there_were_parts() -> None:
    assert b'"parts"' not in SPELLED
    assert b'"version":1' in SPELLED
    assert b'"version":2' in spell_figures(PARTED)
    assert read_figures(spell_figures(PARTED)) == PARTED


@pytest.mark.parametrize("name", BAD_PARTS)
def test_parts_that_no_station_has_are_refused(name: str) -> None:
    with pytest.raises(FiguresFileError) as refused:
        read_figures(spell_figures(BAD_PARTS[name]))
    assert refused.value.why == "impossible"


@pytest.mark.parametrize("name", BAD)
def test_every_other_spelling_is_refused_with_its_reason(name: str) -> None:
    content, why = BAD[name]
    with pytest.raises(FiguresFileError) as refused:
        read_figures(content)
    assert refused.value.why == why


@given(st.integers(0, len(SPELLED) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_reads_as_the_same_figures(at: int, flip: int) -> None:
    content = bytearray(SPELLED)
    content[at] ^= flip
    with contextlib.suppress(FiguresFileError):
        assert read_figures(bytes(content)) != day()


def test_numbers_of_nobody_are_spelled_too() -> None:
    figures = replace(day(), tally=Tally(ages=((AgeBand.CHILD, 0),)))
    assert read_figures(spell_figures(figures)) == figures
