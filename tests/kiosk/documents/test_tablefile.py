"""A workbook of people is spelled in memory: no folder for temporary files sees it."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from kiosk.documents.tablefile import save_tables
from tests.guards.groups import ROOT

CELLS = ["研修 花子", "研修 葛\U000e0100城"]
# In a process of its own: a hook of Python's sees every temporary file, and never goes away again.
WATCHED = """
import io, sys
from openpyxl import Workbook
from kiosk.documents.tablefile import save_tables
made = Workbook()
made.worksheets[0].append(["KENSHU"])
sys.addaudithook(lambda event, _: print(event) if event.startswith("tempfile.") else None)
{save}
"""


def book() -> Workbook:
    made = Workbook()
    for sheet in (made.worksheets[0], made.create_sheet("二枚目")):
        sheet.append(CELLS)
    return made


def temporary_files(save: str) -> str:
    command = [sys.executable, "-c", WATCHED.format(save=save)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_no_temporary_file_is_made() -> None:
    assert temporary_files("save_tables(made, io.BytesIO())") == ""


def test_openpyxl_itself_does_make_one() -> None:
    """When this fails `kiosk/documents/tablefile.py` is not needed any more."""
    assert temporary_files("made.save(io.BytesIO())") == "tempfile.mkstemp\n"


def test_every_sheet_reads_back(tmp_path: Path) -> None:
    save_tables(book(), tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        assert parts.testzip() is None
    read = openpyxl.load_workbook(io.BytesIO((tmp_path / "book.xlsx").read_bytes()))
    assert [[cell.value for cell in one[1]] for one in read.worksheets] == [CELLS] * 2


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_tables(book(), tmp_path / "absent" / "book.xlsx")
