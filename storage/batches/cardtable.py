"""預り一覧 of a batch: one line per card that was with the city, as people read it."""

import csv
import io
from collections.abc import Sequence

from kiosk.domain.cardslip import CardNotReturned, CardReturned, CardSlip
from kiosk.texts import Language, catalogue
from storage.batches.applicationcells import clock_time
from storage.batches.batchtable import harmless

CARDS = "cards.csv"
COLUMNS = (
    "number",
    "holder",
    "reading",
    "birth_date",
    "birth_wareki",
    "work",
    "given_at",
    "given_by",
    "officer",
    "expected",
    "ended",
    "ended_at",
    "ended_by",
)


def card_table(slips: Sequence[CardSlip]) -> bytes:
    """Return the table as CSV (UTF-8 with BOM), its heads in the first line."""
    words, text = catalogue(Language.JA), io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([words[f"batch.card.{column}"] for column in COLUMNS])
    for slip in slips:
        told = _told(slip)
        table.writerow([harmless(told[column]) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _told(slip: CardSlip) -> dict[str, str]:
    words, giving, ended = catalogue(Language.JA), slip.giving, slip.ended
    match ended:
        case CardReturned(to=to):
            how = words[f"batch.card.to.{to.value}"]
        case CardNotReturned(why=why):
            how = words[f"batch.card.stays.{why.value}"]
        case None:
            how = ""
    return {
        "number": str(slip.number),
        "holder": giving.holder,
        "reading": giving.reading,
        "birth_date": giving.born.seireki() if giving.born else "",
        "birth_wareki": giving.born.wareki() if giving.born else "",
        "work": words[f"card_paper.{giving.work.value}"],
        "given_at": clock_time(slip.given_at),
        "given_by": slip.given_by,
        "officer": giving.officer,
        "expected": giving.expected.isoformat() if giving.expected else "",
        "ended": how,
        "ended_at": clock_time(ended.at) if ended else "",
        "ended_by": ended.by if ended else "",
    }
