"""The purpose of use: read in one's own language, agreed to by touch, explained by staff."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.intake import Intake, SaidBy
from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import words
from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.applicant.chair import Chair, at_chair, speaking


def receiving(language: PublicLanguage = PublicLanguage.JA, sitting: int = 18) -> StationView:
    return samples.view(phases.Receiving(sitting), case=speaking(language))


@pytest.fixture
def chair(qtbot: QtBot, commands: RecordingCommands) -> Chair:
    made = at_chair(qtbot, commands)
    made.sees(receiving())
    return made


@pytest.mark.parametrize("language", PublicLanguage)
def test_a_touch_on_a_language_asks_for_it_and_the_terms_follow(
    chair: Chair, commands: RecordingCommands, language: PublicLanguage
) -> None:
    terms = chair.window.consent.terms
    chair.touch(terms.languages[language])
    assert commands.case_notes == [("choose_language", language)]
    assert terms.languages[PublicLanguage.JA].isChecked()  # until the station says so
    chair.sees(receiving(language))
    assert [one for one, button in terms.languages.items() if button.isChecked()] == [language]
    assert words(language).say("consent.why.sentence") in chair.reads()


def test_the_yes_is_the_applicants_own(chair: Chair, commands: RecordingCommands) -> None:
    chair.touch(chair.window.consent.terms.agree)
    assert commands.case_notes == [("note_consent", SaidBy.SCREEN)]


def test_after_the_yes_the_form_is_asked_for_and_nothing_can_be_touched(chair: Chair) -> None:
    view = receiving(PublicLanguage.EN)
    agreed = replace(view.case, intake=Intake(consent=samples.CONSENT))
    chair.sees(replace(view, case=agreed))
    assert words(PublicLanguage.EN)["consent.thanks.sentence"] in chair.reads()
    assert words(PublicLanguage.JA)["consent.thanks.sentence"] in chair.reads()
    assert not chair.window.consent.isVisible()


def test_who_has_a_question_asks_staff_and_has_not_agreed(
    chair: Chair, commands: RecordingCommands
) -> None:
    page = chair.window.consent
    chair.touch(page.terms.ask)
    assert words(PublicLanguage.JA)["consent.staff_comes.headline"] in chair.reads()
    assert not page.terms.agree.isVisible()
    chair.touch(page.explained.offer)
    assert page.terms.agree.isVisible()
    assert commands.case_notes == []


def test_the_next_person_begins_with_the_terms(chair: Chair) -> None:
    page = chair.window.consent
    chair.touch(page.terms.ask)
    chair.sees(receiving())
    assert page.explained.isVisible()  # still the same person's question
    chair.sees(receiving(sitting=19))
    assert page.terms.isVisible()


def test_what_is_taken_and_for_whom_is_said_in_every_language(chair: Chair) -> None:
    for language in PublicLanguage:
        chair.sees(receiving(language))
        for part in ("what", "why", "who", "how_long", "law"):
            assert words(language).say(f"consent.{part}.sentence") in chair.reads()
