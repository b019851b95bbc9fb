"""The screen the applicant looks at: one thing at a time, never another person's data."""

from typing import assert_never

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.application import Delivery
from kiosk.domain.frame import Frame
from kiosk.domain.ticket import PublicLanguage
from kiosk.ports import CameraState
from kiosk.texts import Catalogue
from kiosk.workflow import phases
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.snapshots import LiveView, StationView
from ui.applicant.confirming import ConfirmPage
from ui.applicant.consent import ConsentPage
from ui.applicant.issue import IssuePage
from ui.applicant.message import MessagePage, OfferPage
from ui.applicant.page import PublicPage
from ui.applicant.posing import PosingPage
from ui.applicant.receipt import ReceiptPage
from ui.applicant.reviewing import ReviewPage, may_ask
from ui.applicant.tongue import House, Tongue, WordsOf
from ui.imaging import FramePictures
from ui.placing import LEAST_APPLICANT_PX
from ui.theme import STANDARD, Theme

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


class ApplicantWindow(QWidget):
    """Shows what a `StationView` means for the person in the chair."""

    def __init__(
        self,
        commands: StationCommands,
        both: tuple[Catalogue, Catalogue],
        *,
        theme: Theme = STANDARD,
        pictures: FramePictures | None = None,
        words_of: WordsOf | None = None,
        contact: str = "",
    ) -> None:
        """``both`` are the languages between people; ``contact`` is whom to ask later."""
        super().__init__()
        self.setObjectName("applicant")
        self.setWindowTitle(both[0]["app.applicant"])
        self.setMinimumSize(*LEAST_APPLICANT_PX)
        self._house = House(both, words_of)
        self._last: tuple[PublicLanguage, Delivery] | None = None
        self._make_messages(theme)
        self.consent = ConsentPage(commands, theme, self._house.words_of)
        self.posing = PosingPage(theme, pictures or FramePictures())
        self.review = ReviewPage(commands, theme)
        self.confirm = ConfirmPage(commands, theme)
        self.hidden = OfferPage(theme, "confirm.hidden", "confirm.hidden.show")
        self.hidden.offer.clicked.connect(commands.show_confirmation)
        self.receipt = ReceiptPage(theme, contact)
        self.issue = IssuePage(commands, theme=theme)
        self._may_close = False
        self._pages = QStackedWidget()
        for page in self.pages():
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _make_messages(self, theme: Theme) -> None:
        self.blank = MessagePage(theme, "applicant.blank")
        self.closed = MessagePage(theme, "applicant.closed")
        self.welcome = MessagePage(theme, "applicant.welcome")
        self.agreed = MessagePage(theme, "consent.thanks")
        self.taken = MessagePage(theme, "applicant.taken")
        self.checking = MessagePage(theme, "applicant.checking")
        self.wait = MessagePage(theme, "applicant.wait")
        self.filling = MessagePage(theme, "applicant.filling")
        self.confirmed = MessagePage(theme, "confirm.thanks")
        self.sealing = MessagePage(theme, "applicant.sealing")

    def pages(self) -> tuple[QWidget, ...]:
        """Return every page."""
        return (
            self.blank,
            self.closed,
            self.welcome,
            self.consent,
            self.agreed,
            self.posing,
            self.taken,
            self.checking,
            self.review,
            self.filling,
            self.confirm,
            self.hidden,
            self.confirmed,
            self.sealing,
            self.receipt,
            self.wait,
            self.issue,
        )

    @property
    def page(self) -> QWidget | None:
        """Return the page that is seen."""
        return self._pages.currentWidget()

    def show_view(self, view: StationView) -> None:
        """Show the page of this phase; forget the last person's picture, words and number first."""
        page = self._page_of(view)
        self._forget_others(page)
        tongue = self._tongue_of(view)
        if isinstance(page, PublicPage | ConsentPage):
            page.speak(tongue)
        self._fill(page, view)
        self._pages.setCurrentWidget(page)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the mirror while somebody poses."""
        if self.page is self.posing:
            self.posing.show_frame(frame, live)

    def _forget_others(self, page: QWidget) -> None:
        """Have every page but this one know nothing of anybody."""
        if page is not self.posing:
            self.posing.wipe()
        if page is not self.review:
            self.review.show_phase(None)
        if page is not self.confirm:
            self.confirm.show_phase(None)
        if page is not self.receipt:
            self.receipt.show_number(None)

    def _fill(self, page: QWidget, view: StationView) -> None:
        """Give the page what it shows of this person."""
        self.posing.show_taking(taking=isinstance(view.phase, phases.Shooting))
        match view.phase:
            case phases.Receiving(sitting=sitting):
                self.consent.show_sitting(sitting)
            case phases.Reviewing() as phase if page is self.review:
                self.review.show_phase(phase)
            case phases.Confirming() as phase if page is self.confirm:
                self.confirm.show_phase(phase)
            case phases.Receipted(receipt=receipt):
                delivery = self._last[1] if self._last else Delivery.AT_CITY
                self.receipt.show_number(receipt.number, delivery)
            case _ if page is self.issue:
                self.issue.show_queue(view.queue)
            case _:
                pass

    def _tongue_of(self, view: StationView) -> Tongue:
        """Return what is spoken: the person's language from the table to the receipt."""
        match view.phase:
            case phases.Receipted():
                return self._house.sitting(self._last[0]) if self._last else self._house.between
            case phases.Sealing(asked=asked):
                # The case is forgotten with the seal; the receipt still speaks to this person.
                self._last = (view.case.language, asked.application.wishes.delivery)
            case _:
                self._last = None
        if isinstance(view.phase, _Sitting):
            return self._house.sitting(view.case.language)
        return self._house.between

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
            case (
                phases.Ready()
                | phases.CheckingLight()
                | phases.TendingDuties()
                | phases.ListingRecords()
            ):
                return self.welcome
            case phases.Receipted():
                return self.receipt
            case _:
                return self._page_of_sitting(view, view.phase)

    def _page_of_sitting(self, view: StationView, phase: _Sitting) -> QWidget:
        match phase:
            case phases.Receiving():
                return self.agreed if view.case.intake.consent else self.consent
            case phases.Posing() | phases.Shooting():
                away = view.camera.state not in {CameraState.LIVE, CameraState.OPENING}
                return self.wait if away else self.posing
            case phases.Developing():
                return self.taken
            case phases.Reviewing(shot=shot):
                return self.review if may_ask(shot) else self.checking
            case phases.Filling():
                return self.filling
            case phases.Confirming(confirmed=confirmed, hidden=hidden):
                if confirmed is not None:
                    return self.confirmed
                return self.hidden if hidden else self.confirm
            case phases.Sealing():
                return self.sealing
            case _:
                assert_never(phase)

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
