"""A workbook of plain tables as a file, made in memory.

openpyxl 3.1 spells each sheet into an open file in the folder for temporary files before it packs
it (https://foss.heptapod.net/openpyxl/openpyxl, `openpyxl/worksheet/_writer.py`): a list of people
would lie there readable, and stay there after a power cut. To go when openpyxl does it no more.
"""

import io
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


def save_tables(book: Workbook, target: Path | BinaryIO) -> None:
    """Leave the workbook at ``target``; it has cells only: no picture, chart, note or link."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        _InMemory(book, archive).save()


class _InMemory(ExcelWriter):
    def __init__(self, book: Workbook, archive: ZipFile) -> None:
        super().__init__(book, archive)
        self._packed = archive

    def write_worksheet(self, ws: Worksheet) -> None:
        """Pack the sheet; no disk sees it before."""
        sheet = io.BytesIO()
        WorksheetWriter(ws, sheet).write()
        self._packed.writestr(ws.path[1:], sheet.getvalue())
        self.manifest.append(ws)
