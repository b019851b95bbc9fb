"""What every printer promises: the real process, with no printer on this machine, and the fake."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices.printing import ChildSheetPrinter, own_command
from kiosk.domain.sheet import Paper, PaperTarget
from kiosk.domain.sheet_errors import PrinterMissingError
from kiosk.ports import SheetPrinter
from tests.fakes.printer import MemoryPrinter
from tests.ui.paper.sheets import new_sheet

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(params=["process", "memory"])
def printer(request: pytest.FixtureRequest) -> Iterator[SheetPrinter]:
    if request.param == "memory":
        yield MemoryPrinter(names=())
    else:
        yield ChildSheetPrinter(own_command(), deadline_s=120.0)


def test_a_pdf_needs_no_printer(printer: SheetPrinter, tmp_path: Path) -> None:
    target = PaperTarget(paper=Paper.L, photos=3, pdf=tmp_path / "sheet.pdf")
    assert printer.print_sheet(new_sheet(), target).photos == 3


def test_a_printer_that_does_not_exist_is_named(printer: SheetPrinter) -> None:
    with pytest.raises(PrinterMissingError) as caught:
        printer.print_sheet(new_sheet(), PaperTarget(printer="研修用プリンター"))
    assert caught.value.params == {"printer": "研修用プリンター"}


def test_pages_for_a_printer_that_does_not_exist_are_refused_by_its_name(
    printer: SheetPrinter,
) -> None:
    with pytest.raises(PrinterMissingError) as caught:
        printer.print_pages((b"page",), "研修用プリンター")
    assert caught.value.params == {"printer": "研修用プリンター"}


def test_printers_are_listed_without_printing(printer: SheetPrinter) -> None:
    assert isinstance(printer.printers(), tuple)
