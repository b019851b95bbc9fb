"""Recorded days are read as they were written, and nonsense is named by its line."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.dayfile import LONGEST_LINE, DayFileError, read_day, spell_day
from kiosk.queue.generated import generate
from kiosk.queue.played import Desks
from tests.queue.people import after

VISIT = {"service": "A", "arrives_at": "2026-11-24T09:00:00+09:00", "minutes": 10}


def test_a_day_that_was_written_is_read_again() -> None:
    (day,) = generate(date(2026, 4, 1), 1, 3)
    lines = list(spell_day(day))
    again = read_day(lines)
    assert len(again.visits) == len(day.visits)
    assert again.desks == day.desks
    assert list(spell_day(again)) == lines
    assert read_day(reversed(lines)) == again


def test_what_is_left_out_is_as_usual() -> None:
    (visit,) = read_day([json.dumps(VISIT)]).visits
    assert (visit.comes, visit.priority, visit.away_min, visit.appointment_at) == (
        True,
        False,
        0.0,
        None,
    )
    assert read_day(['{"since": "2026-11-24T09:05:00+09:00", "desks": 3}']).desks == (
        Desks(after(5), 3),
    )


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "null",
        "{}",
        "[" * 5000,
        json.dumps(VISIT | {"service": "Z"}),
        json.dumps(VISIT | {"minutes": -1}),
        json.dumps(VISIT | {"minutes": 1e9}),
        json.dumps(VISIT | {"minutes": float("nan")}),
        json.dumps(VISIT | {"minutes": [1]}),
        json.dumps(VISIT | {"arrives_at": "2026-11-24T09:00:00"}),
        json.dumps(VISIT | {"arrives_at": 5}),
        json.dumps(VISIT | {"appointment_at": "soon"}),
        json.dumps(VISIT | {"note": "x" * LONGEST_LINE}),
        '{"since": "2026-11-24T09:00:00+09:00", "desks": 100}',
        '{"since": "2026-11-24T09:00:00+09:00", "desks": "2"}',
    ],
)
def test_nonsense_is_refused_by_its_line(line: str) -> None:
    with pytest.raises(DayFileError) as refused:
        read_day([json.dumps(VISIT), line])
    assert refused.value.params == {"line": "2"}


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(DayFileError):
        read_day(json.dumps(VISIT) for _ in range(30_000))


@given(st.text())
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        day = read_day([line])
    except DayFileError:
        return
    assert len(day.visits) + len(day.desks) == 1
