"""Papers that do not come, a line that closes, people whom this venue cannot help."""

from dataclasses import replace

import pytest

from kiosk.domain.ticket import (
    PaperKind,
    PrintFailed,
    Printing,
    PrintTrouble,
    Service,
)
from kiosk.queue.errors import IssueClosedError, TicketMovedError, TicketPaperError
from kiosk.queueports import PrinterState
from kiosk.workflow.queue.view import IssueAnswer, ServiceLine
from tests.ui.applicant.sitter import EN, JA, OPEN, Sitter, answered, ticket
from ui.applicant.issue import IDLE_S

_NO_PAPER = (PrinterState.PAPER_OUT, PrinterState.COVER_OPEN, PrinterState.OFFLINE)


def test_a_paper_that_did_not_come_says_whom_to_ask(sitter: Sitter) -> None:
    lost = ticket(issued_at=None, standing=PrintFailed(1, PrintTrouble.OFFLINE))
    sitter.page.show_queue(answered(sitter.ask(), lost))
    assert JA["issue.no_paper"] in sitter.read()
    assert "A-025" not in sitter.read()


def test_an_error_of_the_printer_says_whom_to_ask(sitter: Sitter) -> None:
    error = TicketPaperError(PrintTrouble.PAPER_OUT)
    sitter.page.show_queue(answered(sitter.ask(), ticket(), error))
    assert JA["issue.no_paper"] in sitter.read()


@pytest.mark.parametrize("state", _NO_PAPER)
def test_nobody_waits_for_a_printer_that_cannot_print(sitter: Sitter, state: PrinterState) -> None:
    intent = sitter.ask()
    sitter.page.show_queue(replace(OPEN, printer=state))
    assert JA["issue.no_paper"] in sitter.read()
    sitter.page.show_queue(answered(intent, ticket()))  # after a refill the paper came
    assert "A-025" in sitter.read()


def test_a_ticket_on_its_way_to_the_printer_is_still_being_printed(sitter: Sitter) -> None:
    sitter.page.show_queue(answered(sitter.ask(), ticket(issued_at=None, standing=Printing(1))))
    assert JA["issue.printing"] in sitter.read()
    assert "A-025" not in sitter.read()


def test_an_answer_that_never_comes_ends_with_whom_to_ask(sitter: Sitter) -> None:
    sitter.ask()
    sitter.wait(IDLE_S)
    assert JA["issue.no_paper"] in sitter.read()
    sitter.wait(IDLE_S)
    assert JA["issue.choose_language"] in sitter.read()


def test_a_closed_line_says_so_before_and_after_the_wish(sitter: Sitter) -> None:
    sitter.page.show_queue(answered(sitter.ask(), None, IssueClosedError()))
    assert JA["issue.closed"] in sitter.read()
    sitter.touch(JA["issue.start_again"])
    sitter.to_needs()
    sitter.page.show_queue(replace(OPEN, accepting=False))
    assert JA["issue.closed"] in sitter.read()
    assert len(sitter.wishes()) == 1


def test_any_other_refusal_is_told_without_technical_words(sitter: Sitter) -> None:
    sitter.page.show_queue(answered(sitter.ask(), None, TicketMovedError()))
    assert JA["issue.refused"] in sitter.read()


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        (PaperKind.PRINTED, "issue.thanks"),
        (PaperKind.PAPERLESS, "issue.remember"),
        (PaperKind.HAND_WRITTEN, "issue.staff_gives"),
        (PaperKind.PRE_PRINTED, "issue.staff_gives"),
    ],
)
def test_where_the_number_stands_is_said(sitter: Sitter, paper: PaperKind, key: str) -> None:
    sitter.page.show_queue(answered(sitter.ask(), ticket(paper=paper)))
    assert JA[key] in sitter.read()


def test_a_wait_that_nobody_knows_is_left_out(sitter: Sitter) -> None:
    answer = IssueAnswer(intent=sitter.ask(), ticket=ticket())
    sitter.page.show_queue(replace(OPEN, answers=(answer,)))
    assert "A-025" in sitter.read()
    assert "約" not in sitter.read()


# --- whom this venue cannot help -----------------------------------------------------------------


def test_urgent_cards_and_other_towns_are_sent_to_their_city_hall(sitter: Sitter) -> None:
    sitter.touch(EN["language"])
    sitter.touch(EN["issue.purpose.other"])
    assert EN["issue.city_hall_express"] in sitter.read()
    assert EN["issue.city_hall_nonresident"] in sitter.read()
    sitter.touch(EN["issue.back"])
    assert EN["issue.what_for"] in sitter.read()
    assert sitter.wishes() == []


def test_only_the_venues_services_are_offered(sitter: Sitter) -> None:
    lines = tuple(ServiceLine(service=one, waiting=0) for one in (Service.APPLY, Service.ASK))
    sitter.page.show_queue(replace(OPEN, services=lines))
    sitter.touch(JA["language"])
    assert len(sitter.page.step.buttons) == len(lines) + 2  # … city hall, back
    assert "電子証明書" not in sitter.read()
