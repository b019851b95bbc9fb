"""The pages of the back office, one of which is seen while a desk is open."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from kiosk.workflow import desks
from ui.staff.desks.audit import AuditPage
from ui.staff.desks.cards import CardsPage
from ui.staff.desks.gate import GatePage
from ui.staff.desks.hand_over import HandOverPage
from ui.staff.desks.page import DeskPage
from ui.staff.desks.policy import PolicyPage
from ui.staff.desks.staff import StaffPage
from ui.staff.page import Desk

P = TypeVar("P", bound=DeskPage)
Add = Callable[[DeskPage], object]
"""Takes a page in among those that can be seen."""


class OfficePages:
    """Holds the six pages, each made when it is first needed; tells which belongs to a desk."""

    def __init__(self, desk: Desk, add: Add) -> None:
        self._desk, self._add = desk, add

    @cached_property
    def hand_over(self) -> HandOverPage:
        """Return the page of what leaves the station."""
        return self._taken_in(HandOverPage(self._desk))

    @cached_property
    def audit(self) -> AuditPage:
        """Return the page of the trail."""
        return self._taken_in(AuditPage(self._desk))

    @cached_property
    def staff(self) -> StaffPage:
        """Return the page of who may log in."""
        return self._taken_in(StaffPage(self._desk))

    @cached_property
    def policy(self) -> PolicyPage:
        """Return the page of headquarters' policy."""
        return self._taken_in(PolicyPage(self._desk))

    @cached_property
    def cards(self) -> CardsPage:
        """Return the page of cards in custody."""
        return self._taken_in(CardsPage(self._desk))

    @cached_property
    def gate(self) -> GatePage:
        """Return the page of the check lists."""
        return self._taken_in(GatePage(self._desk))

    def every(self) -> tuple[DeskPage, ...]:
        """Return every page."""
        return tuple(make() for make in self.makers())

    def makers(self) -> tuple[Callable[[], DeskPage], ...]:
        """Return what makes each page, or returns it when it is there."""
        return (
            lambda: self.hand_over,
            lambda: self.audit,
            lambda: self.staff,
            lambda: self.policy,
            lambda: self.cards,
            lambda: self.gate,
        )

    def _taken_in(self, page: P) -> P:
        self._add(page)
        return page

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
