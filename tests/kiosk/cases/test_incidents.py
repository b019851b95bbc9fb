"""An incident: nine items, who was told when, what encryption lifts, when it may be closed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kiosk.cases.duties import Duty, Lifted, duties
from kiosk.cases.errors import CaseRefusedError
from kiosk.cases.incidents import form_of, is_exempt, judged_wrongful, tellings
from kiosk.cases.life import refusal, step
from kiosk.domain.case import (
    Act,
    Audience,
    CaseStatus,
    Channel,
    Closed,
    Incident,
    IncidentItem,
    IncidentKind,
    ItemWritten,
    PeopleCounted,
    ProtectionAnswered,
    PurposeJudged,
    Stage,
    Told,
)
from tests.kiosk.cases.samples import AT, BY, INCIDENT
from tests.kiosk.cases.test_deadlines import HOLIDAYS

ITEMS: tuple[Act, ...] = tuple(
    ItemWritten(item=one, words=f"研修の{one.value}")
    for one in IncidentItem
    if one is not IncidentItem.PEOPLE
)
NINE: tuple[Act, ...] = (*ITEMS, PeopleCounted(people=41))
PROTECTED = ProtectionAnswered(encrypted=True, key_apart=True, words="鍵は本部にある。")
MUCH_LATER = AT + timedelta(days=60)


def told(whom: Audience, stage: Stage, when: datetime = AT) -> Told:
    return Told(when=when, whom=whom, stage=stage, how=Channel.PHONE, to="研修課")


def walked(*acts: Act, case: Incident = INCIDENT) -> Incident:
    for act in acts:
        case = step(case, act, at=MUCH_LATER, by=BY)
    return case


def owed(case: Incident) -> dict[Stage, Duty]:
    return {one.stage: one for one in duties(case, HOLIDAYS)}


def test_the_form_has_nine_items_and_says_which_are_missing() -> None:
    assert len(IncidentItem) == 9
    assert form_of(INCIDENT).missing == tuple(IncidentItem)
    assert form_of(walked(*ITEMS)).missing == (IncidentItem.PEOPLE,)
    assert not form_of(walked(*NINE)).missing


def test_the_last_words_of_an_item_stand_and_the_first_stay_in_the_history() -> None:
    case = walked(*NINE, ItemWritten(item=IncidentItem.CAUSE, words="別の原因"))
    assert dict(form_of(case).items)[IncidentItem.CAUSE] == "別の原因"
    assert any(getattr(one.act, "words", "") == "研修のcause" for one in case.history)


def test_words_about_people_are_no_number_of_people() -> None:
    case = walked(*ITEMS, ItemWritten(item=IncidentItem.PEOPLE, words="調査中"))
    assert form_of(case).missing == (IncidentItem.PEOPLE,)


def test_who_was_told_when_is_kept_in_order() -> None:
    first, second = told(Audience.CITY, Stage.FIRST_WORD), told(Audience.POLICE, Stage.FIRST_WORD)
    assert tellings(walked(first, second)) == (first, second)


def test_at_first_everything_is_owed() -> None:
    assert all(one.open for one in duties(INCIDENT, HOLIDAYS))
    assert owed(INCIDENT)[Stage.FIRST_WORD].due == INCIDENT.known


def test_a_wrongful_purpose_gives_sixty_days_and_its_denial_takes_them_back() -> None:
    suspected = walked(PurposeJudged(wrongful=True, words="持ち去り。"))
    assert owed(suspected)[Stage.FINAL].due == date(2027, 1, 29)
    cleared = walked(PurposeJudged(wrongful=False, words="見つかった。"), case=suspected)
    assert owed(cleared)[Stage.FINAL].due == date(2027, 1, 4)
    assert judged_wrongful(INCIDENT) is None


def test_the_city_told_in_time_makes_the_notice_the_citys() -> None:
    now = owed(walked(told(Audience.CITY, Stage.PRELIMINARY)))
    assert now[Stage.NOTICE].lifted is Lifted.CITY_TOLD
    assert now[Stage.PRELIMINARY].done == AT
    assert now[Stage.FINAL].open


def test_the_city_told_late_leaves_the_notice_with_us_and_is_remembered() -> None:
    late = AT + timedelta(days=7)
    now = owed(walked(told(Audience.CITY, Stage.PRELIMINARY, late)))
    assert now[Stage.PRELIMINARY].late
    assert now[Stage.NOTICE].open


def test_a_report_at_noon_in_japan_counts_for_the_day_in_japan() -> None:
    last_minute = datetime(2026, 12, 7, 14, 59, tzinfo=AT.tzinfo)  # 23:59 in Japan
    assert not owed(walked(told(Audience.CITY, Stage.PRELIMINARY, last_minute)))[
        Stage.PRELIMINARY
    ].late
    after = last_minute + timedelta(minutes=1)
    assert owed(walked(told(Audience.CITY, Stage.PRELIMINARY, after)))[Stage.PRELIMINARY].late


def test_the_commission_told_does_not_replace_the_first_word_to_the_city() -> None:
    assert owed(walked(told(Audience.COMMISSION, Stage.PRELIMINARY)))[Stage.FIRST_WORD].open


def test_strong_encryption_lifts_all_but_the_first_word() -> None:
    now = owed(walked(PROTECTED))
    assert now[Stage.FIRST_WORD].open
    assert {one.lifted for one in now.values()} == {None, Lifted.ENCRYPTED}


@pytest.mark.parametrize(
    "kind", [IncidentKind.KEY_LOST, IncidentKind.WRONG_PERSON, IncidentKind.SEEN_BY_OTHERS]
)
def test_encryption_is_no_excuse_where_the_key_is_lost_or_plain_words_were_seen(
    kind: IncidentKind,
) -> None:
    assert not is_exempt(walked(PROTECTED, case=replace(INCIDENT, what=kind)))


def test_a_key_that_lay_beside_is_no_protection() -> None:
    assert not is_exempt(walked(replace(PROTECTED, key_apart=False)))
    assert not is_exempt(walked(PROTECTED, PurposeJudged(wrongful=True, words="盗難。")))
    assert not is_exempt(walked(PROTECTED, replace(PROTECTED, encrypted=False)))


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (told(Audience.CITY, Stage.FINAL), "items_missing"),
        (told(Audience.PERSON, Stage.FINAL), "notice_is_for_the_person"),
        (told(Audience.CITY, Stage.NOTICE), "notice_is_for_the_person"),
        (told(Audience.CITY, Stage.FIRST_WORD, AT - timedelta(days=1)), "told_before_known"),
        (told(Audience.CITY, Stage.FIRST_WORD, MUCH_LATER + timedelta(1)), "told_in_future"),
        (PeopleCounted(people=-1), "people_below_zero"),
        (replace(PROTECTED, words=" "), "words_needed"),
    ],
)
def test_what_cannot_be_true_is_refused(act: Act, why: str) -> None:
    assert refusal(INCIDENT, act, at=MUCH_LATER) == why


def test_an_incident_is_closed_when_items_and_reports_are_complete() -> None:
    case = walked(*NINE, told(Audience.CITY, Stage.FIRST_WORD))
    with pytest.raises(CaseRefusedError) as error:
        walked(Closed(words="終わり。"), case=case)
    assert error.value.refusal == "duties_open"
    done = walked(told(Audience.CITY, Stage.FINAL), Closed(words="終わり。"), case=case)
    assert done.status is CaseStatus.CLOSED
    assert walked(PROTECTED, Closed(words="x"), case=case).status is CaseStatus.CLOSED
