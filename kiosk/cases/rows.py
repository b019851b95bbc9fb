"""Rows of a list of 不備 after reading: what a case needs of them, and what was wrong."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.case import DefectReason, NumberHash
from kiosk.domain.ids import ReceiptNumber

HEADER_ROWS = 20
"""A list begins with a title and a date now and then; the headings come soon after."""
MOST_ROWS = 20_000
"""Four times the longest list there will be; what is behind is said to be left unread."""
MOST_COLUMNS = 100


class Column(StrEnum):
    """A column that is read; all others are left unread and are kept nowhere."""

    FORM_ID = "form_id"
    RECEIPT = "receipt"
    BUSINESS_DATE = "business_date"
    REASON = "reason"
    NOTICED = "noticed"
    REPLY_BY = "reply_by"


class RowTroubleKind(StrEnum):
    """What is wrong with a row or with the list; ``case_trouble.<value>`` has the words."""

    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    NOT_A_TABLE = "not_a_table"
    PROTECTED = "protected"
    NO_HEADINGS = "no_headings"
    COLUMN_TWICE = "column_twice"
    COLUMN_MISSING = "column_missing"
    UNDECODABLE = "undecodable"
    OPEN_QUOTE = "open_quote"
    NO_NUMBER = "no_number"
    FORM_ID = "form_id"
    FORM_ID_CARD_BACK = "form_id_card_back"
    FORM_ID_ROUNDED = "form_id_rounded"
    RECEIPT = "receipt"
    DATE = "date"
    FORMULA = "formula"
    WORDS = "words"
    WORDS_TOO_LONG = "words_too_long"
    WORDS_NUMBER = "words_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrouble:
    """Where and what; ``taken`` when the row came in without that cell. Never holds a value.

    ``row`` counts as spreadsheets do, 0 is the list as a whole; ``column`` is the heading.
    """

    row: int
    kind: RowTroubleKind
    column: str = ""
    taken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectRow:
    """One 不備 as it was told; ``row`` is None when it was typed. It has a hash or a receipt."""

    number_hash: NumberHash | None
    receipt: ReceiptNumber | None = None
    business_date: date | None = None
    reason: DefectReason
    words: str = ""
    noticed: date | None = None
    reply_by: date | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectList:
    """Everything that a file says, and everything that it does not say well."""

    rows: tuple[DefectRow, ...]
    troubles: tuple[RowTrouble, ...]
    columns: tuple[tuple[Column, str], ...] = ()
    """Which heading was read as which column, for a person to look at before taking it in."""
    sha256: str = ""
