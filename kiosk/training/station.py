"""A training station: its people, its log-in and its recipients, all invented."""

from kiosk.domain.ids import parse_staff_id, parse_station_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember, Recipient, SetupAnswers

STATION = parse_station_id("KENSHU1")
LEAD = parse_staff_id("kenshu")
# Known to everybody on purpose: a training station never holds a real person's data.
PASSWORD = "kenshu no aikotoba desu"  # noqa: S105
RECIPIENT_NAMES = ("研修 市役所", "研修 本部")


def training_answers(age_recipients: tuple[str, ...]) -> SetupAnswers:
    """Return the set-up of a training station for these age public keys."""
    return SetupAnswers(
        station=STATION,
        staff=(
            NewStaffMember(
                member=StaffMember(id=LEAD, display_name="研修 責任者", role=Role.LEAD),
                password=PASSWORD,
            ),
        ),
        recipients=tuple(
            Recipient(name=name, age_recipient=recipient)
            for name, recipient in zip(RECIPIENT_NAMES, age_recipients, strict=True)
        ),
    )
