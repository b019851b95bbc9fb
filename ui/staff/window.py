"""The window staff work in: one page per phase, everything by keyboard."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import assert_never

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.frame import Frame
from kiosk.texts import Catalogue
from kiosk.workflow import phases
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.errors import StillWritingError
from kiosk.workflow.snapshots import LiveView, StationView
from ui.imaging import FramePictures
from ui.kioskmode import is_held
from ui.placing import LEAST_STAFF_PX
from ui.staff.closing import ClosingPage
from ui.staff.confirm_close import ConfirmClosePage
from ui.staff.confirming import ConfirmPage
from ui.staff.console.nextfive import NextFive
from ui.staff.console.page import ConsolePage
from ui.staff.day import ReadyPage, ReceiptPage
from ui.staff.day_closed import DayClosedPage
from ui.staff.desks.office import OfficePages
from ui.staff.duties import DutiesPage
from ui.staff.filling import FormPage, PrintSheet
from ui.staff.header import Header
from ui.staff.light import LightPage
from ui.staff.opening import OpeningPage
from ui.staff.page import Desk, Page
from ui.staff.posing import PosingPage
from ui.staff.receiving import ReceivingPage
from ui.staff.records import RecordsPage
from ui.staff.resuming import ResumingPage
from ui.staff.reviewing import ReviewPage
from ui.staff.sign_in import SignInPage
from ui.staff.slips import PRINT_AGAIN_KEY
from ui.staff.way_out import KEY as WAY_OUT_KEY
from ui.staff.way_out import WayOutPanel
from ui.theme import STANDARD, Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key_button import key_name
from ui.widgets.panel import Panel
from ui.widgets.pick_panel import PickPanel

_Sitting = (
    phases.Receiving
    | phases.Posing
    | phases.Shooting
    | phases.Developing
    | phases.Reviewing
    | phases.Filling
    | phases.Confirming
    | phases.Sealing
)
NEXT_KEY = "F7"
"""During a sitting; between two people it is a desk's."""
EXERCISE_KEY = "Ctrl+E"
"""In a training."""
_Between = phases.SignedOut | phases.Opening | phases.Resuming | phases.Ready | phases.Receipted
_Evening = phases.ConfirmingClose | phases.Closing | phases.DayClosed


