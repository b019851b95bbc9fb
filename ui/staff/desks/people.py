"""What is done about people: a new password, a new member, one who leaves."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.ids import parse_staff_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember
from ui.staff.desks.fields import new_password_plans, secret_plan
from ui.staff.desks.work import FormWork, Work
from ui.staff.page import Desk
from ui.widgets.staff_fields import passwords_differ, staff_plans


class OwnPasswordWork(FormWork):
    """The old one once, the new one twice."""

    def __init__(self, desk: Desk, *, change: Callable[[str, str], None]) -> None:
        words = desk.texts
        plans = (secret_plan("old_password", words), *new_password_plans(words))
        super().__init__(desk, "own_password", plans, self.act)
        self._change = change

    def act(self) -> None:
        """Hand both on; they are gone from here."""
        values = self.read(*passwords_differ(self.form.values(), "new_password"))
        if values is not None:
            self._change(values["old_password"], values["new_password"])


class ResetPasswordWork(FormWork):
    """A new password for somebody who has forgotten the old one."""

    def __init__(self, desk: Desk, *, reset: Callable[[str], None]) -> None:
        super().__init__(desk, "reset", new_password_plans(desk.texts), self.act)
        self._reset = reset

    def show_whom(self, one: StaffMember) -> None:
        """Say whose password it is."""
        self.title.setText(self.desk.texts.say("desk.reset.of", name=named(one)))

    def forget(self) -> None:
        """Forget whose it is, too."""
        super().forget()
        self.title.setText("")

    def act(self) -> None:
        """Hand it on; it is gone from here."""
        values = self.read(*passwords_differ(self.form.values(), "new_password"))
        if values is not None:
            self._reset(values["new_password"])


class AddMemberWork(FormWork):
    """Name, role and a first password, as at set-up."""

    def __init__(self, desk: Desk, *, add: Callable[[NewStaffMember], None]) -> None:
        columns = 1 if desk.theme.text_scale > 1 else 0  # the roles' names are long
        plans = [replace(one, columns=columns) for one in staff_plans(desk.texts)]
        super().__init__(desk, "add", plans, self.act)
        self._add = add

    def act(self) -> None:
        """Hand the new member on; the password is gone from here."""
        values = self.read(*passwords_differ(self.form.values()))
        if values is None:
            return
        member = StaffMember(
            id=parse_staff_id(values["staff_id"].strip()),
            display_name=values["display_name"].strip(),
            role=Role(values["role"]),
        )
        self._add(NewStaffMember(member=member, password=values["password"]))


class RemoveMemberWork(Work):
    """What happens when somebody leaves; asked once more before it does."""

    def __init__(self, desk: Desk, *, ask: Callable[[], None]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["desk.remove.title"],
            explain=words["desk.remove.explain"],
            primary=words["desk.remove.do"],
        )
        self._ask = ask

    def show_whom(self, one: StaffMember) -> None:
        """Say who it is about."""
        self.title.setText(self.desk.texts.say("desk.remove.of", name=named(one)))

    def forget(self) -> None:
        """Forget who it is about."""
        self.title.setText("")

    def act(self) -> None:
        """Ask once more."""
        self._ask()


def named(one: StaffMember) -> str:
    """Return name and log-in name: two people may have the same name."""
    return f"{one.display_name} ({one.id})"
