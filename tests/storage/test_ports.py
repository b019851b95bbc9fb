"""The real station and the one in memory keep the same promises."""

from collections.abc import Iterator

import pytest

from kiosk.domain.staff import Role
from storage.station import Station
from tests.fakes.vault import MemoryStation
from tests.storage.card_promises import CardPromises
from tests.storage.people import LEAD_PASSWORD, STAFF_PASSWORD, Place, TestClock, new_staff
from tests.storage.port_suite import StationPromises
from tests.storage.sitting_promises import SittingPromises


class TestRealStation(StationPromises, SittingPromises, CardPromises):
    @pytest.fixture
    def clock(self, place: Place) -> TestClock:
        return place.clock

    @pytest.fixture
    def any_station(self, place: Place) -> Iterator[Station]:
        station = place.open()
        yield station
        station.close()


class TestStationInMemory(StationPromises, SittingPromises, CardPromises):
    @pytest.fixture
    def clock(self) -> TestClock:
        return TestClock()

    @pytest.fixture
    def any_station(self, clock: TestClock) -> MemoryStation:
        people = (
            new_staff("lead1", Role.LEAD, LEAD_PASSWORD),
            new_staff("staff1", Role.STAFF, STAFF_PASSWORD),
        )
        passwords = {str(one.member.id): (one.password, one.member) for one in people}
        return MemoryStation(clock=clock, passwords=passwords)
