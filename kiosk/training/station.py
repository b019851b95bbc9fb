"""A training station: its people, its log-in and its recipients, all invented."""

from kiosk.domain.ids import StaffId, parse_staff_id, parse_station_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember, PolicyFiles, Recipient, SetupAnswers

STATION = parse_station_id("KENSHU1")
LEAD = parse_staff_id("kenshu")
SECOND = parse_staff_id("kenshu2")
# Known to everybody on purpose: a training station never holds a real person's data.
PASSWORD = "kenshu no aikotoba desu"  # noqa: S105
RECIPIENT_NAMES = ("研修 市役所", "研修 本部")


def training_answers(
    age_recipients: tuple[str, ...] = (), *, policy: PolicyFiles | None = None
) -> SetupAnswers:
    """Return the set-up of a training station for these age public keys, or for a policy's."""
    return SetupAnswers(
        station=STATION,
        staff=(
            _member(LEAD, "研修 責任者", Role.LEAD),
            _member(SECOND, "研修 従事者", Role.STAFF),
        ),
        recipients=tuple(
            Recipient(name=name, age_recipient=recipient)
            for name, recipient in zip(RECIPIENT_NAMES, age_recipients, strict=True)
        )
        if policy is None
        else (),
        policy=policy,
    )


def _member(staff_id: StaffId, display_name: str, role: Role) -> NewStaffMember:
    return NewStaffMember(
        member=StaffMember(id=staff_id, display_name=display_name, role=role), password=PASSWORD
    )
