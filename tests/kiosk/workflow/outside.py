"""What is outside of a session, in memory: the room's light, the printer, papers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.domain.cardpaper import CardSlipPaper
from kiosk.domain.dayreport import DayReport
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.frame import Observation
from kiosk.domain.room import SitterReading, WallReading, WallReference
from kiosk.domain.sheet import PaperTarget, PhotoSheet, SheetPrinted
from kiosk.errors import KioskError
from tests.guidance.rooms import SITTER, WALL


@dataclass
class Room:
    """Measures what it was told to measure."""

    wall: WallReading = WALL
    sitter: SitterReading = SITTER
    frames: list[int] = field(default_factory=list)

    def measure_wall(self, frames: Sequence[Observation]) -> WallReading:
        self.frames.append(len(frames))
        return self.wall

    def measure_sitter(
        self, frames: Sequence[Observation], wall: WallReference | None
    ) -> SitterReading:
        self.frames.append(len(frames))
        assert wall is None or wall.grid
        return self.sitter

    def close(self) -> None:
        pass


@dataclass
class Walls:
    """Keeps one day's wall."""

    kept: dict[date, WallReference] = field(default_factory=dict)

    def load(self, business_date: date) -> WallReference | None:
        return self.kept.get(business_date)

    def save(self, business_date: date, wall: WallReference) -> None:
        self.kept = {business_date: wall}


@dataclass
class Sheets:
    """A printer that remembers what it was given, or fails as told."""

    fail: KioskError | None = None
    given: list[PhotoSheet] = field(default_factory=list)
    pages: list[tuple[bytes, ...]] = field(default_factory=list)

    def print_sheet(self, sheet: PhotoSheet, target: PaperTarget) -> SheetPrinted:
        self.given.append(sheet)
        if self.fail is not None:
            raise self.fail
        return SheetPrinted(photos=target.photos)

    def print_pages(self, pages: tuple[bytes, ...], printer: str) -> None:
        assert printer is not None
        self.pages.append(pages)
        if self.fail is not None:
            raise self.fail

    def printers(self) -> tuple[str, ...]:
        return ("kenshu",)


@dataclass
class Documents:
    """Papers that say only what they are, or fail as told."""

    fail: KioskError | None = None
    cards: list[CardSlipPaper] = field(default_factory=list)

    def certificate(self, certificate: DeletionCertificate) -> bytes:
        return self._made(f"certificate {certificate.number}")

    def day_report(self, report: DayReport) -> bytes:
        return self._made(f"day report {report.business_date} {report.venue}")

    def card_slip(self, paper: CardSlipPaper) -> tuple[bytes, ...]:
        self.cards.append(paper)
        return (self._made(f"card slip {paper.number}"),)

    def _made(self, words: str) -> bytes:
        if self.fail is not None:
            raise self.fail
        return words.encode()


@dataclass
class Papers:
    """Keeps papers in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def keep(self, name: str, content: bytes) -> Path:
        self.kept[name] = content
        return Path("papers") / name
