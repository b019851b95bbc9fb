"""Slides as they are painted."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument

from kiosk.domain.ticket import PublicLanguage
from tests.ui.seen import of_colour
from ui.board.deck import Slide, built_in_slides, read_decks
from ui.board.slide import laid_out, paint_slide, picture_of
from ui.theme import STANDARD

pytestmark = pytest.mark.usefixtures("qapp")
MARKER = "#12ab34"
AREAS = [(832, 720), (1080, 1056)]
BUILT_IN = [slide for deck in read_decks(built_in_slides()).values() for slide in deck]


def slide(markdown: str, folder: Path = Path()) -> Slide:
    return Slide(name="x", language=PublicLanguage.JA, markdown=markdown, folder=folder)


def painted(one: Slide, width: int = 800, height: int = 600) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        paint_slide(painter, QRectF(0, 0, width, height), one, STANDARD)
    return image


def picture(path: Path) -> Path:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(MARKER))
    path.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(path))
    return path


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("one", BUILT_IN, ids=lambda one: f"{one.language.value}-{one.name}")
def test_every_slide_that_comes_along_fits(one: Slide, area: tuple[int, int]) -> None:
    size = QSizeF(area[0] * 0.88, area[1] * 0.88)
    document = laid_out(one, size, STANDARD)
    assert document.size().height() <= size.height()
    assert document.idealWidth() <= size.width() + 1


def test_type_grows_until_the_slide_is_full_and_shrinks_for_many_words() -> None:
    size = QSizeF(800, 600)
    few, many = (laid_out(slide(words), size, STANDARD) for words in ("短い", "長い文です。" * 60))
    assert first_type(few) > first_type(many)
    assert many.size().height() <= size.height()


def first_type(document: QTextDocument) -> int:
    return document.begin().begin().fragment().charFormat().font().pixelSize()


@pytest.mark.parametrize("name", ["in.png", "../beside.png"])
def test_a_picture_of_the_slides_folders_is_shown(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "slides" / "ja"
    picture((folder / name).resolve())
    seen = painted(slide(f"# A\n\n![x]({name})\n", folder))
    assert of_colour(seen, MARKER).any()


def test_no_picture_from_anywhere_else_is_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "slides" / "ja"
    folder.mkdir(parents=True)
    outside = picture(tmp_path / "private" / "photo.png")
    picture(tmp_path / "up.png")
    for name in (
        str(outside),
        outside.as_uri(),
        "../../private/photo.png",
        "../../up.png",
        "http://127.0.0.1:9/x.png",
    ):
        assert picture_of(folder, name, QSize(100, 100)) is None, name
        assert not of_colour(painted(slide(f"# A\n\n![x]({name})\n", folder)), MARKER).any()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "slides" / "ja"
    folder.mkdir(parents=True)
    link = folder / "link.png"
    try:
        link.symlink_to(picture(tmp_path / "private" / "photo.png"))
    except OSError:
        pytest.skip("symlinks: not allowed here")
    assert picture_of(folder, "link.png", QSize(100, 100)) is None


def test_a_file_that_is_no_picture_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    assert picture_of(tmp_path, "x.png", QSize(100, 100)) is None
    painted(slide("# A\n\n![x](x.png)\n", tmp_path))


def test_markup_of_the_web_is_words_not_markup() -> None:
    text = laid_out(slide("# A\n\n<b>太字</b>\n"), QSizeF(800, 600), STANDARD).toPlainText()
    assert "<b>" in text


def test_a_reading_stands_above_its_characters_and_not_between_them() -> None:
    plain, ruby = (painted(slide(words)) for words in ("写真", "{写真|しゃしん}"))
    assert "|" not in laid_out(slide("{写真|しゃしん}"), QSizeF(800, 600), STANDARD).toPlainText()

    def rows(image: QImage) -> int:
        seen = of_colour(image, STANDARD.colours.ink).any(axis=1)
        return int(seen.sum())

    assert rows(ruby) > rows(plain) * 1.3


def test_readings_do_not_make_a_line_start_with_a_full_stop() -> None:
    words = "{写真|しゃしん}を{撮影|さつえい}します。" * 12
    document = laid_out(slide(words), QSizeF(500, 700), STANDARD)
    layout = document.begin().layout()
    text = document.begin().text()
    starts = [text[layout.lineAt(at).textStart()] for at in range(layout.lineCount())]
    assert len(starts) > 3
    assert "。" not in starts
