"""The pages of the staff window, each made when it is first needed, and which shows a view."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, assert_never

from PySide6.QtWidgets import QStackedWidget

from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView
from ui.staff.closing import ClosingPage
from ui.staff.confirm_close import ConfirmClosePage
from ui.staff.confirming import ConfirmPage
from ui.staff.console.page import ConsolePage
from ui.staff.day import ReadyPage, ReceiptPage
from ui.staff.day_closed import DayClosedPage
from ui.staff.desks.office import OfficePages
from ui.staff.duties import DutiesPage
from ui.staff.filling import FormPage, PrintSheet
from ui.staff.light import LightPage
from ui.staff.opening import OpeningPage
from ui.staff.page import Desk, Page
from ui.staff.posing import PosingPage
from ui.staff.receiving import ReceivingPage
from ui.staff.records import RecordsPage
from ui.staff.resuming import ResumingPage
from ui.staff.reviewing import ReviewPage
from ui.staff.sign_in import SignInPage

P = TypeVar("P", bound=Page)
Sitting = (
    phases.Receiving
    | phases.Posing
    | phases.Shooting
    | phases.Developing
    | phases.Reviewing
    | phases.Filling
    | phases.Confirming
    | phases.Sealing
)
_Between = phases.SignedOut | phases.Opening | phases.Resuming | phases.Ready | phases.Receipted
_Evening = phases.ConfirmingClose | phases.Closing | phases.DayClosed


class StaffPages(QStackedWidget):
    """Holds the pages that somebody has needed so far: all of them take half a second to make."""

    def __init__(
        self, desk: Desk, *, sign_in_hint: str = "", print_sheet: PrintSheet | None = None
    ) -> None:
        super().__init__()
        self._desk, self._hint, self._print = desk, sign_in_hint, print_sheet
        self.office = OfficePages(desk, self._add)
        self._missing = self._makers()
        self.setCurrentWidget(self.sign_in)  # until anything is known

    @cached_property
    def sign_in(self) -> SignInPage:
        """Return the page of the log-in."""
        return self._add(SignInPage(self._desk, self._hint))

    @cached_property
    def opening(self) -> OpeningPage:
        """Return the page of the day's opening."""
        return self._add(OpeningPage(self._desk))

    @cached_property
    def resuming(self) -> ResumingPage:
        """Return the page of the question about what was left open."""
        return self._add(ResumingPage(self._desk))

    @cached_property
    def ready(self) -> ReadyPage:
        """Return the page of the pause between two people, without a line."""
        return self._add(ReadyPage(self._desk))

    @cached_property
    def console(self) -> ConsolePage:
        """Return the page of the line."""
        return self._add(ConsolePage(self._desk))

    @cached_property
    def light(self) -> LightPage:
        """Return the page of the look at the light."""
        return self._add(LightPage(self._desk))

    @cached_property
    def duties(self) -> DutiesPage:
        """Return the page of the list of duties."""
        return self._add(DutiesPage(self._desk))

    @cached_property
    def records(self) -> RecordsPage:
        """Return the page of the list of today's records."""
        return self._add(RecordsPage(self._desk))

    @cached_property
    def receiving(self) -> ReceivingPage:
        """Return the page of the reception."""
        return self._add(ReceivingPage(self._desk))

    @cached_property
    def posing(self) -> PosingPage:
        """Return the page of the camera."""
        return self._add(PosingPage(self._desk))

    @cached_property
    def review(self) -> ReviewPage:
        """Return the page of the judged photo."""
        return self._add(ReviewPage(self._desk))

    @cached_property
    def filling(self) -> FormPage:
        """Return the page of the form."""
        return self._add(FormPage(self._desk, self._print))

    @cached_property
    def confirming(self) -> ConfirmPage:
        """Return the page of the applicant's confirmation, seen from here."""
        return self._add(ConfirmPage(self._desk))

    @cached_property
    def receipt(self) -> ReceiptPage:
        """Return the page of the number of who was sealed, without a line."""
        return self._add(ReceiptPage(self._desk))

    @cached_property
    def confirm_close(self) -> ConfirmClosePage:
        """Return the page of the question before the closing."""
        return self._add(ConfirmClosePage(self._desk))

    @cached_property
    def closing(self) -> ClosingPage:
        """Return the page of the closing."""
        return self._add(ClosingPage(self._desk))

    @cached_property
    def day_closed(self) -> DayClosedPage:
        """Return the page of the end of the day."""
        return self._add(DayClosedPage(self._desk))

    @property
    def made(self) -> tuple[Page, ...]:
        """Return the pages that there are."""
        found = (self.widget(at) for at in range(self.count()))
        return tuple(page for page in found if isinstance(page, Page))

    def every(self) -> tuple[Page, ...]:
        """Return every page there can be."""
        while self.make_next():
            pass
        return self.made

    def make_next(self) -> bool:
        """Make one page that is still missing; tell whether there was one."""
        while self._missing:
            before = self.count()
            self._missing.pop()()
            if self.count() > before:
                return True
        return False

    def page_of(self, view: StationView) -> Page:
        """Return the page that shows this view."""
        return self._home_of(view) or self._page_of(view.phase)

    def _makers(self) -> list[Callable[[], Page]]:
        """Return what makes each page or finds it made, the one that is needed first at the end."""
        return [
            *self.office.makers(),
            lambda: self.day_closed,
            lambda: self.closing,
            lambda: self.confirm_close,
            lambda: self.receipt,
            lambda: self.confirming,
            lambda: self.filling,
            lambda: self.review,
            lambda: self.posing,
            lambda: self.receiving,
            lambda: self.records,
            lambda: self.duties,
            lambda: self.light,
            lambda: self.resuming,
            lambda: self.console,
            lambda: self.ready,
            lambda: self.opening,
            lambda: self.sign_in,
        ]

    def _add(self, page: P) -> P:
        self.addWidget(page)
        return page

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

    def _page_of_sitting(self, phase: Sitting) -> Page:
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
