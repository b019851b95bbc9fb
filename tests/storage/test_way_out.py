"""Only a lead's own password ends the program, and the trail says whose it was."""

from collections.abc import Callable

import pytest

from kiosk.errors import LeadNeededError
from storage.errors import SignInError, SignInThrottledError
from storage.station import Station
from tests.storage.people import LEAD_PASSWORD, STAFF_PASSWORD, Place
from tests.storage.trails import trail_of


def leavers(place: Place) -> list[str]:
    return [actor for kind, actor, _subject in trail_of(place) if kind == "leave_program"]


def test_a_lead_is_let_out_while_somebody_else_is_in(place: Place, station: Station) -> None:
    station.sign_in("staff1", STAFF_PASSWORD)
    station.let_out(" ＬＥＡＤ１", LEAD_PASSWORD)
    assert station._parts.door.unlocked.member.id == "staff1"
    station.close()
    assert leavers(place) == ["lead1"]


def test_a_lead_is_let_out_while_nobody_is_in_and_nobody_is_in_afterwards(
    place: Place, station: Station
) -> None:
    station.sign_out()
    station.let_out("lead1", LEAD_PASSWORD)
    assert not station._parts.door.is_open
    station.close()
    assert leavers(place) == ["lead1"]


@pytest.mark.parametrize("first", [Station.sign_out, lambda _station: None], ids=["out", "in"])
@pytest.mark.parametrize(
    ("staff_id", "password", "error"),
    [
        ("lead1", "wrong", SignInError),
        ("nobody", LEAD_PASSWORD, SignInError),
        ("", "", SignInError),
        ("staff1", STAFF_PASSWORD, LeadNeededError),
    ],
)
def test_nobody_else_is_let_out(
    place: Place,
    station: Station,
    *,
    first: Callable[[Station], None],
    staff_id: str,
    password: str,
    error: type[Exception],
) -> None:
    first(station)
    was_open = station._parts.door.is_open
    with pytest.raises(error):
        station.let_out(staff_id, password)
    assert station._parts.door.is_open is was_open
    station.close()
    assert leavers(place) == []


def test_guessing_at_the_way_out_is_slowed_like_guessing_at_the_door(
    place: Place, station: Station
) -> None:
    for _ in range(3):
        with pytest.raises(SignInError):
            station.let_out("lead1", "wrong")
    with pytest.raises(SignInThrottledError):
        station.let_out("lead1", LEAD_PASSWORD)
    place.clock.pass_s(1)
    station.let_out("lead1", LEAD_PASSWORD)
