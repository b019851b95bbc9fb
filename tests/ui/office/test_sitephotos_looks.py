"""No page of the photos, no step of covering one and no question cuts its words."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.texts import Language
from tests.kiosk.workflow.bench import LateBackground
from tests.ui.clipping import clipped
from tests.ui.office.acts import Files, OpenGate
from tests.ui.office.keys import Make, enter, settle
from tests.ui.office.photos import EVENT, page_of, room, write_photo
from ui.hands import Hands
from ui.office.window import OfficeWindow
from ui.theme import TEXT_SCALES

pytestmark = pytest.mark.gui


def looks(window: OfficeWindow, late: LateBackground) -> Iterator[str]:
    hands = enter(window)
    hands.press("F6")
    page_of(window).choose(EVENT)
    yield "empty"
    hands.press("Enter")
    yield "covering"
    late.do_all()
    yield "left"
    yield from changed(hands, late)
    hands.press("Enter")
    yield "checking"
    late.do_all()
    yield "fit"
    for caption in ("（研修）受付の様子と、入口の案内", "（研修）待合"):
        hands.press("Enter")
        hands.write(caption)
        hands.press("Enter")
        yield f"kept {caption}"
        hands.press("Enter")
        late.do_all()
        hands.press("B")
        hands.press("Enter")
        hands.press("Enter")
        late.do_all()
    hands.press("Esc")
    yield "dropping"
    hands.press("Y")
    hands.press("E")
    yield "caption"
    hands.press("Esc")
    hands.press("D")
    yield "forgetting"
    hands.press("Esc")


def changed(hands: Hands, late: LateBackground) -> Iterator[str]:
    hands.press("Right")
    hands.press("Del")
    yield "stays"
    hands.press("Right")
    yield "sign"
    hands.press("B")
    yield "box"
    hands.press("Enter")
    late.do_all()
    yield "changed"


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", [Language.PSEUDO, Language.EN, Language.JA])
def test_no_words_of_the_photos_are_cut_in_any_language_and_size(
    make: Make,
    gate: OpenGate,
    files: Files,
    tmp_path: Path,
    *,
    language: Language,
    scale: float,
) -> None:
    late = LateBackground()
    gate.room = room(missed=True, background=late)
    files.picture = write_photo(tmp_path)
    window = make(language, scale)
    for name in looks(window, late):
        for _ in range(3):  # rows with pictures find their height late
            settle()
        picture(window, f"{language.value}-{scale:g}-{name}")
        assert clipped(window) == [], name


def picture(window: OfficeWindow, name: str) -> None:
    folder = os.environ.get("KIOSK_PICTURES")
    if folder:
        window.grab().save(str(Path(folder) / f"photos-{name}.png"))
