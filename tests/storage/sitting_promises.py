"""What every station promises of a sitting and of today's records; `test_ports.py` runs it."""

from dataclasses import replace

import pytest

from kiosk.contract.figuresfile import read_figures
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.ids import StaffId
from kiosk.domain.intake import LeaveReason
from kiosk.domain.record import CorrectionReason, Record
from storage.errors import (
    CorrectionRefusedError,
    DayClosedError,
    DayNotOpenError,
    NoSuchRecordError,
)
from tests.storage.people import (
    ALONE,
    DAY,
    LEAD_PASSWORD,
    NAME,
    OVERRIDE,
    STAFF_PASSWORD,
    WELL,
    TestClock,
    exempted,
    foreigner,
    new_record,
    renamed,
)
from tests.storage.port_suite import DRAFT, NEXT_DAY, AnyStation, begin, ignore
from tests.storage.test_drafts import shot_of


class SittingPromises:
    """Tests for ``any_station``, nobody signed in and no day opened, and its ``clock``."""

    def test_the_sitting_is_kept_as_it_goes_on(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.keep_draft(DRAFT)
        later = replace(DRAFT, case=replace(DRAFT.case, ticket="A-007"))
        any_station.keep_draft(later)
        assert any_station.standing().draft_kept
        assert any_station.draft() == later
        any_station.lock(None)
        any_station.sign_in("staff1", STAFF_PASSWORD)
        assert any_station.draft() == later
        any_station.put(new_record())
        assert any_station.draft() is None

    def test_the_next_sitting_takes_the_place_of_the_one_before(
        self, any_station: AnyStation
    ) -> None:
        begin(any_station, DAY)
        any_station.keep_draft(DRAFT)
        following = Draft(sitting=4, step=DraftStep.RECEPTION)
        any_station.keep_draft(following)
        assert any_station.draft() == following

    def test_without_an_open_day_no_draft_is_kept(self, any_station: AnyStation) -> None:
        any_station.sign_in("lead1", LEAD_PASSWORD)
        with pytest.raises(DayNotOpenError):
            any_station.keep_draft(DRAFT)
        assert any_station.draft() is None

    # --- numbers that were here, and people who left ------------------------------------------

    def test_a_number_that_was_here_is_known_by_its_receipts(self, any_station: AnyStation) -> None:
        begin(any_station, DAY, NEXT_DAY)
        again = replace(new_record(2), application=new_record(1).application)
        for record in (new_record(1), again, new_record(3), foreigner(4)):
            any_station.put(record)
        any_station.put(replace(again, id=new_record(5).id, business_date=NEXT_DAY))
        number = str(new_record(1).applicant.form_id)
        told = [str(one) for one in any_station.earlier_receipts(number)]
        assert told == ["SK01-0001", "SK01-0002", "SK01-0001"]
        by_hand = str(foreigner(4).applicant.individual_number)
        assert [str(one) for one in any_station.earlier_receipts(by_hand)] == ["SK01-0004"]
        for unknown in ("", "1" * 23, "1" * 12, number[:-1]):
            assert any_station.earlier_receipts(unknown) == ()

    def test_of_a_closed_day_only_the_number_of_the_form_is_known(
        self, any_station: AnyStation
    ) -> None:
        begin(any_station, DAY)
        for record in (new_record(1), foreigner(2)):
            any_station.put(record)
        any_station.close_day(DAY, ALONE, ignore)
        number = str(new_record(1).applicant.form_id)
        assert [str(one) for one in any_station.earlier_receipts(number)] == ["SK01-0001"]
        by_hand = str(foreigner(2).applicant.individual_number)
        assert any_station.earlier_receipts(by_hand) == ()

    def test_who_left_is_counted_by_reason_in_the_days_report(
        self, any_station: AnyStation
    ) -> None:
        begin(any_station, DAY, NEXT_DAY)
        any_station.put(new_record())
        for why in (LeaveReason.ONLY_ASKED, LeaveReason.TO_CITY_HALL, LeaveReason.ONLY_ASKED):
            any_station.note_leaving(DAY, why)
        any_station.note_leaving(NEXT_DAY, LeaveReason.NO_PHOTO)
        any_station.note_leaving(DAY, LeaveReason.MISTAKE)
        any_station.close_day(DAY, ALONE, ignore)
        report = any_station.day_report(DAY)
        assert report.leavings == (
            (LeaveReason.TO_CITY_HALL, 1),
            (LeaveReason.ONLY_ASKED, 2),
            (LeaveReason.MISTAKE, 1),
        )
        assert report.not_accepted == 3
        assert report.left_line == ()
        with pytest.raises(DayClosedError):
            any_station.note_leaving(DAY, LeaveReason.ONLY_ASKED)

    def test_who_left_with_a_ticket_is_told_apart(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        for in_line in (True, False, True):
            any_station.note_leaving(DAY, LeaveReason.ONLY_ASKED, in_line=in_line)
        any_station.close_day(DAY, ALONE, ignore)
        report = any_station.day_report(DAY)
        assert report.leavings == ((LeaveReason.ONLY_ASKED, 3),)
        assert report.left_line == ((LeaveReason.ONLY_ASKED, 2),)

    def test_the_numbers_of_a_day_are_marked_until_it_is_closed(
        self, any_station: AnyStation
    ) -> None:
        begin(any_station, DAY)
        any_station.put(new_record(1))
        photo = replace(DRAFT, step=DraftStep.REVIEW, shot=shot_of())
        for draft in (photo, replace(photo, step=DraftStep.CAMERA, shot=None)):
            any_station.keep_draft(draft)
        any_station.drop_draft()
        before = read_figures(any_station.day_figures(DAY).content)
        any_station.close_day(DAY, ALONE, ignore)
        after = read_figures(any_station.day_figures(DAY).content)
        assert (before.closed, after.closed) == (False, True)
        assert before.tally == after.tally
        assert (after.tally.applications, after.tally.retaken) == (1, 1)

    # --- corrections of today -----------------------------------------------------------------

    def test_todays_records_are_listed_by_their_receipts(
        self, any_station: AnyStation, clock: TestClock
    ) -> None:
        begin(any_station, DAY, NEXT_DAY)
        assert any_station.records_today(DAY) == ()
        any_station.put(new_record(1))
        clock.pass_s(60)
        any_station.put(foreigner(2))
        first, second = any_station.records_today(DAY)
        assert [str(one.number) for one in (first, second)] == ["SK01-0001", "SK01-0002"]
        assert (first.record_id, first.name, first.version) == (new_record(1).id, NAME, 1)
        assert (second.name, second.stored_at) == ("KENSHU NGUYỄN", clock.now())
        assert any_station.records_today(NEXT_DAY) == ()

    def test_a_corrected_record_is_the_one_from_then_on(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        first = any_station.put(new_record(1))
        any_station.put(new_record(2))
        any_station.sign_in("staff1", STAFF_PASSWORD)
        assert any_station.open_record(new_record(1).id) == new_record(1)
        right = renamed(new_record(1), "研修 花子")
        assert any_station.correct(right, CorrectionReason.MISREAD) == first
        righter = renamed(right, "研修 華子")
        assert any_station.correct(righter, CorrectionReason.SAID_LATER) == first
        assert any_station.open_record(right.id) == righter
        assert any_station.open_record(new_record(2).id) == new_record(2)
        told = [(one.name, one.version) for one in any_station.records_today(DAY)]
        assert told == [("研修 華子", 3), (NAME, 1)]
        assert any_station.count(DAY) == 2

    def test_corrected_records_are_counted_once_in_the_days_report(
        self, any_station: AnyStation
    ) -> None:
        begin(any_station, DAY)
        for number in (1, 2, 4):
            any_station.put(new_record(number))
        for number, name in ((1, "研修 花子"), (1, "研修 華子"), (2, "研修 葉名子")):
            right = renamed(new_record(number), name)
            any_station.correct(right, CorrectionReason.MISREAD)
        any_station.close_day(DAY, ALONE, ignore)
        assert any_station.day_report(DAY).corrected == 2

    def test_a_corrected_number_is_found_and_the_wrong_one_is_not(
        self, any_station: AnyStation
    ) -> None:
        begin(any_station, DAY)
        any_station.put(exempted(1))
        wrong, right = exempted(1).applicant.form_id, exempted(2).applicant.form_id
        person = replace(exempted(1).applicant, form_id=right)
        changed = replace(exempted(1).application, applicant=person)
        any_station.correct(replace(exempted(1), application=changed), CorrectionReason.MISREAD)
        assert any_station.earlier_receipts(str(wrong)) == ()
        assert [str(one) for one in any_station.earlier_receipts(str(right))] == ["SK01-0001"]
        (duty,) = any_station.duties(DAY)
        assert (duty.form_id, duty.done) == (right, None)

    @pytest.mark.parametrize(
        "other",
        [
            replace(new_record(1), photo=new_record(2).photo),
            replace(new_record(1), photo=None, findings=(), review=None),
            replace(new_record(1), review=replace(WELL, override=OVERRIDE)),
            replace(new_record(1), accepted_by=StaffId("staff1")),
        ],
    )
    def test_a_correction_changes_the_application_alone(
        self, any_station: AnyStation, other: Record
    ) -> None:
        begin(any_station, DAY)
        any_station.put(new_record(1))
        with pytest.raises(CorrectionRefusedError):
            any_station.correct(other, CorrectionReason.MISREAD)
        assert any_station.open_record(new_record(1).id) == new_record(1)

    def test_a_record_that_is_not_here_is_neither_opened_nor_corrected(
        self, any_station: AnyStation
    ) -> None:
        begin(any_station, DAY)
        with pytest.raises(NoSuchRecordError):
            any_station.open_record(new_record(1).id)
        with pytest.raises(NoSuchRecordError):
            any_station.correct(new_record(1), CorrectionReason.MISREAD)

    def test_nothing_of_a_closed_day_is_opened_or_corrected(self, any_station: AnyStation) -> None:
        begin(any_station, DAY)
        any_station.put(new_record(1))
        any_station.close_day(DAY, ALONE, ignore)
        with pytest.raises(DayClosedError):
            any_station.records_today(DAY)
        with pytest.raises(DayClosedError):
            any_station.open_record(new_record(1).id)
        with pytest.raises(DayClosedError):
            any_station.correct(new_record(1), CorrectionReason.MISREAD)
