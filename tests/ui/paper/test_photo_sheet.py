"""A photo sheet measured as a person with a ruler and scissors would: in the PDF and on paper."""

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from kiosk.domain.box import Box
from kiosk.domain.sheet import Paper, PaperTarget, PhotoSheet
from kiosk.domain.sheet_errors import PrinterMissingError, SheetFullError, SheetPhotoError
from kiosk.texts import Language, catalogue
from tests.ui.paper.pdfreader import Pdf
from tests.ui.paper.sheets import BORN, drawn_photo, new_sheet, plain_photo
from ui.paper import output
from ui.paper.layout import GROUNDS, cells
from ui.paper.photo_sheet import Brush, paint_sheet

WORDS = catalogue(Language.JA)
MOST = {Paper.A4: 20, Paper.L: 4, Paper.POSTCARD: 4}
SIZES = {Paper.A4: (210, 297), Paper.L: (89, 127), Paper.POSTCARD: (100, 148)}
LONG_NAMES = ["研修" * 60, "KENSHU " + "MARIA FERNANDA GUADALUPE " * 4 + "TRAN", "W" * 120]
DPI = 200
WHITE = plain_photo("#ffffff")

pytestmark = pytest.mark.usefixtures("qapp")


def pdf(sheet: PhotoSheet, paper: Paper = Paper.A4, photos: int = 4) -> Pdf:
    content, printed = output.pdf_of(sheet, PaperTarget(paper=paper, photos=photos), WORDS)
    assert printed.photos == photos
    return Pdf(content)


def picture(sheet: PhotoSheet, paper: Paper = Paper.L, photos: int = 4, dpi: int = DPI) -> QImage:
    """Return the page as it would come out of a printer of ``dpi``."""
    scale = dpi / 25.4
    width, height = (round(side * scale) for side in SIZES[paper])
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    with QPainter(image) as painter:
        paint_sheet(Brush(painter, scale), sheet, PaperTarget(paper=paper, photos=photos), WORDS)
    return image


@pytest.mark.parametrize("paper", Paper)
def test_every_photo_is_35_by_45_mm_on_the_right_paper(paper: Paper) -> None:
    made = pdf(new_sheet(), paper, MOST[paper])
    assert made.page_mm == pytest.approx(SIZES[paper], abs=0.3)  # Qt rounds to whole points
    placed = made.placed()
    assert len(placed) == MOST[paper]
    for one in placed:
        assert (one.width, one.height) == pytest.approx((35.0, 45.0), abs=0.1)
        assert one.left >= 5.0
        assert one.top >= 5.0
        assert one.left + one.width <= SIZES[paper][0] - 5.0
        assert one.top + one.height <= SIZES[paper][1] - 5.0


def test_photos_lie_where_the_layout_says(qapp: QGuiApplication) -> None:
    placed = pdf(new_sheet(), Paper.POSTCARD, 4).placed()
    expected = [cell.photo for cell in cells(Paper.POSTCARD, 4)]
    for one, box in zip(placed, expected, strict=True):
        assert (one.left, one.top) == pytest.approx((box.left, box.top), abs=0.3)


@pytest.mark.parametrize("paper", Paper)
def test_nothing_overlaps_and_gutters_are_two_millimetres(paper: Paper) -> None:
    boxes = [box for cell in cells(paper, MOST[paper]) for box in (cell.photo, cell.label)]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert apart(one, other) >= 2.0 - 1e-9
    ground = GROUNDS[paper]
    assert all(apart(ground.note, box) >= 0.5 for box in boxes)


def apart(one: Box, other: Box) -> float:
    return max(
        other.left - one.right, one.left - other.right, other.top - one.bottom,
        one.top - other.bottom,
    )  # fmt: skip


def test_the_picture_is_in_the_file_once_with_its_own_pixels() -> None:
    sheet = new_sheet()
    made = pdf(sheet, Paper.A4, 20)
    ((width, height, pixels),) = made.pictures
    own = QImage.fromData(sheet.jpeg).convertToFormat(QImage.Format.Format_RGB888)
    assert (width, height) == (own.width(), own.height()) == (827, 1063)
    bits, stride = own.constBits(), own.bytesPerLine()
    assert isinstance(bits, memoryview)
    rows = [bytes(bits[row * stride : row * stride + 3 * width]) for row in range(height)]
    assert pixels == b"".join(rows)


def test_fonts_come_along_and_words_can_be_copied() -> None:
    made = pdf(new_sheet("研修 髙子 \ufa19", training=True), photos=2)
    assert len(re.findall(rb"/FontFile2 \d+ 0 R", made.content)) >= 2
    text = [line.replace("\t", " ") for line in made.text()]
    assert text.count("研修 髙子 \ufa19") == 2
    assert text.count("昭和25年3月4日（1950.3.4）生") == 2
    assert any("印刷倍率100%" in line for line in text)


def test_nobodys_name_is_in_the_files_own_words() -> None:
    made = pdf(new_sheet("KENSHU TARO"))
    told = re.search(rb"/Title (.*?)\n/", made.content, re.DOTALL)
    assert told is not None
    assert "KENSHU".encode("utf-16-be") not in made.content
    assert b"KENSHU" not in made.content


def test_the_page_says_training_only_when_it_is() -> None:
    said = "".join(pdf(new_sheet("KENSHU TARO", training=True), Paper.L).text())
    assert said.count("研修") == 5  # four labels and the page
    assert "研修" not in "".join(pdf(new_sheet("KENSHU TARO"), Paper.L).text())


