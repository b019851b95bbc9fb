"""The screen the applicant looks at: one thing at a time, never another person's data."""

from typing import assert_never

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.frame import Frame
from kiosk.ports import CameraState
from kiosk.workflow import phases
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.snapshots import LiveView, StationView
from ui.applicant.issue import IssuePage
from ui.applicant.message import MessagePage
from ui.applicant.page import Both
from ui.applicant.posing import PosingPage
from ui.applicant.receipt import ReceiptPage
from ui.applicant.reviewing import ReviewPage, may_ask
from ui.imaging import FramePictures
from ui.placing import LEAST_APPLICANT_PX
from ui.theme import STANDARD, Theme


class ApplicantWindow(QWidget):
    """Shows what a `StationView` means for the person in the chair."""

    def __init__(
        self,
        commands: StationCommands,
        both: Both,
        *,
        theme: Theme = STANDARD,
        pictures: FramePictures | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("applicant")
        self.setWindowTitle(both[0]["app.applicant"])
        self.setMinimumSize(*LEAST_APPLICANT_PX)
        self.blank = MessagePage(theme, both, "applicant.blank")
        self.closed = MessagePage(theme, both, "applicant.closed")
        self.welcome = MessagePage(theme, both, "applicant.welcome")
        self.taken = MessagePage(theme, both, "applicant.taken")
        self.checking = MessagePage(theme, both, "applicant.checking")
        self.wait = MessagePage(theme, both, "applicant.wait")
        self.filling = MessagePage(theme, both, "applicant.filling")
        self.review = ReviewPage(commands, theme, both)
        self.posing = PosingPage(theme, both, pictures or FramePictures())
        self.receipt = ReceiptPage(theme, both)
        self.issue = IssuePage(commands, theme=theme)
        self._may_close = False
        self._pages = QStackedWidget()
        for page in self.pages():
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def pages(self) -> tuple[QWidget, ...]:
        """Return every page."""
        return (
            self.blank,
            self.closed,
            self.welcome,
            self.posing,
            self.taken,
            self.checking,
            self.review,
            self.filling,
            self.receipt,
            self.wait,
            self.issue,
        )

    @property
    def page(self) -> QWidget | None:
        """Return the page that is seen."""
        return self._pages.currentWidget()

    def show_view(self, view: StationView) -> None:
        """Show the page of this phase; forget the last person's picture and number at once."""
        page = self._page_of(view)
        if page is not self.posing:
            self.posing.wipe()
        self.posing.show_taking(taking=isinstance(view.phase, phases.Shooting))
        self.review.show_phase(
            view.phase if page is self.review and isinstance(view.phase, phases.Reviewing) else None
        )
        self.receipt.show_number(
            view.phase.receipt.number if isinstance(view.phase, phases.Receipted) else None
        )
        self._pages.setCurrentWidget(page)
        if page is self.issue:
            self.issue.show_queue(view.queue)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the mirror while somebody poses."""
        if self.page is self.posing:
            self.posing.show_frame(frame, live)

    def _page_of(self, view: StationView) -> QWidget:
        match view.phase:
            case phases.Ready() | phases.SignedOut() if self._gives_tickets(view):
                return self.issue
            case (
                phases.SignedOut()
                | phases.Opening()
                | phases.Resuming()
                | phases.AtDesk()
                | phases.ConfirmingClose()
                | phases.Closing()
            ):
                return self.blank
            case phases.DayClosed():
                return self.closed
            case phases.Ready() | phases.CheckingLight() | phases.TendingDuties():
                return self.welcome
            case phases.Posing() | phases.Shooting():
                away = view.camera.state not in {CameraState.LIVE, CameraState.OPENING}
                return self.wait if away else self.posing
            case phases.Developing():
                return self.taken
            case phases.Reviewing(shot=shot):
                return self.review if may_ask(shot) else self.checking
            case phases.Filling() | phases.Sealing():
                return self.filling
            case phases.Receipted():
                return self.receipt
            case _:
                assert_never(view.phase)

    def _gives_tickets(self, view: StationView) -> bool:
        """Tell whether somebody may take a ticket here, or is about to."""
        return view.queue.accepting or (self.page is self.issue and self.issue.engaged)

    def close_for_good(self) -> None:
        """Close together with the staff window."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse: an applicant cannot end the station."""
        event.setAccepted(self._may_close)
