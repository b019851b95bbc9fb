"""A photo of a venue by keyboard alone: covered, looked at again, kept, called otherwise, gone."""

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from camera.redaction.intake import decode_report_size
from kiosk.background import InlineBackground
from kiosk.domain.box import Box
from kiosk.domain.sitephoto import Hides
from kiosk.officeports import OfficeBook
from kiosk.wiring.photostudio import CameraStudio
from kiosk.workflow.contract.photodraft import PhotoRoom
from tests.support.venues import draw_venue, likenesses
from tests.ui.office.acts import Files, OpenGate
from tests.ui.office.keys import Make, fill, seen
from tests.ui.office.photos import (
    EVENT,
    MISSED,
    SIGN,
    at_photos,
    box_of,
    cover_of,
    keep_one,
    page_of,
    pictures,
    room,
)

pytestmark = pytest.mark.gui


def test_four_keys_and_a_caption_keep_a_covered_picture(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path
) -> None:
    before = photo.read_bytes()
    window, hands = at_photos(make, gate, room())
    keep_one(hands)
    (kept,) = pictures(book)
    assert (kept.event, kept.caption) == (EVENT, "（研修）受付の様子")
    assert (kept.faces, kept.papers, kept.chosen) == (1, 1, 0)
    jpeg = book.pictures.jpeg(kept)
    assert hashlib.sha256(jpeg).hexdigest() == kept.sha256
    assert "写真を保存しました" in seen(window)
    assert "保存した写真 1 枚" in seen(window)
    assert page_of(window).work is None
    assert photo.read_bytes() == before
    assert list(photo.parent.iterdir()) == [photo]
    under = decode_report_size(jpeg)[70:115, 85:115].reshape(-1, 3).std(axis=0)
    assert float(under.max()) < 16  # the face's ellipse is not there any more


def test_the_cover_of_a_sign_can_be_taken_away_and_that_of_a_face_stays(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path
) -> None:
    window, hands = at_photos(make, gate, room())
    hands.press("Enter")
    cover = cover_of(window)
    hands.press("Right")
    assert "1 番：顔（必ず隠します）" in seen(window)
    hands.press("Del")
    assert "顔を隠した箇所は、はずせません" in seen(window)
    assert len(cover.canvas._covers) == 2
    hands.press("Right")
    assert "2 番：書類・画面" in seen(window)
    hands.press("Del")
    assert "まだ確かめていません" in seen(window)
    view = cover.draft.view
    assert view is not None
    assert [one.hides for one in view.covers] == [Hides.FACE]
    hands.press("Enter")
    assert "顔は見つかりません" in seen(window)
    hands.press("Enter")
    hands.write("入口の掲示")
    hands.press("Enter")
    (kept,) = pictures(book)
    assert (kept.faces, kept.papers) == (1, 0)
    pixels = decode_report_size(book.pictures.jpeg(kept))
    assert float(pixels[100:140, 228:292].std()) > 30  # the sign can be read


def test_a_picture_with_a_face_left_is_marked_boxed_and_looked_at_again(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path
) -> None:
    window, hands = at_photos(make, gate, room(missed=True))
    hands.press("Enter")
    cover = cover_of(window)
    assert "赤い × の 1 か所です" in seen(window)
    hands.write("説明だけでは保存できない")
    hands.press("Enter")
    assert pictures(book) == ()
    box = cover.canvas.box
    assert box is not None
    assert box.left < MISSED.left
    assert box.right > MISSED.right
    hands.press("Enter")
    assert "まだ確かめていません" in seen(window)
    hands.press("Enter")
    assert "顔は見つかりません" in seen(window)
    hands.press("Enter")
    hands.write("会場の全景")
    hands.press("Enter")
    (kept,) = pictures(book)
    assert kept.chosen == 1


def test_a_box_is_moved_and_sized_by_arrows_and_dropped_by_esc(
    make: Make, gate: OpenGate, photo: Path
) -> None:
    window, hands = at_photos(make, gate, room())
    hands.press("Enter")
    cover = cover_of(window)
    hands.press("B")
    first = cover.canvas.box
    assert first is not None
    for key in ("Right", "Right", "Down", "Shift+Right", "Shift+Up"):
        hands.press(key)
    box = cover.canvas.box
    assert box is not None
    assert box.left == pytest.approx(first.left + 0.02)
    assert box.top == pytest.approx(first.top + 0.01)
    assert box.width == pytest.approx(first.width + 0.01)
    assert box.height == pytest.approx(first.height - 0.01)
    hands.press("Esc")
    assert box_of(window) is None
    assert page_of(window).work is cover
    hands.press("B")
    for _ in range(100):  # against the edge of the picture
        hands.press("Left")
    edge = box_of(window)
    assert edge is not None
    assert edge.left == 0


