"""docs/manual/removed-staff.md, step by step; what a removed person opens: tests.storage.thief."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from storage.errors import SignInError, StaffRefusedError
from storage.station import Station
from tests.drills.office import kiosk, opens_with
from tests.drills.thief import Thief
from tests.storage.headquarters import GENERAL_PASSWORD, SignedPlace
from tests.storage.people import ALONE, DAY, STAFF_PASSWORD, Place, new_record, new_staff
from tests.storage.port_suite import ignore
from tests.storage.test_rotation import (
    copy_of,
    test_a_removed_person_with_old_and_new_copies_opens_nothing_that_came_later,
    test_killed_at_every_step_the_station_opens_for_the_others,
)

GONE, OTHER = StaffId("staff1"), StaffId("other1")
OTHER_PASSWORD = "研修 その 他の 合言葉"
PASSPHRASE = "honbu no nagai aikotoba desu"

# The two tests of step 1 and 3 are those of tests/storage, run here as part of the drill.
__all__ = (
    "test_a_removed_person_with_old_and_new_copies_opens_nothing_that_came_later",
    "test_killed_at_every_step_the_station_opens_for_the_others",
)


@pytest.fixture
def peopled(place: Place) -> Iterator[Station]:
    station = place.open_signed_in()
    station.add_staff(new_staff(OTHER, Role.STAFF, "another long password"))
    yield station
    station.close()
