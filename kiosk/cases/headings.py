"""Which column is which: by the words of its heading, or as somebody said."""

import unicodedata
from collections.abc import Mapping, Sequence

from kiosk.cases.csvrows import Row
from kiosk.cases.rows import HEADER_ROWS, Column, RowTrouble, RowTroubleKind

_WORDS: Mapping[Column, tuple[str, ...]] = {
    Column.FORM_ID: ("申請書id", "申請書ID番号", "申請id", "申請書番号", "formid"),
    Column.RECEIPT: ("受付番号", "受付no", "受付id", "receipt"),
    Column.BUSINESS_DATE: (
        "受付日",
        "受付年月日",
        "申請日",
        "申請年月日",
        "実施日",
        "businessdate",
    ),
    Column.REASON: ("不備内容", "不備理由", "不備事項", "不備区分", "理由", "内容", "reason"),
    Column.NOTICED: ("不備通知日", "通知日", "通知年月日", "不備判明日", "判明日", "noticed"),
    Column.REPLY_BY: ("回答期限", "対応期限", "再申請期限", "期限", "期日", "replyby"),
}
_NUMBERS = (Column.FORM_ID, Column.RECEIPT)
_LONGEST_SHOWN = 40


def find_headings(
    rows: Sequence[Row], wanted: Mapping[Column, str]
) -> tuple[int, dict[Column, int], tuple[RowTrouble, ...]]:
    """Return the row of the headings from 0, where each column is, and what is unclear.

    ``wanted`` names headings for columns and comes before all guessing. Headings are in the row of
    the first twenty that has most of them. Any trouble means that the list cannot be read as it is.
    """
    nothing = (RowTrouble(row=0, kind=RowTroubleKind.NO_HEADINGS),)
    best: tuple[int, dict[Column, int], tuple[RowTrouble, ...]] = -1, {}, nothing
    for number, row in enumerate(rows[:HEADER_ROWS]):
        columns, troubles = _columns(row, number + 1, wanted)
        if len(columns) > len(best[1]) and any(one in columns for one in _NUMBERS):
            best = number, columns, troubles
    number, columns, troubles = best
    if number >= 0:
        absent = [name for column, name in wanted.items() if column not in columns]
        troubles += tuple(
            RowTrouble(row=number + 1, kind=RowTroubleKind.COLUMN_MISSING, column=shown(name))
            for name in absent
        )
    return number, columns, troubles


def shown(heading: str) -> str:
    """Return the heading as it can be shown: short, on one line, without hidden characters."""
    folded = " ".join(heading.split())
    visible = "".join(one for one in folded if unicodedata.category(one)[0] != "C")
    return visible[:_LONGEST_SHOWN]


def _columns(
    row: Row, number: int, wanted: Mapping[Column, str]
) -> tuple[dict[Column, int], tuple[RowTrouble, ...]]:
    names = [_folded(cell.text) for cell in row]
    columns: dict[Column, int] = {}
    troubles: list[RowTrouble] = []
    for column in Column:
        words = [wanted[column]] if column in wanted else _WORDS[column]
        ranked = _ranked(names, [_folded(word) for word in words], exact=column in wanted)
        if not ranked:
            continue
        place, at = ranked[0]
        columns[column] = at
        if [one for one, _ in ranked].count(place) > 1:
            troubles.append(
                RowTrouble(row=number, kind=RowTroubleKind.COLUMN_TWICE, column=shown(row[at].text))
            )
    return columns, tuple(troubles)


def _ranked(names: list[str], words: list[str], *, exact: bool) -> list[tuple[int, int]]:
    """Return how well each heading fits and where it is, best first: as a whole before in part."""
    found = []
    for at, name in enumerate(names):
        whole = [place for place, word in enumerate(words) if name == word]
        part = [len(words) + place for place, word in enumerate(words) if word in name]
        fits = whole or ([] if exact else part)
        if fits:
            found.append((fits[0], at))
    return sorted(found)


def _folded(heading: str) -> str:
    plain = unicodedata.normalize("NFKC", heading[:200]).casefold()
    return "".join(char for char in plain if char.isalnum())
