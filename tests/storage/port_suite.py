"""What every station promises, real or in memory; `test_ports.py` runs it over both."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

import pytest

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.custody import AnchorState, DayStage, SecondPerson
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.duty import DutyDone
from kiosk.domain.ids import StaffId
from kiosk.domain.intake import CaseFile, LeaveReason
from kiosk.domain.record import CorrectionReason
from kiosk.domain.staff import Role
from kiosk.errors import CancelledError, LeadNeededError, SecondPersonError
from kiosk.vaultports import (
    CardBook,
    DayCloser,
    DayState,
    DraftBox,
    Progress,
    RecordVault,
    StaffDoor,
    StandingBook,
)
from storage.custody.errors import DayNotClosedError
from storage.errors import (
    DayClosedError,
    DayNotOpenError,
    NoSuchDutyError,
    NotSignedInError,
    RecordExistsError,
    SignInError,
)
from tests.storage.people import (
    ALONE,
    DAY,
    EXEMPTION,
    LEAD_PASSWORD,
    OVERRIDE,
    STAFF_PASSWORD,
    WELL,
    TestClock,
    exempted,
    infant,
    new_record,
)

NEXT_DAY = DAY + timedelta(days=1)
DRAFT = Draft(
    sitting=3,
    step=DraftStep.FORM,
    case=CaseFile(form=ApplicantForm(name="研修 花子", birth_date="S25.3.4")),
)


class AnyStation(StaffDoor, RecordVault, CardBook, DraftBox, DayCloser, StandingBook, Protocol):
    """The doors of a day in one object."""


def ignore(_progress: Progress) -> None:
    """Take no notice."""


class StationPromises:
    """Tests for ``any_station``, nobody signed in and no day opened, and its ``clock``."""

    def test_the_right_password_lets_in_who_it_belongs_to(self, any_station: AnyStation) -> None:
        assert any_station.sign_in("lead1", LEAD_PASSWORD).role is Role.LEAD
        assert any_station.sign_in("staff1", STAFF_PASSWORD).id == "staff1"

    @pytest.mark.parametrize(
        ("staff_id", "password"),
        [("lead1", "wrong"), ("lead1", ""), ("nobody", LEAD_PASSWORD), ("lead1", STAFF_PASSWORD)],
    )
    def test_unknown_name_and_wrong_password_are_refused_alike(
        self, any_station: AnyStation, staff_id: str, password: str
    ) -> None:
        with pytest.raises(SignInError) as caught:
            any_station.sign_in(staff_id, password)
        assert (str(caught.value), caught.value.params) == ("refused", {})

    @pytest.mark.parametrize(
        "act",
        [
            lambda station: station.open_day(DAY),
            lambda station: station.unclosed_days(),
            lambda station: station.put(new_record()),
            lambda station: station.count(DAY),
            lambda station: station.duties(DAY),
            lambda station: station.complete_duty(DAY, new_record().id),
            lambda station: station.close_day(DAY, ALONE, ignore),
            lambda station: station.standing(),
            lambda station: station.draft(),
            lambda station: station.drop_draft(),
            lambda station: station.keep_draft(DRAFT),
            lambda station: station.note_leaving(DAY, LeaveReason.ONLY_ASKED),
            lambda station: station.earlier_receipts("0" * 23),
            lambda station: station.earlier_receipts("0" * 12),
            lambda station: station.records_today(DAY),
            lambda station: station.open_record(new_record().id),
            lambda station: station.correct(new_record(), CorrectionReason.MISREAD),
            lambda station: station.back_up(DAY),
            lambda station: station.day_report(DAY),
        ],
    )
    def test_nothing_works_before_and_after_a_log_in(
        self, any_station: AnyStation, act: Callable[[AnyStation], object]
    ) -> None:
        with pytest.raises(NotSignedInError):
            act(any_station)
        any_station.sign_in("lead1", LEAD_PASSWORD)
        any_station.open_day(DAY)
        any_station.sign_out()
        with pytest.raises(NotSignedInError):
            act(any_station)

    def test_a_failed_log_in_ends_the_one_before(self, any_station: AnyStation) -> None:
        any_station.sign_in("lead1", LEAD_PASSWORD)
        with pytest.raises(SignInError):
            any_station.sign_in("lead1", "wrong")
        with pytest.raises(NotSignedInError):
            any_station.open_day(DAY)

    def test_signing_out_twice_is_harmless(self, any_station: AnyStation) -> None:
        any_station.sign_out()
        any_station.sign_out()
        with pytest.raises(NotSignedInError):
            any_station.open_day(DAY)

    def test_receipt_numbers_run_per_day(self, any_station: AnyStation) -> None:
        begin(any_station, DAY, NEXT_DAY)
        numbers = [
            str(any_station.put(new_record(n, day=day)).number)
            for n, day in enumerate((DAY, DAY, NEXT_DAY, DAY), start=1)
        ]
        assert numbers == ["SK01-0001", "SK01-0002", "SK01-0001", "SK01-0003"]
        assert any_station.count(DAY) == 3

    def test_the_receipt_names_the_record(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        record = new_record()
        assert any_station.put(record).record_id == record.id

    def test_the_same_record_is_stored_once(self, any_station: AnyStation) -> None:
        begin(any_station, DAY, NEXT_DAY)
        any_station.put(new_record())
        for day in (DAY, NEXT_DAY):
            with pytest.raises(RecordExistsError):
                any_station.put(new_record(day=day))
        assert any_station.count(DAY) == 1

    def test_a_day_that_was_not_opened_takes_nothing(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        with pytest.raises(DayNotOpenError):
            any_station.put(new_record(day=NEXT_DAY))
        with pytest.raises(DayNotOpenError):
            any_station.close_day(NEXT_DAY, ALONE, ignore)
        assert any_station.count(NEXT_DAY) == 0

    def test_opening_a_day_twice_keeps_its_records(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.put(new_record())
        assert any_station.open_day(DAY) is DayState.OPEN
        assert any_station.count(DAY) == 1

    def test_a_closed_day_takes_no_more(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.put(new_record(1))
        assert any_station.close_day(DAY, ALONE, ignore).records == 1
        assert any_station.open_day(DAY) is DayState.CLOSED
        with pytest.raises(DayClosedError):
            any_station.put(new_record(2))
        assert any_station.count(DAY) == 1

    def test_closing_twice_gives_the_same_batch(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.put(new_record())
        assert any_station.close_day(DAY, ALONE, ignore) == any_station.close_day(
            DAY, ALONE, ignore
        )

    def test_an_empty_day_closes(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        assert any_station.close_day(DAY, ALONE, ignore).records == 0

    def test_only_a_lead_closes(self, any_station: AnyStation) -> None:
        any_station.sign_in("staff1", STAFF_PASSWORD)
        any_station.open_day(DAY)
        with pytest.raises(LeadNeededError):
            any_station.close_day(DAY, ALONE, ignore)
        assert any_station.open_day(DAY) is DayState.OPEN

    def test_days_with_records_stay_named_until_they_are_closed(
        self, any_station: AnyStation
    ) -> None:
        empty = DAY - timedelta(days=1)
        begin(any_station, NEXT_DAY, DAY, empty)
        any_station.put(new_record(1, day=NEXT_DAY))
        any_station.put(new_record(2, day=DAY))
        assert any_station.unclosed_days() == (DAY, NEXT_DAY)
        any_station.close_day(DAY, ALONE, ignore)
        assert any_station.unclosed_days() == (NEXT_DAY,)

    def test_batches_are_numbered_across_days(self, any_station: AnyStation) -> None:
        begin(any_station, DAY, NEXT_DAY)
        names = [any_station.close_day(day, ALONE, ignore).age.name for day in (NEXT_DAY, DAY)]
        assert names == ["KB-SK01-20261104-0001.zip.age", "KB-SK01-20261103-0002.zip.age"]

    def test_progress_grows_to_its_total(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        for n in range(1, 4):
            any_station.put(new_record(n))
        seen: list[Progress] = []
        any_station.close_day(DAY, ALONE, seen.append)
        done = [one.done for one in seen]
        assert done == sorted(done)
        assert seen[-1].done == seen[-1].total > 3
        assert len({one.total for one in seen}) == 1

    def test_only_an_exempted_photo_leaves_something_to_do(self, any_station: AnyStation) -> None:
        begin(any_station, DAY, NEXT_DAY)
        told = new_record(4, review=replace(WELL, override=OVERRIDE))
        for record in (exempted(3), new_record(1), infant(2), told, exempted(5)):
            any_station.put(record)
        duties = any_station.duties(DAY)
        assert [str(duty.number) for duty in duties] == ["SK01-0001", "SK01-0005"]
        first = duties[0]
        assert (first.record_id, first.form_id) == (
            exempted(3).id,
            exempted(3).applicant.form_id,
        )
        assert (first.exemption, first.done) == (EXEMPTION, None)
        assert any_station.duties(NEXT_DAY) == ()

    def test_a_day_that_was_not_opened_has_nothing_to_do(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        assert any_station.duties(NEXT_DAY) == ()
        with pytest.raises(DayNotOpenError):
            any_station.complete_duty(NEXT_DAY, new_record().id)

    def test_who_did_it_and_when_is_noted_and_stays(
        self, any_station: AnyStation, clock: TestClock
    ) -> None:
        begin(any_station, DAY)
        for record in (exempted(1), exempted(2)):
            any_station.put(record)
        any_station.sign_in("staff1", STAFF_PASSWORD)
        clock.pass_s(60)
        when = clock.now()
        one, two = any_station.complete_duty(DAY, exempted(2).id)
        assert (one.done, two.done) == (None, DutyDone(by=StaffId("staff1"), at=when))
        any_station.sign_in("lead1", LEAD_PASSWORD)
        clock.pass_s(60)
        assert any_station.complete_duty(DAY, exempted(2).id) == (one, two)
        assert any_station.duties(DAY) == (one, two)

    def test_nothing_is_to_be_done_about_other_records(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.put(new_record(1))
        any_station.put(exempted(2))
        for number in (1, 3):
            with pytest.raises(NoSuchDutyError):
                any_station.complete_duty(DAY, new_record(number).id)

    def test_a_closed_days_duties_are_in_its_batch_alone(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.put(exempted(1))
        any_station.close_day(DAY, ALONE, ignore)
        with pytest.raises(DayClosedError):
            any_station.duties(DAY)
        with pytest.raises(DayClosedError):
            any_station.complete_duty(DAY, exempted(1).id)

    # --- the lock and what it keeps -----------------------------------------------------------

    def test_the_lock_keeps_the_draft_and_forgets_who_was_in(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        assert any_station.draft() is None
        assert not any_station.standing().draft_kept
        any_station.lock(DRAFT)
        with pytest.raises(NotSignedInError):
            any_station.draft()
        any_station.sign_in("staff1", STAFF_PASSWORD)
        assert any_station.standing().draft_kept
        kept = any_station.draft()
        assert kept is not None
        assert kept == DRAFT
        any_station.drop_draft()
        any_station.drop_draft()
        assert any_station.draft() is None

    def test_a_lock_without_a_draft_leaves_the_kept_one(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.lock(DRAFT)
        any_station.sign_in("lead1", LEAD_PASSWORD)
        any_station.lock(None)
        any_station.sign_in("lead1", LEAD_PASSWORD)
        assert any_station.draft() is not None

    def test_what_became_a_record_is_no_draft_any_more(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.lock(DRAFT)
        any_station.sign_in("lead1", LEAD_PASSWORD)
        any_station.put(new_record())
        assert any_station.draft() is None
        assert not any_station.standing().draft_kept

    # --- how a station stands, and two people -------------------------------------------------

    def test_the_standing_tells_how_far_each_day_is(self, any_station: AnyStation) -> None:
        any_station.sign_in("lead1", LEAD_PASSWORD)
        people = (StaffId("lead1"), StaffId("staff1"))
        any_station.open_day(DAY, people)
        any_station.put(new_record())
        (day,) = any_station.standing().days
        assert (day.business_date, day.stage, day.records) == (DAY, DayStage.OPEN, 1)
        assert (day.people, day.closed_at) == (people, None)
        assert any_station.standing().last_closed is None
        any_station.close_day(DAY, ALONE, ignore)
        (day,) = any_station.standing().days
        assert (day.stage, day.alone) == (DayStage.KEY_SHREDDED, ALONE)
        assert day.operators == ("lead1",)
        assert any_station.standing().last_closed == DAY
        assert any_station.standing().anchor is AnchorState.AGREES

    def test_a_day_is_closed_by_two(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.put(new_record())
        for name, password in (
            ("staff1", "wrong"),
            ("nobody", STAFF_PASSWORD),
            ("lead1", LEAD_PASSWORD),
        ):
            second = SecondPerson(staff_id=name, password=password)
            with pytest.raises(SecondPersonError):
                any_station.close_day(DAY, second, ignore)
            assert any_station.open_day(DAY) is DayState.OPEN
            any_station.sign_in("lead1", LEAD_PASSWORD)  # forgets what was tried in vain
        second = SecondPerson(staff_id="staff1", password=STAFF_PASSWORD)
        assert any_station.close_day(DAY, second, ignore).records == 1
        (day,) = any_station.standing().days
        assert (day.operators, day.alone) == (("lead1", "staff1"), None)

    def test_a_closing_that_is_given_up_leaves_the_day_open(self, any_station: AnyStation) -> None:
        def give_up(_progress: Progress) -> None:
            raise CancelledError

        begin(any_station, DAY)
        any_station.put(new_record(1))
        with pytest.raises(CancelledError):
            any_station.close_day(DAY, ALONE, give_up)
        assert any_station.open_day(DAY) is DayState.OPEN
        any_station.put(new_record(2))
        assert any_station.close_day(DAY, ALONE, ignore).records == 2

    def test_a_closed_day_has_a_backup_and_a_report(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.put(new_record(1))
        any_station.put(infant(2))
        any_station.put(exempted(3))
        any_station.close_day(DAY, ALONE, ignore)
        any_station.back_up(DAY)
        any_station.back_up(DAY)
        (day,) = any_station.standing().days
        assert day.backup is not None
        report = any_station.day_report(DAY)
        assert (report.records, report.without_photo, report.exemptions) == (3, 1, 1)
        assert (report.duties_open, report.batch) == (1, day.batch)

    def test_an_open_day_has_neither_backup_nor_report(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        with pytest.raises(DayNotClosedError):
            any_station.back_up(DAY)
        with pytest.raises(DayNotClosedError):
            any_station.day_report(DAY)


def begin(station: AnyStation, *days: date) -> None:
    """Sign in and open the days."""
    station.sign_in("lead1", LEAD_PASSWORD)
    for day in days:
        assert station.open_day(day) is DayState.OPEN
