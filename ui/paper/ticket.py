"""A ticket as a picture on any printer of the machine, in its true size."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.domain.sheet_errors import PrinterMissingError, PrinterRefusedError

_DOTS_PER_MM = 8
_MARGIN_MM = 4.0  # rolls of 80 mm have 72 mm of dots
_TITLE = "Ticket"  # queues show it: nobody's number


def print_dots(name: str, width_dots: int, ink: bytes) -> None:
    """Hand black dots (a bit each, 1 is ink) to the printer's queue; "" is the default one."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        raise PrinterMissingError("no such printer", printer=name or "-")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_TITLE)
    image = picture_of_dots(width_dots, ink)
    printer.setPageLayout(page_of(image))
    printer.setFullPage(True)
    paint(printer, printer.resolution(), image)
    if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        raise PrinterRefusedError("state after printing", printer=info.printerName())


def is_in_error(name: str) -> bool:
    """Tell whether the machine's spooler knows no such printer or says that it cannot print."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    return bool(info.isNull() or info.state() == QPrinter.PrinterState.Error)


def picture_of_dots(width_dots: int, ink: bytes) -> QImage:
    """Return the dots as black on white."""
    row = width_dots // 8
    image = QImage(ink, width_dots, len(ink) // row, row, QImage.Format.Format_Mono)
    image.setColorTable([0xFFFFFFFF, 0xFF000000])
    return image.copy()  # its own memory: the bytes may go


def page_of(image: QImage) -> QPageLayout:
    """Return a page as large as the ticket with its margins."""
    millimetres = QSizeF(image.width(), image.height()) / _DOTS_PER_MM
    size = QPageSize(
        millimetres + QSizeF(2 * _MARGIN_MM, 2 * _MARGIN_MM),
        QPageSize.Unit.Millimeter,
        _TITLE,
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0.0, 0.0, 0.0, 0.0))


def paint(device: QPagedPaintDevice, dpi: int, image: QImage) -> None:
    """Paint the ticket on one page; a dot is an eighth of a millimetre whatever the device."""
    px_per_mm = dpi / 25.4
    painter = QPainter()
    if not painter.begin(device):
        raise PrinterRefusedError("no page to paint on", printer="-")
    try:
        corner = _MARGIN_MM * px_per_mm
        size = QSizeF(image.width(), image.height()) / _DOTS_PER_MM * px_per_mm
        painter.drawImage(QRectF(corner, corner, size.width(), size.height()), image)
    finally:
        ended = painter.end()
    if not ended:
        raise PrinterRefusedError("page did not end", printer="-")
