"""Tickets given at the table, and tickets found again."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from kiosk.domain.dates import JST
from kiosk.domain.ticket import (
    Need,
    PaperKind,
    PublicLanguage,
    Service,
    Ticket,
    TicketRequest,
)
from kiosk.queue import acts
from kiosk.queue.errors import NumberTakenError
from kiosk.queueports import PrinterState
from kiosk.workflow.queue.view import IssueAnswer
from tests.fakes.commands import RecordingCommands
from tests.ui.seen import said
from tests.ui.staff import line
from tests.ui.staff.lines import FREE, press, show
from ui.hands import Hands
from ui.screens import StationScreens

pytestmark = pytest.mark.gui


def requested(commands: RecordingCommands) -> TicketRequest:
    """Return what was asked for last."""
    request = commands.in_line[-1][0]
    assert isinstance(request, TicketRequest)
    return request


def test_a_ticket_needs_two_keys(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    press(hands, "G A")
    assert requested(commands) == TicketRequest(service=Service.APPLY)


def test_needs_language_and_number_are_one_key_each(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    press(hands, "G P W H S S 3 M 5 1 9 Backspace 2 B")
    assert requested(commands) == TicketRequest(
        service=Service.RENEW,
        language=PublicLanguage.EN,
        needs=frozenset({Need.WHEELCHAIR, Need.HEARING}),
        priority=True,
        paper=PaperKind.PRE_PRINTED,
        number=512,
    )


def test_an_appointment_is_given_by_its_time_of_today(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, FREE)
    press(hands, "G Y 1 4 3 5 Backspace 0")
    assert "14:30" in said(page)
    press(hands, "3 B")  # the time is whole: digits are languages again
    assert requested(commands) == TicketRequest(
        service=Service.RENEW,
        language=PublicLanguage.EN,
        appointment_at=datetime.combine(line.NOW.astimezone(JST).date(), time(14, 30), JST),
    )


@pytest.mark.parametrize("typed", ["", "9", "9 3 0", "2 4 0 0", "1 2 6 0"])
def test_a_time_that_is_none_gives_no_ticket_and_is_said_in_words(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, typed: str
) -> None:
    page = show(screens, FREE)
    press(hands, f"G Y {typed} A")
    assert commands.in_line == []
    assert page.desk.texts["console.issue.time_unclear"] in said(page)
    press(hands, "Y A")  # without an appointment after all
    assert requested(commands) == TicketRequest(service=Service.APPLY)


def test_a_pre_printed_number_and_an_appointment_do_not_take_each_others_digits(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    press(hands, "G M Y 0 9 0 0 5 1 2 B")
    asked = requested(commands)
    assert asked.number == 512
    assert asked.appointment_at is not None
    assert f"{asked.appointment_at.astimezone(JST):%H:%M}" == "09:00"


def test_without_a_printer_the_number_is_written_by_hand(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, line.queue(printer=PrinterState.NONE))
    press(hands, "G A")
    assert requested(commands).paper is PaperKind.HAND_WRITTEN
    assert requested(commands).number is None


def test_the_service_tapped_twice_gives_one_ticket(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    press(hands, "G A A")
    assert commands.in_line[0] == commands.in_line[1]
    press(hands, "G A")
    assert commands.in_line[2] != commands.in_line[0]


def answer(commands: RecordingCommands, ticket: Ticket | None) -> IssueAnswer:
    """Return what became of the last wish for a ticket."""
    error = None if ticket is not None else NumberTakenError("invented")
    intent = commands.in_line[-1][1]
    assert isinstance(intent, str)
    return IssueAnswer(intent=intent, ticket=ticket, error=error)  # type: ignore[arg-type]


def test_the_number_that_was_given_is_told_and_the_line_is_seen_again(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, FREE)
    press(hands, "G A")
    show(screens, replace(FREE, answers=(answer(commands, line.A31_WITHOUT),)))
    assert page.panel is None
    assert "A-031 を発券しました" in said(page)


def test_a_refused_number_is_told_where_it_was_typed_and_may_be_tried_again(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, FREE)
    press(hands, "G M 2 6 A")
    show(screens, replace(FREE, answers=(answer(commands, None),)))
    assert page.panel is page.issuing
    words = page.desk.texts.explain(NumberTakenError("invented"))[0]
    assert words in said(page)
    press(hands, "Backspace 7 A")
    assert commands.in_line[1][1] != commands.in_line[0][1]


@pytest.mark.parametrize("typed", ["28", "A28", "a-028", "Ａ－０２８"])
def test_a_number_is_found_however_it_is_written(
    screens: StationScreens, hands: Hands, typed: str
) -> None:
    page = show(screens, FREE)
    hands.press("/")
    hands.write(typed)
    hands.press("Enter")
    assert page.chosen == line.A28


def test_the_hall_is_searched_by_service_and_need(screens: StationScreens, hands: Hands) -> None:
    page = show(screens, FREE)
    hands.press("/")
    for words, numbers in (("更新", ["B-503"]), ("車いす", ["A-026"]), ("つうやく", [])):
        hands.press("Ctrl+A")
        hands.write(words)
        assert [one.number for one in page.searching.found.rows] == numbers


def test_who_missed_the_call_is_found_and_comes_back(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, FREE)
    hands.press("/")
    hands.write("22")
    press(hands, "Enter B")
    assert commands.in_line[0][:2] == (line.ENDED[0], acts.Reactivate())


def test_what_is_typed_into_the_search_is_no_command(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, FREE)
    hands.press("/")
    for key in ("N", "X", "Space", "1"):
        hands.press(key)
    assert page.searching.field.text() == "nx 1"
    assert commands.asked == []
