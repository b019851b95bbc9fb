"""Invented people (研修) of the roster and an event of theirs, for the tests."""

from datetime import UTC, date, datetime, time

from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.ids import EventId, PersonId
from kiosk.domain.names import PersonName
from kiosk.domain.person import Person, PersonRole, Training, TrainingSubject

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 0, 2, 3, tzinfo=UTC)  # 9:02:03 in Japan
TRAINED = (
    Training(subject=TrainingSubject.OPERATIONS, date=date(2026, 6, 1)),
    Training(subject=TrainingSubject.SECURITY, date=date(2026, 6, 2)),
)


def somebody(number: int, role: PersonRole = PersonRole.STAFF, name: str = "") -> Person:
    """Return a person who may work: trained, pledged, accepted by the city where that matters."""
    return Person(
        id=PersonId(f"P-{number:03d}"),
        name=PersonName(name or f"研修 従事{number}"),
        role=role,
        reading="ケンシュウ ジュウジ",
        city_approved=date(2026, 6, 10) if role is not PersonRole.STAFF else None,
        trainings=TRAINED,
        pledge=date(2026, 6, 1),
    )


GENERAL = somebody(1, PersonRole.GENERAL, "研修 総括")
MANAGER = somebody(2, PersonRole.MANAGER, "研修 現場")
ANNA, BEN = somebody(3), somebody(4)
PEOPLE = (GENERAL, MANAGER, ANNA, BEN)
VENUE = Event(
    id=EventId("E-001"),
    kind=EventKind.VENUE,
    date=TODAY,
    start=time(9, 30),
    end=time(16, 0),
    place=Place(name="研修モール 1階広場", city_approved=date(2026, 11, 1)),
    staff=(ANNA.id, BEN.id),
    manager=MANAGER.id,
    equipment=("ノートパソコン", "撮影用ライト"),
    status=EventStatus.APPROVED,
    city_approved=date(2026, 11, 2),
    neutral=True,
)
HERE = (MANAGER.id, ANNA.id)
