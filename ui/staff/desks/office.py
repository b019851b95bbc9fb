"""The pages of the back office, one of which is seen while a desk is open."""

from kiosk.workflow import desks
from ui.staff.desks.audit import AuditPage
from ui.staff.desks.cards import CardsPage
from ui.staff.desks.gate import GatePage
from ui.staff.desks.hand_over import HandOverPage
from ui.staff.desks.page import DeskPage
from ui.staff.desks.policy import PolicyPage
from ui.staff.desks.staff import StaffPage
from ui.staff.page import Desk


class OfficePages:
    """Holds the six pages and tells which of them belongs to a desk."""

    def __init__(self, desk: Desk) -> None:
        self.hand_over, self.audit = HandOverPage(desk), AuditPage(desk)
        self.staff, self.policy = StaffPage(desk), PolicyPage(desk)
        self.cards, self.gate = CardsPage(desk), GatePage(desk)

    def every(self) -> tuple[DeskPage, ...]:
        """Return every page."""
        return (self.hand_over, self.audit, self.staff, self.policy, self.cards, self.gate)

    def page_of(self, desk: desks.Desk) -> DeskPage:
        """Return the page that shows this desk."""
        match desk:
            case desks.HandOverDesk():
                return self.hand_over
            case desks.AuditDesk():
                return self.audit
            case desks.StaffDesk():
                return self.staff
            case desks.PolicyDesk():
                return self.policy
            case desks.CardDesk():
                return self.cards
            case desks.GateDesk():
                return self.gate
