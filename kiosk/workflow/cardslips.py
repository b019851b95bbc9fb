"""カードの預り: cards go to the city's officer and come back, each noted at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kiosk.domain.cardpaper import CardSlipPaper
from kiosk.domain.cardslip import CardSlip, CardSlipId, CardStays, CardTaker
from kiosk.errors import FieldError, KioskError, LeadNeededError
from kiosk.intake.cardform import CardForm, parse_card
from kiosk.workflow import events
from kiosk.workflow.desks import CardDesk, DeskAct
from kiosk.workflow.deskwork import DeskWork
from kiosk.workflow.errors import CardPaperError
from kiosk.workflow.phases import AtDesk
from kiosk.workflow.stage import Stage


class CardKeeping:
    """Hands cards over and back; a paper is printed beside it and stands in nobody's way."""

    def __init__(self, work: DeskWork) -> None:
        self._work = work
        self._minute = -1

    def open(self) -> None:
        """Show the day's cards: at a visit to everybody, at a venue to leads."""
        stage = self._work.stage
        if stage.staff is not None and not stage.keeps_cards():
            stage.changed(notice=LeadNeededError())
            return
        self._work.open(self._reading(stage.business_date))

    def give(self, form: CardForm) -> None:
        """Hand a card over, when nothing is wrong with what was typed."""
        stage, station = self._work.stage, self._work.station
        day = stage.business_date
        try:
            giving = parse_card(form, today=day)
        except FieldError as error:
            stage.changed(notice=error)
            return

        def given() -> CardDesk:
            slips = station.give_card(day, giving)
            return CardDesk(slips=slips, act=DeskAct.CARD_GIVEN, whom=slips[-1].id)

        self._work.run(CardDesk, given, self._reading(day))

    def end(self, slip: CardSlipId, end: CardTaker | CardStays) -> None:
        """Note to whom the card was given back, or why it is not."""
        station, day = self._work.station, self._work.stage.business_date
        back = isinstance(end, CardTaker)
        act = DeskAct.CARD_RETURNED if back else DeskAct.CARD_SETTLED

        def ended() -> CardDesk:
            return CardDesk(slips=station.end_card(day, slip, end), act=act, whom=slip)

        self._work.run(CardDesk, ended, self._reading(day))

    def print_slip(self, slip: CardSlipId) -> None:
        """Put the 預り証 on paper; it is made and printed away from the station's thread."""
        stage = self._work.stage
        known = next((one for one in self._shown() if one.id == slip), None)
        if known is None or stage.printing:
            return
        paper, doors, printer = _paper(known, stage), stage.doors, stage.facts.paper.printer
        stage.printing = True
        stage.changed()
        doors.printing.run(
            lambda: doors.sheets.print_pages(doors.documents.card_slip(paper), printer),
            lambda answer: self._printed(slip, answer),
        )

    def pass_time(self) -> None:
        """Have the minutes that a card is out move on."""
        stage = self._work.stage
        minute = int(stage.doors.clock.now().timestamp()) // 60
        if minute != self._minute and self._shown():
            stage.changed(notice=stage.notice)
        self._minute = minute

    def _printed(self, slip: CardSlipId, answer: KioskError | None) -> None:
        stage = self._work.stage
        stage.printing = False
        phase = stage.phase
        if isinstance(answer, KioskError):
            unpaintable = answer.message_key == "typesetting"
            stage.changed(notice=CardPaperError(str(answer)) if unpaintable else answer)
        elif isinstance(phase, AtDesk) and isinstance(phase.desk, CardDesk) and not phase.busy:
            told = replace(phase.desk, act=DeskAct.CARD_PRINTED, whom=slip)
            stage.happened(events.DeskOpened(told))
        else:
            stage.changed(notice=stage.notice)

    def _shown(self) -> tuple[CardSlip, ...]:
        match self._work.stage.phase:
            case AtDesk(desk=CardDesk(slips=slips)):
                return slips
            case _:
                return ()

    def _reading(self, day: date) -> Callable[[], CardDesk]:
        station = self._work.station
        return lambda: CardDesk(slips=station.cards(day))


def _paper(slip: CardSlip, stage: Stage) -> CardSlipPaper:
    by = next((one.display_name for one in stage.members if one.id == slip.given_by), slip.given_by)
    giving = slip.giving
    return CardSlipPaper(
        number=str(slip.number),
        holder=giving.holder,
        reading=giving.reading,
        work=giving.work,
        given_by=by,
        officer=giving.officer,
        given_at=slip.given_at,
        place=stage.facts.venue,
        expected=giving.expected,
        training=stage.facts.training,
    )
