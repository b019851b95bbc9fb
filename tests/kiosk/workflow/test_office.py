"""The back office through a session: every desk opens, works, fails and is left again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.domain.custody import (
    AnchorState,
    Medium,
)
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember
from kiosk.errors import KioskError, LeadNeededError
from kiosk.workflow.auditing import LINES_A_PAGE
from kiosk.workflow.desks import (
    AuditDesk,
    CardDesk,
    Desk,
    DeskAct,
    HandOverDesk,
    PolicyDesk,
    StaffDesk,
)
from kiosk.workflow.phases import AtDesk, Ready, Receiving, SignedOut
from kiosk.workflow.session import Session
from storage.errors import SignInError
from tests.fakes.memoryrecords import CITY
from tests.fakes.vault import REHEARSAL_CODE
from tests.kiosk.workflow.bench import LEAD, STAFF, Bench, signed_in_late

STICK = Medium(name="KENSHU-USB", folder=Path("/media/kenshu-usb"), free_bytes=1_000_000_000)
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
    "cards": (Session.open_cards, CardDesk),
}


def desk(bench: Bench) -> Desk:
    phase = bench.view.phase
    assert isinstance(phase, AtDesk)
    return phase.desk


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
    assert bench.is_in(Receiving)


@pytest.mark.parametrize("name", OPENERS)
def test_a_sitting_that_began_meanwhile_is_not_interrupted(name: str) -> None:
    bench, late = signed_in_late()
    open_desk, _ = OPENERS[name]
    open_desk(bench.session)
    bench.session.begin_sitting()
    late.do_all()
    assert bench.is_in(Receiving)


def test_nothing_is_asked_twice_while_the_desk_works() -> None:
    bench, late = signed_in_late()
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
    bench, late = signed_in_late()
    bench.session.open_policy()
    bench.session.lock()
    late.do_all()
    assert bench.is_in(SignedOut)


def test_nobody_signs_out_while_a_desk_works() -> None:
    bench, late = signed_in_late()
    bench.session.open_staff()
    late.do_all()
    bench.session.change_password("open sesame", NEW)
    bench.session.sign_out()
    assert bench.is_in(AtDesk)
    late.do_all()
    bench.session.sign_out()
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
    bench.session.preview_policy(Path("policy.txt"))
    assert isinstance(bench.view.notice, KioskError)
    bench.session.preview_policy(Path("policy.json"))
    seen = desk(bench)
    assert isinstance(seen, PolicyDesk)
    assert seen.preview is not None
    assert (seen.policy.version, seen.preview.policy.version) == (1, 2)
    bench.session.install_policy(Path("policy.json"))
    shown = desk(bench)
    assert isinstance(shown, PolicyDesk)
    assert shown.act is DeskAct.INSTALLED
    assert shown.policy.version == 2


def test_a_policy_that_changed_since_it_was_shown_is_shown_again(bench: Bench) -> None:
    bench.sign_in()
    bench.session.open_policy()
    bench.session.install_policy(Path("policy.json"))  # never shown
    bench.station.policy = replace(bench.station.policy, root_words="研修 べつの 根")
    bench.session.install_policy(Path("policy.json"))
    seen = desk(bench)
    assert isinstance(seen, PolicyDesk)
    assert seen.preview is not None
    assert seen.preview.policy.root_words == "研修 べつの 根"
    assert (seen.act, bench.station.policy.version) == (DeskAct.NOTHING, 1)
    bench.session.install_policy(Path("policy.json"))
    assert bench.station.policy.version == 2


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
    bench.session.accept_anchor("open sesame")
    shown = desk(bench)
    assert isinstance(shown, PolicyDesk)
    assert shown.outlook.standing.anchor is after
    assert (bench.view.notice is None) == (after is AnchorState.AGREES)
