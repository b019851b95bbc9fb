"""The window staff work in: one page per phase, everything by keyboard."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.frame import Frame
from kiosk.texts import Catalogue
from kiosk.workflow import phases
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.errors import StillWritingError
from kiosk.workflow.snapshots import LiveView, StationView
from ui.imaging import FramePictures
from ui.kioskmode import is_held
from ui.placing import LEAST_STAFF_PX
from ui.staff.console.nextfive import NextFive
from ui.staff.filling import FormPage, PrintSheet
from ui.staff.header import Header
from ui.staff.page import Desk, Page
from ui.staff.pages import Sitting, StaffPages
from ui.staff.reviewing import ReviewPage
from ui.staff.slips import PRINT_AGAIN_KEY
from ui.staff.way_out import KEY as WAY_OUT_KEY
from ui.staff.way_out import WayOutPanel
from ui.theme import STANDARD, Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key_button import key_name
from ui.widgets.panel import Panel
from ui.widgets.pick_panel import PickPanel

NEXT_KEY = "F7"
"""During a sitting; between two people it is a desk's."""
EXERCISE_KEY = "Ctrl+E"
"""In a training."""


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
        self.pages = StaffPages(desk, sign_in_hint=sign_in_hint, print_sheet=print_sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.pages, 1)
        self._panel = Panel(self, theme)
        self.way_out = WayOutPanel(
            self, theme, texts, ask=commands.leave_program, stay=commands.stay
        )
        self._next: NextFive | None = None  # while it is in the panel
        self._ring = FocusRing(self, theme, below=self._panel)

    @property
    def page(self) -> Page:
        """Return the page that is seen."""
        page = self.pages.currentWidget()
        if not isinstance(page, Page):
            raise TypeError(type(page).__name__)
        return page

    def prepare(self) -> None:
        """Make the pages that nobody asked for yet, one in each pause between two events.

        All of them at once would keep the window from being seen for half a second.
        """
        if self.pages.make_next():
            QTimer.singleShot(0, self, self.prepare)

    def show_view(self, view: StationView) -> None:
        """Show the station as it is now."""
        before, self._view = self._view, view
        self.header.show_view(view)
        page = self.pages.page_of(view)
        turned = before is None or page is not self.page
        if turned:
            self._panel.hide()
            self._pick.dismiss()
            self.way_out.dismiss()
            self.pages.setCurrentWidget(page)
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

    def _forget(self, view: StationView) -> None:
        """Wipe what belongs to a phase that is over; a form lasts as long as its sitting."""
        phase = view.phase
        kept: tuple[type[Page], ...] = ()
        if isinstance(phase, Sitting):
            kept = (FormPage,)
            if isinstance(phase, phases.Filling | phases.Confirming) and phase.shot is not None:
                kept += (ReviewPage,)  # staff may go back to what they decided
        for page in self.pages.made:
            if isinstance(page, FormPage) and not isinstance(phase, phases.Filling):
                page.forget_photo()  # the rest of a form lasts as long as its sitting
            if page is not self.page and not isinstance(page, kept):
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
        return view is not None and view.queue.enabled and isinstance(view.phase, Sitting)

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