def test_the_ruler_on_a4_is_100_mm_long() -> None:
    ruler_at = GROUNDS[Paper.A4].ruler
    assert ruler_at is not None
    left, top = ruler_at
    image = picture(new_sheet(), Paper.A4, 1)
    row = round(top * DPI / 25.4)
    dark = [
        column
        for column in range(image.width())
        if any(image.pixelColor(column, row + step).lightness() < 128 for step in (-1, 0, 1))
    ]
    ruler = [column for column in dark if column < (left + 101) * DPI / 25.4]
    assert (ruler[-1] - ruler[0]) * 25.4 / DPI == pytest.approx(100.0, abs=0.2)
    assert ruler[0] * 25.4 / DPI == pytest.approx(left, abs=0.2)


def test_cutting_marks_lie_outside_of_every_photo() -> None:
    bare = PhotoSheet(jpeg=WHITE)
    image = picture(bare, Paper.POSTCARD, 4, dpi=600)
    scale = 600 / 25.4
    for cell in cells(Paper.POSTCARD, 4):
        box = cell.photo
        inside = dark_in(image, Box(box.left, box.top, box.width, box.height), scale)
        assert inside == 0
        for x, y in ((box.left, box.top - 1.0), (box.left - 1.0, box.top),
                     (box.right, box.bottom + 1.0), (box.right + 1.0, box.bottom)):  # fmt: skip
            assert dark_in(image, Box(x - 0.2, y - 0.2, 0.4, 0.4), scale) > 0


def dark_in(image: QImage, box: Box, scale: float) -> int:
    """Return how many pixels of the box are dark."""
    columns = range(round(box.left * scale), round(box.right * scale))
    rows = range(round(box.top * scale), round(box.bottom * scale))
    return sum(image.pixelColor(x, y).lightness() < 128 for y in rows for x in columns)


@pytest.mark.parametrize("name", LONG_NAMES)
@pytest.mark.parametrize("training", [False, True])
def test_the_longest_name_is_drawn_in_full_inside_its_label(name: str, training: bool) -> None:
    sheet = new_sheet(name, training=training)
    copied = [line.replace("\t", " ") for line in pdf(sheet, Paper.L, 1).text()]
    assert "".join(copied).replace(" ", "").startswith(name.replace(" ", ""))
    image = picture(replace(sheet, jpeg=WHITE), Paper.POSTCARD, 1, dpi=600)
    (cell,) = cells(Paper.POSTCARD, 1)
    frame = cell.label
    around = Box(frame.left - 1.0, frame.top, frame.width + 2.0, frame.height + 1.5)
    inner = Box(frame.left + 0.3, frame.top + 0.1, frame.width - 0.6, frame.height - 0.2)
    scale = 600 / 25.4
    edges = dark_in(image, around, scale) - dark_in(image, inner, scale)
    empty = picture(PhotoSheet(jpeg=WHITE), Paper.POSTCARD, 1, dpi=600)
    assert edges <= dark_in(empty, around, scale) - dark_in(empty, inner, scale)
    assert dark_in(image, inner, scale) > 500


def test_a_character_without_a_glyph_is_a_geta_and_is_said() -> None:
    target = PaperTarget(paper=Paper.L, photos=1)
    content, printed = output.pdf_of(new_sheet("研修 \U0003fff0男"), target, WORDS)
    assert (printed.replaced, printed.uncertain) == (1, 0)
    text = [line.replace("\t", " ") for line in Pdf(content).text()]
    assert "研修 〓男" in text
    assert "は印刷できない文字です" in "".join(text)


def test_what_is_not_known_yet_leaves_room_to_write() -> None:
    text = pdf(PhotoSheet(jpeg=drawn_photo()), Paper.L, 1).text()
    assert {"氏名", "生年月日"} <= set(text)


@pytest.mark.parametrize("photos", [0, 21])
def test_more_than_fits_is_refused(photos: int) -> None:
    with pytest.raises(SheetFullError) as caught:
        output.pdf_of(new_sheet(), PaperTarget(paper=Paper.A4, photos=photos), WORDS)
    assert caught.value.params == {"most": "20"}


@pytest.mark.parametrize("jpeg", [b"", b"not a picture", WHITE[:60], b"\xff\xd8\xff\xe0 cut"])
@pytest.mark.qt_log_ignore("JPEG")
def test_what_is_no_picture_is_refused(jpeg: bytes) -> None:
    with pytest.raises(SheetPhotoError):
        pdf(PhotoSheet(jpeg=jpeg))


@pytest.mark.parametrize("size", [(827, 827), (1063, 827), (600, 1000)])
def test_a_photo_of_another_shape_is_refused_not_stretched(size: tuple[int, int]) -> None:
    with pytest.raises(SheetPhotoError):
        pdf(PhotoSheet(jpeg=drawn_photo(*size)))


def test_a_printer_gets_the_same_page_as_the_pdf(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("printed") / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    target = PaperTarget(paper=Paper.L, photos=4)
    output.paint_on_printer(printer, new_sheet(), target, WORDS)
    one, other = Pdf(path.read_bytes()).placed(), pdf(new_sheet(), Paper.L).placed()
    assert len(one) == len(other) == 4
    for left, right in zip(one, other, strict=True):
        assert (left.left, left.top) == pytest.approx((right.left, right.top), abs=0.1)
        assert (left.width, left.height) == pytest.approx((35.0, 45.0), abs=0.1)


def test_a_printer_that_is_not_there_is_said() -> None:
    with pytest.raises(PrinterMissingError) as caught:
        output.print_sheet(new_sheet(), PaperTarget(printer="研修用プリンター"), WORDS)
    assert caught.value.params == {"printer": "研修用プリンター"}


def test_a_birth_date_of_the_first_year_is_gannen() -> None:
    born = replace(BORN, day=BORN.day.replace(1989, 1, 8), era=type(BORN.era).HEISEI)
    text = pdf(replace(new_sheet(), birth_date=born), Paper.L, 1).text()
    assert "平成元年1月8日（1989.1.8）生" in text
