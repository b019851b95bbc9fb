"""Every state of verdict and form, in every language and type size: nothing is cut off.

With ``KIOSK_PICTURES`` set to a folder, each state is left there as a PNG.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.finding import Verdict
from kiosk.errors import FieldError
from kiosk.texts import Language
from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens, plain_app
from ui.hands import Hands
from ui.screens import StationScreens
from ui.staff.verdict import VerdictCard
from ui.theme import STANDARD
from ui.widgets.photo import PhotoView

SETTLING = 5  # layouts inside layouts ask each other until they agree
LOOKS = [(1.0, (1366, 768)), (1.5, (1920, 1080)), (2.0, (2560, 1440)), (2.0, (1366, 768))]
GOOD = samples.view(phases.Reviewing(18, samples.shot()))
BAD = samples.view(phases.Reviewing(18, samples.BAD_SHOT))
WORST = samples.view(phases.Reviewing(18, samples.WORST_SHOT, agreed=True))
FILLING = samples.view(phases.Filling(18, samples.BAD_SHOT, samples.DECIDED))
NO_PHOTO = samples.view(phases.Filling(18, None, None))
NEEDED = FieldError("birth_date", "photo_needed")
NOT_NEEDED = FieldError("birth_date", "photo_not_needed")
STATES: Mapping[str, tuple[StationView, str]] = {
    "good": (GOOD, "Y"),
    "worst": (WORST, "1 2 2"),
    "lines": (GOOD, "L Down PgDown"),
    "answers-lacking": (BAD, "2 Enter"),
    "reason-lacking": (BAD, "Y Enter"),
    "reasons": (BAD, "Y O"),
    "other": (BAD, "Y O 5 ime:車いすの背もたれが写っている Enter"),
    "other-without-words": (BAD, "Y O 5 Enter"),
    "exempting": (BAD, "X Ctrl+Enter"),
    "exempted": (BAD, "X 2 Enter 1 Enter ime:けがのため眼帯 Ctrl+Enter"),
    "exempted-again": (BAD, "X 2 Enter 1 Enter ime:けがのため眼帯 Ctrl+Enter X"),
    "leaving": (BAD, "Esc"),
    "baby": (BAD, "F8"),
    "file": (samples.view(phases.Reviewing(18, samples.FILE_SHOT)), ""),
    "busy": (samples.view(phases.Reviewing(18, samples.BAD_SHOT, busy=True)), ""),
    "filling": (FILLING, ""),
    "no-photo": (NO_PHOTO, ""),
    "photo-needed": (replace(NO_PHOTO, field_errors=(NEEDED,)), ""),
    "photo-not-needed": (replace(FILLING, field_errors=(NOT_NEEDED,)), ""),
}


@pytest.fixture
def looked_at(
    qtbot: QtBot, language: Language, look: tuple[float, tuple[int, int]]
) -> Iterator[StationScreens]:
    scale, size = look
    second = Language.JA if language is Language.EN else Language.EN
    theme = STANDARD if scale == 1 else STANDARD.with_text_scale(scale)
    made = make_screens(RecordingCommands(), language, second, theme=theme)
    for window in (made.staff, made.applicant):
        window.resize(*size)
    yield made
    made.close()
    QApplication.processEvents()
    plain_app()


def reach(screens: StationScreens, name: str) -> None:
    """Bring the station into a state as staff would."""
    view, keys = STATES[name]
    screens.show_view(samples.view(phases.Ready()))
    screens.show_view(view)
    hands = Hands(screens.staff)
    for key in keys.split():
        if key.startswith("ime:"):
            hands.write(key.removeprefix("ime:"))
        else:
            hands.press(key)
    for _ in range(SETTLING):
        QApplication.processEvents()


def cut_photos(window: QWidget) -> list[str]:
    """Return the photos that are not seen whole."""
    found = []
    for photo in window.findChildren(PhotoView):
        parent = photo.parentWidget()
        if photo.isVisible() and parent is not None:
            place = photo.photo_area().toRect().translated(photo.pos())
            found += [] if parent.rect().contains(place) else [f"photo outside {parent}"]
    return found


@pytest.mark.parametrize(
    ("language", "look"),
    [
        pytest.param(language, look, id=f"{language.value}-{look[0]}-{look[1][0]}")
        for language in Language
        for look in LOOKS
        # sentences 40 % longer in type twice as large: no real language needs both at once
        if language is not Language.PSEUDO or look != LOOKS[-1]
    ],
)
def test_nothing_is_cut_off_in_any_state(
    looked_at: StationScreens, language: Language, look: tuple[float, tuple[int, int]]
) -> None:
    folder = os.environ.get("KIOSK_PICTURES")
    found = []
    for name in STATES:
        reach(looked_at, name)
        # the largest type in the smallest window; large type with a notice below the card
        scrolls = look == LOOKS[-1] or (look[0] > 1 and looked_at.staff.page.notice.isVisible())
        for window in (looked_at.staff, looked_at.applicant):
            cut = [*clipped(window), *cut_photos(window)]
            found += [f"{name}: {one}" for one in cut if not (scrolls and "VerdictCard" in one)]
        card = looked_at.staff.findChild(VerdictCard)
        assert card is not None
        inside = card.widget()
        assert inside is not None
        if card.isVisible() and inside.width() > card.viewport().width():
            found.append(f"{name}: the card is wider than its place")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            spelled = f"{name}-{language.value}-{look[0]}-{look[1][0]}"
            looked_at.grab_all(Path(folder), spelled)
    assert found == []


@pytest.mark.parametrize("look", LOOKS[-1:])
@pytest.mark.parametrize("language", [Language.JA])
def test_what_is_asked_for_is_scrolled_into_sight(looked_at: StationScreens) -> None:
    for name in ("answers-lacking", "reason-lacking", "other-without-words", "exempting"):
        reach(looked_at, name)
        focused = looked_at.staff.focusWidget()
        assert focused is not None
        QApplication.processEvents()
        seen = focused.visibleRegion().boundingRect()
        assert seen.height() >= focused.height() * 0.9, name


@pytest.mark.parametrize("look", LOOKS[:1])
@pytest.mark.parametrize("language", [Language.JA])
def test_a_card_that_is_too_full_is_found(looked_at: StationScreens) -> None:
    everything = tuple(
        samples.finding(one.check, Verdict.FAIL) for one in samples.BAD_SHOT.findings
    )
    shot = replace(samples.BAD_SHOT, findings=everything)
    looked_at.show_view(samples.view(phases.Reviewing(18, shot)))
    QApplication.processEvents()
    assert any("VerdictCard" in one for one in clipped(looked_at.staff))
    photo = looked_at.staff.pages.review.photo
    photo.move(photo.x() - 200, photo.y())
    assert cut_photos(looked_at.staff) != []
