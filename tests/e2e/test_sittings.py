"""Everybody's sitting, by real keys and touches, from the table to the opened batch."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from unicodedata import normalize

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.cardslip import CardSlip
from kiosk.domain.intake import LeaveReason, TriagePoint
from kiosk.domain.ticket import Outcome
from kiosk.settings import QueueSettings, Settings, SittingSettings, TicketSettings
from kiosk.workflow import phases
from kiosk.workflow.desks import CardDesk
from kiosk.workflow.errors import ConfirmationMissingError
from storage.errors import CardsOutError
from tests.e2e.custodyrig import Playing, Venue, playing
from tests.e2e.sittingpeople import (
    BABY,
    BY_HAND,
    CHILD,
    EXEMPT,
    FOREIGN,
    NEIGHBOUR,
    OFFICER,
    PLAIN,
    VISITED,
)
from tests.e2e.sittingrig import (
    Table,
    ask_to_close,
    close_by_two,
    compare_all,
    day_report,
    open_day,
)
from tests.fakes.escpos_printer import EscposPrinter
from tests.storage.people import LEAD_PASSWORD
from tests.ui.seen import said
from ui.staff.console.offers import Wish, primary_offer

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


def with_a_line(printer: EscposPrinter) -> Settings:
    return Settings(
        queue=QueueSettings(enabled=True), tickets=TicketSettings(printer=printer.target)
    )


MOST_KEYS = 6
"""From the call to the record, typing apart; the applicant's touches are nobody's keys."""
SHOWN = timedelta(seconds=31)
"""Longer than personal data stays on the applicant's screen without an answer."""
AT_HOME = Settings(sitting=SittingSettings(procedure="visit"))
KEPT_AFTER = timedelta(seconds=4)
"""Longer than typed words wait until they are kept."""


def test_a_day_at_a_venue_holds_everybody_as_they_were_typed(
    place: Venue, qtbot: QtBot, printer: EscposPrinter
) -> None:
    people = (PLAIN, FOREIGN, CHILD, BABY, EXEMPT, BY_HAND)
    with playing(place, qtbot, settings=with_a_line(printer)) as play:
        open_day(play)
        table, sealed = Table(play), {}
        give_tickets(table, len(people))
        codes = [one.codes[0] for one in printer.tickets]
        for person, code in zip(people, codes, strict=True):
            table.keys.clear()
            call(table, code)
            sealed[table.serve(person)] = person
            assert person is not PLAIN or len(table.keys) <= MOST_KEYS, table.keys
        files = close_by_two(play)
    compare_all(place, files, sealed)
    report = day_report(place)
    assert (report.records, report.without_photo, report.exemptions) == (len(people), 1, 1)
    assert report.tickets is not None
    on_paper = sum(one.by_hand for one in people)
    finished = {Outcome.APPLIED: len(people) - on_paper, Outcome.ON_PAPER: on_paper}
    assert dict(report.tickets.finished) == finished
    assert report.leavings == ()


def give_tickets(table: Table, count: int) -> None:
    """Give tickets at the table, by key."""
    for wanted in range(1, count + 1):
        table.press("G", "A")
        table.play.wait(partial(are_waiting, table, wanted))


def are_waiting(table: Table, count: int) -> bool:
    return len(table.play.session.view().queue.waiting) == count


def call(table: Table, code: str) -> None:
    """Call the next one, whose ticket is scanned at the table."""
    until_offered(table, Wish.CALL_NEXT)
    table.press("Space")
    until_offered(table, Wish.ARRIVE)
    table.play.session.take_scan(code)
    table.play.until(phases.Receiving)


def until_offered(table: Table, wish: Wish) -> None:
    """Wait until the primary key does this."""
    table.play.wait(lambda: primary_offer(table.play.session.view().queue).wish is wish)


def test_who_is_stopped_or_leaves_is_counted_with_the_reason(
    place: Venue, qtbot: QtBot, printer: EscposPrinter
) -> None:
    stopped = (
        (TriagePoint.URGENT,),
        (TriagePoint.MINOR, TriagePoint.NO_REPRESENTATIVE),
        (TriagePoint.CHANGED,),
    )
    reasons = [one for one in LeaveReason if one is not LeaveReason.MISTAKE]
    with playing(place, qtbot, settings=with_a_line(printer)) as play:
        open_day(play)
        table = Table(play)
        give_tickets(table, len(stopped) + len(reasons))
        codes = [one.codes[0] for one in printer.tickets]
        for points, code in zip(stopped, codes, strict=False):
            call(table, code)
            for point in points:
                table.name(point)
            table.press("Enter")
            play.until(phases.Ready)
        for reason, code in zip(reasons, codes[len(stopped) :], strict=True):
            call(table, code)
            come_so_far(table, reason)
            table.leave(reason)
        close_by_two(play)
    report = day_report(place)
    assert report.tickets is not None
    assert dict(report.tickets.finished) == {
        Outcome.TO_CITY_HALL: 2,
        Outcome.COME_AGAIN: 6,
        Outcome.ANSWERED: 3,
    }
    twice = {LeaveReason.TO_CITY_HALL, LeaveReason.NO_REPRESENTATIVE, LeaveReason.PAPERS_MISSING}
    assert dict(report.leavings) == {one: 2 if one in twice else 1 for one in LeaveReason}
    assert report.not_accepted == len(stopped) + len(reasons)
    assert report.records == 0


