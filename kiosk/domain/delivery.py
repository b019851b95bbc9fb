"""What a batch becomes at the receiver: looked at, then laid out in a folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kiosk.domain.custody import AloneReason
from kiosk.errors import KioskError


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredItem:
    """One record: its row of the table, its fields from the manifest, its photo if it has one.

    ``photo`` lies in the delivery's folder; it is None when the record has none or a bad one.
    """

    receipt: str
    cells: tuple[str, ...]
    fields: Mapping[str, Any]
    photo: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A batch that was checked, in a folder nobody else sees yet; bad items are not in it."""

    folder: Path
    batch: str
    columns: tuple[str, ...]
    items: tuple[DeliveredItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLook:
    """A batch before it is opened. ``refusal`` tells why it must not be, None when it may.

    ``key_words`` spell the key that signed, for two people to compare; ``authentic`` tells that the
    key is the one known for the station. ``late`` fills a gap; ``alone`` is why one person closed.
    """

    file: Path
    name: str
    station: str
    business_date: date
    seq: int
    records: int
    length_bytes: int
    training: bool
    operators: tuple[str, ...]
    alone: AloneReason | None
    closed_at: datetime
    key_words: str
    authentic: bool
    late: bool
    refusal: KioskError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """A batch that was opened; ``code`` proves it to the station, None when the batch has none.

    ``cards`` were with the city that day.
    """

    batch: str
    folder: Path
    records: int
    photos: int
    problems: tuple[tuple[str, str], ...]
    """Item and the text key of what is wrong with it."""
    code: str | None
    cards: int = 0