def test_a_box_drawn_with_the_mouse_is_taken_back_by_undo(
    make: Make, gate: OpenGate, photo: Path, qtbot: QtBot
) -> None:
    window, hands = at_photos(make, gate, room())
    hands.press("Enter")
    cover = cover_of(window)
    area = cover.canvas.area()

    def place(x: float, y: float) -> QPointF:
        return QPointF(area.left() + x * area.width(), area.top() + y * area.height())

    start, end = place(0.1, 0.6).toPoint(), place(0.3, 0.8).toPoint()
    qtbot.mousePress(cover.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(cover.canvas, end)
    qtbot.mouseRelease(cover.canvas, Qt.MouseButton.LeftButton, pos=end)
    view = cover.draft.view
    assert view is not None
    drawn = view.covers[-1]
    assert drawn.hides is Hides.CHOSEN
    assert (drawn.box.left, drawn.box.right) == pytest.approx((0.1, 0.3), abs=0.01)
    hands.press("U")
    view = cover.draft.view
    assert view is not None
    assert len(view.covers) == 2


def test_the_caption_is_checked_and_nothing_is_kept_without_one(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path
) -> None:
    window, hands = at_photos(make, gate, room())
    hands.press("Enter")
    hands.press("Enter")
    hands.press("Enter")
    assert "何が写っているかを入れてください" in seen(window)
    hands.write("あ" * 81)
    hands.press("Enter")
    assert "80 文字まで" in seen(window)
    assert pictures(book) == ()
    fill(hands, "受付")
    hands.press("Enter")
    assert len(pictures(book)) == 1


def test_a_picture_is_destroyed_only_after_a_question(
    make: Make, gate: OpenGate, book: OfficeBook, photo: Path
) -> None:
    window, hands = at_photos(make, gate, room())
    keep_one(hands, "一枚目")
    keep_one(hands, "二枚目")
    hands.press("Left")
    hands.press("D")
    assert "写真「一枚目」を消します" in seen(window)
    hands.press("Esc")
    assert len(pictures(book)) == 2
    hands.press("D")
    hands.press("Y")
    assert [one.caption for one in pictures(book)] == ["二枚目"]
    assert "写真を消しました" in seen(window)


def test_a_real_venue_is_covered_and_kept_by_keys(
    make: Make, gate: OpenGate, book: OfficeBook, files: Files, tmp_path: Path, faces_dir: Path
) -> None:
    wanted = ("booth_synth/D_older__ok_white.jpg", "us_gov_pd/obama.jpg")
    people = list(likenesses(faces_dir, wanted))
    venue = draw_venue(people, np.random.default_rng(4), least_px=90)
    files.picture = tmp_path / "venue.jpg"
    rgb = np.ascontiguousarray(venue.pixels[..., ::-1])
    Image.fromarray(rgb).resize((640, 480), Image.Resampling.BOX).save(files.picture, quality=92)
    with CameraStudio() as studio:
        _, hands = at_photos(make, gate, PhotoRoom(studio=studio, background=InlineBackground()))
        keep_one(hands)
        (kept,) = pictures(book)
    assert kept.faces >= 2
    with Image.open(io.BytesIO(book.pictures.jpeg(kept))) as shown:
        after = np.asarray(shown.convert("L"), float)
    for _, face in venue.faces:
        left, top = int(face.left * 0.4), int(face.top * 0.4)
        part = after[top : top + int(face.height * 0.4), left : left + int(face.width * 0.4)]
        assert float(part.std()) < 16


def test_a_sign_in_the_picture_is_where_the_room_says(photo: Path) -> None:
    pixels = decode_report_size(photo.read_bytes())
    box = Box(SIGN.left * 400, SIGN.top * 300, SIGN.width * 400, SIGN.height * 300)
    part = pixels[int(box.top) + 5 : int(box.bottom) - 5, int(box.left) + 5 : int(box.right) - 5]
    assert float(part.std()) > 30