def come_so_far(table: Table, reason: LeaveReason) -> None:
    """Bring the sitting to where people leave for this reason."""
    match reason:
        case LeaveReason.NO_PHOTO:
            table.receive(PLAIN)
            table.pose()
        case LeaveReason.CHANGED_MIND:
            table.receive(PLAIN)
            table.photograph()
            table.type_form(PLAIN.form)
            table.show()
        case LeaveReason.ONLY_ASKED:  # it was begun by mistake: the ticket stays in service
            table.leave(LeaveReason.MISTAKE)
            until_offered(table, Wish.GO_ON)
            table.press("Space")
            table.play.until(phases.Receiving)
        case _:
            pass


def test_a_visit_has_its_officer_its_papers_and_its_delivery(place: Venue, qtbot: QtBot) -> None:
    with playing(place, qtbot, settings=AT_HOME) as play:
        open_day(play)
        table = Table(play)
        table.press("Enter")
        sealed = {table.serve(VISITED): VISITED}
        table.press("Enter")
        table.receive(NEIGHBOUR)
        table.photograph()
        assert play.screens.staff.pages.filling.form.fields["officer"].text == OFFICER
        table.type_form(NEIGHBOUR.form)
        table.complete()
        sealed[table.receipt()] = NEIGHBOUR
        files = close_by_two(play)
    compare_all(place, files, sealed)


def test_who_reads_a_mistake_has_it_changed_before_it_is_sealed(place: Venue, qtbot: QtBot) -> None:
    with playing(place, qtbot) as play:
        open_day(play)
        table = Table(play)
        table.press("Enter")
        table.receive(PLAIN)
        table.photograph()
        table.type_form(replace(PLAIN.form, name=normalize("NFC", PLAIN.form.name)))
        table.show()
        table.ask_for_change()
        assert table.typed_name not in table.public_words()
        table.type_form(PLAIN.form)
        table.show()
        play.pass_time(SHOWN)
        play.until(phases.Confirming, hidden=True)
        assert PLAIN.form.name not in table.public_words()
        play.keys("Enter")  # nobody said yes
        play.wait(lambda: isinstance(play.session.view().notice, ConfirmationMissingError))
        play.keys("R")
        play.until(phases.Confirming, hidden=False)
        table.agree()
        play.keys("Enter")
        play.until(phases.Receipted)
        sealed = {table.receipt(): PLAIN}
        files = close_by_two(play)
    compare_all(place, files, sealed)


@pytest.mark.parametrize("cut_off", [False, True], ids=["closed", "cut off"])
def test_a_sitting_goes_on_where_the_station_died(
    place: Venue, qtbot: QtBot, *, cut_off: bool
) -> None:
    disk = place.root / "disk of the moment"
    with playing(place, qtbot) as play:
        open_day(play)
        table = Table(play)
        table.press("Enter")
        table.receive(FOREIGN)
        table.photograph()
        table.type_form(FOREIGN.form)
        table.play.pass_time(KEPT_AFTER)
        until_all_is_written(play)
        shutil.copytree(place.data, disk)
    if cut_off:
        shutil.rmtree(place.data)
        disk.rename(place.data)
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Resuming)
        assert FOREIGN.form.name not in said(play.screens.staff)
        play.keys("Enter")
        play.until(phases.Filling)
        table = Table(play)
        table.complete()
        sealed = {table.receipt(): FOREIGN}
        files = close_by_two(play)
    compare_all(place, files, sealed)


def until_all_is_written(play: Playing) -> None:
    """Wait until the store has done what it was given: it does one after the other."""
    play.session.leave_program("lead1", "not the password")
    play.wait(lambda: play.session.view().way_out.refused is not None)
    play.session.stay()


def test_a_day_does_not_end_while_a_card_is_with_the_city(place: Venue, qtbot: QtBot) -> None:
    with playing(place, qtbot, settings=AT_HOME) as play:
        open_day(play)
        hand_a_card_over(play)
        ask_to_close(play)
        play.wait(lambda: isinstance(play.session.view().notice, CardsOutError))
        play.session.decline_close()
        play.until(phases.Ready)
        play.keys("K")
        cards_at_rest(play)
        play.keys("Enter", "1")
        play.wait(lambda: cards_at_rest(play)[0].ended is not None)
        play.keys("Esc")
        play.until(phases.Ready)
        close_by_two(play)
    report = day_report(place)
    assert (report.cards, report.cards_settled, report.records) == (1, 0, 0)


def hand_a_card_over(play: Playing) -> None:
    """The officer takes somebody's card for new certificates."""
    play.keys("K")
    assert cards_at_rest(play) == ()
    play.keys("N")
    for words in (PLAIN.form.name, PLAIN.form.kana, "S25.3.4"):
        play.hands.write(words)
        play.keys("Enter")
    play.keys("1", "Enter")
    for words in (OFFICER, "", ""):
        play.hands.write(words)
        play.keys("Enter")
    play.wait(lambda: bool(cards_at_rest(play)))
    (slip,) = cards_at_rest(play)
    assert (slip.giving.holder, slip.giving.officer) == (PLAIN.form.name, OFFICER)
    assert (slip.giving.work, slip.ended) == (CardWork.RENEW, None)
    play.keys("Esc")
    play.until(phases.Ready)


def cards_at_rest(play: Playing) -> tuple[CardSlip, ...]:
    """Return the cards that the open desk shows when it has done its work."""
    play.at_rest()
    phase = play.phase
    assert isinstance(phase, phases.AtDesk)
    assert isinstance(phase.desk, CardDesk)
    return phase.desk.slips
