"""A photo of a venue on a bad day: nothing half kept, nothing typed lost, no original left."""

from dataclasses import replace
from pathlib import Path

import pytest

from camera.redaction.gradients import FaceCheckError
from camera.redaction.refusals import SiteFault
from kiosk.officeports import OfficeBook
from kiosk.texts import Language, catalogue
from kiosk.workflow.contract.photodraft import DraftStep
from tests.fakes.studio import KnowingStudio
from tests.kiosk.workflow.bench import LateBackground
from tests.ui.office.acts import ME, Files, OpenGate
from tests.ui.office.keys import Make, enter, fill, seen
from tests.ui.office.photos import (
    EVENT,
    at_photos,
    cover_of,
    holds,
    keep_one,
    page_of,
    pictures,
    room,
)
from ui.office.sitephotoswork import CAPTION

pytestmark = pytest.mark.gui


def test_a_search_is_cancelled_by_esc_and_the_next_one_is_not(
    make: Make, gate: OpenGate, photo: Path
) -> None:
    late = LateBackground()
    window, hands = at_photos(make, gate, room(background=late))
    hands.press("Enter")
    cover = cover_of(window)
    assert "顔と書類を探しています" in seen(window)
    assert "ふつう" in seen(window)
    hands.press("Esc")
    assert page_of(window).work is None
    hands.press("Enter")
    late.do_all()
    view = cover.draft.view
    assert view is not None
    assert view.step is DraftStep.SHOWN
    assert "顔は見つかりません" in seen(window)


def test_the_seconds_are_told_while_something_is_looked_for(
    make: Make, gate: OpenGate, photo: Path
) -> None:
    window, hands = at_photos(make, gate, room(background=LateBackground()))
    hands.press("Enter")
    cover = cover_of(window)
    cover._tick()
    cover._tick()
    assert "2 秒。" in seen(window)


def test_a_check_that_breaks_down_keeps_the_picture_and_is_tried_again(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path
) -> None:
    made = room()
    studio = made.studio
    assert isinstance(studio, KnowingStudio)
    window, hands = at_photos(make, gate, made)
    hands.press("Enter")
    for key in ("B", "Enter"):
        hands.press(key)
    studio.fail = FaceCheckError("damaged")
    hands.press("Enter")
    assert "site_face_check.json" in seen(window)
    assert "まだ確かめていません" in seen(window)
    studio.fail = None
    for key in ("Enter", "Enter"):
        hands.press(key)
    hands.write("会場")
    hands.press("Enter")
    assert pictures(book)[0].chosen == 1


def test_a_disk_that_takes_nothing_loses_neither_picture_nor_caption(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "office" / "pictures"
    in_the_way.write_bytes(b"")
    window, hands = at_photos(make, gate, room())
    keep_one(hands, "待合の様子")
    assert pictures(book) == ()
    assert page_of(window).work is page_of(window).cover
    assert cover_of(window).form.values() == {CAPTION: "待合の様子"}
    assert page_of(window).notice.isVisible()
    in_the_way.unlink()
    hands.press("Enter")
    assert pictures(book)[0].caption == "待合の様子"


def test_a_locked_door_asks_before_a_picture_is_lost(
    make: Make, gate: OpenGate, photo: Path
) -> None:
    made = room()
    window, hands = at_photos(make, gate, made)
    hands.press("Enter")
    hands.press("F2")
    hands.press("F12")
    assert "この写真はまだ保存していません" in seen(window)
    hands.press("Y")
    assert window.page is None
    assert not holds(made)


def test_a_picture_nobody_kept_is_asked_for_and_let_go_of(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path
) -> None:
    made = room()
    window, hands = at_photos(make, gate, made)
    hands.press("Enter")
    assert holds(made)
    hands.press("Esc")
    assert "この写真はまだ保存していません" in seen(window)
    hands.press("Esc")
    assert page_of(window).work is page_of(window).cover
    hands.press("Esc")
    hands.press("Y")
    assert page_of(window).work is None
    assert not holds(made)
    assert pictures(book) == ()


def test_locking_lets_go_of_the_original(make: Make, gate: OpenGate, photo: Path) -> None:
    made = room()
    window, hands = at_photos(make, gate, made)
    hands.press("Enter")
    assert holds(made)
    window.lock()  # what the idle timer does: it asks nobody
    assert not holds(made)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\x00\x00\x00\x18ftypheic" + bytes(64), SiteFault.HEIC),
        (b"GIF89a" + bytes(64), SiteFault.MOVING),
        (b"%PDF-1.7", SiteFault.NOT_A_PICTURE),
    ],
)
def test_a_file_that_is_refused_is_refused_in_words(
    make: Make, gate: OpenGate, files: Files, tmp_path: Path, content: bytes, fault: SiteFault
) -> None:
    files.picture = tmp_path / "写真.jpg"
    files.picture.write_bytes(content)
    window, hands = at_photos(make, gate, room())
    hands.press("Enter")
    assert page_of(window).work is None
    words = catalogue(Language.JA)
    assert words[f"site_reason.{fault.value}"] in seen(window)
    assert "元のファイルはそのままです" in seen(window)


def test_a_caption_is_changed_and_a_newer_one_is_not_written_over(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path
) -> None:
    window, hands = at_photos(make, gate, room())
    keep_one(hands)
    hands.press("E")
    fill(hands, "待合の様子")
    (kept,) = pictures(book)
    book.put(replace(kept, caption="ほかの人の説明"), by=ME, expected_version=1)
    hands.press("Enter")
    assert "ほかの人の説明" in seen(window)
    assert pictures(book)[0].caption == "ほかの人の説明"
    hands.press("Enter")
    assert pictures(book)[0].caption == "待合の様子"


def test_a_picture_whose_file_is_gone_is_told_by_name(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path, tmp_path: Path
) -> None:
    window, hands = at_photos(make, gate, room())
    keep_one(hands, "消える写真")
    for sealed in (tmp_path / "office" / "pictures").iterdir():
        sealed.unlink()
    window.lock()
    hands = enter(window)
    hands.press("F6")
    page_of(window).choose(EVENT)
    assert "「消える写真」のファイルがありません" in seen(window)
    assert "表示できません" in seen(window)
