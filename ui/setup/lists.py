"""Who works here."""

from kiosk.domain.ids import parse_staff_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember
from kiosk.errors import FieldError
from ui.setup.listing import ListingPage
from ui.widgets.staff_fields import passwords_differ


class StaffListPage(ListingPage[NewStaffMember]):
    """At least one person who may close the day."""

    def made(self, values: dict[str, str]) -> NewStaffMember:
        """Return the new member; both passwords must be the same."""
        for error in passwords_differ(values):
            raise error
        staff_id = parse_staff_id(values["staff_id"].strip())
        if any(staff_id == one.member.id for one in self.items):
            raise FieldError("staff_id", "already_there")
        member = StaffMember(
            id=staff_id,
            display_name=values["display_name"].strip(),
            role=Role(values["role"]),
        )
        return NewStaffMember(member=member, password=values["password"])

    def words_of(self, item: NewStaffMember) -> str:
        """Return name and role, never the password."""
        role = self.texts[f"role.{item.member.role.value}"]
        return f"{item.member.display_name} ({item.member.id}) {role}"

    def missing(self) -> str:
        """Ask for a lead."""
        leads = any(one.member.role.may_close_the_day() for one in self.items)
        return "" if leads else "lead_missing"