class StaffWindow(QWidget):
    """Shows one `StationView` at a time and turns keys into commands."""

    closed = Signal()
    """Somebody closed the window, and nothing was being written."""
    exercise: Callable[[], Sequence[tuple[str, str]]] | None = None
    """The tasks of a training, each with its mark; None at work."""

    def __init__(
        self,
        commands: StationCommands,
        texts: Catalogue,
        form_today: Callable[[], date],
        *,
        now: Callable[[], datetime],
        theme: Theme = STANDARD,
        pictures: FramePictures | None = None,
        sign_in_hint: str = "",
        print_sheet: PrintSheet | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("staff")
        self.setWindowTitle(texts["app.name"])
        self.setMinimumSize(*LEAST_STAFF_PX)
        self._texts, self._commands = texts, commands
        self._view: StationView | None = None
        self._pick = PickPanel(self, theme, texts["question.stay"])
        desk = Desk(
            commands=commands,
            texts=texts,
            theme=theme,
            pictures=pictures or FramePictures(),
            today=form_today,
            now=now,
            pick=self._pick.ask,
        )
        self._theme = theme
        self.header = Header(
            theme,
            texts,
            now=now,
            lock=commands.lock,
            explain=self._explain,
            show_next=self._toggle_next,
        )
        self.sign_in, self.ready = SignInPage(desk, sign_in_hint), ReadyPage(desk)
        self.console = ConsolePage(desk)
        self.opening, self.resuming = OpeningPage(desk), ResumingPage(desk)
        self.light, self.duties, self.records = LightPage(desk), DutiesPage(desk), RecordsPage(desk)
        self.receiving, self.posing = ReceivingPage(desk), PosingPage(desk)
        self.review, self.filling = ReviewPage(desk), FormPage(desk, print_sheet)
        self.confirming, self.receipt = ConfirmPage(desk), ReceiptPage(desk)
        self.confirm_close, self.closing = ConfirmClosePage(desk), ClosingPage(desk)
        self.day_closed, self.office = DayClosedPage(desk), OfficePages(desk)
        self._pages = QStackedWidget()
        for page in self.pages():
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)
        self._panel = Panel(self, theme)
        self.way_out = WayOutPanel(
            self, theme, texts, ask=commands.leave_program, stay=commands.stay
        )
        self._next: NextFive | None = None  # while it is in the panel
        self._ring = FocusRing(self, theme, below=self._panel)

    def pages(self) -> tuple[Page, ...]:
        """Return every page."""
        return (
            self.sign_in,
            self.opening,
            self.resuming,
            self.ready,
            self.console,
            self.light,
            self.duties,
            self.records,
            self.receiving,
            self.posing,
            self.review,
            self.filling,
            self.confirming,
            self.receipt,
            self.confirm_close,
            self.closing,
            self.day_closed,
            *self.office.every(),
        )

    @property
    def page(self) -> Page:
        """Return the page that is seen."""
        page = self._pages.currentWidget()
        if not isinstance(page, Page):
            raise TypeError(type(page).__name__)
        return page

    def show_view(self, view: StationView) -> None:
        """Show the station as it is now."""
        before, self._view = self._view, view
        self.header.show_view(view)
        page = self._home_of(view) or self._page_of(view.phase)
        turned = before is None or page is not self.page
        if turned:
            self._panel.hide()
            self._pick.dismiss()
            self.way_out.dismiss()
            self._pages.setCurrentWidget(page)
            page.begin()
        self._forget(view)  # after the page was turned: what nobody sees is not laid out again
        page.show_view(view)
        self.way_out.show_way(view.way_out)
        if view.way_out.open and self.isVisible():
            self.close()
        if self._next is not None:
            self._next.show_queue(view.queue)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the newest judged frame where a mirror is seen."""
        self.page.show_frame(frame, live)

    def _home_of(self, view: StationView) -> Page | None:
        """Return the line's page between two people, where the venue has a line."""
        between = isinstance(view.phase, phases.Ready | phases.Receipted)
        return self.console if between and view.queue.enabled else None

    def _page_of(self, phase: phases.Phase) -> Page:
        match phase:
            case (
                phases.Receiving()
                | phases.Posing()
                | phases.Shooting()
                | phases.Developing()
                | phases.Reviewing()
                | phases.Filling()
                | phases.Confirming()
                | phases.Sealing()
            ):
                return self._page_of_sitting(phase)
            case phases.ConfirmingClose() | phases.Closing() | phases.DayClosed():
                return self._page_of_evening(phase)
            case phases.CheckingLight():
                return self.light
            case phases.TendingDuties():
                return self.duties
            case phases.ListingRecords():
                return self.records
            case phases.AtDesk(desk=desk):
                return self.office.page_of(desk)
            case _:
                return self._page_between(phase)

    def _page_between(self, phase: _Between) -> Page:
        match phase:
            case phases.SignedOut():
                return self.sign_in
            case phases.Opening():
                return self.opening
            case phases.Resuming():
                return self.resuming
            case phases.Ready():
                return self.ready
            case phases.Receipted():
                return self.receipt
            case _:
                assert_never(phase)

    def _page_of_evening(self, phase: _Evening) -> Page:
        match phase:
            case phases.ConfirmingClose():
                return self.confirm_close
            case phases.Closing():
                return self.closing
            case phases.DayClosed():
                return self.day_closed
            case _:
                assert_never(phase)

    def _page_of_sitting(self, phase: _Sitting) -> Page:
        match phase:
            case phases.Receiving():
                return self.receiving
            case phases.Posing() | phases.Shooting() | phases.Developing():
                return self.posing
            case phases.Reviewing():
                return self.review
            case phases.Filling():
                return self.filling
            case phases.Confirming() | phases.Sealing():
                return self.confirming
            case _:
                assert_never(phase)

    def _forget(self, view: StationView) -> None:
        """Wipe what belongs to a phase that is over; a form lasts as long as its sitting."""
        phase = view.phase
        kept: set[Page] = {self._home_of(view) or self._page_of(phase)}
        if isinstance(phase, _Sitting):
            kept.add(self.filling)
            if isinstance(phase, phases.Filling | phases.Confirming) and phase.shot is not None:
                kept.add(self.review)  # staff may go back to what they decided
            if not isinstance(phase, phases.Filling):
                self.filling.forget_photo()
        for page in self.pages():
            if page not in kept:
                page.wipe()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for on this page."""
        key = key_name(event)
        if event.isAutoRepeat() and not self.page.repeats(key):
            return
        if key == WAY_OUT_KEY:
            self.close()
        elif key in {"F1", "?"}:
            self._toggle_keys()
        elif key == "Esc" and self._panel.isVisible():
            self._panel.hide()
        elif key == NEXT_KEY and self._sits():
            self._toggle_next()
        elif key == EXERCISE_KEY and self.exercise is not None:
            self._toggle_exercise(self.exercise())
        elif key in {"F12", "Ctrl+L"} and self.header.lock.isVisible():
            self.header.lock.click()
        elif not self.page.press(key):
            if key == PRINT_AGAIN_KEY:
                self._commands.print_slip_again()
            else:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay open while something is being written; in kiosk mode until a lead has said so."""
        event.ignore()
        if self._is_written():
            self._explain("\n".join(self._texts.explain(StillWritingError())))
        elif is_held(self) and self._view is not None and not self._view.way_out.open:
            self.way_out.ask()
        else:
            event.accept()
            self.closed.emit()

    def _is_written(self) -> bool:
        """Tell whether something is on its way to the disk."""
        phase = self._view.phase if self._view is not None else None
        at_work = isinstance(phase, phases.AtDesk) and phase.busy
        return at_work or isinstance(phase, phases.Sealing | phases.Closing)

    def _toggle_keys(self) -> None:
        if self._panel.isVisible():
            self._panel.hide()
            return
        words = self._texts
        keys = [(" · ".join((one.key, *one.also)), one.words) for one in self.page.actions_here]
        keys += self.page.more_keys()
        slip = self._view.slip_paper if self._view is not None else None
        if slip is not None and PRINT_AGAIN_KEY not in dict(keys):
            keys.append((PRINT_AGAIN_KEY, words["slip.again"]))
        if self._sits():
            keys.append((NEXT_KEY, words["console.five.title"]))
        if self.exercise is not None:
            keys.append((EXERCISE_KEY, words["exercise.title"]))
        if self.header.lock.isVisible():
            keys.append(("F12 · Ctrl+L", words["header.lock"]))
        keys.append((WAY_OUT_KEY, words["way_out.leave"]))
        keys.append(("F1 · ?", words["keys.this"]))
        self._next = None
        self._panel.show_keys(words["keys.title"], keys, words["panel.close"])

    def _toggle_exercise(self, tasks: Sequence[tuple[str, str]]) -> None:
        """Show what is to be practised and what is done, or no longer."""
        if self._panel.isVisible():
            self._panel.hide()
            return
        words, self._next = self._texts, None
        self._panel.show_keys(words["exercise.title"], tasks, words["panel.close"])

    def _sits(self) -> bool:
        """Tell whether somebody is at the camera while others wait in a line."""
        view = self._view
        return view is not None and view.queue.enabled and isinstance(view.phase, _Sitting)

    def _toggle_next(self) -> None:
        """Show who is called next, or no longer; work goes on below."""
        if self._next is not None and self._panel.isVisible():
            self._panel.hide()
            return
        if self._view is None:
            return
        self._next, words = NextFive(self._theme, self._texts), self._texts
        self._next.show_queue(self._view.queue)
        self._panel.show_widget(words["console.five.title"], self._next, words["panel.close"])

    def _explain(self, words: str) -> None:
        self._next = None
        self._panel.show_words(words, self._texts["panel.close"])
