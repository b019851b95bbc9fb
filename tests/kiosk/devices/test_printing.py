"""The printing process: what it is told, what is believed of it, and that it never holds us up."""

import base64
import json
import os
from datetime import date
from pathlib import Path

import psutil
import pytest

from kiosk.devices.printing import ChildSheetPrinter, own_command
from kiosk.domain.dates import birth_date_of
from kiosk.domain.sheet import Paper, PaperTarget, PhotoSheet, SheetPrinted
from kiosk.domain.sheet_errors import (
    PrinterMissingError,
    PrinterRefusedError,
    SheetError,
    SheetUnconfirmedError,
)
from kiosk.errors import KioskError, OutputExistsError
from kiosk.threads import Worker
from tests.kiosk.devices.children import answering, child, hanging, keeping

PLENTY_S = 60.0
SHEET = PhotoSheet(
    jpeg=b"\xff\xd8 drawn", name="研修 太郎", birth_date=birth_date_of(date(1950, 3, 4))
)


def test_personal_words_go_by_standard_input_alone(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    printer = ChildSheetPrinter(keeping(kept), deadline_s=PLENTY_S)
    target = PaperTarget(paper=Paper.L, photos=4, printer="研修用")
    assert printer.print_sheet(SHEET, target) == SheetPrinted(photos=4, replaced=1, uncertain=2)
    arguments, said = json.loads(kept.read_text(encoding="utf-8"))
    assert arguments == [
        "photo", "sheet", "-", "--name-file", "-", "--json",
        "--paper", "l", "--copies-per-page", "4", "--printer", "研修用",
    ]  # fmt: skip
    assert (said["name"], said["birth_date"]) == ("研修 太郎", "昭和25年3月4日")
    assert base64.b64decode(said["jpeg"]) == SHEET.jpeg
    assert (said["training"], said["language"]) == (False, "ja")


def test_a_pdf_is_named_by_its_whole_path(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    ChildSheetPrinter(keeping(kept), deadline_s=PLENTY_S).print_sheet(
        SHEET, PaperTarget(pdf=Path("out.pdf"))
    )
    arguments, _ = json.loads(kept.read_text(encoding="utf-8"))
    assert arguments[-2:] == ["--out", str(Path("out.pdf").absolute())]


def test_a_driver_that_hangs_is_ended_and_the_outcome_is_unconfirmed(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    printer = ChildSheetPrinter(hanging(noted), deadline_s=1.5)
    with pytest.raises(SheetUnconfirmedError) as caught:
        printer.print_sheet(SHEET, PaperTarget())
    assert caught.value.__cause__ is None  # its trace would hold what was said
    assert not psutil.pid_exists(int(noted.read_text(encoding="ascii")))
    with pytest.raises(SheetUnconfirmedError):
        printer.printers()


def test_each_printer_has_its_own_deadline(tmp_path: Path) -> None:
    started = tmp_path / "started"
    os.mkfifo(started)
    patient = ChildSheetPrinter(hanging(started), deadline_s=600.0)
    outcome: list[KioskError] = []

    def wait() -> None:
        try:
            patient.printers()
        except KioskError as error:
            outcome.append(error)

    with Worker("patient", lambda _stop: wait()):
        child_of_the_patient = psutil.Process(int(started.read_text(encoding="ascii")))
        try:
            with pytest.raises(SheetUnconfirmedError):
                ChildSheetPrinter(hanging(tmp_path / "pid"), deadline_s=0.5).printers()
            assert child_of_the_patient.is_running()
            assert not outcome
        finally:
            child_of_the_patient.kill()
    assert [type(error) for error in outcome] == [SheetUnconfirmedError]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ('{"error": "printer_missing", "params": {"printer": "X"}}', PrinterMissingError),
        ('{"error": "printer_refused", "params": {"printer": "X"}}', PrinterRefusedError),
        ('{"error": "output_exists", "params": {"file": "a.pdf"}}', OutputExistsError),
        ('{"error": "of a later release"}', SheetUnconfirmedError),
        ("{}", SheetUnconfirmedError),
        ('{"photos": "many"}', SheetUnconfirmedError),
        ("[]", SheetUnconfirmedError),
        ("printed!", SheetUnconfirmedError),
        ("", SheetUnconfirmedError),
    ],
)
def test_what_the_child_tells_is_told(answer: str, error: type[KioskError]) -> None:
    with pytest.raises(error) as caught:
        ChildSheetPrinter(answering(answer), deadline_s=PLENTY_S).print_sheet(SHEET, PaperTarget())
    if '"printer": "X"' in answer:
        assert caught.value.params == {"printer": "X"}


@pytest.mark.parametrize(
    "code", ["raise SystemExit(1)", "import os; os.abort()", "import os; os._exit(9)"]
)
def test_a_child_that_dies_leaves_the_outcome_unconfirmed(code: str) -> None:
    with pytest.raises(SheetUnconfirmedError):
        ChildSheetPrinter(child(code), deadline_s=PLENTY_S).print_sheet(SHEET, PaperTarget())


def test_a_child_that_cannot_be_started_is_said(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        ChildSheetPrinter((str(tmp_path / "absent"),), deadline_s=PLENTY_S).printers()
    assert "研修" not in str(caught.value)


def test_the_names_of_printers_come_back_in_order() -> None:
    command = answering('{"printers": ["b", "a"]}')
    assert ChildSheetPrinter(command, deadline_s=PLENTY_S).printers() == ("b", "a")


def test_the_real_process_leaves_a_pdf(tmp_path: Path, qapp: object) -> None:
    from tests.ui.paper.pdfreader import Pdf  # noqa: PLC0415 - Qt is needed to draw the photo
    from tests.ui.paper.sheets import new_sheet  # noqa: PLC0415

    printer = ChildSheetPrinter(own_command(), deadline_s=PLENTY_S)
    target = PaperTarget(paper=Paper.POSTCARD, photos=2, pdf=tmp_path / "sheet.pdf")
    assert printer.print_sheet(new_sheet(training=True), target) == SheetPrinted(photos=2)
    made = Pdf((tmp_path / "sheet.pdf").read_bytes())
    assert len(made.placed()) == 2
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o777 == 0o600
    with pytest.raises(OutputExistsError):
        printer.print_sheet(new_sheet(), target)
    with pytest.raises(PrinterMissingError):
        printer.print_sheet(new_sheet(), PaperTarget(printer="研修用プリンター"))
