"""A sign that no typeface draws is told by its code; it never keeps a paper from being made."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.documents.legible import GETA, typeset_legibly
from kiosk.documents.papers import PdfPapers
from kiosk.documents.pledges import ListOfPeople, pledge_form, pledge_register, staff_list
from kiosk.documents.readinesspaper import readiness_report
from kiosk.documents.typesetting import TypesettingError, typeset
from kiosk.domain.names import PersonName
from kiosk.domain.person import Person
from tests.kiosk.contract.folk import ANNA, AT, GENERAL, MANAGER
from tests.kiosk.contract.test_readiness import SHEET
from tests.kiosk.documents.samples import CERTIFICATE, REPORT
from tests.kiosk.documents.test_papers import read

# Of the newest kanji of Unicode, of a script no typeface here has, and a sign that is no letter.
RARE = ["\U0003134a野 太郎", "\u1019\u103c\u1014\u103a\u1019\u102c", "研修 \U0001f600"]


def listed(person: Person) -> ListOfPeople:
    people = (GENERAL, MANAGER, person)
    return ListOfPeople(people=people, made_at=AT, training=True, program="0.1.0")


PAPERS: list[Callable[[Person], bytes]] = [
    lambda person: staff_list(listed(person)),
    lambda person: pledge_register(listed(person)),
    lambda person: pledge_form(person, made_at=AT),
    lambda person: readiness_report(replace(SHEET, people=(GENERAL, MANAGER, person))),
    lambda person: PdfPapers().day_report(replace(REPORT, people=(str(person.name),))),
    lambda person: PdfPapers().certificate(replace(CERTIFICATE, operators=(str(person.name),))),
]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", RARE)
def test_one_rare_name_does_not_keep_the_paper_from_being_made(
    paper: Callable[[Person], bytes], name: str
) -> None:
    text, _ = read(paper(replace(ANNA, name=PersonName(name))))
    assert GETA in text
    rare = next(sign for sign in name if ord(sign) > 0x10000 or 0x1000 <= ord(sign) < 0x1100)
    assert f"U+{ord(rare):04X}" in text
    assert "?" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_that_can_be_drawn_says_nothing_of_it(paper: Callable[[Person], bytes]) -> None:
    text, _ = read(paper(replace(ANNA, name=PersonName("𠮷野 葛\U000e0100城"))))
    assert GETA not in text
    assert "U+" not in text


def test_plain_typesetting_refuses_such_a_name() -> None:
    fields = {"number": "", "name": RARE[0], "role": "", "addressee": "", "training": False}
    with pytest.raises(TypesettingError):
        typeset("pledge", {**fields, "undrawn": []}, made_at=AT)


def test_another_fault_of_a_template_stays_an_error() -> None:
    with pytest.raises(TypesettingError):
        typeset_legibly("pledge", {}, made_at=AT)
