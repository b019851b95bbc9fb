"""Every screen in every language and text size: a scene for each page, nothing is cut off.

Every change tries each scene in one of its looks, the release run in all of them. With
``KIOSK_PICTURES`` set to a folder, the screens are left there with an ``index.html``.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import PublicWords, pseudo_words, words
from kiosk.texts import Language
from kiosk.workflow.queue.view import QueueView
from tests.fakes.commands import RecordingCommands
from tests.ui import every_scene, samples
from tests.ui.applicant.chair import FULL_HD, HALL, Chair, at_chair
from tests.ui.applicant.sitter import at_page, walk
from tests.ui.applicant.test_pages import look as complaints_of
from tests.ui.board import boards
from tests.ui.board.conftest import MakeBoard, make_board
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens, plain_app
from tests.ui.picture_book import PictureBook
from ui.board.painting import BoardLook
from ui.board.wording import BoardWords, board_words
from ui.screens import StationScreens
from ui.theme import STANDARD, TEXT_SCALES, Theme

pytestmark = pytest.mark.gui
__all__ = ["make_board"]
LEAST = (1366, 768)
STAFF_LOOKS = tuple(product(Language, TEXT_SCALES))
TONGUES = (*PublicLanguage, Language.PSEUDO)
PUBLIC_LOOKS = tuple(product(TONGUES, TEXT_SCALES, (HALL, FULL_HD)))
STRETCHED = max(TEXT_SCALES)
BOOK = PictureBook()
Tongue = PublicLanguage | Language


def spread(names: tuple[str, ...], look: int, looks: int) -> tuple[str, ...]:
    """Return the names whose turn it is in this look: each has its turn in one of them."""
    return tuple(name for at, name in enumerate(names) if at % looks == look)


def few_and_all(count: int, *, every: int) -> list[Any]:
    """Return every so many of the looks by number, and for the release all of them."""
    return [
        pytest.param(at, marks=() if at % every == 0 else pytest.mark.slow) for at in range(count)
    ]


def looks(count: int) -> list[Any]:
    """Return the looks by number: a spread of scenes for each, and for the release all of them."""
    few = [pytest.param(at, False, id=f"{at}-spread") for at in range(count)]
    everything = [
        pytest.param(at, True, id=f"{at}-all", marks=pytest.mark.slow) for at in range(count)
    ]
    return [*few, *everything]


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    plain_app()
    BOOK.bind()


@pytest.fixture
def dressed(qtbot: QtBot, undressed: QApplication, at: int) -> Iterator[StationScreens]:
    language, scale = STAFF_LOOKS[at]
    second = Language.JA if language is Language.EN else Language.EN
    theme = STANDARD.with_text_scale(scale) if scale > 1 else STANDARD
    made = make_screens(RecordingCommands(), language, second, theme=theme)
    made.applicant.hide()
    yield made
    made.close()
    QApplication.processEvents()


def shown(screens: StationScreens, name: str) -> None:
    """Show a scene, with a face where there is a mirror."""
    every_scene.reach(screens, every_scene.staff_scenes()[name])
    screens.staff.show_frame(samples.frame(), samples.live())
    QApplication.processEvents()


def has_look(name: str, language: Language, scale: float) -> bool:
    """Tell whether the scene is drawn so: its densest page needs not both at once.

    Sentences 40 % longer in type twice as large are more than any language of the staff asks of
    the page of the line.
    """
    return not (name.startswith("line-") and language is Language.PSEUDO and scale == STRETCHED)


def scrolls(complaint: str) -> bool:
    """Tell whether it is the card of the verdict, which large type makes higher than a laptop."""
    return complaint.startswith("VerdictCard")


@pytest.mark.parametrize(("at", "everything"), looks(len(STAFF_LOOKS)))
def test_nothing_of_the_staff_window_is_cut_off(
    dressed: StationScreens, at: int, *, everything: bool
) -> None:
    language, scale = STAFF_LOOKS[at]
    names = tuple(name for name in every_scene.staff_scenes() if has_look(name, language, scale))
    found = []
    for name in names if everything else spread(names, at, len(STAFF_LOOKS)):
        shown(dressed, name)
        cut = clipped(dressed.staff)
        found += [f"{name}: {one}" for one in cut if scale == 1 or not scrolls(one)]
        size = (dressed.staff.width(), dressed.staff.height())
        found += [] if size == LEAST else [f"{name}: the window is {size}"]
        BOOK.keep(dressed.staff, name, f"{language.value}-{scale:.1f}")
    assert found == []


# --- the applicant's window -------------------------------------------------------------------


def speaker(tongue: Tongue) -> PublicLanguage:
    """Return the language of the person in the chair: the stretched words stand for Japanese."""
    return tongue if isinstance(tongue, PublicLanguage) else PublicLanguage.JA


def house(tongue: Tongue) -> Language:
    return tongue if isinstance(tongue, Language) else Language.JA


def turned(chair: Chair, page: QWidget) -> Iterator[int]:
    """Show the page's further pages, as far as it has some."""
    yield 1
    confirm, number = chair.window.confirm, 1
    while page is confirm and confirm.onward.isVisible():
        chair.touch(confirm.onward)
        number += 1
        yield number


