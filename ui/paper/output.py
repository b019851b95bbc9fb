"""Where a photo sheet comes out: PDF or a printer, by the same painter."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.domain.sheet import Paper, PaperTarget, PhotoSheet, SheetPrinted
from kiosk.domain.sheet_errors import PrinterMissingError, PrinterRefusedError
from kiosk.texts import Catalogue
from ui.paper.layout import GROUNDS
from ui.paper.photo_sheet import Brush, paint_sheet
from ui.style import load_bundled_fonts

_PDF_DPI = 1200
_MM_PER_INCH = 25.4
_TITLE = "ID photo sheet"  # printers' queues and PDF readers show it: nobody's name


def make_paper_app() -> QGuiApplication:
    """Return the application object that fonts and printers need; no window is shown."""
    existing = QGuiApplication.instance()
    app = existing if isinstance(existing, QGuiApplication) else QGuiApplication(["kiosk"])
    load_bundled_fonts()
    return app


def pdf_of(sheet: PhotoSheet, target: PaperTarget, words: Catalogue) -> tuple[bytes, SheetPrinted]:
    """Return the sheet as a PDF file of one page, and what is on it."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_TITLE)
    writer.setCreator("Shinsei Kiosk")
    writer.setResolution(_PDF_DPI)
    writer.setPageLayout(_page(target.paper))
    printed = paint_on(writer, writer.resolution(), sheet, target, words)
    buffer.close()
    return bytes(content.data()), printed


def print_sheet(sheet: PhotoSheet, target: PaperTarget, words: Catalogue) -> SheetPrinted:
    """Hand the sheet to a printer's queue; may take a minute while a driver looks for it."""
    info = (
        QPrinterInfo.printerInfo(target.printer)
        if target.printer
        else QPrinterInfo.defaultPrinter()
    )
    if info.isNull():
        raise PrinterMissingError("no such printer", printer=target.printer or "-")
    if info.state() == QPrinter.PrinterState.Error:
        raise PrinterRefusedError("printer state", printer=info.printerName())
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printed = paint_on_printer(printer, sheet, target, words)
    if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        raise PrinterRefusedError("state after printing", printer=info.printerName())
    return printed


def paint_on_printer(
    printer: QPrinter, sheet: PhotoSheet, target: PaperTarget, words: Catalogue
) -> SheetPrinted:
    """Paint on an opened printer: full page, so that millimetres count from the paper's corner."""
    printer.setDocName(_TITLE)
    printer.setPageLayout(_page(target.paper))
    printer.setFullPage(True)
    return paint_on(printer, printer.resolution(), sheet, target, words)


def paint_on(
    device: QPagedPaintDevice, dpi: int, sheet: PhotoSheet, target: PaperTarget, words: Catalogue
) -> SheetPrinted:
    """Paint one page."""
    painter = QPainter()
    if not painter.begin(device):
        raise PrinterRefusedError("no page to paint on", printer=target.printer or "-")
    try:
        printed = paint_sheet(Brush(painter, dpi / _MM_PER_INCH), sheet, target, words)
    finally:
        ended = painter.end()
    if not ended:
        raise PrinterRefusedError("page did not end", printer=target.printer or "-")
    return printed


def printer_names() -> tuple[str, ...]:
    """Return the printers of this machine, the one it prefers first."""
    names = QPrinterInfo.availablePrinterNames()
    preferred = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: (name != preferred, name)))


def _page(paper: Paper) -> QPageLayout:
    ground = GROUNDS[paper]
    size = (
        QPageSize(QPageSize.PageSizeId.A4)
        if paper is Paper.A4
        else QPageSize(
            QSizeF(ground.width_mm, ground.height_mm),
            QPageSize.Unit.Millimeter,
            paper.value,
            QPageSize.SizeMatchPolicy.ExactMatch,
        )
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0.0, 0.0, 0.0, 0.0))
