"""What the applicant says yes to: everything as it is kept, here only, and not for long."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.application import Application, Delivery, Wishes
from kiosk.domain.dates import parse_birth_date
from kiosk.domain.intake import SaidBy
from kiosk.domain.names import PersonName
from kiosk.domain.numbers import parse_individual_number
from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import words
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.applicant.chair import (
    FULL_HD,
    HALL,
    Chair,
    at_chair,
    long_application,
    speaking,
)
from tests.ui.conftest import plain_app
from ui.applicant.entries import Entry, both_calendars, entries
from ui.applicant.tongue import Tongue
from ui.theme import STANDARD

JA, EN = words(PublicLanguage.JA), words(PublicLanguage.EN)
PERSON = samples.APPLICATION.applicant


@pytest.fixture
def chair(qtbot: QtBot, commands: RecordingCommands) -> Chair:
    return at_chair(qtbot, commands)


def read(application: Application, language: PublicLanguage = PublicLanguage.JA) -> str:
    """Return every entry as text: label, value, and what stands beside it."""
    return "\n".join(map(_line, entries(application, Tongue(words(language), JA))))


def _line(entry: Entry) -> str:
    return f"{entry.label.marked}={entry.value.marked}|{entry.echo.marked}"


def named(name: str) -> Application:
    return replace(samples.APPLICATION, applicant=replace(PERSON, name=PersonName(name)))


def test_the_yes_and_the_no_reach_the_station(chair: Chair, commands: RecordingCommands) -> None:
    page = chair.window.confirm
    chair.sees(samples.view(samples.confirming()))
    chair.touch(page.yes)
    chair.touch(page.correct)
    assert commands.case_notes == [("confirm_application", SaidBy.SCREEN), ("correct_form",)]


def test_photo_and_fields_are_there(chair: Chair) -> None:
    chair.sees(samples.view(samples.confirming()))
    assert chair.window.confirm.photo.has_photo
    for value in (PERSON.name, PERSON.kana, PERSON.address, PERSON.birth_date.wareki()):
        assert str(value) in chair.reads()


def test_without_a_photo_the_fields_have_the_whole_width(chair: Chair) -> None:
    page = chair.window.confirm
    chair.sees(samples.view(samples.confirming()))
    beside = page.sheet.width()
    infant = replace(samples.confirming(), shot=None, review=None)
    chair.sees(samples.view(infant))
    assert not page.photo.isVisible()
    assert page.sheet.width() > beside


@pytest.mark.parametrize(
    "name",
    ["研修 葛󠄀城", "研修 𠮷子", "研修 神", "=研修+1", "研修 {花|はな}", "محمد 研修", "A" * 100],
)
def test_a_name_is_shown_as_it_is_kept(chair: Chair, name: str) -> None:
    chair.sees(samples.view(samples.confirming(application=named(name))))
    assert f"{JA['confirm.name']}: {name}" in chair.reads()
    assert chair.window.confirm.fits


def test_a_rare_character_is_drawn_whole_and_differs_from_the_usual_one(chair: Chair) -> None:
    def picture(name: str) -> QImage:
        chair.sees(samples.view(samples.confirming(application=named(name))))
        return chair.window.confirm.sheet.grab().toImage()

    assert picture("研修 𠮷子") != picture("研修 吉子")
    assert picture("研修 𠮷") != picture("研修 𠮷子")


def test_the_number_is_masked_but_its_last_digits(chair: Chair) -> None:
    chair.sees(samples.view(samples.confirming()))
    assert PERSON.form_id is not None
    assert PERSON.form_id[-4:] in chair.reads()
    assert PERSON.form_id[-5:] not in chair.reads()


def test_an_individual_number_is_masked_too() -> None:
    number = parse_individual_number("123456789018")
    person = replace(PERSON, form_id=None, individual_number=number)
    said = read(replace(samples.APPLICATION, applicant=person))
    assert "マイナンバー=下4けた 9018" in said
    assert "89018" not in said


@pytest.mark.parametrize(
    ("typed", "japanese", "other"),
    [
        ("S25.3.4", ("昭和25年3月4日", "1950年3月4日"), "1950-03-04"),
        ("2019-05-01", ("令和元年5月1日", "2019年5月1日"), "2019-05-01"),
        ("1950-03-00", (None, "1950年3月"), "1950-03"),
        ("1950-00-00", (None, "1950年"), "1950"),
    ],
)
def test_a_birth_date_is_read_in_both_calendars_as_far_as_it_is_known(
    typed: str, japanese: tuple[str | None, str], other: str
) -> None:
    born = parse_birth_date(typed, today=samples.TODAY)
    wareki = japanese[0] or born.wareki()
    assert both_calendars(born, PublicLanguage.JA) == (wareki, japanese[1])
    for language in (PublicLanguage.EN, PublicLanguage.KO, PublicLanguage.TL):
        assert both_calendars(born, language) == (other, wareki)


@pytest.mark.parametrize(
    ("wishes", "words_said"),
    [
        (Wishes(), "confirm.certificates.both"),
        (Wishes(signature_certificate=False), "confirm.certificates.authentication"),
        (Wishes(authentication_certificate=False), "confirm.certificates.signature"),
        (
            Wishes(signature_certificate=False, authentication_certificate=False),
            "confirm.certificates.none",
        ),
        (Wishes(braille=True), "confirm.braille.wanted"),
        (Wishes(face_authentication=True), "confirm.face_authentication.wanted"),
        (Wishes(delivery=Delivery.REGISTERED_MAIL), "confirm.delivery.registered_mail"),
    ],
)
def test_every_wish_is_read_in_words(wishes: Wishes, words_said: str) -> None:
    said = read(replace(samples.APPLICATION, wishes=wishes), PublicLanguage.EN)
    assert EN[words_said] in said
    assert JA[words_said] in said


def test_a_representative_is_read_with_the_relation() -> None:
    assert "Representative=研修 太郎|Parent" in read(long_application(), PublicLanguage.EN)


def test_every_label_of_another_language_stands_beside_the_japanese_one() -> None:
    for entry in entries(long_application(), Tongue(EN, JA)):
        assert entry.label.language is PublicLanguage.EN
        assert entry.note.language is PublicLanguage.JA
        assert entry.note.marked


# --- several pages --------------------------------------------------------------------------------


@pytest.fixture
def long(qtbot: QtBot, commands: RecordingCommands) -> Chair:
    made = at_chair(qtbot, commands)
    made.sees(samples.view(samples.confirming(application=long_application())))
    assert made.window.confirm.sheet.pages > 1
    return made


def test_the_yes_is_offered_when_everything_was_seen(long: Chair) -> None:
    page = long.window.confirm
    for at in range(1, page.sheet.pages):
        assert not page.yes.isVisible()
        assert page.place.words == JA.say("confirm.page", page=at, pages=page.sheet.pages)
        long.touch(page.onward)
    assert page.sheet.page == page.sheet.pages - 1
    assert page.yes.isVisible()
    long.touch(page.back)
    assert not page.yes.isVisible()


def test_a_second_touch_in_a_hurry_says_no_yes(long: Chair, commands: RecordingCommands) -> None:
    page = long.window.confirm
    for _ in range(page.sheet.pages - 1):
        places = [page.onward.geometry()]
        long.touch(page.onward)
        assert not any(place.intersects(page.yes.geometry()) for place in places)
    assert page.yes.isVisible()
    assert commands.case_notes == []


def test_a_key_pressed_twice_says_no_yes(long: Chair, commands: RecordingCommands) -> None:
    page = long.window.confirm
    for _ in range(page.sheet.pages + 2):
        if page.onward.isVisible():
            page.onward.setFocus()
        focused = long.window.focusWidget() or page
        long.qtbot.keyClick(focused, Qt.Key.Key_Space)
        long.qtbot.keyClick(long.window.focusWidget() or page, Qt.Key.Key_Space)
    assert commands.case_notes == []


@pytest.mark.parametrize("size", [HALL, FULL_HD])
def test_a_plain_case_is_read_on_one_page(
    qtbot: QtBot, commands: RecordingCommands, size: tuple[int, int]
) -> None:
    chair = at_chair(qtbot, commands, size=size)
    for language in PublicLanguage:
        chair.sees(samples.view(samples.confirming(), case=speaking(language)))
        assert chair.window.confirm.sheet.pages == 1, language


@pytest.mark.usefixtures("qapp")
def test_large_type_is_larger_even_if_that_takes_more_pages(
    qtbot: QtBot, commands: RecordingCommands
) -> None:
    view = samples.view(samples.confirming())
    sizes = []
    for scale in (1.0, 2.0):
        chair = at_chair(qtbot, commands, theme=STANDARD.with_text_scale(scale))
        chair.sees(view)
        sizes.append(chair.window.confirm.sheet.value_px)
    plain_app()
    assert sizes[1] >= 1.25 * sizes[0]


# --- hidden, and gone -----------------------------------------------------------------------------


def test_a_hidden_page_shows_nothing_and_offers_to_show_it_again(
    chair: Chair, commands: RecordingCommands
) -> None:
    chair.sees(samples.view(samples.confirming()))
    chair.sees(samples.view(samples.confirming(hidden=True)))
    assert PERSON.name not in chair.reads()
    chair.touch(chair.window.hidden.offer)
    assert commands.case_notes == [("show_confirmation",)]


GONE: list[Phase] = [
    samples.confirming(hidden=True),
    samples.confirming(confirmed=samples.CONSENT),
    samples.sealing(),
    phases.SignedOut(),
    phases.Filling(18, samples.shot(), samples.review()),
    phases.Receipted(18, samples.RECEIPT),
    phases.Receiving(19),
    phases.Ready(),
]


@pytest.mark.parametrize("after", GONE, ids=lambda one: type(one).__name__)
def test_what_was_shown_is_gone_from_every_widget_at_once(chair: Chair, after: Phase) -> None:
    window = chair.window
    window.show_view(samples.view(samples.confirming(application=long_application())))
    QApplication.processEvents()
    shown = everything(window)
    for secret in ("髙﨑神", "083-000-0000", "研修マンション", "昭和25年3月4日"):
        assert secret in shown  # the search would find it
    photos = [window.confirm.photo.has_photo]
    window.show_view(samples.view(after))
    photos.append(window.confirm.photo.has_photo)
    left = everything(window)
    for secret in ("SANTOS", "髙﨑神", "083-000-0000", "研修マンション", "昭和25年3月4日"):
        assert secret not in left
    assert photos == [True, False]
    empty = window.confirm.sheet.grab().toImage()
    assert len({empty.pixel(x, y) for x in range(0, 800, 40) for y in range(0, 400, 20)}) == 1


def everything(window: QWidget) -> str:
    """Return every word that any widget of the window holds, however deep, seen or not."""
    found: list[str] = []
    seen: set[int] = set()
    waiting: list[object] = [window, *window.findChildren(QWidget)]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        match one:
            case str():
                found.append(one)
            case tuple() | list() | set() | frozenset():
                waiting += one
            case dict():
                waiting += one.values()
            case QWidget():
                found += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
                waiting += vars(one).values()
            case _ if type(one).__module__.startswith(("ui.", "kiosk.domain", "kiosk.workflow")):
                waiting += gc.get_referents(one)
    return "\n".join(found)
