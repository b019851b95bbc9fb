"""What the station says of itself: days, people, copies, disk, and the sitting that waits."""

import shutil
from datetime import date, timedelta

import pytest

from kiosk.domain.custody import (
    AloneReason,
    AnchorState,
    DayStage,
    DayStanding,
    SecondPerson,
)
from kiosk.domain.ids import StaffId
from storage.database.models import CopyRow, ShiftRow
from storage.errors import NotSignedInError, TamperedError
from storage.station import Station
from tests.storage.people import (
    ALONE,
    DAY,
    LEAD_PASSWORD,
    STAFF_PASSWORD,
    Place,
    TestClock,
    new_record,
)
from tests.storage.port_suite import ignore
from tests.storage.test_drafts import draft_of

NEXT_DAY = DAY + timedelta(days=1)


def day_of(station: Station, day: date = DAY) -> DayStanding:
    (found,) = [one for one in station.standing().days if one.business_date == day]
    return found


def test_nobody_signed_in_no_standing(station: Station) -> None:
    station.sign_out()
    with pytest.raises(NotSignedInError):
        station.standing()


def test_an_open_day_with_its_people(place: Place, station: Station) -> None:
    people = (StaffId("lead1"), StaffId("staff1"))
    station.open_day(NEXT_DAY, people)
    station.put(new_record(1, day=NEXT_DAY))
    standing = station.standing()
    assert [one.business_date for one in standing.days] == [DAY, NEXT_DAY]
    day = day_of(station, NEXT_DAY)
    assert (day.stage, day.records, day.opened_by) == (DayStage.OPEN, 1, "lead1")
    assert day.people == people
    assert (day.batch, day.closed_at, day.operators, day.copies) == ("", None, (), ())
    assert standing.anchor is AnchorState.AGREES
    assert (standing.training, standing.draft_kept, standing.last_closed) == (False, False, None)
    free = shutil.disk_usage(place.data).free
    assert abs(standing.free_bytes - free) < 1_000_000_000


def test_the_recipients_given_at_set_up_are_named_with_words(station: Station) -> None:
    policy = station.standing().policy
    assert policy.version == 0
    assert [one.name for one in policy.recipients] == ["下関市（研修）", "本部（研修）"]
    assert all(one.words and one.fingerprint for one in policy.recipients)


@pytest.mark.parametrize(
    ("consent", "operators", "alone"),
    [
        (ALONE, ("lead1",), AloneReason.SINGLE_VISIT),
        (SecondPerson(staff_id="staff1", password=STAFF_PASSWORD), ("lead1", "staff1"), None),
    ],
)
def test_a_closed_day_says_by_whom_and_what_lies_in_the_outbox(
    station: Station,
    consent: SecondPerson | AloneReason,
    operators: tuple[str, ...],
    alone: AloneReason | None,
) -> None:
    station.put(new_record())
    files = station.close_day(DAY, consent, ignore)
    day = day_of(station)
    assert day.stage is DayStage.KEY_SHREDDED
    assert (day.operators, day.alone) == (operators, alone)
    assert day.batch == files.age.name.removesuffix(".zip.age")
    assert (day.batch_sha256, day.batch_bytes) == (files.sha256, files.age.stat().st_size)
    assert day.closed_at is not None
    assert station.standing().last_closed == DAY
    files.age.unlink()
    assert day_of(station).batch_bytes == 0


def test_deleted_days_are_gone_but_not_forgotten(station: Station, place: Place) -> None:
    station.close_day(DAY, ALONE, ignore)
    parts = station._parts
    with parts.store.unit() as session:
        row = parts.days.existing(session, DAY)
        row.state = DayStage.DELETED.value
        parts.door.unlocked.macs.stamp(row)
    standing = station.standing()
    assert standing.days == ()
    assert standing.last_closed == DAY


def test_a_confirmed_day_says_from_when_it_may_be_deleted(station: Station, place: Place) -> None:
    station.close_day(DAY, ALONE, ignore)
    parts, at = station._parts, place.clock.now()
    with parts.store.unit() as session:
        row = parts.days.existing(session, DAY)
        row.state, row.confirmed_at, row.proof = DayStage.CONFIRMED.value, at, "code"
        parts.door.unlocked.macs.stamp(row)
    day = day_of(station)
    assert (day.confirmed_at, day.proof) == (at, "code")
    assert day.deletable_from == at + timedelta(hours=24)


def test_copies_are_listed_by_day_the_oldest_first(station: Station, place: Place) -> None:
    station.open_day(NEXT_DAY)
    parts = station._parts
    macs = parts.door.unlocked.macs
    with parts.store.unit() as session:
        for day, medium in ((DAY, "B"), (NEXT_DAY, "C"), (DAY, "A")):
            place.clock.pass_s(-60)
            copy = CopyRow(
                id=f"copy-{medium}",
                shift=parts.days.existing(session, day).id,
                medium=medium,
                made_at=place.clock.now(),
                made_by="lead1",
            )
            macs.stamp(copy)
            session.add(copy)
    assert [one.medium for one in day_of(station).copies] == ["A", "B"]
    assert [one.medium for one in day_of(station, NEXT_DAY).copies] == ["C"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE copies SET medium = 'other'",
        "UPDATE shifts SET closing_by = 'staff1'",
        "UPDATE shifts SET backup_file = 'x', backup_sha256 = 'y'",
    ],
)
def test_an_altered_row_is_never_shown(station: Station, statement: str) -> None:
    parts = station._parts
    with parts.store.unit() as session:
        copy = CopyRow(
            id="copy",
            shift=parts.days.existing(session, DAY).id,
            medium="A",
            made_at=TestClock().now(),
            made_by="lead1",
        )
        parts.door.unlocked.macs.stamp(copy)
        session.add(copy)
    with parts.store.connection() as connection:
        assert connection.exec_driver_sql(statement).rowcount == 1
    with pytest.raises(TamperedError):
        station.standing()


def test_an_interrupted_sitting_waits(station: Station) -> None:
    station.lock(draft_of())
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.standing().draft_kept
    station.drop_draft()
    assert not station.standing().draft_kept


def test_many_waiting_days_are_read_in_a_bounded_number(station: Station) -> None:
    parts = station._parts
    with parts.store.unit() as session:
        for n in range(450):
            row = ShiftRow(
                id=f"shift-{n}",
                business_date=(DAY + timedelta(days=n + 1)).isoformat(),
                state=DayStage.OPEN.value,
                opened_at=TestClock().now(),
                records=0,
            )
            parts.door.unlocked.macs.stamp(row)
            session.add(row)
    days = station.standing().days
    assert len(days) == 400
    assert days[0].business_date == DAY
