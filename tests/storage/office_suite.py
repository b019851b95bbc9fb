"""What every office's book promises; `test_office_book.py` runs it over disk and memory."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from kiosk.domain.case import Channel, Complaint, InquiryTopic
from kiosk.domain.event import Event, EventKind, Place
from kiosk.domain.figures import DayFigures, Tally
from kiosk.domain.ids import CaseId, EventId, PersonId, StaffId, StationId
from kiosk.domain.names import parse_person_name
from kiosk.domain.person import Person, PersonRole
from kiosk.officeports import Change, EntryRef, OfficeAct, OfficeBook, OfficeStaleError
from storage.office.errors import OfficeUnknownError
from tests.storage.people import TestClock

BY, OTHER = StaffId("lead1"), StaffId("staff1")
FIRST = EntryRef(kind="event", id="E-001")


def event(n: int = 1, *, remarks: str = "") -> Event:
    return Event(
        id=EventId(f"E-{n:03d}"),
        kind=EventKind.VENUE,
        date=date(2026, 12, 1) + timedelta(days=n),
        start=time(9, 0),
        end=time(16, 30),
        place=Place(name="（研修）会館", address="下関市（研修）一丁目", fee_yen=3300),
        staff=(PersonId("P-01"), PersonId("P-02")),
        manager=PersonId("P-01"),
        stations=(StationId("KENSHU1"),),
        remarks=remarks,
    )


def person() -> Person:
    return Person(
        id=PersonId("P-01"),
        name=parse_person_name("研修 髙橋﨑子"),
        role=PersonRole.MANAGER,
        pledge=date(2026, 11, 1),
    )


def figures(day: date = date(2026, 12, 2)) -> DayFigures:
    return DayFigures(
        station=StationId("KENSHU1"),
        business_date=day,
        event=EventId("E-001"),
        place="（研修）会館",
        training=True,
        tally=Tally(visitors=9, applications=7),
        closed_at=datetime(2026, 12, 2, 8, 0, tzinfo=UTC),
    )


def complaint() -> Complaint:
    return Complaint(
        id=CaseId("C-001"),
        opened=datetime(2026, 12, 2, 3, 0, tzinfo=UTC),
        by=BY,
        topic=InquiryTopic.VENUE,
        how=Channel.PHONE,
        words="（研修）待ち時間が長い",
    )


class OfficePromises:
    def test_what_was_put_is_read_as_it_was(self, office: OfficeBook) -> None:
        for entry in (event(), person(), figures(), complaint()):
            office.put(entry, by=BY, expected_version=0)
        view = office.read()
        assert view.entries(Event) == (event(),)
        assert view.entries(Person) == (person(),)
        assert view.entries(DayFigures) == (figures(),)
        assert view.entries(Complaint) == (complaint(),)
        assert (view.events, view.people) == ((event(),), (person(),))
        assert (view.figures, view.cases) == ((figures(),), (complaint(),))
        assert view.version(FIRST) == 1
        assert view.version(EntryRef(kind="event", id="E-009")) == 0
        assert view.lines == 4
        assert not view.unknown

    def test_only_the_types_that_are_asked_for_are_read(self, office: OfficeBook) -> None:
        for entry in (event(), person(), figures()):
            office.put(entry, by=BY, expected_version=0)
        view = office.read(Event, DayFigures)
        assert [one.entry for one in view.kept] == [event(), figures()]
        assert (view.lines, view.head) == (3, office.read().head)

    def test_an_empty_book_has_nothing(self, office: OfficeBook) -> None:
        view = office.read()
        assert (view.kept, view.lines, view.head) == ((), 0, "00" * 32)
        assert office.history(FIRST) == ()

    def test_each_version_is_kept_with_its_writer_and_time(
        self, office: OfficeBook, clock: TestClock
    ) -> None:
        began = clock.now()
        office.put(event(), by=BY, expected_version=0)
        clock.pass_s(60)
        kept = office.put(event(remarks="変更"), by=OTHER, expected_version=1)
        assert (kept.version, kept.by) == (2, OTHER)
        first, second = office.history(FIRST)
        assert (first.entry, first.by, first.at) == (event(), BY, began)
        assert (second.entry, second.by) == (event(remarks="変更"), OTHER)
        assert second.at == began + timedelta(seconds=60)
        (newest,) = office.read().of(Event)
        assert (newest.version, newest.entry.remarks) == (2, "変更")

    @pytest.mark.parametrize("expected", [0, 2, -1])
    def test_who_saw_another_version_may_not_write(self, office: OfficeBook, expected: int) -> None:
        office.put(event(), by=BY, expected_version=0)
        before = office.read()
        with pytest.raises(OfficeStaleError):
            office.put(event(remarks="遅れた"), by=OTHER, expected_version=expected)
        assert office.read() == before

    def test_an_entry_that_is_not_there_has_version_0(self, office: OfficeBook) -> None:
        with pytest.raises(OfficeStaleError):
            office.put(event(), by=BY, expected_version=1)

    def test_of_several_changes_all_are_written_or_none(self, office: OfficeBook) -> None:
        office.put(event(2), by=BY, expected_version=0)
        fits, stale = (
            Change(entry=event(1), expected_version=0),
            Change(entry=event(2), expected_version=0),
        )
        before = office.read()
        with pytest.raises(OfficeStaleError):
            office.put_all([fits, stale], by=BY)
        assert office.read() == before
        follow = Change(entry=event(2, remarks="次"), expected_version=1)
        again = Change(entry=event(2, remarks="その次"), expected_version=2)
        kept = office.put_all([fits, follow, again], by=BY)
        assert [one.version for one in kept] == [1, 2, 3]
        assert office.read().entries(Event) == (event(2, remarks="その次"), event(1))

    def test_nothing_to_change_changes_nothing(self, office: OfficeBook) -> None:
        assert office.put_all([], by=BY) == ()
        assert office.read().lines == 0

    def test_the_head_tells_of_every_line(self, office: OfficeBook) -> None:
        heads = {office.read().head}
        for n in (1, 2, 3):
            office.put(event(n), by=BY, expected_version=0)
            heads.add(office.read().head)
        assert len(heads) == 4

    def test_what_is_forgotten_is_gone_and_that_it_was_stays(self, office: OfficeBook) -> None:
        office.put(event(), by=BY, expected_version=0)
        office.put(event(remarks="変更"), by=BY, expected_version=1)
        office.put(event(2), by=BY, expected_version=0)
        office.forget(FIRST, by=OTHER, expected_version=2)
        assert office.read().entries(Event) == (event(2),)
        lines = office.history(FIRST)
        assert [line.act for line in lines] == [OfficeAct.PUT, OfficeAct.PUT, OfficeAct.FORGET]
        assert [line.entry for line in lines] == [None, None, None]
        assert lines[-1].by == OTHER

    def test_a_forgotten_name_goes_on_counting(self, office: OfficeBook) -> None:
        office.put(event(), by=BY, expected_version=0)
        office.forget(FIRST, by=BY, expected_version=1)
        with pytest.raises(OfficeStaleError):
            office.put(event(), by=BY, expected_version=0)
        assert office.put(event(), by=BY, expected_version=2).version == 3
        assert [line.entry for line in office.history(FIRST)] == [None, None, event()]

    def test_only_the_newest_version_may_be_forgotten(self, office: OfficeBook) -> None:
        office.put(event(), by=BY, expected_version=0)
        with pytest.raises(OfficeStaleError):
            office.forget(FIRST, by=BY, expected_version=0)
        with pytest.raises(OfficeUnknownError):
            office.forget(EntryRef(kind="event", id="E-009"), by=BY, expected_version=0)

    def test_a_value_that_is_no_entry_is_a_bug(self, office: OfficeBook) -> None:
        with pytest.raises(KeyError):
            office.put(Place(name="x"), by=BY, expected_version=0)
        assert office.read().lines == 0
