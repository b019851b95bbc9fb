"""The applicant's window as somebody in the chair sees and touches it."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.application import (
    Application,
    Delivery,
    Relation,
    Representative,
    Wishes,
)
from kiosk.domain.intake import CaseFile, Intake
from kiosk.domain.names import Address, PersonName
from kiosk.domain.numbers import Phone, PostalCode
from kiosk.domain.ticket import PublicLanguage
from kiosk.ports import CameraState, CameraStatus
from kiosk.texts import Language, catalogue
from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from ui.app import dress, make_app
from ui.applicant.button import PublicButton
from ui.applicant.sentence import Sentence
from ui.applicant.window import ApplicantWindow
from ui.theme import STANDARD, Theme

HALL, FULL_HD, UPRIGHT = (1280, 800), (1920, 1080), (1080, 1920)
CONTACT = "下関市 出張窓口（研修） 000-000-0000"


class Chair:
    """Somebody in front of the window."""

    def __init__(self, qtbot: QtBot, window: ApplicantWindow, commands: RecordingCommands) -> None:
        self.qtbot, self.window, self.commands = qtbot, window, commands

    def sees(self, view: StationView) -> QWidget:
        """Show a view and return the page that is seen."""
        self.window.show_view(view)
        QApplication.processEvents()
        page = self.window.page
        assert page is not None
        return page

    def touch(self, button: PublicButton) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def reads(self) -> str:
        """Return every word of the window, as a screen reader finds it."""
        seen = (one for one in self.window.findChildren(QWidget) if one.isVisible())
        return "\n".join(one.accessibleName() for one in seen if one.accessibleName())


def at_chair(
    qtbot: QtBot,
    commands: RecordingCommands,
    *,
    theme: Theme = STANDARD,
    size: tuple[int, int] = HALL,
    house: Language = Language.JA,
) -> Chair:
    dress(make_app(theme), theme)
    both = (catalogue(house), catalogue(Language.EN))
    window = ApplicantWindow(commands, both, theme=theme, contact=CONTACT)
    qtbot.addWidget(window, before_close_func=lambda _window: window.close_for_good())
    window.resize(*size)
    window.show()
    QApplication.processEvents()
    return Chair(qtbot, window, commands)


def speaking(language: PublicLanguage) -> CaseFile:
    return CaseFile(language=language)


def long_application() -> Application:
    """Return an application with every field, a long name, a long address."""
    plain = samples.APPLICATION
    person = replace(
        plain.applicant,
        name=PersonName("KENSHU MARIA CRISTINA DOS SANTOS " + "OLIVEIRA " * 7),
        kanji_name=PersonName("研修 葛󠄀城𠮷子"),
        common_name=PersonName("研修 髙﨑神"),
        glyph_note="吉の上が土",
        postal_code=PostalCode("7508521"),
        address=Address("山口県下関市研修町一丁目２番３号 " + "研修マンション" * 6),
        phone=Phone("083-000-0000"),
    )
    parent = Representative(
        name=PersonName("研修 太郎"), relation=Relation.PARENT, phone=Phone("083-000-0001")
    )
    wishes = Wishes(
        signature_certificate=False,
        face_authentication=True,
        braille=True,
        delivery=Delivery.RESTRICTED_MAIL,
    )
    return replace(plain, applicant=person, representative=parent, wishes=wishes)


def every_view(language: PublicLanguage) -> Iterator[StationView]:
    """Yield a view for every page of a sitting, and for those between people."""
    case = speaking(language)
    agreed = replace(case, intake=Intake(consent=samples.CONSENT))
    long = long_application()
    for phase in (
        phases.SignedOut(),
        phases.DayClosed(None),
        phases.Ready(),
        phases.Receiving(18),
        phases.Posing(18),
        phases.Developing(18),
        phases.Reviewing(18, samples.shot()),
        phases.Reviewing(18, samples.shot(), agreed=True),
        phases.Reviewing(18, samples.FILE_SHOT),
        phases.Filling(18, samples.shot(), samples.review()),
        samples.confirming(),
        samples.confirming(application=long),
        samples.confirming(hidden=True),
        samples.confirming(confirmed=samples.CONSENT),
        replace(samples.sealing(), asked=samples.confirming(application=long)),
    ):
        yield samples.view(phase, case=case)
    lost = CameraStatus(state=CameraState.LOST)
    yield samples.view(phases.Posing(18), case=case, camera=lost)
    yield samples.view(phases.Receiving(18), case=agreed)
    for delivery in Delivery:
        sent = replace(long, wishes=replace(long.wishes, delivery=delivery))
        yield samples.view(phases.Sealing(samples.confirming(application=sent)), case=case)
        yield samples.view(phases.Receipted(18, samples.RECEIPT))


def in_the_way(page: QWidget) -> list[str]:
    """Return what lies on something else, or reaches out of the page."""
    parts = [one for one in page.findChildren(QWidget) if one.isVisible() and _stands(one)]
    found = [one.accessibleName() for one in parts if not _inside(one)]
    for at, one in enumerate(parts):
        for other in parts[at + 1 :]:
            beside = one.parentWidget() is other.parentWidget()
            if beside and one.geometry().intersects(other.geometry()):
                found.append(f"{one.accessibleName()} lies on {other.accessibleName()}")
    return found


def _stands(widget: QWidget) -> bool:
    if isinstance(widget, Sentence):
        return bool(widget.words)
    return not widget.findChildren(QWidget)


def _inside(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is None or parent.rect().contains(widget.geometry())
