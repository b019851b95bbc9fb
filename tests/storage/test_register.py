"""Who may sign in: taken in, given new passwords, let go; and what is refused."""

import shutil
import sqlite3
from collections.abc import Callable
from functools import partial

import pytest

from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.errors import LeadNeededError
from storage.errors import (
    NotSignedInError,
    SignInError,
    SignInThrottledError,
    StaffRefusedError,
    TamperedError,
    WeakPasswordError,
)
from storage.station import Station
from tests.storage.people import (
    DAY,
    LEAD_PASSWORD,
    STAFF_PASSWORD,
    Place,
    new_record,
    new_staff,
)
from tests.storage.trails import trail_of

NEW_PASSWORD = "研修 の 新しい 合言葉"
LEAD, STAFF, OTHER = StaffId("lead1"), StaffId("staff1"), StaffId("other1")
ACTS: list[Callable[[Station], None]] = [
    lambda station: station.add_staff(new_staff("other1", Role.STAFF, NEW_PASSWORD)),
    lambda station: station.remove_staff(LEAD),
    lambda station: station.reset_password(LEAD, NEW_PASSWORD),
]


def reason_of(act: Callable[[], None]) -> str:
    with pytest.raises(StaffRefusedError) as caught:
        act()
    return caught.value.params["staff_reason"]


def lets_in(station: Station, staff_id: str, password: str) -> bool:
    try:
        station.sign_in(staff_id, password)
    except SignInError:
        station.sign_in(LEAD, LEAD_PASSWORD)  # so that no wrong password is counted
        return False
    return True


def test_a_new_member_comes_in_and_works(place: Place, station: Station) -> None:
    station.add_staff(new_staff("other1", Role.LEAD, NEW_PASSWORD))
    assert [one.id for one in station.staff()] == ["lead1", "other1", "staff1"]
    station.close()
    station = place.open()
    member = station.sign_in("other1", NEW_PASSWORD)
    assert (member.role, member.display_name) == (Role.LEAD, "other1（研修）")
    station.put(new_record())
    station.remove_staff(STAFF)
    station.close()
    trail = trail_of(place)
    assert ("add_staff", "lead1", "other1") in trail
    assert ("remove_staff", "other1", "staff1") in trail


@pytest.mark.parametrize("act", ACTS)
def test_only_leads_change_the_register(station: Station, act: Callable[[Station], None]) -> None:
    station.sign_in(STAFF, STAFF_PASSWORD)
    with pytest.raises(LeadNeededError):
        act(station)
    station.sign_out()
    with pytest.raises(NotSignedInError):
        act(station)
    assert [one.id for one in station.staff()] == ["lead1", "staff1"]


def test_ones_own_password_is_changed_with_the_old_one(place: Place, station: Station) -> None:
    station.sign_in(STAFF, STAFF_PASSWORD)
    station.change_password(STAFF_PASSWORD, NEW_PASSWORD)
    station.put(new_record())  # still signed in
    assert not lets_in(station, STAFF, STAFF_PASSWORD)
    assert lets_in(station, STAFF, NEW_PASSWORD)
    station.close()
    assert ("change_password", "staff1", "staff1") in trail_of(place)


def test_a_wrong_old_password_changes_nothing_and_is_slowed_like_a_log_in(
    place: Place, station: Station
) -> None:
    for _ in range(3):
        with pytest.raises(SignInError):
            station.change_password("wrong", NEW_PASSWORD)
    with pytest.raises(SignInThrottledError):
        station.change_password(LEAD_PASSWORD, NEW_PASSWORD)
    place.clock.pass_s(1)
    assert lets_in(station, LEAD, LEAD_PASSWORD)
    station.close()
    trail = [one[0] for one in trail_of(place)]
    assert trail.count("failed_sign_in") == 3
    assert "change_password" not in trail


def test_a_lead_gives_another_member_a_new_password(place: Place, station: Station) -> None:
    station.reset_password(STAFF, NEW_PASSWORD)
    assert not lets_in(station, STAFF, STAFF_PASSWORD)
    assert lets_in(station, STAFF, NEW_PASSWORD)
    station.close()
    assert ("reset_password", "lead1", "staff1") in trail_of(place)


