"""The flyer invites to venues alone, on one page and its back, in words that others can read."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from kiosk.documents.flyer import BACK, FlyerEmptyError, FlyerHead, flyer
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import words
from tests.kiosk.contract.folk import AT, VENUE
from tests.kiosk.documents.test_papers import read, settled

HEAD = FlyerHead(made_at=AT, contact="000-0000-0000", contractor="研修株式会社")
MALL = replace(VENUE, place=Place(name="研修モール 1階広場", address="研修町1-1"))
EVERY_DAY = [replace(MALL, date=date(2026, 12, 5) + timedelta(days=n)) for n in range(9)]


def paper(*events: Event, head: FlyerHead = HEAD) -> str:
    """Return the text of the flyer."""
    return read(flyer(events, head))[0]


@cache
def whole() -> str:
    """Return the text of a flyer for one event."""
    return paper(MALL)


@pytest.mark.parametrize(
    "said",
    [
        "令和8年11月24日(火)",
        "09:30–16:00",
        "研修モール1階広場",
        "研修町1-1",
        "000-0000-0000",
        "研修株式会社",
        "ご用意いただくもの",
        "本人確認書類",
        "やさしい日本語",
        "しんせい",
        "無料",
    ],
)
def test_the_flyer_says_when_where_what_to_bring_and_whom_to_ask(said: str) -> None:
    assert said in whole()


@pytest.mark.parametrize("language", BACK)
def test_the_back_says_it_in_each_language(language: PublicLanguage) -> None:
    one = words(language)
    for key in ("language", "flyer.who", "flyer.free", "flyer.child", "ticket.prepare"):
        assert settled(one.say(key)) in whole(), key


@pytest.mark.parametrize("count", [1, 4, 5, 9])
def test_it_is_one_sheet_of_paper(count: int) -> None:
    assert read(flyer(EVERY_DAY[:count], HEAD))[1] == 2
    assert read(flyer(EVERY_DAY[:count], replace(HEAD, languages=())))[1] == 1


@pytest.mark.parametrize(
    "hidden",
    [
        replace(MALL, kind=EventKind.VISIT),
        replace(MALL, kind=EventKind.RENEWAL),
        replace(MALL, place=replace(MALL.place, private_home=True)),
        replace(MALL, status=EventStatus.CANCELLED),
        replace(MALL, status=EventStatus.HELD),
    ],
)
def test_visits_homes_and_what_is_over_are_never_on_it(hidden: Event) -> None:
    shown = replace(MALL, place=replace(MALL.place, name="研修ホール"))
    moved = replace(hidden, place=replace(hidden.place, name="研修苑"))
    assert "研修苑" not in paper(shown, moved)
    with pytest.raises(FlyerEmptyError):
        flyer([moved], HEAD)


def test_a_venue_does_not_invite_to_what_only_the_city_does() -> None:
    assert "電子証明書を更新する" not in paper(MALL)
    assert "相談したい" in paper(MALL)


def test_what_the_city_has_not_approved_is_a_draft_not_to_be_handed_out() -> None:
    draft = replace(MALL, status=EventStatus.DRAFT)
    assert "配らないでください" in paper(MALL, draft)
    assert "配らないでください" not in paper(MALL)


def test_the_flyer_is_an_archive_pdf_that_can_be_read_aloud() -> None:
    pdf = flyer([MALL], replace(HEAD, training=True))
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf
    assert "【研修】" in read(pdf)[0]
    assert "【研修】" not in paper(MALL)
