"""The set-up in a window: station, people, keys, summary; by keyboard alone."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.ids import parse_station_id
from kiosk.domain.station import SetupAnswers, VenuePlan
from kiosk.errors import KioskError
from kiosk.texts import Catalogue
from ui.placing import LEAST_STAFF_PX
from ui.setup.fields import VENUE, VISIT, CheckPrinter, station_plans, venue_plan
from ui.setup.lists import StaffListPage
from ui.setup.page import SetupPage
from ui.setup.recipients import (
    ChooseFile,
    ReadPolicy,
    RecipientsPage,
    choose_file,
    policy_lines,
)
from ui.setup.stationpage import StationPage, TryPrinter
from ui.theme import STANDARD, Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key_button import Action, key_name
from ui.widgets.paragraph import Paragraph
from ui.widgets.staff_fields import staff_plans
from ui.widgets.steps import Steps

_STEP_KEYS = ("setup.station", "setup.staff", "setup.recipients", "setup.summary")


class SetupWindow(QWidget):
    """Gathers `SetupAnswers` and hands them to ``create``, which may raise `KioskError`."""

    created = Signal()
    """The station is made."""
    training_chosen = Signal()
    """Somebody wants to practise instead."""
    abandoned = Signal()
    """The window was closed before a station was made."""

    def __init__(
        self,
        texts: Catalogue,
        create: Callable[[SetupAnswers, VenuePlan], None],
        read_policy: ReadPolicy,
        *,
        check_printer: CheckPrinter,
        try_printer: TryPrinter,
        theme: Theme = STANDARD,
        choose: ChooseFile = choose_file,
    ) -> None:
        super().__init__()
        self.setObjectName("setup")
        self.setWindowTitle(texts["setup.title"])
        self.setMinimumSize(*LEAST_STAFF_PX)
        self._texts, self._create = texts, create
        self._ended = False
        self._steps = Steps(theme, [texts[key] for key in _STEP_KEYS])
        self.start = self._start_page(theme)
        turn = (self._forward, self._back)
        plans = station_plans(texts, check_printer)
        self.station = StationPage(theme, texts, plans, turn, try_printer)
        self.staff = StaffListPage(theme, texts, "staff", staff_plans(texts), turn)
        self.recipients = RecipientsPage(theme, texts, read_policy, turn, choose=choose)
        self.summary = self._summary_page(theme)
        self._stack = QStackedWidget()
        for page in (self.start, self.station, self.staff, self.recipients, self.summary):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self._steps)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self._ring = FocusRing(self, theme)
        self._turn_to(0)

    @property
    def page(self) -> SetupPage:
        """Return the page that is seen."""
        page = self._stack.currentWidget()
        if not isinstance(page, SetupPage):
            raise TypeError(type(page).__name__)
        return page

    def answers(self) -> SetupAnswers:
        """Return what was gathered."""
        policy = self.recipients.policy
        return SetupAnswers(
            station=parse_station_id(self.station.form.values()["station_id"].strip()),
            staff=tuple(self.staff.items),
            recipients=tuple(self.recipients.items),
            policy=policy.files if policy else None,
        )

    def venue(self) -> VenuePlan:
        """Return how the station will be used."""
        return venue_plan(self.station.form.values())

    def _start_page(self, theme: Theme) -> SetupPage:
        words = self._texts
        actions = (
            Action("Enter", words["setup.real"], self._forward),
            (Action("F9", words["setup.training"], self._train),),
        )
        page = SetupPage(theme, words, "setup.title", "setup.start", actions)
        for key in ("setup.real", "setup.training"):
            page.column.addWidget(Paragraph(words[key], role="head"))
            page.column.addWidget(Paragraph(words[f"{key}_explain"], role="body"))
        page.finish()
        return page

    def _summary_page(self, theme: Theme) -> SetupPage:
        words = self._texts
        actions = (
            Action("Enter", words["setup.create"], self._ask_create),
            (Action("Esc", words["setup.back"], self._back),),
        )
        page = SetupPage(theme, words, "setup.summary", "setup.summary_explain", actions)
        self._summary_words = Paragraph(role="field")
        page.column.addWidget(self._summary_words)
        page.finish()
        return page

    def _turn_to(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._steps.setVisible(index > 0)
        self._steps.show_step(max(0, index - 1))
        if self.page is self.summary:
            self._summarise()
        self.page.show_error(None)
        self.page.begin()

    @Slot()
    def _forward(self) -> None:
        self._turn_to(self._stack.currentIndex() + 1)

    @Slot()
    def _back(self) -> None:
        self._turn_to(max(0, self._stack.currentIndex() - 1))

    def _summarise(self) -> None:
        answers, words = self.answers(), self._texts
        people = [self.staff.words_of(one) for one in answers.staff]
        keys = [self.recipients.words_of(one) for one in answers.recipients]
        venue = self.venue()
        lines = [f"{words['setup.station']}　{answers.station}"]
        lines += [f"{words['field.use']}　{words[f'setup.use.{VENUE if venue.line else VISIT}']}"]
        if venue.line:
            printer = venue.ticket_printer or words["setup.by_hand"]
            lines += [f"{words['field.ticket_printer']}　{printer}"]
        lines += [f"{words['setup.staff']}　{one}" for one in people]
        lines += [f"{words['setup.recipients']}　{one}" for one in keys]
        if self.recipients.policy is not None:
            lines += policy_lines(self.recipients.policy, words)
        self._summary_words.setText("\n".join(lines))

    def _ask_create(self) -> None:
        """Show the wheel first: making keys from passwords takes a second per person."""
        self.summary.bar.set_busy(True)
        self.summary.show_error(None)
        QTimer.singleShot(0, self, self._create_now)

    @Slot()
    def _create_now(self) -> None:
        try:
            self._create(self.answers(), self.venue())
        except KioskError as error:
            self.summary.show_error(error)
        else:
            self._end()
            self.created.emit()
        finally:
            self.summary.bar.set_busy(False)

    @Slot()
    def _train(self) -> None:
        self._end()
        self.training_chosen.emit()

    def _end(self) -> None:
        """Forget every password that was typed."""
        self._ended = True
        self.staff.form.wipe()
        self.staff.items.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for on this page."""
        if event.isAutoRepeat() or not self.page.press(key_name(event)):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that nobody finished."""
        event.accept()
        if not self._ended:
            self._end()
            self.abandoned.emit()
