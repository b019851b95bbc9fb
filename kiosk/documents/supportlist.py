"""申請サポート報告書: who was supported, one line a person. It leaves this program only encrypted.

What is made here is for the sealing at once: bytes that nobody writes to a disk as they are.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.cases.csvrows import has_no_letter
from kiosk.documents.spreadsheettext import tame
from kiosk.documents.tables import write_table
from kiosk.domain.application import Route
from kiosk.domain.ids import ReceiptNumber, RecordId
from kiosk.domain.record import Record
from kiosk.texts import Catalogue, Language, catalogue

_COLUMNS = (
    "receipt",
    "date",
    "place",
    "name",
    "kana",
    "address",
    "birth_date",
    "sex",
    "route",
    "form_id",
    "copy",
)


class ListEncoding(StrEnum):
    """How the letters of a CSV are spelled."""

    UTF8 = "utf-8-sig"
    """UTF-8 with the mark that Excel asks for."""
    CP932 = "cp932"
    """For old programs; not every name can be spelled in it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SupportRow:
    """One person's line; without a repr. The 個人番号 is in no list.

    Receipts begin anew every day, so that only with the ``day`` one names a person.
    """

    receipt: str
    cells: tuple[str, ...]
    day: str = ""

    @property
    def named(self) -> str:
        """Return how the line is told of without telling of the person."""
        return f"{self.day} {self.receipt}".strip()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SupportList:
    """The list in bytes, to be encrypted; ``left_out`` names those it cannot spell."""

    content: bytes
    left_out: tuple[str, ...]


def support_rows(
    records: Iterable[Record], receipts: Mapping[RecordId, ReceiptNumber], *, place: str
) -> tuple[SupportRow, ...]:
    """Return a line for each record of one batch, in the order of the receipts.

    An online application has its 申請書ID; of one on paper the city keeps a copy.
    """
    words = catalogue(Language.JA)
    ordered = sorted(records, key=lambda record: receipts[record.id])
    return tuple(
        SupportRow(
            receipt=str(receipts[one.id]),
            cells=(str(receipts[one.id]), *_cells(one, words, place)),
            day=one.business_date.isoformat(),
        )
        for one in ordered
    )


def support_csv(
    rows: Sequence[SupportRow], encoding: ListEncoding, *, training: bool = False
) -> SupportList:
    """Return the list as CSV; who cannot be spelled is left out and named, never spelled wrong."""
    target = io.StringIO()
    lines = csv.writer(target, lineterminator="\r\n")
    lines.writerow(_headings(training=training))
    left_out = []
    for row in rows:
        if _spells(row, encoding):
            lines.writerow([tame(cell) for cell in row.cells])
        else:
            left_out.append(row.named)
    return SupportList(content=target.getvalue().encode(encoding.value), left_out=tuple(left_out))


def support_xlsx(rows: Sequence[SupportRow], *, training: bool = False) -> SupportList:
    """Return the list as a workbook of text cells, made in memory."""
    target = io.BytesIO()
    name = _marked(catalogue(Language.JA)["reports.support.sheet"], training=training)
    cells = [row.cells for row in rows]
    left_out = write_table(target, _headings(training=training), cells, sheet_name=name)
    return SupportList(content=target.getvalue(), left_out=tuple(rows[at].named for at in left_out))


def _headings(*, training: bool) -> tuple[str, ...]:
    words = catalogue(Language.JA)
    first, *others = (words[f"reports.support.{column}"] for column in _COLUMNS)
    return _marked(first, training=training), *others


def _marked(words: str, *, training: bool) -> str:
    return catalogue(Language.JA).say("support_list.training", words=words) if training else words


def _cells(record: Record, words: Catalogue, place: str) -> tuple[str, ...]:
    applicant, application = record.applicant, record.application
    on_paper = application.route is Route.PAPER
    form_id = applicant.form_id
    return (
        record.business_date.isoformat(),
        place,
        str(applicant.name),
        str(applicant.kana) if applicant.kana else "",
        str(applicant.address),
        applicant.birth_date.wareki(),
        words[f"reports.sexes.{applicant.sex.value}"],
        words[f"reports.routes.{application.route.value}"],
        str(form_id) if form_id and not on_paper else "",
        words["reports.support.copy_kept"] if on_paper else "",
    )


def _spells(row: SupportRow, encoding: ListEncoding) -> bool:
    text = "".join(row.cells)
    try:
        text.encode(encoding.value)
    except UnicodeEncodeError:
        return False
    return encoding is not ListEncoding.CP932 or not has_no_letter(text)
