"""Whole A4 pages that were set elsewhere, on any printer of the machine."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.domain.sheet_errors import PrinterMissingError, PrinterRefusedError, SheetRequestError

_A4_MM = (210.0, 297.0)
_MM_PER_INCH = 25.4
_TITLE = "Slip"  # printers' queues show it: nobody's name


def print_pages(pages: Sequence[bytes], name: str) -> None:
    """Hand the pages (PNG) to the printer's queue; "" is the default one."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        raise PrinterMissingError("no such printer", printer=name or "-")
    if info.state() == QPrinter.PrinterState.Error:
        raise PrinterRefusedError("printer state", printer=info.printerName())
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    paint_on_printer(printer, pages)
    if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        raise PrinterRefusedError("state after printing", printer=info.printerName())


def paint_on_printer(printer: QPrinter, pages: Sequence[bytes]) -> None:
    """Paint on an opened printer: full page, so that millimetres count from the paper's corner."""
    printer.setDocName(_TITLE)
    size = QPageSize(QPageSize.PageSizeId.A4)
    margins = QMarginsF(0.0, 0.0, 0.0, 0.0)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins))
    printer.setFullPage(True)
    paint(printer, printer.resolution(), pages)


def paint(device: QPagedPaintDevice, dpi: int, pages: Sequence[bytes]) -> None:
    """Paint each picture on a page of its own, in its true size."""
    pictures = [QImage.fromData(page) for page in pages]
    if any(picture.isNull() for picture in pictures):
        raise SheetRequestError("no picture")
    painter = QPainter()
    if not painter.begin(device):
        raise PrinterRefusedError("no page to paint on", printer="-")
    paper = QRectF(0.0, 0.0, *(length / _MM_PER_INCH * dpi for length in _A4_MM))
    try:
        for at, picture in enumerate(pictures):
            if at:
                device.newPage()
            painter.drawImage(paper, picture)
    finally:
        ended = painter.end()
    if not ended:
        raise PrinterRefusedError("page did not end", printer="-")
