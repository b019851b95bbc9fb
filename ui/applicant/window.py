"""The screen the applicant looks at: one thing at a time, never another person's data."""

from typing import assert_never

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.frame import Frame
from kiosk.ports import CameraState
from kiosk.texts import Catalogue
from kiosk.workflow import phases
from kiosk.workflow.snapshots import LiveView, StationView
from ui.applicant.message import MessagePage
from ui.applicant.posing import PosingPage
from ui.applicant.receipt import ReceiptPage
from ui.imaging import FramePictures
from ui.placing import LEAST_APPLICANT_PX
from ui.theme import STANDARD, Theme


class ApplicantWindow(QWidget):
    """Shows what a `StationView` means for the person in the chair."""

    def __init__(
        self,
        texts_primary: Catalogue,
        texts_secondary: Catalogue,
        *,
        theme: Theme = STANDARD,
        pictures: FramePictures | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("applicant")
        self.setWindowTitle(texts_primary["app.applicant"])
        self.setMinimumSize(*LEAST_APPLICANT_PX)
        both = (texts_primary, texts_secondary)
        self.blank = MessagePage(theme, both, "applicant.blank")
        self.closed = MessagePage(theme, both, "applicant.closed")
        self.welcome = MessagePage(theme, both, "applicant.welcome")
        self.checking = MessagePage(theme, both, "applicant.checking")
        self.wait = MessagePage(theme, both, "applicant.wait")
        self.posing = PosingPage(theme, both, pictures or FramePictures())
        self.receipt = ReceiptPage(theme, both)
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
            self.checking,
            self.receipt,
            self.wait,
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
        self.receipt.show_number(
            view.phase.receipt.number if isinstance(view.phase, phases.Receipted) else None
        )
        self._pages.setCurrentWidget(page)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the mirror while somebody poses."""
        if self.page is self.posing:
            self.posing.show_frame(frame, live)

    def _page_of(self, view: StationView) -> QWidget:
        match view.phase:
            case phases.SignedOut() | phases.ConfirmingClose() | phases.Closing():
                return self.blank
            case phases.DayClosed():
                return self.closed
            case phases.Ready():
                return self.welcome
            case phases.Posing():
                away = view.camera.state not in {CameraState.LIVE, CameraState.OPENING}
                return self.wait if away else self.posing
            case phases.Developing() | phases.Reviewing() | phases.Sealing():
                return self.checking
            case phases.Receipted():
                return self.receipt
            case _:
                assert_never(view.phase)

    def close_for_good(self) -> None:
        """Close together with the staff window."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse: an applicant cannot end the station."""
        event.setAccepted(self._may_close)
