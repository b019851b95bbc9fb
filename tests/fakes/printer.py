"""A printer in memory; `tests/kiosk/devices/test_printer_port.py` runs over it and the adapter."""

from dataclasses import dataclass, field

from kiosk.domain.sheet import PaperTarget, PhotoSheet, SheetPrinted
from kiosk.domain.sheet_errors import PrinterMissingError
from kiosk.errors import KioskError


@dataclass
class MemoryPrinter:
    """Implements `kiosk.ports.SheetPrinter`; ``fail_next`` is raised once by the next call."""

    names: tuple[str, ...] = ("研修用",)
    fail_next: KioskError | None = None
    printed: list[tuple[PhotoSheet, PaperTarget]] = field(default_factory=list)
    pages: list[tuple[bytes, ...]] = field(default_factory=list)

    def print_sheet(self, sheet: PhotoSheet, target: PaperTarget) -> SheetPrinted:
        self._fail_if_told()
        known = bool(self.names) if target.printer == "" else target.printer in self.names
        if target.pdf is None and not known:
            raise PrinterMissingError("no such printer", printer=target.printer or "-")
        self.printed.append((sheet, target))
        return SheetPrinted(photos=target.photos)

    def print_pages(self, pages: tuple[bytes, ...], printer: str) -> None:
        self._fail_if_told()
        if not (bool(self.names) if printer == "" else printer in self.names):
            raise PrinterMissingError("no such printer", printer=printer or "-")
        self.pages.append(pages)

    def printers(self) -> tuple[str, ...]:
        self._fail_if_told()
        return self.names

    def _fail_if_told(self) -> None:
        failure, self.fail_next = self.fail_next, None
        if failure is not None:
            raise failure
