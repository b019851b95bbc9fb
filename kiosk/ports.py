"""Every door of the core, in the core's words; adapters and fakes stand behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, Self, TypeVar

from kiosk.domain.frame import Frame, Observation
from kiosk.domain.room import SitterReading, WallReading, WallReference
from kiosk.domain.sheet import PaperTarget, PhotoSheet, SheetPrinted
from kiosk.domain.shot import HeadLines, Shot
from kiosk.domain.slip import ReceiptSlip
from kiosk.errors import KioskError

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]
"""Has a call made on the main thread, soon and in order; may be used from any thread."""


Watch = Callable[[bool], None]
"""Has faces read from the camera from now on, or no longer."""


CodeSeen = Callable[[str], None]
"""Is told of a code that was read, as `kiosk.domain.scan.retell` puts it."""


class Clock(Protocol):
    """Time as an argument."""

    def now(self) -> datetime:
        """Return the present, aware, in UTC."""
        ...

    def monotonic_ns(self) -> int:
        """Return nanoseconds that never go back."""
        ...


class Orientation(StrEnum):
    """How far a frame is turned clockwise to stand upright."""

    UPRIGHT = "0"
    QUARTER = "90"
    HALF = "180"
    THREE_QUARTERS = "270"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDescription:
    """What an opened source says of itself; ``refused`` names settings the driver did not take.

    ``light_locked`` tells that exposure and white balance stay as they were when that was asked.
    ``still`` sources show one picture again and again: they are not frozen.
    """

    name: str
    width_px: int
    height_px: int
    fps: float
    refused: tuple[str, ...] = ()
    still: bool = False
    light_locked: bool = False


class FrameSource(Protocol):
    """A camera or what stands for one. One thread opens, reads and closes it."""

    def open(self) -> SourceDescription:
        """Return what was opened; raise `CameraError` when that fails within the time-out."""
        ...

    def read(self) -> Frame:
        """Return the next upright frame; raise `CameraError` when none comes in time."""
        ...

    def lock_light(self) -> tuple[str, ...]:
        """Hold exposure and white balance as they are; return which of them it cannot hold.

        The names are ``exposure`` and ``white_balance``; a source that is not open holds nothing.
        """
        ...

    def close(self) -> None:
        """Let go of the device; harmless when it is not open."""
        ...


class CameraState(StrEnum):
    """What staff see on the camera's chip."""

    OPENING = "opening"
    LIVE = "live"
    LOST = "lost"
    FROZEN = "frozen"
    BLACK = "black"
    OUT_OF_SERVICE = "out_of_service"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraStatus:
    """The capture thread's latest word."""

    state: CameraState
    source: SourceDescription | None = None
    error_key: str = ""


class FaceAnalyser(Protocol):
    """Reads faces from frames; made, used and closed in one thread."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc_info: object) -> None: ...

    def observe(self, frame: Frame) -> Observation:
        """Return what is seen in the frame."""
        ...


class PortraitMaker(Protocol):
    """Makes the ID photo from frames that were judged."""

    def develop(self, candidates: Sequence[Observation], wall: WallReference | None) -> Shot:
        """Return the best photo the frames can give, judged in full.

        ``candidates`` come best first as far as anybody knows; raises `PortraitError` when none of
        them can give a photo.
        """
        ...

    def reframe(self, shot: Shot, lines: HeadLines, wall: WallReference | None) -> Shot:
        """Return the photo cut anew around a head whose crown and chin staff have placed."""
        ...


class RoomLight(Protocol):
    """Measures the room's light; used and closed in one thread."""

    def measure_wall(self, frames: Sequence[Observation]) -> WallReading:
        """Return what the frames of an empty wall show together; at least one frame."""
        ...

    def measure_sitter(
        self, frames: Sequence[Observation], wall: WallReference | None
    ) -> SitterReading:
        """Return the light on a person in front of the wall; at least one frame."""
        ...

    def close(self) -> None:
        """Let go of the models; harmless when none were loaded."""
        ...


class WallMemory(Protocol):
    """Keeps the wall that was measured at opening, over restarts of the same day."""

    def load(self, business_date: date) -> WallReference | None:
        """Return the day's wall, None when it was not measured."""
        ...

    def save(self, business_date: date, wall: WallReference) -> None:
        """Keep the wall; an earlier one of the same or another day is forgotten."""
        ...


class SheetPrinter(Protocol):
    """Puts photos on paper, away from the screens; each call may take as long as its deadline."""

    def print_sheet(self, sheet: PhotoSheet, target: PaperTarget) -> SheetPrinted:
        """Return what was put on paper, or raise the `SheetError` that tells why not.

        `SheetUnconfirmedError`: no answer in time, nobody knows whether it was printed.
        """
        ...

    def print_pages(self, pages: tuple[bytes, ...], printer: str) -> None:
        """Put whole A4 pages (PNG) on paper; "" is the machine's own choice of a printer.

        Raises as `print_sheet`. What stands on them may be personal: it is on no disk on the way.
        """
        ...

    def printers(self) -> tuple[str, ...]:
        """Return the names of the machine's printers, the preferred one first."""
        ...


class SlipPrinter(Protocol):
    """Puts a 受付票 on paper, away from the screens."""

    def print_slip(self, slip: ReceiptSlip, job: str) -> None:
        """Return once the paper is there; ``job`` names this very sheet.

        Raises a `TicketPaperError` whose ``trouble`` says why not; at once when the printer lacks
        paper: a slip waits for nobody.
        """
        ...


class Background(Protocol):
    """Runs one job after another away from the screens; answers come back on the main thread."""

    def run(self, job: Callable[[], T], done: Callable[[T | KioskError], None]) -> None:
        """Call ``job`` on the storage thread, then ``done`` with its result or its `KioskError`."""
        ...


class ScannerState(StrEnum):
    """What staff see on the scanner's chip; one that types like a keyboard is always ready."""

    NONE = "none"
    READY = "ready"
    MISSING = "missing"
    """Its port is not there, or the cable was pulled; it is looked for again and again."""


class VoiceState(StrEnum):
    """Whether sentences can be spoken."""

    READY = "ready"
    SPEAKING = "speaking"
    NO_VOICE = "no_voice"
    """The machine speaks, but not the language that was asked for last."""
    NO_ENGINE = "no_engine"
    """The machine or this installation cannot speak at all."""


class Voice(Protocol):
    """Speaks to the applicant; used on the main thread."""

    def say(self, words: str, language: str) -> None:
        """Begin to speak a sentence (``language`` as in ``ja``); one being spoken ends at once."""
        ...

    def stop(self) -> None:
        """Be silent now; harmless when nothing is spoken."""
        ...

    def state(self) -> VoiceState:
        """Return whether something is or could be spoken."""
        ...
