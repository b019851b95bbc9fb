"""カードの預り through a session: handed over, back, settled, printed; who may, and what fails."""

from dataclasses import replace

import pytest

from kiosk.documents.typesetting import TypesettingError
from kiosk.domain.cardslip import CardNotReturned, CardReturned, CardStays, CardTaker
from kiosk.domain.custody import AloneReason
from kiosk.domain.intake import Procedure
from kiosk.domain.sheet_errors import PrinterMissingError
from kiosk.errors import DiskFullError, FieldError, KioskError, LeadNeededError
from kiosk.intake.cardform import CardForm
from kiosk.workflow.desks import CardDesk, DeskAct
from kiosk.workflow.errors import CardPaperError
from kiosk.workflow.phases import AtDesk, Ready
from storage.errors import CardsOutError
from tests.kiosk.workflow.bench import LEAD, Bench
from tests.kiosk.workflow.outside import Documents, Sheets

FORM = CardForm(card_holder="研修 花子", card_work="renew", card_officer="研修 係員")


def at_cards(**changes: object) -> Bench:
    known: dict[str, object] = {"procedure": Procedure.VISIT, **changes}
    bench = Bench(**known)  # type: ignore[arg-type]
    bench.sign_in()
    bench.session.open_cards()
    return bench


def desk(bench: Bench) -> CardDesk:
    phase = bench.view.phase
    assert isinstance(phase, AtDesk)
    assert isinstance(phase.desk, CardDesk)
    return phase.desk


def test_a_card_goes_and_comes_back() -> None:
    bench = at_cards()
    assert desk(bench).slips == ()
    bench.session.give_card(FORM)
    (slip,) = desk(bench).slips
    assert (desk(bench).act, desk(bench).whom) == (DeskAct.CARD_GIVEN, slip.id)
    bench.clock.pass_s(600)
    bench.session.return_card(slip.id, CardTaker.HOLDER)
    (slip,) = desk(bench).slips
    assert isinstance(slip.ended, CardReturned)
    assert desk(bench).act is DeskAct.CARD_RETURNED
    bench.session.go_home()
    assert isinstance(bench.view.phase, Ready)


def test_a_card_that_stays_is_settled_with_its_reason() -> None:
    bench = at_cards()
    bench.session.give_card(FORM)
    bench.session.settle_card(desk(bench).slips[0].id, CardStays.VOID)
    (slip,) = desk(bench).slips
    assert isinstance(slip.ended, CardNotReturned)
    assert desk(bench).act is DeskAct.CARD_SETTLED


def test_what_was_typed_wrongly_is_not_kept() -> None:
    bench = at_cards()
    bench.session.give_card(replace(FORM, card_holder="1234"))
    assert isinstance(bench.view.notice, FieldError)
    assert desk(bench).slips == ()


def test_a_full_disk_keeps_the_desk_and_says_so() -> None:
    bench = at_cards()
    bench.station.fail_next = DiskFullError()
    bench.session.give_card(FORM)
    assert isinstance(bench.view.notice, DiskFullError)
    assert desk(bench).slips == ()


@pytest.mark.parametrize(
    ("procedure", "who", "may"),
    [
        (Procedure.VISIT, "staff", True),
        (Procedure.VISIT, "lead", True),
        (Procedure.VENUE, "staff", False),
        (Procedure.VENUE, "lead", True),
    ],
)
def test_at_a_venue_only_leads_hand_cards_over(procedure: Procedure, who: str, may: bool) -> None:
    bench = Bench(procedure=procedure)
    bench.session.sign_in(who, "open sesame")
    assert bench.view.cards_here is may
    bench.session.open_cards()
    assert isinstance(bench.view.phase, AtDesk if may else Ready)
    assert isinstance(bench.view.notice, LeadNeededError) is not may


def test_the_day_does_not_close_while_a_card_is_out() -> None:
    bench = at_cards()
    bench.session.give_card(FORM)
    with pytest.raises(CardsOutError):
        bench.station.close_day(
            bench.view.business_date, AloneReason.SINGLE_VISIT, lambda _progress: None
        )


def test_the_lead_who_closes_is_told_and_the_day_goes_on() -> None:
    bench = Bench(procedure=Procedure.VISIT)
    bench.session.sign_in("lead", "open sesame")
    bench.session.open_cards()
    bench.session.give_card(FORM)
    bench.session.go_home()
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    assert isinstance(bench.view.phase, Ready)
    assert isinstance(bench.view.notice, CardsOutError)
    assert bench.view.notice.params == {"count": "1"}


def test_the_slip_is_printed_with_names_and_place() -> None:
    bench = at_cards()
    bench.session.give_card(FORM)
    bench.session.print_card_slip(desk(bench).slips[0].id)
    assert bench.sheets.pages == [(b"card slip 1",)]
    assert desk(bench).act is DeskAct.CARD_PRINTED
    assert not bench.view.printing
    (paper,) = bench.documents.cards
    assert (paper.holder, paper.given_by, paper.place) == (
        "研修 花子",
        LEAD.display_name,
        "研修会場",
    )


@pytest.mark.parametrize(
    ("documents", "sheets", "told"),
    [
        (Documents(fail=TypesettingError("no face")), Sheets(), CardPaperError),
        (Documents(), Sheets(fail=PrinterMissingError()), PrinterMissingError),
    ],
)
def test_a_slip_that_cannot_be_printed_is_told_and_the_card_stays_on_record(
    documents: Documents, sheets: Sheets, told: type[KioskError]
) -> None:
    bench = at_cards(documents=documents, sheets=sheets)
    bench.session.give_card(FORM)
    bench.session.print_card_slip(desk(bench).slips[0].id)
    assert isinstance(bench.view.notice, told)
    assert not bench.view.printing
    assert len(desk(bench).slips) == 1


def test_the_minutes_move_on_by_themselves_while_the_list_is_open() -> None:
    bench = at_cards()
    bench.session.give_card(FORM)
    bench.session.pass_time()
    shown = len(bench.views)
    bench.clock.pass_s(1)
    bench.session.pass_time()
    assert len(bench.views) == shown
    bench.clock.pass_s(60)
    bench.session.pass_time()
    assert len(bench.views) > shown
