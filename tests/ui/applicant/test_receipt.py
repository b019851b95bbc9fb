"""The end: a number, what happens next, whom to ask; in the language that was spoken."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.application import Delivery
from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import words
from kiosk.workflow import phases
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.applicant.chair import CONTACT, Chair, at_chair, speaking


@pytest.fixture
def chair(qtbot: QtBot, commands: RecordingCommands) -> Chair:
    return at_chair(qtbot, commands)


def seal(chair: Chair, language: PublicLanguage, delivery: Delivery = Delivery.AT_CITY) -> None:
    """Seal an application, as the station does it: the case is forgotten with the receipt."""
    wishes = replace(samples.APPLICATION.wishes, delivery=delivery)
    asked = samples.confirming(
        application=replace(samples.APPLICATION, wishes=wishes), confirmed=samples.CONSENT
    )
    chair.sees(samples.view(phases.Sealing(asked), case=speaking(language)))
    chair.sees(samples.view(phases.Receipted(18, samples.RECEIPT)))


@pytest.mark.parametrize("language", PublicLanguage)
def test_the_receipt_speaks_the_language_of_the_sitting(
    chair: Chair, language: PublicLanguage
) -> None:
    seal(chair, language)
    said = chair.reads()
    assert str(samples.RECEIPT.number) in said
    assert words(language).say("receipt.done") in said
    assert words(language).say("receipt.when") in said
    assert CONTACT in said


@pytest.mark.parametrize("delivery", Delivery)
def test_the_way_of_the_card_is_the_one_that_was_wished(chair: Chair, delivery: Delivery) -> None:
    seal(chair, PublicLanguage.EN, delivery)
    said = chair.reads()
    for one in Delivery:
        sentence = words(PublicLanguage.EN)[f"receipt.delivery.{one.value}"]
        assert (sentence in said) is (one is delivery)


def test_nothing_personal_is_on_the_receipt(chair: Chair) -> None:
    seal(chair, PublicLanguage.JA)
    person = samples.APPLICATION.applicant
    for secret in (person.name, person.address, person.birth_date.wareki()):
        assert secret not in chair.reads()


def test_the_next_person_is_spoken_to_in_japanese_again(chair: Chair) -> None:
    seal(chair, PublicLanguage.VI)
    chair.sees(samples.view(phases.Ready()))
    chair.sees(samples.view(phases.Receipted(19, samples.RECEIPT)))
    assert words(PublicLanguage.JA)["receipt.done"] in chair.reads()
    assert words(PublicLanguage.VI)["receipt.done"] not in chair.reads()
