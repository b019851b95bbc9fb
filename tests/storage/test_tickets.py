"""The ticket book on the disk and the one in memory keep the same promises."""

from collections.abc import Iterator

import pytest

from storage.station import Station
from tests.fakes.ticket_book import MemoryTicketBook
from tests.storage.people import DAY, Place, TestClock
from tests.storage.ticket_book_suite import NEXT_DAY, TicketBookPromises


class TestBookOnTheDisk(TicketBookPromises):
    @pytest.fixture
    def clock(self, place: Place) -> TestClock:
        return place.clock

    @pytest.fixture
    def book(self, place: Place) -> Iterator[Station]:
        station = place.open_signed_in()
        station.open_day(NEXT_DAY)
        station.lock(None)
        yield station
        station.close()


class TestBookInMemory(TicketBookPromises):
    @pytest.fixture
    def clock(self) -> TestClock:
        return TestClock()

    @pytest.fixture
    def book(self, clock: TestClock) -> MemoryTicketBook:
        return MemoryTicketBook(clock=clock, closed=lambda day: day not in {DAY, NEXT_DAY})