@pytest.mark.parametrize(("at", "everything"), looks(len(PUBLIC_LOOKS)))
def test_nothing_of_the_applicants_window_is_cut_off(
    qtbot: QtBot, undressed: QApplication, commands: RecordingCommands, at: int, *, everything: bool
) -> None:
    tongue, scale, size = PUBLIC_LOOKS[at]
    theme = STANDARD.with_text_scale(scale)
    chair = at_chair(qtbot, commands, theme=theme, size=size, house=house(tongue))
    scenes, found = every_scene.public_scenes(speaker(tongue)), []
    names = tuple(scenes)
    for name in names if everything else spread(names, at % len(names), len(names)):
        page = chair.sees(scenes[name])
        chair.window.show_frame(samples.frame(), samples.live())
        for number in turned(chair, page):
            found += [f"{name}: {one}" for one in complaints_of(chair, page)]
            look = f"{tongue.value}-{scale:.1f}-{size[0]}x{size[1]}"
            BOOK.keep(chair.window, f"{name}-{number}", look)
    assert found == []


@pytest.mark.parametrize("at", few_and_all(len(PUBLIC_LOOKS), every=7))
def test_nothing_of_the_self_service_is_cut_off(
    qtbot: QtBot, undressed: QApplication, commands: RecordingCommands, at: int
) -> None:
    tongue, scale, size = PUBLIC_LOOKS[at]
    theme = STANDARD.with_text_scale(scale)
    sitter = at_page(qtbot, commands, theme=theme, words_of=words_for(tongue), size=size)
    found = []
    for name in walk(sitter, speaker(tongue)):
        found += [] if sitter.page.step.fits else [f"{name}: {sitter.read()}"]
        look = f"{tongue.value}-{scale:.1f}-{size[0]}x{size[1]}"
        BOOK.keep(sitter.page, name, look, kind="issue")
    assert found == []


def words_for(tongue: Tongue) -> Any:
    """Return where the words come from: every language is stretched in the pseudo language."""
    return words if isinstance(tongue, PublicLanguage) else lambda _language: pseudo_words()


# --- the board --------------------------------------------------------------------------------

STILL = Theme(motion=False)
BOARDS = {
    "calling": boards.calling,
    "idle": boards.idle,
    "closed": boards.closed,
    "empty": QueueView,
}


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize("tongue", TONGUES)
def test_nothing_of_the_board_is_cut_off(
    make_board: MakeBoard, undressed: QApplication, tongue: Tongue, size: tuple[int, int]
) -> None:
    found = []
    for name, make in BOARDS.items():
        board = make_board(size=size, look=BoardLook(words=both(tongue), theme=STILL))
        board.show_view(make())
        board.pass_time(boards.NOW)
        QApplication.processEvents()
        found += [name] if boards.reaches_edge(board) else []
        BOOK.keep(board, name, f"{tongue.value}-{size[0]}x{size[1]}")
    assert found == []


def both(tongue: Tongue) -> BoardWords:
    if isinstance(tongue, PublicLanguage):
        return board_words(tongue)
    stretched: PublicWords = pseudo_words()
    return BoardWords(first=stretched, second=stretched)


# --- pages without a scene --------------------------------------------------------------------


def unseen(screens: StationScreens, names: tuple[str, ...]) -> set[str]:
    """Return the pages of both windows that no scene shows."""
    left: set[QWidget] = {*screens.staff.pages.every(), *screens.applicant.pages()}
    scenes = every_scene.staff_scenes()
    for name in names:
        screens.show_view(scenes[name][0])
        left -= {screens.staff.page, screens.applicant.page}
    for view in every_scene.public_scenes(PublicLanguage.JA).values():
        screens.show_view(view)
        left -= {screens.staff.page, screens.applicant.page}
    return {f"{type(one).__module__}.{type(one).__name__}" for one in left}


def test_every_page_of_both_windows_has_a_scene(screens: StationScreens) -> None:
    assert unseen(screens, tuple(every_scene.staff_scenes())) == set()


def test_a_page_without_a_scene_is_found(screens: StationScreens) -> None:
    kept = tuple(name for name in every_scene.staff_scenes() if not name.startswith("light"))
    assert unseen(screens, kept) == {"ui.staff.light.LightPage"}


def test_a_look_that_is_too_small_is_found(screens: StationScreens) -> None:
    shown(screens, "ready-drifted")
    assert clipped(screens.staff) == []
    primary = screens.staff.page.bar.primary
    assert primary is not None
    primary.setFixedWidth(60)
    QApplication.processEvents()
    assert clipped(screens.staff) != []


def test_each_scene_has_its_turn_in_one_look() -> None:
    names = tuple(every_scene.staff_scenes())
    turns = [name for at in range(7) for name in spread(names, at, 7)]
    assert sorted(turns) == sorted(names)


def test_pictures_are_kept_with_a_page_to_leaf_through(
    screens: StationScreens, tmp_path: Path
) -> None:
    book = PictureBook(str(tmp_path))
    shown(screens, "ready")
    book.keep(screens.staff, "ready", "ja-1.0")
    book.bind()
    assert (tmp_path / "staff" / "ready" / "ja-1.0.png").stat().st_size > 0
    assert "staff/ready/ja-1.0.png" in (tmp_path / "index.html").read_text(encoding="utf-8")
