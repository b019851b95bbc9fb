"""Pages that were set elsewhere come out in their true size, or are refused in words."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from kiosk.documents.cards import card_slip_pictures
from kiosk.domain.sheet_errors import PrinterMissingError, SheetRequestError
from tests.kiosk.documents.test_cards import SLIP
from ui.paper.pages import paint, print_pages

A4_POINTS = (210 / 25.4 * 72, 297 / 25.4 * 72)
pytestmark = pytest.mark.usefixtures("qapp")


def painted(*pages: bytes) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    size = QPageSize(QPageSize.PageSizeId.A4)
    margins = QMarginsF(0.0, 0.0, 0.0, 0.0)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins))
    paint(writer, writer.resolution(), pages)
    buffer.close()
    return bytes(content.data())


def test_each_picture_is_a_page_of_its_own_in_a4() -> None:
    (page,) = card_slip_pictures(SLIP)
    made = painted(page, page)
    pages = PdfReader(io.BytesIO(made)).pages
    sizes = [(float(one.mediabox.width), float(one.mediabox.height)) for one in pages]
    assert sizes == [pytest.approx((A4_POINTS[0], A4_POINTS[1]), abs=1.5)] * 2


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(SheetRequestError):
        painted(b"no picture")


def test_a_printer_that_does_not_exist_is_named() -> None:
    with pytest.raises(PrinterMissingError) as caught:
        print_pages(card_slip_pictures(SLIP), "研修用プリンター")
    assert caught.value.params == {"printer": "研修用プリンター"}
