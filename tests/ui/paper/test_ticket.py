"""A ticket through the machine's own printing: true size, dots where they were."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPdfWriter

from kiosk.devices.tickets.picture import draw_ticket
from kiosk.domain.sheet_errors import PrinterMissingError
from tests.kiosk.devices.tickets.faces import FACE
from tests.ui.paper.pdfreader import Pdf
from ui.paper.ticket import page_of, paint, picture_of_dots, print_dots

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_picture_is_the_tickets_dots(tmp_path: Path) -> None:
    made = draw_ticket(FACE, 80)
    image = picture_of_dots(made.width_dots, made.ink)
    image.convertToFormat(QImage.Format.Format_Grayscale8).save(str(tmp_path / "ticket.png"))
    with Image.open(tmp_path / "ticket.png") as picture:
        grey = picture.convert("L")
    (found,) = zxingcpp.read_barcodes(grey)
    assert found.text == FACE.code


def test_the_page_is_as_large_as_the_paper() -> None:
    made = draw_ticket(FACE, 80)
    image = picture_of_dots(made.width_dots, made.ink)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(1200)
    writer.setPageLayout(page_of(image))
    paint(writer, writer.resolution(), image)
    buffer.close()
    width_mm, height_mm = Pdf(bytes(content.data())).page_mm
    assert width_mm == pytest.approx(80, abs=0.5)
    assert height_mm == pytest.approx(made.height_dots / 8 + 8, abs=0.5)


def test_a_printer_that_does_not_exist_is_named() -> None:
    made = draw_ticket(FACE, 80)
    with pytest.raises(PrinterMissingError):
        print_dots("研修用プリンター", made.width_dots, made.ink)
