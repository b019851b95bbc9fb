"""Rows of cells become 不備, each bad cell named; what a case does not need is not looked at."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kiosk.cases.csvrows import Cell, Row, is_blank
from kiosk.cases.days import parse_day
from kiosk.cases.hashing import hash_number
from kiosk.cases.headings import find_headings, shown
from kiosk.cases.receipts import parse_receipt
from kiosk.cases.rows import MOST_ROWS, Column, DefectList, DefectRow, RowTrouble, RowTroubleKind
from kiosk.cases.wording import parse_words
from kiosk.domain.case import DefectReason, NumberHash
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.numbers import parse_form_id
from kiosk.errors import FieldError

LONGEST_REASON = 500
# A spreadsheet keeps 15 digits of a number (IEEE 754): 23 become 9.99E+22, or end in zeros.
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+|\d{15}0{8}")
_REASONS = (
    (DefectReason.TWICE, ("二重", "重複")),
    (DefectReason.PHOTO, ("写真", "顔", "背景")),
    (DefectReason.IDENTITY, ("本人確認", "確認書類", "暗証番号設定")),
    (DefectReason.FORM_ID, ("申請書id", "申請書ＩＤ", "申請書ID")),
    (DefectReason.BIRTH_DATE, ("生年月日",)),
    (DefectReason.ADDRESS, ("住所", "転居", "転出")),
    (DefectReason.NAME, ("氏名", "フリガナ", "改姓")),
)


def read_rows(
    rows: Sequence[Row], *, key: bytes, wanted: Mapping[Column, str], sha256: str
) -> DefectList:
    """Return what the rows say; numbers leave this function only as hashes under ``key``."""
    at, columns, unclear = find_headings(rows, wanted)
    if unclear:
        return DefectList(rows=(), troubles=unclear, sha256=sha256)
    names = {column: shown(rows[at][place].text) for column, place in columns.items()}
    good: list[DefectRow] = []
    troubles: list[RowTrouble] = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if is_blank(row):
            continue
        if number > MOST_ROWS:
            troubles.append(RowTrouble(row=number, kind=RowTroubleKind.TOO_MANY_ROWS))
            break
        told = {column: row[place] for column, place in columns.items() if place < len(row)}
        reading = _Reading(told, number, names)
        made = reading.row(key)
        troubles += reading.troubles(taken=made is not None)
        if made is not None:
            good.append(made)
    return DefectList(
        rows=tuple(good), troubles=tuple(troubles), columns=tuple(names.items()), sha256=sha256
    )


def reason_of(words: str) -> DefectReason:
    """Return what the city's words are about; the first of our kinds whose word is in them."""
    for reason, signs in _REASONS:
        if any(sign in words for sign in signs):
            return reason
    return DefectReason.OTHER


class _Reading:
    """One row while it is read: its cells, and what was wrong with them so far."""

    def __init__(self, cells: Mapping[Column, Cell], row: int, names: Mapping[Column, str]) -> None:
        self._cells = cells
        self._row = row
        self._names = names
        self._wrong: list[tuple[Column | None, RowTroubleKind]] = []

    def row(self, key: bytes) -> DefectRow | None:
        """Return the 不備, None when nothing says which application it is about."""
        number, receipt = self._number(key), self._receipt()
        if number is None and receipt is None:
            if not self._wrong:
                self._wrong.append((None, RowTroubleKind.NO_NUMBER))
            return None
        words = self._words()
        return DefectRow(
            number_hash=number,
            receipt=receipt,
            business_date=self._day(Column.BUSINESS_DATE),
            reason=reason_of(words),
            words=words,
            noticed=self._day(Column.NOTICED),
            reply_by=self._day(Column.REPLY_BY),
            row=self._row,
        )

    def troubles(self, *, taken: bool) -> list[RowTrouble]:
        """Return what was wrong, with the headings of the columns."""
        return [
            RowTrouble(
                row=self._row,
                kind=kind,
                column="" if column is None else self._names[column],
                taken=taken,
            )
            for column, kind in self._wrong
        ]

    def _text(self, column: Column) -> str:
        cell = self._cells.get(column, Cell(""))
        if cell.trouble is not None:
            self._wrong.append((column, cell.trouble))
        return cell.text.strip()

    def _number(self, key: bytes) -> NumberHash | None:
        text = self._text(Column.FORM_ID)
        if not text:
            return None
        if _ROUNDED.fullmatch(text):
            self._wrong.append((Column.FORM_ID, RowTroubleKind.FORM_ID_ROUNDED))
            return None
        try:
            return hash_number(key, parse_form_id(text))
        except FieldError as error:
            card_back = error.reason == "form_id_card_back"
            kind = RowTroubleKind.FORM_ID_CARD_BACK if card_back else RowTroubleKind.FORM_ID
            self._wrong.append((Column.FORM_ID, kind))
            return None

    def _receipt(self) -> ReceiptNumber | None:
        text = self._text(Column.RECEIPT)
        try:
            return parse_receipt(text) if text else None
        except FieldError:
            self._wrong.append((Column.RECEIPT, RowTroubleKind.RECEIPT))
            return None

    def _day(self, column: Column) -> date | None:
        text = self._text(column)
        try:
            return parse_day(column.value, text) if text else None
        except FieldError:
            self._wrong.append((column, RowTroubleKind.DATE))
            return None

    def _words(self) -> str:
        text = self._text(Column.REASON)
        try:
            return parse_words("reason", text, longest=LONGEST_REASON) if text else ""
        except FieldError as error:
            kind = _WORD_TROUBLES.get(error.reason, RowTroubleKind.WORDS)
            self._wrong.append((Column.REASON, kind))
            return ""


_WORD_TROUBLES = {
    "too_long": RowTroubleKind.WORDS_TOO_LONG,
    "long_number": RowTroubleKind.WORDS_NUMBER,
}
