"""A line for real: store, windows, printing process, and a printer that has bad days."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.intake import LeaveReason
from kiosk.domain.ticket import (
    CancelReason,
    Origin,
    Outcome,
    PrintFailed,
    PrintTrouble,
    Service,
    Ticket,
    TicketRequest,
    Waiting,
    new_intent,
)
from kiosk.queue.acts import Act, Cancel, Miss
from kiosk.queue.dayfile import read_day
from kiosk.queue.errors import TicketsOpenError
from kiosk.queueports import PrinterState
from kiosk.settings import BoardSettings, QueueSettings, Settings, TicketSettings
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.queue.view import QueueView
from tests.e2e.custodyrig import Playing, Venue, playing, rehearse
from tests.fakes.announcer import WrittenAnnouncer
from tests.fakes.escpos_printer import EscposPrinter
from tests.storage.people import LEAD_PASSWORD, STAFF_PASSWORD

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


def settings(printer: EscposPrinter, *, deadline_s: int = 15) -> Settings:
    return Settings(
        queue=QueueSettings(enabled=True),
        tickets=TicketSettings(printer=printer.target, deadline_s=deadline_s),
        board=BoardSettings(enabled=True),
    )


def open_the_day(play: Playing) -> None:
    play.sign_in("lead1", LEAD_PASSWORD)
    play.until(phases.Opening)
    play.keys("2", "Enter")
    play.until(phases.Ready)


def line(play: Playing) -> QueueView:
    return play.session.view().queue


def waiting(play: Playing) -> list[str]:
    return [str(one.ticket.number) for one in line(play).waiting]


def ticket(play: Playing, number: str) -> Ticket:
    view = line(play)
    lists = (view.in_service, view.parked, view.papers, view.ended)
    every = [one.ticket for one in view.waiting] + [one for part in lists for one in part]
    return next(one for one in every if str(one.number) == number)


def issue(play: Playing, *, origin: Origin = Origin.SELF, taps: int = 1) -> None:
    wish = new_intent()
    for _ in range(taps):
        play.session.issue_ticket(TicketRequest(service=Service.APPLY, origin=origin), wish)


def act(play: Playing, number: str, wish: Act) -> None:
    play.session.order_ticket(ticket(play, number), wish, new_intent())


def test_a_day_with_tickets_reconciles_to_the_last_one(
    place: Venue, printer: EscposPrinter, qtbot: QtBot
) -> None:
    announcer = WrittenAnnouncer()
    with playing(place, qtbot, settings=settings(printer), announcer=announcer) as play:
        rehearse_and_open(play)
        give_three(play)
        assert len(printer.tickets) == 3
        call_one_with_two_taps(play)
        assert announcer.calls == [("A-001", "1")]
        scan_it_twice(play, printer.tickets[0].codes[0])
        closing_is_refused(play)
        one_does_not_come_one_applies_one_waits_in_vain(play)
        play.wait(lambda: len(printer.tickets) == 4)  # the slip of who applied
        assert printer.tickets[-1].codes == ()
        view = line(play)
        assert view.issued == 3 == sum(n for _, n in view.outcomes) + view.no_shows + view.cancelled
        ask_close(play)
        play.wait(
            lambda: isinstance(play.phase, phases.DayClosed) and play.phase.outlook is not None
        )
        assert play.session.view().notice is None
        assert not line(play).accepting
    (recorded,) = place.data.rglob("line-*.jsonl")
    visits = read_day(recorded.read_text(encoding="utf-8").splitlines()).visits
    assert sorted(one.comes for one in visits) == [False, True]  # who withdrew is left out


def rehearse_and_open(play: Playing) -> None:
    play.sign_in("lead1", LEAD_PASSWORD)
    play.until(phases.Opening)
    rehearse(play)
    play.keys("2", "Enter")
    play.until(phases.Ready)


def give_three(play: Playing) -> None:
    for count in (1, 2, 3):
        issue(play, taps=2)
        play.wait(partial(_are_waiting, play, count))
    assert waiting(play) == ["A-001", "A-002", "A-003"]


def _are_waiting(play: Playing, count: int) -> bool:
    return len(line(play).waiting) == count


def call_one_with_two_taps(play: Playing) -> None:
    wish = new_intent()
    play.session.call_next(wish)
    play.session.call_next(wish)
    play.wait(lambda: bool(line(play).calls))
    assert waiting(play) == ["A-002", "A-003"]
    board = play.screens.board
    assert board is not None
    assert "A-001" in board.accessibleDescription()


def scan_it_twice(play: Playing, code: str) -> None:
    """The first scan opens the case; after it was left, the second opens it again."""
    for _ in range(2):
        play.session.take_scan(code)
        play.until(phases.Receiving)
        assert line(play).own == ticket(play, "A-001")
        play.session.leave_sitting(LeaveReason.MISTAKE)
        play.until(phases.Ready)


def ask_close(play: Playing) -> None:
    play.session.ask_close()
    play.until(phases.ConfirmingClose)
    play.hands.sign_in("staff1", STAFF_PASSWORD)


def closing_is_refused(play: Playing) -> None:
    ask_close(play)
    play.wait(lambda: isinstance(play.session.view().notice, TicketsOpenError))
    play.session.decline_close()
    play.until(phases.Ready)


def one_does_not_come_one_applies_one_waits_in_vain(play: Playing) -> None:
    play.session.call_next(new_intent())
    play.wait(lambda: waiting(play) == ["A-003"])
    act(play, "A-002", Miss())
    play.wait(lambda: line(play).no_shows == 1)
    play.session.take_in(ticket(play, "A-001"))
    serve(play)
    play.wait(lambda: line(play).outcomes == ((Outcome.APPLIED, 1),))
    play.session.end_all_waiting(new_intent())
    play.wait(lambda: line(play).cancelled == 1)


def serve(play: Playing) -> None:
    """Receive the one who is there, take the photo, fill in the form, have it stored."""
    play.receive(training_form(1))
    play.photograph()
    play.complete(training_form(1))


def test_self_service_goes_on_while_the_station_is_locked(
    place: Venue, printer: EscposPrinter, qtbot: QtBot
) -> None:
    with playing(place, qtbot, settings=settings(printer)) as play:
        open_the_day(play)
        play.session.lock()
        play.until(phases.SignedOut)
        issue(play)
        play.wait(lambda: waiting(play) == ["A-001"])
        assert len(printer.tickets) == 1


def test_paper_that_runs_out_keeps_nobody_out_of_the_line_for_ever(
    place: Venue, printer: EscposPrinter, qtbot: QtBot
) -> None:
    with playing(place, qtbot, settings=settings(printer)) as play:
        open_the_day(play)
        printer.refill(1)
        issue(play)
        play.wait(lambda: _tick(play).printer is PrinterState.PAPER_OUT)
        assert waiting(play) == []
        assert [str(one.number) for one in line(play).papers] == ["A-001"]
        play.session.call_next(new_intent())  # a call does not wait for the paper
        printer.refill()
        play.wait(lambda: waiting(play) == ["A-001"])
        assert len(printer.tickets) == 1
        assert line(play).papers == ()


def _tick(play: Playing) -> QueueView:
    play.session.pass_time()
    return line(play)


def test_a_killed_printing_process_leaves_no_ticket_in_doubt(
    place: Venue, printer: EscposPrinter, qtbot: QtBot
) -> None:
    with playing(place, qtbot, settings=settings(printer)) as play:
        open_the_day(play)
        issue(play)
        play.wait(lambda: waiting(play) == ["A-001"])
        printer.refill(40)  # it stops in the middle of the next one
        issue(play)
        play.wait(lambda: printer.dots_left == 0)
        for child in children():
            os.kill(child, signal.SIGKILL)
        play.wait(lambda: bool(line(play).papers))
        assert ticket(play, "A-002").standing == PrintFailed(1, PrintTrouble.UNKNOWN)
        printer.refill()
        act(play, "A-002", Cancel(CancelReason.MISTAKE))
        issue(play)
        play.wait(lambda: waiting(play) == ["A-001", "A-003"])


def children() -> list[int]:
    """Return the processes this one started that print tickets."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if b"ticket" in words:
                found.append(int(child))
    return found


def test_a_station_that_died_finds_its_line_again(
    place: Venue, printer: EscposPrinter, qtbot: QtBot
) -> None:
    with playing(place, qtbot, settings=settings(printer)) as play:
        open_the_day(play)
        issue(play)
        play.wait(lambda: waiting(play) == ["A-001"])
        printer.set(cover_open=True)
        issue(play)
        play.wait(lambda: _tick(play).printer is PrinterState.COVER_OPEN)
    printer.set(cover_open=False)
    with playing(place, qtbot, settings=settings(printer)) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Ready)
        play.wait(lambda: waiting(play) == ["A-001"])
        assert isinstance(ticket(play, "A-002").standing, PrintFailed)
        play.session.retry_paper(ticket(play, "A-002"))
        play.wait(lambda: waiting(play) == ["A-001", "A-002"])
        assert isinstance(ticket(play, "A-002").standing, Waiting)
