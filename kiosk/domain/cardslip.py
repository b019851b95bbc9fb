"""カードの預り: whose card is with the city's officer, since when, and that it came back."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.dates import BirthDate
from kiosk.domain.ids import StaffId


@dataclass(frozen=True, slots=True)
class CardSlipId:
    """A slip's random 128-bit identity; it says nothing about the person."""

    value: uuid.UUID

    @classmethod
    def new(cls) -> Self:
        """Return an identity nobody has used."""
        return cls(uuid.uuid4())

    def __str__(self) -> str:
        return str(self.value)


class CardTaker(StrEnum):
    """Who got the card back."""

    HOLDER = "holder"
    REPRESENTATIVE = "representative"


class CardStays(StrEnum):
    """Why a card did not come back to this table."""

    CITY_RETURNS = "city_returns"
    """The city gives it back to the person itself, another day or elsewhere."""
    VOID = "void"
    """The city keeps it: it is void or was handed in."""
    LOST = "lost"
    """Nobody knows where it is: an incident to report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReturned:
    """The card was given back: by whom, to whom, when."""

    by: StaffId
    at: datetime
    to: CardTaker


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNotReturned:
    """The card does not come back here: who settled it, when and why."""

    by: StaffId
    at: datetime
    why: CardStays


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CardGiving:
    """What is said when a card is handed over; neither PIN nor any number. Without a repr.

    ``reading`` may be "", ``born`` None: they only tell two people of one name apart.
    """

    holder: str
    reading: str = ""
    born: BirthDate | None = None
    work: CardWork
    officer: str
    expected: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CardSlip:
    """One card: handed over by ``given_by``; ``ended`` is None as long as it is out.

    ``number`` runs from 1 in a business day.
    """

    id: CardSlipId
    number: int
    giving: CardGiving
    given_by: StaffId
    given_at: datetime
    ended: CardReturned | CardNotReturned | None = None


def cards_out(slips: tuple[CardSlip, ...]) -> int:
    """Return how many of the cards are still with the city."""
    return sum(one.ended is None for one in slips)
