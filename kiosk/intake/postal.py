"""Postal codes of Shimonoseki: which towns they stand for, from Japan Post's list."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kiosk.domain.numbers import PostalCode
from kiosk.paths import resources

PREFECTURE_AND_CITY = "山口県下関市"


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """町域 with its reading in katakana; both "" where the code names no town of its own."""

    name: str
    kana: str

    @property
    def address_head(self) -> str:
        """How an address there begins, as on the 住民票; 番地 follows as it is written."""
        return PREFECTURE_AND_CITY + self.name


def towns_of(code: PostalCode) -> tuple[Town, ...]:
    """Return the towns of the code in the order of the list; none outside Shimonoseki."""
    return _table().get(code, ())


def is_in_city(code: PostalCode) -> bool:
    """Tell whether the code is one of Shimonoseki's.

    The list decides, not "75…": 750-0601 to 0606 are 美祢市, and of 759 only two ranges are here.
    A warning at most may follow: the 住民票 decides who lives here.
    """
    return code in _table()


@cache
def _table() -> dict[str, tuple[Town, ...]]:
    """Return the towns by code, read once (413 codes, made by `tests.support.postal_table`)."""
    towns: defaultdict[str, list[Town]] = defaultdict(list)
    path = resources() / "tables" / "postal_shimonoseki.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            towns[row["code"]].append(Town(name=row["town"], kana=row["kana"]))
    return {code: tuple(found) for code, found in towns.items()}
