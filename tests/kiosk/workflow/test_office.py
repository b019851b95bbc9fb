"""The back office through a session: every desk opens, works, fails and is left again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.domain.custody import (
    AloneReason,
    AnchorState,
    DayStage,
    Medium,
    SecondPerson,
)
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember
from kiosk.errors import CancelledError, DiskFullError, KioskError, LeadNeededError
from kiosk.vaultports import Progress
from kiosk.workflow.auditing import LINES_A_PAGE
from kiosk.workflow.desks import AuditDesk, Desk, DeskAct, HandOverDesk, PolicyDesk, StaffDesk
from kiosk.workflow.phases import AtDesk, DayClosed, Posing, Ready, SignedOut
from kiosk.workflow.session import Session
from storage.errors import ReceiptCodeError, SignInError
from tests.fakes.memorydays import CITY
from tests.fakes.vault import RECEIPT_CODE, REHEARSAL_CODE
from tests.kiosk.workflow.bench import LEAD, STAFF, Bench, LateBackground

STICK = Medium(name="KENSHU-USB", folder=Path("/media/kenshu-usb"), free_bytes=1_000_000_000)
SECOND = SecondPerson(staff_id="staff", password="open sesame")
NEW = "four words are enough"
BORN = NewStaffMember(
    member=StaffMember(id=StaffId("kenshu3"), display_name="研修 三郎", role=Role.STAFF),
    password=NEW,
)
OPENERS: dict[str, tuple[Callable[[Session], None], type[Desk]]] = {
    "hand_over": (Session.open_hand_over, HandOverDesk),
    "audit": (Session.open_audit, AuditDesk),
    "staff": (Session.open_staff, StaffDesk),
    "policy": (Session.open_policy, PolicyDesk),
}


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


@pytest.mark.parametrize("name", OPENERS)
def test_a_desk_is_opened_from_the_day_and_left_again(bench: Bench, name: str) -> None:
    bench.sign_in()
    before = bench.view.phase
    open_desk, kind = OPENERS[name]
    open_desk(bench.session)
    assert isinstance(desk(bench), kind)
    bench.session.go_home()
    assert bench.view.phase == before


@pytest.mark.parametrize("name", OPENERS)
def test_no_desk_is_opened_while_somebody_sits_there_or_nobody_is_in(
    bench: Bench, name: str
) -> None:
    open_desk, _ = OPENERS[name]
    open_desk(bench.session)
    assert bench.is_in(SignedOut)
    bench.sign_in()
    bench.session.begin_sitting()
    open_desk(bench.session)
    assert bench.is_in(Posing)


@pytest.mark.parametrize("name", OPENERS)
def test_a_sitting_that_began_meanwhile_is_not_interrupted(name: str) -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.sign_in()
    late.do_all()
    open_desk, _ = OPENERS[name]
    open_desk(bench.session)
    bench.session.begin_sitting()
    late.do_all()
    assert bench.is_in(Posing)


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


def test_nothing_is_asked_twice_while_the_desk_works() -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.sign_in()
    late.do_all()
    bench.session.open_staff()
    late.do_all()
    bench.session.change_password("open sesame", NEW)
    bench.session.change_password("open sesame", "another one that is long")
    bench.session.go_home()
    bench.session.open_policy()
    assert len(late.jobs) == 1
    late.do_all()
    shown = desk(bench)
    assert isinstance(shown, StaffDesk)
    assert shown.act is DeskAct.CHANGED_PASSWORD
    assert bench.station.people["lead"][0] == NEW


def test_what_comes_back_after_the_lock_changes_nothing() -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.sign_in()
    late.do_all()
    bench.session.open_policy()
    bench.session.lock()
    late.do_all()
    assert bench.is_in(SignedOut)


def test_what_a_desk_finishes_after_the_sign_out_is_shown_to_nobody() -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.sign_in()
    late.do_all()
    bench.session.open_staff()
    late.do_all()
    bench.session.change_password("open sesame", NEW)
    bench.session.sign_out()
    late.do_all()
    assert bench.is_in(SignedOut)
    assert bench.station.people["lead"][0] == NEW


# --- the trail --------------------------------------------------------------------------------


def many_entries(bench: Bench, count: int = 30) -> None:
    for _ in range(count):
        bench.station._note(AuditKind.PRINT_SHEET)


def test_the_trail_is_read_page_by_page_the_newest_first(bench: Bench) -> None:
    bench.sign_in()
    many_entries(bench)
    bench.session.open_audit()
    first = desk(bench)
    assert isinstance(first, AuditDesk)
    assert len(first.lines) == LINES_A_PAGE
    assert first.more
    bench.session.open_audit(AuditGroup.ALL, first.lines[-1].n)
    second = desk(bench)
    assert isinstance(second, AuditDesk)
    assert second.lines[0].n == first.lines[-1].n - 1


def test_the_last_page_says_that_there_is_no_more(bench: Bench) -> None:
    bench.sign_in()
    many_entries(bench, LINES_A_PAGE)
    bench.session.open_audit(AuditGroup.PRINTS)
    shown = desk(bench)
    assert isinstance(shown, AuditDesk)
    assert len(shown.lines) == LINES_A_PAGE
    assert not shown.more


def test_a_group_shows_its_kinds_only(bench: Bench) -> None:
    bench.sign_in()
    many_entries(bench, 3)
    bench.session.open_audit(AuditGroup.DOOR)
    shown = desk(bench)
    assert isinstance(shown, AuditDesk)
    assert {line.kind for line in shown.lines} == {AuditKind.SIGN_IN}


def test_the_proof_stays_in_sight_while_pages_are_turned(bench: Bench) -> None:
    bench.sign_in()
    bench.session.open_audit()
    bench.session.verify_audit()
    bench.session.open_audit(AuditGroup.KEYS)
    shown = desk(bench)
    assert isinstance(shown, AuditDesk)
    assert shown.proof is not None


def test_only_leads_read_the_trail(bench: Bench) -> None:
    bench.sign_in("staff")
    bench.session.open_audit()
    assert bench.is_at(Ready())
    assert isinstance(bench.view.notice, LeadNeededError)


# --- people -----------------------------------------------------------------------------------


def test_who_is_no_lead_sees_nobody_else(bench: Bench) -> None:
    bench.sign_in("staff")
    bench.session.open_staff()
    assert desk(bench) == StaffDesk(members=(STAFF,))


def test_a_lead_adds_and_removes_people(bench: Bench) -> None:
    bench.sign_in()
    bench.session.open_staff()
    bench.session.add_staff(BORN)
    assert desk(bench) == StaffDesk(
        members=(BORN.member, LEAD, STAFF), act=DeskAct.ADDED, whom=BORN.member.display_name
    )
    bench.session.remove_staff(BORN.member.id)
    assert desk(bench) == StaffDesk(members=(LEAD, STAFF), act=DeskAct.REMOVED, whom=BORN.member.id)


def test_a_wrong_old_password_changes_nothing(bench: Bench) -> None:
    bench.sign_in()
    bench.session.open_staff()
    bench.session.change_password("wrong", NEW)
    assert isinstance(bench.view.notice, SignInError)
    assert bench.station.people["lead"][0] == "open sesame"


def test_no_password_is_in_any_view(bench: Bench) -> None:
    bench.sign_in()
    bench.session.open_staff()
    bench.session.change_password("open sesame", NEW)
    bench.session.reset_password(STAFF.id, NEW)
    bench.session.add_staff(BORN)
    seen = "".join(map(repr, bench.views))
    assert "four words" not in seen
    assert "open sesame" not in seen
    assert "changed_password" in seen, "what is looked through is not empty"


# --- keys -------------------------------------------------------------------------------------


def test_a_newer_policy_is_installed_and_a_bad_one_told(bench: Bench) -> None:
    bench.sign_in()
    bench.session.open_policy()
    bench.session.install_policy(Path("policy.txt"))
    assert isinstance(bench.view.notice, KioskError)
    bench.session.install_policy(Path("policy.json"))
    shown = desk(bench)
    assert isinstance(shown, PolicyDesk)
    assert shown.act is DeskAct.INSTALLED
    assert shown.policy.version == 2


def test_rehearsal_files_are_written_and_a_code_proves_one(bench: Bench) -> None:
    bench.station.policy = replace(bench.station.policy, unrehearsed=(CITY.name,))
    bench.sign_in()
    bench.session.open_policy()
    bench.session.write_rehearsal(STICK.folder)
    shown = desk(bench)
    assert isinstance(shown, PolicyDesk)
    assert shown.files
    bench.session.prove_rehearsal(REHEARSAL_CODE)
    shown = desk(bench)
    assert isinstance(shown, PolicyDesk)
    assert shown.act is DeskAct.REHEARSAL_PROVED


@pytest.mark.parametrize(
    ("role", "after"),
    [(Role.LEAD, AnchorState.DATABASE_BEHIND), (Role.GENERAL, AnchorState.AGREES)],
)
def test_the_general_manager_alone_accepts_the_database(
    bench: Bench, role: Role, after: AnchorState
) -> None:
    bench.station.anchor = AnchorState.DATABASE_BEHIND
    bench.station.people["lead"] = ("open sesame", replace(LEAD, role=role))
    bench.sign_in()
    bench.session.open_policy()
    bench.session.accept_anchor()
    shown = desk(bench)
    assert isinstance(shown, PolicyDesk)
    assert shown.outlook.standing.anchor is after
    assert (bench.view.notice is None) == (after is AnchorState.AGREES)


def test_a_desk_is_left_to_the_closed_day(bench: Bench) -> None:
    closed(bench)
    bench.session.go_home()
    assert bench.is_in(DayClosed)
