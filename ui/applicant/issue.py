"""Taking a ticket by oneself: language, purpose, help, paper. Nothing personal is asked.

Whoever walks away leaves nothing: after `IDLE_S` without a touch the first question is back.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from kiosk.domain.ticket import (
    IntentId,
    Need,
    Origin,
    PrintFailed,
    Printing,
    PublicLanguage,
    Reserved,
    Service,
    TicketRequest,
    new_intent,
)
from kiosk.publictexts import PublicWords, words
from kiosk.queue.errors import IssueClosedError, TicketPaperError
from kiosk.queueports import PrinterState
from kiosk.workflow.queue.commands import QueueCommands
from kiosk.workflow.queue.view import IssueAnswer, QueueView
from ui.applicant.issue_making import StepMaker
from ui.applicant.issue_steps import IssueStep
from ui.theme import STANDARD, Theme

IDLE_S = 30
COUNTED_S = 10
"""The last seconds before the start are counted aloud on the screen."""
_NO_PAPER_NOW = frozenset({PrinterState.PAPER_OUT, PrinterState.COVER_OPEN, PrinterState.OFFLINE})


class IssuePage(QWidget):
    """The self-service screen; a wish has its intent from the moment it is offered."""

    def __init__(
        self,
        commands: QueueCommands,
        *,
        theme: Theme = STANDARD,
        words_of: Callable[[PublicLanguage], PublicWords] = words,
        intent: Callable[[], IntentId] = new_intent,
    ) -> None:
        super().__init__()
        self._commands, self._new_intent, self._words_of = commands, intent, words_of
        self._make = StepMaker(theme, words_of)
        self._queue = QueueView()
        self._service = Service.ASK
        self._needs: frozenset[Need] = frozenset()
        self._intent = intent()
        self._asked = self._answered = False
        self._idle_s = 0
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self.pass_second)
        self._layout = QStackedLayout(self)
        self.step: IssueStep = self._make.languages(self._choose_language)
        self._layout.addWidget(self.step)
        self.engaged = False

    # --- what the person does -----------------------------------------------------------------

    def start_again(self) -> None:
        """Ask for the language, whatever was chosen before; forget it."""
        self._needs = frozenset()
        self._asked = self._answered = False
        self._make.language = PublicLanguage.JA
        self._show(self._make.languages(self._choose_language), engaged=False)

    def _choose_language(self, language: PublicLanguage) -> None:
        self._make.language = language
        self._ask_purpose()

    def _ask_purpose(self) -> None:
        offered = tuple(line.service for line in self._queue.services) or tuple(Service)
        made = self._make.purposes(
            offered, self._choose_service, self._send_to_city_hall, self.start_again
        )
        self._show(made)

    def _choose_service(self, service: Service) -> None:
        self._service, self._needs = service, frozenset()
        self._intent = self._new_intent()
        self._show(self._make.needs(self._turn, self._take_ticket, self._ask_purpose))

    def _turn(self, need: Need) -> bool:
        """Turn a need on or off; tell whether there is any now."""
        self._touched()
        self._needs ^= {need}
        return bool(self._needs)

    def _send_to_city_hall(self) -> None:
        self._show(self._make.city_hall(self._ask_purpose))

    def _take_ticket(self) -> None:
        if self._asked:
            return
        self._asked = True
        self._show(self._make.printing())
        self._commands.issue_ticket(
            TicketRequest(
                service=self._service,
                language=self._make.language,
                needs=self._needs,
                origin=Origin.SELF,
            ),
            self._intent,
        )

    # --- what the station says ----------------------------------------------------------------

    def show_queue(self, queue: QueueView) -> None:
        """Take the line as it is now: perhaps the answer has come, perhaps the line is closed."""
        self._queue = queue
        if not self._asked:
            if self.engaged and not queue.accepting and not self._answered:
                self._answered = True
                self._tell("issue.closed")
            return
        mine = [one for one in queue.answers if one.intent == self._intent]
        if mine:
            self._take_answer(mine[-1])
        elif not self._answered and queue.printer in _NO_PAPER_NOW:
            self._lack_paper()

    def _take_answer(self, answer: IssueAnswer) -> None:
        ticket = answer.ticket
        if isinstance(answer.error, TicketPaperError) or (
            ticket is not None and isinstance(ticket.standing, PrintFailed)
        ):
            self._lack_paper()
        elif answer.error is not None or ticket is None:
            closed = isinstance(answer.error, IssueClosedError)
            self._end("issue.closed" if closed else "issue.refused")
        elif isinstance(ticket.standing, Reserved | Printing):
            if not self._answered and self._queue.printer in _NO_PAPER_NOW:
                self._lack_paper()
        else:
            self._asked, self._answered = False, True
            self._show(self._make.ticket(answer, self.start_again))

    def _lack_paper(self) -> None:
        """Say whom to ask; the paper may still come."""
        if not self._answered:
            self._answered = True
            self._tell("issue.no_paper")

    def _end(self, key: str) -> None:
        self._asked, self._answered = False, True
        self._tell(key)

    def _tell(self, key: str) -> None:
        self._show(self._make.word(key, self.start_again))

    # --- time ---------------------------------------------------------------------------------

    @Slot()
    def pass_second(self) -> None:
        """Count a second without a touch; the last ones are seen."""
        self._idle_s += 1
        left = IDLE_S - self._idle_s
        if left > 0:
            if left <= COUNTED_S and not self._waits:
                self.step.foot.say(self._words().marked("issue.countdown", seconds=left))
        elif self._waits:
            self._lack_paper()
        else:
            self.start_again()

    @property
    def _waits(self) -> bool:
        return self._asked and not self._answered

    @property
    def counting(self) -> bool:
        """Tell whether seconds are counted: somebody is taking a ticket."""
        return self._seconds.isActive()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take any touch as a sign that somebody is still here."""
        self._touched()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Hold the keys: no button has them until somebody asks with Tab."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was chosen: the chair is somebody else's now."""
        super().hideEvent(event)
        if self.engaged:
            self.start_again()

    def _touched(self) -> None:
        if self._idle_s:
            self._idle_s = 0
            self.step.foot.say(self._make.foot_words)

    def _words(self) -> PublicWords:
        return self._words_of(self._make.language)

    def _show(self, step: IssueStep, *, engaged: bool = True) -> None:
        old, self.step = self.step, step
        by_keys = old.isAncestorOf(focused) if (focused := self.focusWidget()) else False
        self._layout.addWidget(step)
        self._layout.setCurrentWidget(step)
        if by_keys and step.buttons:
            step.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._layout.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._idle_s = 0
        self.engaged = engaged
        if engaged:
            self._seconds.start()
        else:
            self._seconds.stop()
