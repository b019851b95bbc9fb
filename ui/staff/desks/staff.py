"""職員: everybody changes the own password here; leads say who may sign in."""

from kiosk.domain.finding import Verdict
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import StaffMember
from kiosk.domain.station import NewStaffMember
from kiosk.workflow import desks
from kiosk.workflow.desks import DeskAct, StaffDesk
from kiosk.workflow.snapshots import StationView
from ui.staff.desks.overview import Overview
from ui.staff.desks.page import DeskPage
from ui.staff.desks.people import (
    AddMemberWork,
    OwnPasswordWork,
    RemoveMemberWork,
    ResetPasswordWork,
    named,
)
from ui.staff.desks.words import member_row
from ui.staff.page import Desk
from ui.widgets.chosen_list import ChosenList
from ui.widgets.key_button import Action

_ADD, _RESET, _REMOVE = "F2", "F3", "F4"


class StaffPage(DeskPage):
    """People at the left; Enter changes the own password, leads have more keys."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            quiet=(
                Action(_ADD, words["desk.add.menu"], self._open_add),
                Action(_RESET, words["desk.reset.menu"], self._open_reset),
                Action(_REMOVE, words["desk.remove.menu"], self._open_remove),
            ),
        )
        self._desk: StaffDesk | None = None
        self._me: StaffMember | None = None
        self._view = Overview(desk, title=words["desks.staff"], chosen=self._chosen)
        self.fill_overview(self._view)
        commands = desk.commands
        self.own = OwnPasswordWork(desk, change=commands.change_password)
        self.add = AddMemberWork(desk, add=self._add)
        self.reset = ResetPasswordWork(desk, reset=self._reset)
        self.remove = RemoveMemberWork(desk, ask=self._ask_remove)
        for work in (self.own, self.add, self.reset, self.remove):
            self.add_work(work)

    def show_view(self, view: StationView) -> None:
        """Know who looks: leads have more keys."""
        self._me = view.staff
        super().show_view(view)

    def show_desk(self, desk: desks.Desk) -> None:
        """Show the people; what was just done has the word."""
        if not isinstance(desk, StaffDesk):
            return
        self._desk = desk
        words = self.texts
        self._view.show_rows(
            tuple(member_row(one, words) for one in desk.members), none=words["staff.none"]
        )
        self._chosen()
        if desk.act is not DeskAct.NOTHING:
            self.open_work(None)

    def wipe(self) -> None:
        """Forget the people."""
        super().wipe()
        self._desk = self._me = None
        self._view.forget()

    def lists(self) -> ChosenList:
        """Return the people."""
        return self._view.list

    def primary_words(self) -> str:
        """Return that Enter changes the own password."""
        return self.texts["desk.own_password.next"]

    def do_primary(self) -> None:
        """Open the own password."""
        self.open_work(self.own)

    def offered(self) -> frozenset[str]:
        """Return what leads can do, about others only."""
        if self._me is None or not self._me.role.may_close_the_day():
            return frozenset()
        one = self._one
        others = {_RESET, _REMOVE} if one is not None and one.id != self._me.id else set()
        return frozenset({_ADD, *others})

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the arrows."""
        return (("↑ · ↓", self.texts["staff.choose"]),)

    @property
    def _one(self) -> StaffMember | None:
        members = self._desk.members if self._desk else ()
        return next((one for one in members if one.id == self._view.list.name), None)

    def _chosen(self) -> None:
        """Say what may be done about the chosen one."""
        one, desk, words = self._one, self._desk, self.texts
        if one is None:
            self._view.tell("", "", ())
        else:
            role = words[f"role.{one.role.value}"]
            mine = self._me is not None and one.id == self._me.id
            facts = ((words["staff.fact.id"], one.id), (words["staff.fact.role"], role))
            lead = self._me is not None and self._me.role.may_close_the_day()
            key = "staff.mine" if mine else "staff.other" if lead else "staff.mine"
            self._view.tell(one.display_name, words[key], facts)
        act = desk.act if desk else DeskAct.NOTHING
        said = (
            words.say(f"desk.act.{act.value}", whom=desk.whom)
            if desk and act is not act.NOTHING
            else ""
        )
        self._view.remark(said, Verdict.PASS)
        if not self.busy:
            self.settle()

    def _open_add(self) -> None:
        self.open_work(self.add)

    def _open_reset(self) -> None:
        if self._one is not None:
            self.reset.show_whom(self._one)
            self.open_work(self.reset)

    def _open_remove(self) -> None:
        if self._one is not None:
            self.remove.show_whom(self._one)
            self.open_work(self.remove)

    def _add(self, person: NewStaffMember) -> None:
        self.desk.commands.add_staff(person)

    def _reset(self, new: str) -> None:
        if self._one is not None:
            self.desk.commands.reset_password(self._one.id, new)

    def _ask_remove(self) -> None:
        one, words = self._one, self.texts
        if one is not None:
            question = words.say("desk.remove.ask", name=named(one))
            self.bar.ask(question, words["desk.remove.yes"], lambda: self._remove(one.id))

    def _remove(self, staff_id: StaffId) -> None:
        self.desk.commands.remove_staff(staff_id)
