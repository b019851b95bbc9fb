"""The office's books keep the same promises: at a station, at headquarters, in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.officeports import OfficeBook
from storage.office.headquarters import create_office, open_office
from tests.fakes.memoryoffice import MemoryOffice
from tests.storage.office_suite import OfficePromises
from tests.storage.people import CHEAP, Place, TestClock

PASSPHRASE = "けんしゅう 本部の 長い 合言葉"


class TestOfficeOfAStation(OfficePromises):
    @pytest.fixture
    def clock(self, place: Place) -> TestClock:
        return place.clock

    @pytest.fixture
    def office(self, place: Place) -> Iterator[OfficeBook]:
        station = place.open_signed_in()
        yield station.office
        station.close()


class TestOfficeOfHeadquarters(OfficePromises):
    @pytest.fixture
    def clock(self) -> TestClock:
        return TestClock()

    @pytest.fixture
    def office(self, tmp_path: Path, clock: TestClock) -> Iterator[OfficeBook]:
        folder = tmp_path / "office"
        create_office(folder, PASSPHRASE, argon2=CHEAP)
        office = open_office(folder, PASSPHRASE, clock)
        yield office
        office.close()


class TestOfficeInMemory(OfficePromises):
    @pytest.fixture
    def clock(self) -> TestClock:
        return TestClock()

    @pytest.fixture
    def office(self, clock: TestClock) -> MemoryOffice:
        return MemoryOffice(clock)
