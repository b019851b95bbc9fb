"""A made-up season by the commands, and its reports read back as people get them."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from pypdf import PdfReader

from kiosk.cli.app import main
from kiosk.domain.ids import StationId
from kiosk.errors import ExitCode
from kiosk.training.station import PASSWORD
from storage.crypto.signing import new_signing_key, sign, to_pem

SEED = 7
LATER = "2027-05-01"
"""A day after the season: everything that is missing is missing for good."""


class SeasonBook:
    """The season of a seed in a folder, with the book that the commands open."""

    def __init__(self, root: Path, seed: int = SEED) -> None:
        self.root = root
        self.folder = root / "season"
        self.password = root / "password.txt"
        self.password.write_text(f"{PASSWORD}\n", encoding="utf-8")
        made = main(["training-season", "--out", str(self.folder), "--seed", str(seed), "--book"])
        assert made == ExitCode.OK
        self.totals: Mapping[str, Any] = self._json("totals.json")
        self.events: Mapping[str, Any] = {one["id"]: one for one in self._json("events.json")}
        self.book = self.folder / "office"

    def door(self) -> list[str]:
        """Return the options that open the book."""
        return ["--book", str(self.book), "--password-file", str(self.password)]

    def report(self, *asked: str, out: Path) -> int:
        """Have a report made of practice, on paper and as a spreadsheet."""
        how = ["--out", str(out), "--xlsx", "--training", "--as-of", LATER]
        return main(["report", *asked, *self.door(), *how])

    def known(self, first: str, last: str) -> dict[str, int]:
        """Return the sums of all events from one day to another, counted event by event."""
        found = [
            totals
            for event, totals in self.totals["by_event"].items()
            if first <= self.events[event]["date"] <= last
        ]
        names = ("visitors", "applications", "consultations", "cards", "people", "corrected")
        return {name: sum(one[name] for one in found) for name in names}

    def events_of(self, special: str) -> list[str]:
        """Return the events that are special in this way."""
        return list(self.totals["special"][special])

    def _json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_bytes())


class Paper:
    """A report as it was written: the text of its pages, and the sheets of its spreadsheet."""

    def __init__(self, pdf: Path) -> None:
        self.text = settled("".join(page.extract_text() for page in PdfReader(pdf).pages))
        book = openpyxl.load_workbook(pdf.with_suffix(".xlsx"))
        self.sheets = {sheet.title: [list(row) for row in sheet.values] for sheet in book}
        self.front = {row[0]: row[1] for row in self.sheets["報告書"] if row[1:]}

    @property
    def notices(self) -> str:
        """Return what is said to be missing, which both forms say alike."""
        front = self.sheets["報告書"]
        rows = [settled(cell) for row in front for cell in row if isinstance(cell, str)]
        return "".join(one for one in rows if one in self.text)

    def number(self, label: str) -> object:
        """Return a main number, which both forms say alike."""
        value = self.front[label]
        spelled = f"{value:,}" if isinstance(value, int) else settled(value)
        assert f"{settled(label)}{spelled}" in self.text
        return value

    def rows(self, title: str) -> dict[object, list[Any]]:
        """Return a table by the first cell of its rows; each of its words stands on paper, too."""
        rows = self.sheets[title][1:]
        for row in rows:
            for cell in row:
                assert spelled(cell) in self.text, (title, cell)
        return {row[0]: [cell for cell in row[1:] if cell is not None] for row in rows}


def papers(folder: Path) -> Iterable[Paper]:
    """Return every report of a folder by name."""
    return [Paper(path) for path in sorted(folder.glob("*.pdf"))]


def spelled(cell: object) -> str:
    """Return a cell as it stands on paper."""
    if isinstance(cell, int):
        return f"{cell:,}"
    return "" if cell is None else settled(cell)


def settled(text: object) -> str:
    """Return the text without spaces and with one spelling for one character."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split())


class Senders:
    """Stations of practice, their keys trusted in a ledger; they sign what they send."""

    def __init__(self, folder: Path, stations: Iterable[StationId]) -> None:
        self.ledger = folder / "ledger"
        self._keys: dict[str, bytearray] = {}
        for station in stations:
            self._keys[station], public = new_signing_key()
            pem = folder / f"{station}.pub.pem"
            pem.write_bytes(to_pem(public))
            trusted = ["batch", "trust", str(pem), "--words-compared", "--training"]
            assert main([*trusted, "--ledger", str(self.ledger)]) == ExitCode.OK

    def send(self, folder: Path, station: str, name: str, content: bytes) -> Path:
        """Leave the file with the station's signature."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"figures-{name}.json"
        path.write_bytes(content)
        path.with_name(f"{path.name}.sig").write_bytes(sign(self._keys[station], content))
        return path
