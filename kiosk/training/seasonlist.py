"""The city's list of 不備 after a made-up season, and what is known of every row of it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from kiosk.contract.season import SeasonPlan, Special
from kiosk.contract.seasondays import Visitor, batch_name
from kiosk.domain.ids import ReceiptNumber
from kiosk.training.people import TRAINING_ID_PREFIX, training_form

ROWS = 5_000
HEADINGS = ("申請書ID", "受付番号", "受付日", "氏名", "不備内容", "通知日", "回答期限")
_REASONS = (
    "写真の背景に影がある",
    "写真が不鮮明",
    "住所の記載もれ",
    "生年月日の誤り",
    "署名がない",
)
_NOTICED_FROM = date(2026, 11, 1)
_UNENCODABLE = "氏名の「\U00020bb7」が表示できない"
"""U+20BB7 has no bytes in CP932: what a city's program then writes is no text at all."""
_NO_CP932 = b"\x85\x40"
_RARE = 12
_FIRST_ROW = 2  # below the headings


class _Told(StrEnum):
    """What a row says of the application that it is about."""

    NUMBER = "number"
    BOTH = "both"
    RECEIPT = "receipt"
    TWO_PEOPLE = "two_people"
    """The number of one and the receipt of another: a person has to look."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """An application that was handed to the city in a batch."""

    form_id: str
    receipt: ReceiptNumber
    day: date
    batch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of the city's list; ``fits`` are the applications that it may be about."""

    form_id: str
    receipt: str
    day: date | None
    name: str
    words: str
    noticed: date
    fits: frozenset[Handed]

    def cells(self) -> tuple[str, ...]:
        """Return the row as the city writes it."""
        day = self.day.isoformat() if self.day else ""
        reply_by = (self.noticed + timedelta(days=14)).isoformat()
        noticed = self.noticed.isoformat()
        return self.form_id, self.receipt, day, self.name, self.words, noticed, reply_by


def handed_over(plan: SeasonPlan, visitors: Iterable[Visitor]) -> tuple[Handed, ...]:
    """Return every application of a closed day, with a 申請書ID of the training range."""
    applied = [
        one for one in visitors if one.number is not None and not plan.is_(one.event, Special.CRASH)
    ]
    return tuple(
        Handed(
            form_id=f"{TRAINING_ID_PREFIX}{n:019d}",
            receipt=ReceiptNumber(one.station, one.number or 0),
            day=one.event.date,
            batch=batch_name(one.station, one.event),
        )
        for n, one in enumerate(applied, start=1)
    )


def defect_rows(handed: Sequence[Handed], seed: int) -> tuple[Listed, ...]:
    """Return the city's 5,000 rows; one in five repeats an earlier one word for word."""
    chance = Random(f"season list {seed}")  # noqa: S311 - no secret
    rows: list[Listed] = [_rare(n, handed[n]) for n in range(_RARE)]
    while len(rows) < ROWS:
        repeats = chance.random() < 0.2  # noqa: PLR2004 - one in five
        rows.append(chance.choice(rows) if repeats else _row(chance, handed, len(rows)))
    chance.shuffle(rows)
    return tuple(rows)


def _row(chance: Random, handed: Sequence[Handed], n: int) -> Listed:
    one, other = chance.sample(handed, 2)
    kind = chance.choices(tuple(_Told), weights=(60, 20, 15, 3, 2))[0]
    words, noticed = chance.choice(_REASONS), _NOTICED_FROM + timedelta(days=chance.randrange(150))
    plain = Listed(
        form_id=one.form_id,
        receipt="",
        day=None,
        name=training_form(1 + n % 60).name,
        words=words,
        noticed=noticed,
        fits=frozenset({one}),
    )
    match kind:
        case _Told.NUMBER:
            return plain
        case _Told.BOTH:
            return replace(plain, receipt=str(one.receipt), day=one.day)
        case _Told.RECEIPT:
            return replace(plain, form_id="", receipt=str(one.receipt), day=one.day)
        case _Told.TWO_PEOPLE:
            fits, said = frozenset({one, other}), str(other.receipt)
            return replace(plain, receipt=said, day=other.day, words=f"{words}（{n}）", fits=fits)
        case _Told.NOBODY:
            strange = f"{TRAINING_ID_PREFIX}{10**9 + n:019d}"
            return replace(plain, form_id=strange, words=f"{words}（{n}）", fits=frozenset())


def _rare(n: int, one: Handed) -> Listed:
    return Listed(
        form_id=one.form_id,
        receipt="",
        day=None,
        name="研修 太郎",
        words=_UNENCODABLE,
        noticed=_NOTICED_FROM + timedelta(days=200 + n),
        fits=frozenset({one}),
    )


def list_bytes(rows: Sequence[Listed], encoding: str) -> bytes:
    """Return the list as a CSV file; what CP932 cannot say becomes bytes that say nothing."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(one.cells() for one in rows)
    if encoding == "utf-8":
        return b"\xef\xbb\xbf" + text.getvalue().encode()
    return b"".join(_cp932(character) for character in text.getvalue())


def list_totals(rows: Sequence[Listed]) -> dict[str, object]:
    """Return what taking the list in must give."""
    first: dict[tuple[frozenset[Handed], str, date], int] = {}
    for number, one in enumerate(rows, start=_FIRST_ROW):
        first.setdefault((one.fits, one.words, one.noticed), number)
    opened = [rows[number - _FIRST_ROW] for number in first.values()]
    return {
        "rows": len(rows),
        "opened": len(opened),
        "repeated": len(rows) - len(opened),
        "found": sum(len(one.fits) == 1 for one in opened),
        "ambiguous": sum(len(one.fits) > 1 for one in opened),
        "not_found": sum(not one.fits for one in opened),
        "unencodable_rows": list(_unencodable(rows)),
    }


def _unencodable(rows: Sequence[Listed]) -> Iterator[int]:
    """Yield the rows, counted as spreadsheets do, whose words CP932 cannot say."""
    for number, one in enumerate(rows, start=_FIRST_ROW):
        if one.words == _UNENCODABLE:
            yield number


def _cp932(character: str) -> bytes:
    try:
        return character.encode("cp932")
    except UnicodeEncodeError:
        return _NO_CP932
