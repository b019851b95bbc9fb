"""引き渡し through a session: copies, receipt, deletion, certificate; what fails says so."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.custody import (
    AloneReason,
    DayStage,
    Medium,
    SecondPerson,
)
from kiosk.errors import CancelledError, DiskFullError
from kiosk.vaultports import Progress
from kiosk.workflow.desks import Desk, DeskAct, HandOverDesk
from kiosk.workflow.phases import AtDesk, DayClosed
from storage.custody.errors import ReceiptCodeError
from tests.fakes.vault import RECEIPT_CODE
from tests.kiosk.workflow.bench import Bench

STICK = Medium(name="KENSHU-USB", folder=Path("/media/kenshu-usb"), free_bytes=1_000_000_000)
SECOND = SecondPerson(staff_id="staff", password="open sesame")


def desk(bench: Bench) -> Desk:
    phase = bench.view.phase
    assert isinstance(phase, AtDesk)
    return phase.desk


def hand_over(bench: Bench) -> HandOverDesk:
    shown = desk(bench)
    assert isinstance(shown, HandOverDesk)
    return shown


def closed(bench: Bench, records: int = 2) -> None:
    """Come to the hand-over desk after a day that one person closed."""
    bench.station.plugged_in = (STICK,)
    bench.sign_in()
    for number in range(1, records + 1):
        bench.serve(number)
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    bench.session.open_hand_over()


def cooled(bench: Bench) -> None:
    """Come to the hand-over desk with a day that may be deleted."""
    closed(bench)
    bench.session.copy_batch(bench.view.business_date, STICK.folder)
    bench.session.confirm_receipt(bench.view.business_date, RECEIPT_CODE)
    bench.clock.at += timedelta(hours=25)


def test_the_hand_over_shows_the_closed_day_and_the_plugged_in_media(bench: Bench) -> None:
    closed(bench)
    shown = hand_over(bench)
    (day,) = shown.outlook.standing.days
    assert day.stage is DayStage.KEY_SHREDDED
    assert day.records == 2
    assert shown.media == (STICK,)


def test_after_a_copy_the_medium_may_be_pulled_out_by_its_name(bench: Bench) -> None:
    closed(bench)
    bench.session.copy_batch(bench.view.business_date, STICK.folder)
    shown = hand_over(bench)
    assert shown.act is DeskAct.COPIED
    assert shown.pulled == STICK.name
    assert len(shown.outlook.standing.days[0].copies) == 1


def test_a_copy_that_fails_never_says_that_the_medium_may_be_pulled(bench: Bench) -> None:
    closed(bench)
    bench.station.fail_next = DiskFullError()
    bench.session.copy_batch(bench.view.business_date, STICK.folder)
    shown = hand_over(bench)
    assert shown.pulled == ""
    assert shown.act is DeskAct.NOTHING
    assert isinstance(bench.view.notice, DiskFullError)


def test_a_long_copy_tells_how_far_it_is(bench: Bench) -> None:
    closed(bench)
    seen = len(bench.views)
    bench.session.copy_batch(bench.view.business_date, STICK.folder)
    told = [
        view.phase.progress
        for view in bench.views[seen:]
        if isinstance(view.phase, AtDesk) and view.phase.busy
    ]
    assert told == [None, Progress(1, 3), Progress(2, 3), Progress(3, 3)]


def test_a_copy_is_given_up_and_nothing_may_be_pulled(bench: Bench) -> None:
    closed(bench)
    cancels = [bench.session.cancel]

    def show(view: object) -> None:
        bench.views.append(bench.session.view())
        if bench.view.phase == AtDesk(desk(bench), True, Progress(1, 3)) and cancels:
            cancels.pop()()

    bench.session.attend(show)
    bench.session.copy_batch(bench.view.business_date, STICK.folder)
    shown = hand_over(bench)
    assert isinstance(bench.view.notice, CancelledError)
    assert shown.pulled == ""
    assert shown.outlook.standing.days[0].copies == ()
    bench.session.copy_batch(bench.view.business_date, STICK.folder)
    assert hand_over(bench).pulled == STICK.name


def test_a_wrong_code_is_told_and_the_right_one_begins_the_cooling(bench: Bench) -> None:
    closed(bench)
    day = bench.view.business_date
    bench.session.confirm_receipt(day, "WRONG")
    assert type(bench.view.notice) is ReceiptCodeError
    bench.session.confirm_receipt(day, RECEIPT_CODE)
    shown = hand_over(bench)
    assert not bench.view.notice
    assert shown.act is DeskAct.RECEIVED
    assert shown.outlook.standing.days[0].stage is DayStage.CONFIRMED


def test_headquarters_word_counts_as_a_receipt(bench: Bench) -> None:
    closed(bench)
    bench.session.accept_receipt_token(bench.view.business_date, Path("token.json"))
    assert hand_over(bench).outlook.standing.days[0].stage is DayStage.CONFIRMED


def test_a_backup_that_is_missing_can_be_made_later(bench: Bench) -> None:
    closed(bench)
    day = bench.view.business_date
    kept = bench.station.days[day].standing
    assert kept is not None
    bench.station.days[day].standing = replace(kept, backup=None)
    bench.session.back_up(day)
    assert hand_over(bench).act is DeskAct.BACKED_UP
    assert hand_over(bench).outlook.standing.days[0].backup is not None


def test_a_deleted_day_is_gone_and_its_certificate_is_on_paper(bench: Bench) -> None:
    cooled(bench)
    bench.session.delete_day(bench.view.business_date, SECOND, (STICK.name,))
    shown = hand_over(bench)
    assert shown.outlook.standing.days == ()
    assert shown.act is DeskAct.DELETED
    assert shown.certificate is not None
    assert shown.certificate.remaining_media == (STICK.name,)
    assert shown.paper is not None
    assert shown.paper.name in bench.papers.kept


def test_a_paper_that_fails_does_not_undo_the_deletion_and_is_written_later(bench: Bench) -> None:
    cooled(bench)
    bench.documents.fail = DiskFullError()
    bench.session.delete_day(bench.view.business_date, SECOND, ())
    shown = hand_over(bench)
    assert shown.act is DeskAct.DELETED
    assert shown.paper is None
    bench.documents.fail = None
    assert shown.certificate is not None
    bench.session.print_certificate(shown.certificate.number)
    assert hand_over(bench).paper is not None


@pytest.mark.parametrize(
    "second",
    [
        SecondPerson(staff_id="lead", password="open sesame"),
        SecondPerson(staff_id="staff", password="wrong"),
    ],
)
def test_without_a_second_person_nothing_is_deleted(bench: Bench, second: SecondPerson) -> None:
    cooled(bench)
    bench.session.delete_day(bench.view.business_date, second, ())
    assert bench.view.notice is not None
    assert len(hand_over(bench).outlook.standing.days) == 1


def test_a_desk_is_left_to_the_closed_day(bench: Bench) -> None:
    closed(bench)
    bench.session.go_home()
    assert bench.is_in(DayClosed)
