"""docs/manual/removed-staff.md, step by step; power cuts: tests.storage.test_rotation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from storage.errors import SignInError, StaffRefusedError
from storage.policies.errors import PolicyRefusedError
from storage.station import Station
from tests.drills.office import kiosk, opens_with
from tests.storage.headquarters import GENERAL_PASSWORD, SignedPlace
from tests.storage.people import (
    ALONE,
    DAY,
    STAFF_PASSWORD,
    Place,
    new_record,
    new_staff,
)
from tests.storage.port_suite import ignore
from tests.storage.test_rotation import copy_of
from tests.storage.thief import Thief

GONE, STAYS = StaffId("staff1"), StaffId("other1")
STAYS_PASSWORD = "研修 その 他の 合言葉"
NEW_PASSWORD = "研修 の 新しい 合言葉"
PASSPHRASE = "honbu no nagai aikotoba desu"


@pytest.fixture
def peopled(place: Place) -> Iterator[Station]:
    station = place.open_signed_in()
    station.add_staff(new_staff(STAYS, Role.STAFF, STAYS_PASSWORD))
    yield station
    station.close()


def test_who_was_removed_opens_nothing_that_came_later(place: Place, peopled: Station) -> None:
    peopled.put(new_record(1))
    before = copy_of(place, "copied before")
    peopled.remove_staff(GONE)
    assert [one.id for one in peopled.staff()] == ["lead1", STAYS]
    lines = peopled.audit_lines(AuditGroup.KEYS, before=None, most=10)
    changes = {AuditKind.REMOVE_STAFF, AuditKind.ROTATE_KEYS}
    noted = [(one.kind, one.subject) for one in lines if one.kind in changes]
    assert noted[-1] == (AuditKind.REMOVE_STAFF, GONE)
    assert noted[0][0] is AuditKind.ROTATE_KEYS
    peopled.put(new_record(2))
    with pytest.raises(SignInError):
        peopled.sign_in(GONE, STAFF_PASSWORD)
    peopled.sign_in(STAYS, STAYS_PASSWORD)
    peopled.close()
    after = copy_of(place, "copied after")
    thief = Thief(STAFF_PASSWORD, before, after)
    assert thief.numbers(before / "vault" / "station.db") == {1}, "the thief knows the trade"
    assert thief.numbers(after / "vault" / "station.db") == set()


def test_what_was_copied_before_opens_no_day_that_was_closed_before_the_copy(
    place: Place, peopled: Station
) -> None:
    peopled.put(new_record(1))
    peopled.close_day(DAY, ALONE, ignore)
    peopled.close()
    copy = copy_of(place, "copied after the closing")
    assert Thief(STAFF_PASSWORD, copy).numbers(copy / "vault" / "station.db") == set()


def test_neither_oneself_nor_one_of_the_last_two_is_removed(place: Place, peopled: Station) -> None:
    with pytest.raises(StaffRefusedError):
        peopled.remove_staff(StaffId("lead1"))
    peopled.remove_staff(GONE)
    with pytest.raises(StaffRefusedError):
        peopled.remove_staff(STAYS)
    assert len(peopled.staff()) == 2


def test_a_password_that_leaked_is_replaced_and_nobody_is_removed(peopled: Station) -> None:
    peopled.reset_password(GONE, NEW_PASSWORD)
    with pytest.raises(SignInError):
        peopled.sign_in(GONE, STAFF_PASSWORD)
    assert peopled.sign_in(GONE, NEW_PASSWORD).id == GONE


def test_a_recipients_new_key_comes_with_a_new_policy(tmp_path: Path) -> None:
    """The old identity goes on opening what was sealed for it; the next day is for the new one."""
    office = tmp_path / "office"
    office.mkdir()
    passphrase = office / "passphrase.txt"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    kiosk("keys", "init-root", "--out", office / "root", "--passphrase-file", passphrase)
    cities = [_new_identity(office, f"city-{n}") for n in (1, 2)]
    head_office = _new_identity(office, "head-office")
    policies = [
        _issue(office, version, (f"city:下関市（研修）:{city}", f"headquarters:本部:{head_office}"))
        for version, city in enumerate(cities, start=1)
    ]
    place = SignedPlace(tmp_path, with_policy=False)
    place.clock.at = SystemClock().now()  # the policies are of now
    place.create()
    station = place.open()
    station.sign_in("general1", GENERAL_PASSWORD)
    station.install_policy(policies[0] / "policy.json")
    day = place.clock.at.date()
    batches: list[Path] = []
    for policy in (None, policies[1]):
        if policy is not None:
            station.install_policy(policy / "policy.json")
        station.open_day(day)
        station.put(new_record(len(batches) + 1, day=day))
        batches.append(station.close_day(day, ALONE, ignore).age)
        place.clock.pass_s(24 * 3600)
        day = place.clock.at.date()
    with pytest.raises(PolicyRefusedError):
        station.install_policy(policies[0] / "policy.json")
    station.close()
    old, new = office / "city-1.txt", office / "city-2.txt"
    assert [opens_with(old, one) for one in batches] == [True, False]
    assert [opens_with(new, one) for one in batches] == [False, True]
    assert [opens_with(office / "head-office.txt", one) for one in batches] == [True, True]


def _new_identity(office: Path, name: str) -> str:
    said = kiosk("keys", "new-identity", "--out", office / f"{name}.txt", "--name", name)
    (recipient,) = set(re.findall(r"age1[0-9a-z]+", said))
    return str(recipient)


def _issue(office: Path, version: int, recipients: tuple[str, ...]) -> Path:
    out = office / f"policy-{version}"
    named = [part for one in recipients for part in ("--recipient", one)]
    kiosk(
        *("keys", "issue-policy", "--root", office / "root" / "root.key.pem", *named),
        *("--version", version, "--days", 180, "--out", out),
        *("--passphrase-file", office / "passphrase.txt"),
    )
    return out
