"""What the set-up's window asks for, played by the test, and the way through its pages."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.domain.custody import PolicyStanding, RecipientMark
from kiosk.domain.station import ChosenPolicy, PolicyFiles, SetupAnswers, VenuePlan
from kiosk.errors import DiskFullError, KioskError, SettingsError
from kiosk.queueports import PrinterState
from ui.hands import Hands
from ui.setup.window import SetupWindow

PASSWORD = "staple battery horse correct"
KEY = "age1" + "q" * 58
PRINTER = "tcp:192.0.2.10"


def check_printer(text: str) -> None:
    """Refuse what begins with no kind of printer."""
    if text and not text.startswith("tcp:"):
        raise SettingsError("printer", key="tickets.printer")


Make = Callable[..., SetupWindow]


class Maker:
    """Keeps what it is asked to make; fails as often as it is told to."""

    def __init__(self) -> None:
        self.made: list[SetupAnswers] = []
        self.venues: list[VenuePlan] = []
        self.failures = 0

    def __call__(self, answers: SetupAnswers, venue: VenuePlan) -> None:
        if self.failures:
            self.failures -= 1
            raise DiskFullError
        self.made.append(answers)
        self.venues.append(venue)


POLICY = ChosenPolicy(
    files=PolicyFiles(content=b"content", signature=b"signature", root_public=b"root"),
    standing=PolicyStanding(
        version=3,
        expires_at=datetime(2027, 3, 31, tzinfo=UTC),
        root_words=" ".join(["あさがお"] * 8),
        recipients=(
            RecipientMark(name="下関市 市民課", fingerprint="ab" * 32, words="うさぎ " * 8),
            RecipientMark(name="本部", fingerprint="cd" * 32, words="えだまめ " * 8),
        ),
    ),
)


class Stick:
    """What somebody chooses in the dialog, and what is on it; None: the dialog was closed."""

    def __init__(self) -> None:
        self.file: Path | None = Path("policy.json")
        self.refusal: KioskError | None = None

    def choose(self, _parent: QWidget) -> Path | None:
        return self.file

    def read(self, file: Path) -> ChosenPolicy:
        assert file == self.file
        if self.refusal is not None:
            raise self.refusal
        return POLICY


class Trial:
    """A printer that is tried when the test says so."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._heard: Callable[[PrinterState], None] | None = None

    def __call__(self, printer: str, heard: Callable[[PrinterState], None]) -> None:
        self.asked.append(printer)
        self._heard = heard

    def end(self, state: PrinterState) -> None:
        assert self._heard is not None
        self._heard(state)


def go_to_staff(hands: Hands) -> None:
    hands.press("Enter")
    hands.write("SHIMO01")
    hands.press("Enter")
    hands.press("1")
    hands.press("Enter")
    hands.write(PRINTER)
    hands.press("Enter")


def add_person(hands: Hands, name: str, role_key: str, password: str = PASSWORD) -> None:
    for words in (name, "研修 太郎"):
        hands.write(words)
        hands.press("Enter")
    hands.press(role_key)
    hands.press("Enter")
    for _ in range(2):
        hands.write(password)
        hands.press("Enter")


def go_to_summary(hands: Hands) -> None:
    go_to_staff(hands)
    add_person(hands, "kenshu", "2")
    hands.press("Ctrl+Enter")
    hands.write("研修市 市民課")
    hands.press("Enter")
    hands.write(KEY)
    hands.press("Enter")
    hands.press("Ctrl+Enter")


def go_to_printer(hands: Hands, printer: str) -> None:
    hands.press("Enter")
    hands.write("SHIMO01")
    for keys in ("Enter", "1", "Enter"):
        hands.press(keys)
    hands.write(printer)


def go_to_recipients(hands: Hands) -> None:
    go_to_staff(hands)
    add_person(hands, "kenshu", "2")
    hands.press("Ctrl+Enter")
