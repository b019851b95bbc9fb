"""What every station promises of cards that are with the city; `test_ports.py` runs it."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.cardslip import (
    CardGiving,
    CardNotReturned,
    CardReturned,
    CardSlipId,
    CardStays,
    CardTaker,
)
from kiosk.domain.dates import birth_date_of
from kiosk.domain.ids import StaffId
from storage.errors import (
    CardsOutError,
    DayClosedError,
    DayNotOpenError,
    NoSuchCardError,
    NotSignedInError,
)
from tests.storage.people import ALONE, DAY, NAME, STAFF_PASSWORD, TestClock
from tests.storage.port_suite import NEXT_DAY, AnyStation, begin, ignore

LEAD, STAFF = StaffId("lead1"), StaffId("staff1")
GIVING = CardGiving(
    holder=NAME,
    reading="ケンシュウ カツコ",
    born=birth_date_of(date(1950, 3, 4)),
    work=CardWork.RENEW,
    officer="研修 市民課 係員",
    expected=DAY,
)
SHORT = CardGiving(holder="研修 次郎", work=CardWork.BOTH, officer="研修 市民課 係員")


class CardPromises:
    """Tests for ``any_station``, nobody signed in and no day opened, and its ``clock``."""

    def test_a_card_is_out_from_the_hour_it_was_given_until_it_is_back(
        self, any_station: AnyStation, clock: TestClock
    ) -> None:
        begin(any_station, DAY)
        assert any_station.cards(DAY) == ()
        (given,) = any_station.give_card(DAY, GIVING)
        assert (given.number, given.giving, given.ended) == (1, GIVING, None)
        assert (given.given_by, given.given_at) == (LEAD, clock.now())
        any_station.sign_in("staff1", STAFF_PASSWORD)
        clock.pass_s(20 * 60)
        returned = CardReturned(by=STAFF, at=clock.now(), to=CardTaker.REPRESENTATIVE)
        assert any_station.end_card(DAY, given.id, CardTaker.REPRESENTATIVE) == (
            replace(given, ended=returned),
        )
        assert any_station.cards(DAY) == (replace(given, ended=returned),)

    def test_cards_are_told_apart_by_number_and_end_one_by_one(
        self, any_station: AnyStation
    ) -> None:
        begin(any_station, DAY)
        for giving in (GIVING, SHORT, GIVING):
            slips = any_station.give_card(DAY, giving)
        assert [one.number for one in slips] == [1, 2, 3]
        assert len({one.id for one in slips}) == len(slips)
        any_station.end_card(DAY, slips[1].id, CardStays.VOID)
        states = [one.ended and type(one.ended) for one in any_station.cards(DAY)]
        assert states == [None, CardNotReturned, None]

    @pytest.mark.parametrize("first", [*CardTaker, *CardStays])
    def test_what_is_over_stays_as_it_is(
        self, any_station: AnyStation, first: CardTaker | CardStays
    ) -> None:
        begin(any_station, DAY)
        (given,) = any_station.give_card(DAY, SHORT)
        over = any_station.end_card(DAY, given.id, first)
        for again in (CardTaker.HOLDER, CardStays.LOST):
            assert any_station.end_card(DAY, given.id, again) == over

    @pytest.mark.parametrize("end", [CardTaker.HOLDER, CardStays.CITY_RETURNS])
    def test_a_day_does_not_close_while_a_card_is_out(
        self, any_station: AnyStation, end: CardTaker | CardStays
    ) -> None:
        begin(any_station, DAY)
        first, second = (any_station.give_card(DAY, one)[-1] for one in (GIVING, SHORT))
        with pytest.raises(CardsOutError) as caught:
            any_station.close_day(DAY, ALONE, ignore)
        assert caught.value.params["count"] == "2"
        any_station.end_card(DAY, first.id, end)
        with pytest.raises(CardsOutError):
            any_station.close_day(DAY, ALONE, ignore)
        any_station.end_card(DAY, second.id, end)
        any_station.close_day(DAY, ALONE, ignore)
        report = any_station.day_report(DAY)
        settled = 0 if isinstance(end, CardTaker) else 2
        assert (report.cards, report.cards_settled) == (2, settled)
        with pytest.raises(DayClosedError):
            any_station.cards(DAY)
        with pytest.raises(DayClosedError):
            any_station.give_card(DAY, GIVING)
        with pytest.raises(DayClosedError):
            any_station.end_card(DAY, second.id, end)

    def test_a_day_of_cards_alone_is_one_that_must_be_closed(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        assert any_station.unclosed_days() == ()
        (given,) = any_station.give_card(DAY, GIVING)
        assert any_station.unclosed_days() == (DAY,)
        assert [one.cards for one in any_station.standing().days] == [1]
        any_station.end_card(DAY, given.id, CardTaker.HOLDER)
        any_station.close_day(DAY, ALONE, ignore)
        assert any_station.unclosed_days() == ()

    def test_a_slip_is_its_days_alone(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        (given,) = any_station.give_card(DAY, GIVING)
        any_station.open_day(NEXT_DAY)
        assert any_station.cards(NEXT_DAY) == ()
        with pytest.raises(NoSuchCardError):
            any_station.end_card(NEXT_DAY, given.id, CardTaker.HOLDER)
        with pytest.raises(NoSuchCardError):
            any_station.end_card(DAY, CardSlipId.new(), CardTaker.HOLDER)
        assert any_station.cards(DAY) == (given,)

    def test_cards_need_somebody_who_is_in_and_an_open_day(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        with pytest.raises(DayNotOpenError):
            any_station.give_card(NEXT_DAY, GIVING)
        assert any_station.cards(NEXT_DAY) == ()
        any_station.sign_out()
        with pytest.raises(NotSignedInError):
            any_station.give_card(DAY, GIVING)
        with pytest.raises(NotSignedInError):
            any_station.cards(DAY)
