"""Somebody who takes a ticket, the page in front of them, and what the line answers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.ticket import (
    IntentId,
    Need,
    PaperKind,
    PrintTrouble,
    PublicLanguage,
    Service,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
    Waiting,
)
from kiosk.errors import KioskError
from kiosk.publictexts import PublicWords, plain, words
from kiosk.queue.errors import IssueClosedError, TicketMovedError, TicketPaperError
from kiosk.workflow.queue.view import IssueAnswer, QueueView, WaitRange
from tests.fakes.commands import RecordingCommands
from ui.applicant.button import PublicButton
from ui.applicant.issue import IDLE_S, IssuePage
from ui.applicant.sentence import Sentence
from ui.theme import STANDARD, Theme

NOW = datetime(2026, 11, 28, 5, tzinfo=UTC)
OPEN = QueueView(enabled=True, accepting=True)
JA = words(PublicLanguage.JA)
EN = words(PublicLanguage.EN)
LANDSCAPE, PORTRAIT = (1280, 800), (1080, 1920)


class Sitter:
    """Somebody at the page: looks for words and touches them."""

    def __init__(self, qtbot: QtBot, page: IssuePage, commands: RecordingCommands) -> None:
        self.qtbot, self.page, self.commands = qtbot, page, commands
        self.taps = 0

    def button(self, words_: str) -> PublicButton:
        """Return the button that says this, alone or with Japanese below it."""
        wanted = plain(words_)
        found = [
            one
            for one in self.page.step.buttons
            if one.accessibleName() == wanted or one.accessibleName().startswith(f"{wanted} ")
        ]
        assert len(found) == 1, [one.accessibleName() for one in self.page.step.buttons]
        return found[0]

    def touch(self, words_: str) -> None:
        """Touch a button in its middle."""
        self.taps += 1
        self.qtbot.mouseClick(self.button(words_), Qt.MouseButton.LeftButton)

    def to_needs(self, said: PublicWords = JA, service: Service = Service.APPLY) -> None:
        """Go as far as the last question."""
        self.touch(said["language"])
        self.touch(said[f"issue.purpose.{service.value}"])

    def ask(self, said: PublicWords = JA) -> IntentId:
        """Ask for a ticket and return the wish's intent."""
        self.to_needs(said)
        self.touch(said["issue.none"])
        return self.wishes()[-1][1]

    def wishes(self) -> list[tuple[TicketRequest, IntentId]]:
        """Return what was asked of the line so far."""
        found = []
        for request, intent in (wish[-2:] for wish in self.commands.in_line):
            assert isinstance(request, TicketRequest)
            assert isinstance(intent, str)
            found.append((request, IntentId(intent)))
        return found

    def read(self) -> str:
        """Return everything that can be read now."""
        shown = [one.words for one in self.page.step.findChildren(Sentence)]
        return "\n".join(shown + [one.accessibleName() for one in self.page.step.buttons])

    def wait(self, seconds: int) -> None:
        """Let seconds go by without a touch."""
        for _ in range(seconds):
            self.page.pass_second()


def at_page(
    qtbot: QtBot,
    commands: RecordingCommands,
    *,
    theme: Theme = STANDARD,
    words_of: Callable[[PublicLanguage], PublicWords] = words,
    size: tuple[int, int] = LANDSCAPE,
) -> Sitter:
    page = IssuePage(commands, theme=theme, words_of=words_of)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.show_queue(OPEN)
    QApplication.processEvents()
    return Sitter(qtbot, page, commands)


def ticket(**changes: object) -> Ticket:
    known: dict[str, object] = {
        "id": TicketId.new(),
        "number": TicketNumber(Service.APPLY, 25),
        "business_date": date(2026, 11, 28),
        "reserved_at": NOW,
        "queued_at": NOW,
        "issued_at": NOW,
        "standing": Waiting(),
        **changes,
    }
    return Ticket(**known)  # type: ignore[arg-type]


def answered(intent: IntentId, made: Ticket | None, error: KioskError | None = None) -> QueueView:
    wait = WaitRange(least_min=15, most_min=25)
    answer = IssueAnswer(intent=intent, ticket=made, error=error, wait=wait, ahead=4)
    return replace(OPEN, answers=(answer,))


ANSWERS: list[tuple[Ticket | None, KioskError | None]] = [
    (ticket(), None),
    (ticket(paper=PaperKind.PAPERLESS), None),
    (ticket(paper=PaperKind.HAND_WRITTEN), None),
    (None, TicketPaperError(PrintTrouble.OFFLINE)),
    (None, IssueClosedError()),
    (None, TicketMovedError()),
]


def walk(sitter: Sitter, language: PublicLanguage) -> Iterator[str]:
    """Go through every step of the self-service in a language; yield the name of each."""
    page, chosen = sitter.page, list(PublicLanguage).index(language)

    def press(place: int) -> None:
        page.step.buttons[place].click()
        QApplication.processEvents()

    yield "languages"
    presses = {
        "purposes": chosen,
        "city-hall": len(Service),
        "purposes-again": 0,
        "needs": 0,
        "needs-chosen": 0,
        "printing": len(Need),
    }
    for name, place in presses.items():
        press(place)
        yield name
    for at, (made, error) in enumerate(ANSWERS):
        if at:
            for place in (0, chosen, 0, len(Need)):
                press(place)
        page.show_queue(answered(sitter.wishes()[-1][1], made, error))
        QApplication.processEvents()
        yield f"answer-{at}"
        sitter.wait(IDLE_S - 1)
        yield f"answer-{at}-counted"
