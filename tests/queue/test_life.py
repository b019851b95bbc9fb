"""What may happen to a ticket, and what may not."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk.domain.ticket import (
    Arrived,
    Called,
    Cancelled,
    CancelReason,
    Finished,
    NoShow,
    Outcome,
    PaperKind,
    Parked,
    ParkReason,
    PrintFailed,
    Printing,
    PrintTrouble,
    Reserved,
    Service,
    Serving,
    Stage,
    Standing,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
    Waiting,
)
from kiosk.queue import acts
from kiosk.queue.errors import ActRefusedError, TicketPaperError
from kiosk.queue.life import STANDING_NAMES, is_due, reserve, step, waited
from kiosk.queue.rules import BANDS
from tests.queue.people import NINE, after, person

PARKED = Parked(ParkReason.PAPERS, NINE, after(10), 3)
FINISHED = Finished(Outcome.APPLIED, NINE)
CANCELLED = Cancelled(CancelReason.WITHDREW, NINE)
EVERY_STANDING: tuple[Standing, ...] = (
    Reserved(),
    Printing(1),
    PrintFailed(1, PrintTrouble.OFFLINE),
    Waiting(),
    Called("1", NINE),
    Arrived("1", NINE),
    Serving("1", NINE),
    PARKED,
    FINISHED,
    NoShow(NINE),
    CANCELLED,
)
PARK = acts.Park(ParkReason.PAPERS, after(10), 3)
FITS: dict[acts.Act, str] = {
    acts.Reserve(): "",
    acts.BeginPrinting(): "reserved print_failed",
    acts.ConfirmPaper(): "reserved printing print_failed",
    acts.FailPrinting(PrintTrouble.OFFLINE): "printing",
    acts.Reprint(): "waiting called arrived serving parked",
    acts.Call("1"): "waiting called parked",
    acts.Arrive("1"): "waiting called parked",
    acts.Serve(Stage.PHOTO, "1"): "waiting called arrived serving parked",
    PARK: "waiting called arrived serving",
    acts.CountCall(): "parked",
    acts.Return(): "called arrived parked",
    acts.Transfer(Stage.CONFIRM): "called arrived serving",
    acts.Prioritise(priority=True): "reserved printing print_failed waiting called arrived"
    " serving parked",
    acts.Miss(): "called",
    acts.Finish(Outcome.APPLIED): "arrived serving",
    acts.Cancel(CancelReason.WITHDREW): "reserved printing print_failed waiting called arrived"
    " serving parked",
    acts.Reactivate(): "no_show cancelled",
}


def standing_as(standing: Standing) -> Ticket:
    ticket = person(25, standing=standing)
    on_paper = not isinstance(standing, Reserved | Printing | PrintFailed)
    return ticket if on_paper else replace(ticket, issued_at=None)


@pytest.mark.parametrize("act", FITS, ids=lambda act: type(act).__name__)
@pytest.mark.parametrize("standing", EVERY_STANDING, ids=lambda one: type(one).__name__)
def test_an_act_fits_where_it_should_and_is_refused_elsewhere(
    standing: Standing, act: acts.Act
) -> None:
    ticket = standing_as(standing)
    name = STANDING_NAMES[type(standing)]
    if name in FITS[act].split():
        assert step(ticket, act, NINE).version == ticket.version + 1
        return
    with pytest.raises(ActRefusedError) as refused:
        step(ticket, act, NINE)
    assert refused.value.params == {"ticket": "A-025", "ticket_standing": name}


def test_a_number_is_in_no_line_until_it_stands_on_something() -> None:
    request = TicketRequest(service=Service.APPLY, priority=True)
    ticket = reserve(
        request, TicketId(UUID(int=1)), TicketNumber(Service.APPLY, 1), NINE.date(), NINE
    )
    printing = step(ticket, acts.BeginPrinting(), NINE)
    failed = step(printing, acts.FailPrinting(PrintTrouble.PAPER_OUT), NINE)
    again = step(failed, acts.BeginPrinting(), after(1))
    assert (again.standing, again.exists) == (Printing(2), False)
    there = step(again, acts.ConfirmPaper(), after(2))
    assert (there.standing, there.issued_at, there.queued_at) == (Waiting(), after(2), NINE)


def test_a_paper_that_did_not_come_may_be_written_by_hand() -> None:
    failed = standing_as(PrintFailed(1, PrintTrouble.UNKNOWN))
    written = step(failed, acts.ConfirmPaper(PaperKind.HAND_WRITTEN), NINE)
    assert (written.paper, written.standing) == (PaperKind.HAND_WRITTEN, Waiting())


@pytest.mark.parametrize(
    "kind", [PaperKind.HAND_WRITTEN, PaperKind.PRE_PRINTED, PaperKind.PAPERLESS]
)
def test_what_is_not_to_be_printed_is_not_sent_to_a_printer(kind: PaperKind) -> None:
    ticket = replace(standing_as(Reserved()), paper=kind)
    with pytest.raises(ActRefusedError):
        step(ticket, acts.BeginPrinting(), NINE)


def test_what_was_cancelled_before_its_paper_came_cannot_be_reactivated() -> None:
    gone = step(standing_as(Printing(1)), acts.Cancel(CancelReason.TWICE), NINE)
    with pytest.raises(ActRefusedError):
        step(gone, acts.Reactivate(), NINE)


def test_a_recall_counts_and_going_back_keeps_the_place() -> None:
    called = step(step(person(1, 3), acts.Call("1"), NINE), acts.Call("2"), after(1))
    assert (called.calls, called.standing) == (2, Called("2", after(1)))
    back = step(called, acts.Return(), after(2))
    assert (back.standing, back.queued_at, back.calls) == (Waiting(), after(3), 2)


def test_another_stage_is_another_line_and_its_calls_count_anew() -> None:
    called = step(person(1), acts.Call("1"), NINE)
    moved = step(called, acts.Transfer(Stage.PHOTO), after(30))
    assert (moved.stage, moved.queued_at, moved.calls) == (Stage.PHOTO, after(30), 0)
    assert step(called, acts.Serve(Stage.PHOTO, "1"), NINE).calls == 0
    assert step(called, acts.Serve(Stage.RECEPTION, "1"), NINE).calls == 1


def test_somebody_parked_is_due_after_so_many_calls_or_at_the_time() -> None:
    parked = step(person(1), PARK, NINE)
    assert not is_due(parked, after(9))
    assert is_due(parked, after(10))
    for _ in range(3):
        assert not is_due(parked, NINE)
        parked = step(parked, acts.CountCall(), NINE)
    assert is_due(parked, NINE)
    with pytest.raises(ActRefusedError):
        step(parked, acts.CountCall(), NINE)
    assert not is_due(person(1), after(60))


def test_priority_that_is_there_already_is_refused() -> None:
    with pytest.raises(ActRefusedError):
        step(person(1, priority=True), acts.Prioritise(priority=True), NINE)
    assert not step(person(1, priority=True), acts.Prioritise(priority=False), NINE).priority


def test_a_clock_that_jumps_makes_no_wait_negative_or_endless() -> None:
    assert waited(person(1), after(-10)) == timedelta()
    assert waited(person(1), after(25)) == timedelta(minutes=25)
    assert waited(person(1), after(60 * 24 * 30)) == timedelta(days=1)


def test_numbers_go_on_beyond_their_band_and_never_meet_another_band() -> None:
    assert [BANDS[Service.CERTIFICATE].nth(n) for n in (0, 98, 99, 100)] == [801, 899, 1001, 1002]
    for service, band in BANDS.items():
        numbers = [band.nth(n) for n in range(700)]
        assert len(set(numbers)) == 700
        others = [b for s, b in BANDS.items() if s is not service]
        assert not any(b.first <= n <= b.last for n in numbers for b in others)


def test_a_paper_error_says_which_trouble() -> None:
    error = TicketPaperError(PrintTrouble.COVER_OPEN)
    assert (error.trouble, error.params) == (
        PrintTrouble.COVER_OPEN,
        {"print_trouble": "cover_open"},
    )