@pytest.mark.parametrize(
    "act",
    [
        lambda station: station.change_password(LEAD_PASSWORD, "short"),
        lambda station: station.reset_password(STAFF, "aaaaaaaaaaaaaa"),
        lambda station: station.add_staff(new_staff("other1", Role.STAFF, "x")),
    ],
)
def test_a_weak_password_is_never_taken(station: Station, act: Callable[[Station], None]) -> None:
    with pytest.raises(WeakPasswordError):
        act(station)
    assert lets_in(station, LEAD, LEAD_PASSWORD)
    assert lets_in(station, STAFF, STAFF_PASSWORD)


def test_nobody_removes_or_resets_themselves(station: Station) -> None:
    assert reason_of(lambda: station.remove_staff(LEAD)) == "oneself"
    assert reason_of(lambda: station.reset_password(LEAD, NEW_PASSWORD)) == "oneself"


def test_two_must_remain_where_days_are_closed_by_two(place: Place, station: Station) -> None:
    assert reason_of(lambda: station.remove_staff(STAFF)) == "too_few"
    station.add_staff(new_staff("other1", Role.STAFF, NEW_PASSWORD))
    station.remove_staff(STAFF)
    assert reason_of(lambda: station.remove_staff(OTHER)) == "too_few"


def test_a_training_station_may_have_one_member(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = Place(tmp_path_factory.mktemp("training"))
    place.create(training=True)
    station = place.open_signed_in()
    station.remove_staff(STAFF)
    assert [one.id for one in station.staff()] == ["lead1"]
    station.close()


def test_strangers_and_removed_members_are_not_changed(station: Station) -> None:
    station.add_staff(new_staff("other1", Role.STAFF, NEW_PASSWORD))
    station.remove_staff(OTHER)
    for staff_id in (OTHER, StaffId("nobody")):
        assert reason_of(partial(station.remove_staff, staff_id)) == "unknown"
        assert reason_of(partial(station.reset_password, staff_id, NEW_PASSWORD)) == "unknown"


def test_a_log_in_name_is_given_once(station: Station) -> None:
    other = new_staff("other1", Role.STAFF, NEW_PASSWORD)
    station.add_staff(other)
    assert reason_of(lambda: station.add_staff(other)) == "name_taken"
    station.remove_staff(OTHER)
    assert reason_of(lambda: station.add_staff(other)) == "name_taken"
    assert not lets_in(station, "other1", NEW_PASSWORD)


def test_a_lead_has_no_power_over_a_general_manager(station: Station) -> None:
    general = new_staff("general1", Role.GENERAL, NEW_PASSWORD)
    station.add_staff(general)  # the first one must come from somewhere; the trail names the lead
    second = new_staff("general2", Role.GENERAL, NEW_PASSWORD)
    chief = StaffId("general1")
    assert reason_of(lambda: station.add_staff(second)) == "higher_role"
    assert reason_of(lambda: station.remove_staff(chief)) == "higher_role"
    assert reason_of(lambda: station.reset_password(chief, LEAD_PASSWORD)) == "higher_role"
    station.sign_in("general1", NEW_PASSWORD)
    station.add_staff(second)
    station.remove_staff(LEAD)


@pytest.mark.parametrize("change", ["change", "reset"])
def test_an_older_staff_row_put_back_with_its_password_is_noticed(
    place: Place, station: Station, change: str
) -> None:
    station.close()
    earlier = place.root / "earlier.db"
    shutil.copy(place.database, earlier)
    station = place.open_signed_in()
    if change == "reset":
        station.reset_password(STAFF, NEW_PASSWORD)
    else:
        station.sign_in(STAFF, STAFF_PASSWORD)
        station.change_password(STAFF_PASSWORD, NEW_PASSWORD)
    station.close()
    with sqlite3.connect(place.database) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("ATTACH ? AS earlier", (str(earlier),))
        connection.execute("REPLACE INTO staff SELECT * FROM earlier.staff WHERE id = 'staff1'")
    connection.close()
    station = place.open()
    with pytest.raises(TamperedError):
        station.sign_in(STAFF, STAFF_PASSWORD)
    with pytest.raises(NotSignedInError):
        station.open_day(DAY)
    station.close()


def test_no_trace_of_an_old_password_stays_in_the_database(place: Place, station: Station) -> None:
    def salt() -> bytes:
        with station._parts.store.connection() as connection:
            found = connection.exec_driver_sql("SELECT salt FROM staff WHERE id = 'staff1'")
            return bytes(found.scalar_one())

    old = salt()
    station.reset_password(STAFF, NEW_PASSWORD)
    assert salt() != old
    vault = place.data / "vault"
    assert not [path for path in vault.iterdir() if path.is_file() and old in path.read_bytes()]
