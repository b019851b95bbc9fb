"""The exercise of new staff by real keys: what is done is seen, what is not done is missed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.dates import JST
from kiosk.domain.intake import LeaveReason, TriagePoint
from kiosk.texts import Language, catalogue
from kiosk.training.exercise import Exercise, Slip, Task, watch
from kiosk.training.exercisegrade import Grade, Outcome, grade
from kiosk.wiring.exercises import ExerciseBook
from kiosk.wiring.papers import grade_file
from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView
from tests.e2e.custodyrig import Playing, Venue, playing
from tests.e2e.sittingpeople import EXEMPT, PLAIN
from tests.e2e.sittingrig import Table, open_day
from tests.e2e.test_corrections import open_newest, retype
from tests.e2e.test_sittings import call, give_tickets, with_a_line
from tests.fakes.escpos_printer import EscposPrinter
from tests.storage.people import LEAD_PASSWORD
from tests.ui.seen import said

pytestmark = pytest.mark.gui


@pytest.fixture
def place(tmp_path: Path) -> Venue:
    place = Venue(tmp_path)
    place.create()
    return place


@pytest.fixture
def printer() -> Iterator[EscposPrinter]:
    with EscposPrinter() as made:
        yield made


class Watched:
    """A station whose views an exercise book notes, as those of a training station."""

    def __init__(self, play: Playing, folder: Path) -> None:
        self._play = play
        self.book = ExerciseBook(folder, play.place.clock)
        play.screens.staff.exercise = partial(self.book.lines, catalogue(Language.JA))
        play.session.attend(self._show)

    def _show(self, view: StationView) -> None:
        self._play.screens.show_view(view)
        self.book.note(replace(view, training=True))

    def grade(self) -> Grade:
        """Return the grade as the file on the disk gives it."""
        return grade_file(self.book.path)


def outcomes(graded: Grade) -> dict[Task, Outcome]:
    return {one.task: one.outcome for one in graded.tasks}


def type_number(table: Table, *numbers: str) -> None:
    """Type the number of the form by hand, once and again."""
    table.press("I")
    for number in numbers:
        table.play.keys("Ctrl+A", *number, "Enter")


def put_a_wrong_number_right(table: Table, code: str) -> None:
    call(table, code)
    table.play.say_yes()
    right = PLAIN.form.form_id
    type_number(table, right, right[:-1] + "0" if right[-1] != "0" else right[:-1] + "1")
    table.play.wait(lambda: bool(table.play.session.view().field_errors))
    type_number(table, right, right)
    table.play.until(phases.Posing)


def stop_early(table: Table, code: str) -> None:
    call(table, code)
    table.name(TriagePoint.URGENT)
    table.press("Enter")
    table.play.until(phases.Ready)


def lock_and_come_back(table: Table, code: str) -> None:
    call(table, code)
    table.play.say_yes()
    table.press("F12")
    table.play.sign_in("lead1", LEAD_PASSWORD)
    table.play.until(phases.Resuming)
    table.press("Enter")
    table.play.until(phases.Receiving)


def correct_the_newest(table: Table) -> None:
    open_newest(table.play)
    retype(table.play, "kana", "ケンシュウ カンナ")
    table.play.keys("Ctrl+Enter", "1")
    table.play.until(phases.Confirming)
    table.agree()
    table.play.keys("Enter")
    table.play.until(phases.ListingRecords)
    table.play.keys("Esc")
    table.play.until(phases.Ready)


def test_who_does_all_seven_tasks_passes(
    place: Venue, qtbot: QtBot, printer: EscposPrinter, tmp_path: Path
) -> None:
    with playing(place, qtbot, settings=with_a_line(printer)) as play:
        open_day(play)
        watched, table = Watched(play, tmp_path / "training"), Table(play)
        give_tickets(table, 5)
        codes = [one.codes[0] for one in printer.tickets]
        call(table, codes[0])
        table.serve(PLAIN)
        correct_the_newest(table)
        call(table, codes[1])
        table.serve(EXEMPT)
        stop_early(table, codes[2])
        put_a_wrong_number_right(table, codes[3])
        table.leave(LeaveReason.CHANGED_MIND)
        before = outcomes(watched.grade())
        lock_and_come_back(table, codes[4])
        graded = watched.grade()
        table.leave(LeaveReason.CHANGED_MIND)
    assert before[Task.LOCK] is Outcome.MISSED
    assert graded.passed, outcomes(graded)
    assert graded.day == place.clock.now().astimezone(JST).date()
    content = watched.book.path.read_text(encoding="ascii")
    assert PLAIN.form.name not in content
    assert PLAIN.form.form_id not in content


def test_a_day_of_nothing_but_plain_sittings_does_not_pass(
    place: Venue, qtbot: QtBot, tmp_path: Path
) -> None:
    with playing(place, qtbot) as play:
        open_day(play)
        watched, table = Watched(play, tmp_path / "training"), Table(play)
        table.press("Enter")
        table.serve(PLAIN)
        table.press("Enter")
        play.until(phases.Receiving)
        table.leave(LeaveReason.CHANGED_MIND)
        graded = watched.grade()
        play.keys("Ctrl+E")
        shown = said(play.screens.staff)
        play.keys("Ctrl+E")
        assert "練習の課題" not in said(play.screens.staff)
    assert [shown.count(mark) for mark in ("できた（", "まだ（")] == [1, 6]
    assert not graded.passed
    assert {one.task for one in graded.missed} == set(Task) - {Task.PLAIN}
    assert graded.slips == (Slip.SENT_AWAY,)


def test_a_station_at_work_is_not_watched(place: Venue, qtbot: QtBot) -> None:
    seen = [Exercise()]
    with playing(place, qtbot) as play:
        open_day(play)
        play.session.attend(partial(_show_and_watch, seen, play))
        play.keys("Ctrl+E")
        assert "練習の課題" not in said(play.screens.staff)
        table = Table(play)
        table.press("Enter")
        table.serve(PLAIN)
    today = place.clock.now().date()
    assert {one.outcome for one in grade(seen[-1], today).tasks} == {Outcome.MISSED}


def _show_and_watch(seen: list[Exercise], play: Playing, view: StationView) -> None:
    play.screens.show_view(view)
    seen.append(watch(seen[-1], view, play.place.clock.monotonic_ns()))
