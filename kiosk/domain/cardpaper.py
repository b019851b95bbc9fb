"""預り証: what stands on the paper when a card is handed to the city's officer for a while."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class CardWork(StrEnum):
    """What the card is handed over for (specification 3.3)."""

    RENEW = "renew"
    """電子証明書の更新."""
    PIN = "pin"
    """暗証番号の再設定."""
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CardSlipPaper:
    """Whose card went to which officer; without a repr. No number of the card, no PIN.

    ``given_by`` is the member of staff who handed it over. ``reading``, ``expected`` and ``place``
    may be left open ("", None): the paper then has a line to write on.
    """

    number: str
    holder: str
    reading: str = ""
    work: CardWork
    given_by: str
    officer: str
    given_at: datetime
    place: str = ""
    expected: date | None = None
    training: bool = False
