"""職員: who may sign in, and passwords. No password outlives the call that it is for."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.ids import StaffId
from kiosk.domain.station import NewStaffMember
from kiosk.workflow.desks import DeskAct, StaffDesk
from kiosk.workflow.deskwork import DeskWork


class Staffing:
    """What is changed about people; storage asks for a lead where one is needed."""

    def __init__(self, work: DeskWork) -> None:
        self._work = work

    def open(self) -> None:
        """Show who may sign in; those who are no leads see themselves."""
        self._work.open(self._read)

    def add(self, person: NewStaffMember) -> None:
        """Let another member in from now on."""
        station = self._work.station
        name = person.member.display_name
        self._do(DeskAct.ADDED, name, lambda: station.add_staff(person))

    def remove(self, staff_id: StaffId) -> None:
        """Let a member in no longer."""
        station = self._work.station
        self._do(DeskAct.REMOVED, staff_id, lambda: station.remove_staff(staff_id))

    def reset_password(self, staff_id: StaffId, new: str) -> None:
        """Give another member a new password."""
        station = self._work.station
        self._do(DeskAct.RESET_PASSWORD, staff_id, lambda: station.reset_password(staff_id, new))

    def change_password(self, old: str, new: str) -> None:
        """Change one's own password."""
        station = self._work.station
        self._do(DeskAct.CHANGED_PASSWORD, "", lambda: station.change_password(old, new))

    def _do(self, act: DeskAct, whom: str, run: Callable[[], None]) -> None:
        def done() -> StaffDesk:
            run()
            return replace(self._read(), act=act, whom=whom)

        self._work.run(StaffDesk, done, self._read)

    def _read(self) -> StaffDesk:
        me = self._work.stage.staff
        members = self._work.station.staff()
        if me is None or not me.role.may_close_the_day():
            members = tuple(one for one in members if me is not None and one.id == me.id)
        return StaffDesk(members=members)
