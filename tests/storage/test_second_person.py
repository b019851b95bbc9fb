"""Two people at one screen: the second is recognised as a log-in would, and stays outside."""

import pytest

from kiosk.domain.custody import SecondPerson
from kiosk.domain.staff import Role
from kiosk.errors import LeadNeededError, SecondPersonError
from storage.crypto.passwords import Argon2Cost, stretch
from storage.database.models import StaffRow
from storage.errors import NotSignedInError, SignInThrottledError
from storage.people.secondperson import SecondCheck
from storage.station import Station, open_station
from tests.storage.people import CHEAP, LEAD_PASSWORD, STAFF_PASSWORD, Place
from tests.storage.trails import trail_of


def check_of(station: Station) -> SecondCheck:
    return station._parts.second


def second(staff_id: str, password: str) -> SecondPerson:
    return SecondPerson(staff_id=staff_id, password=password)


def test_the_second_person_is_noted_as_a_witness_and_the_first_stays_in(
    place: Place, station: Station
) -> None:
    member = check_of(station).check(second(" ＳＴＡＦＦ１", STAFF_PASSWORD), shift="the day")
    assert (member.id, member.role) == ("staff1", Role.STAFF)
    assert station._parts.door.unlocked.member.id == "lead1"
    station.close()
    assert ("witness", "lead1", "staff1") in trail_of(place)


@pytest.mark.parametrize(
    ("staff_id", "password"),
    [
        ("staff1", "wrong"),
        ("nobody", STAFF_PASSWORD),
        ("", ""),
        ("lead1", "wrong"),
        ("staff1", LEAD_PASSWORD),
    ],
)
def test_wrong_unknown_and_empty_are_refused_alike(
    place: Place, station: Station, staff_id: str, password: str
) -> None:
    with pytest.raises(SecondPersonError) as caught:
        check_of(station).check(second(staff_id, password))
    assert (str(caught.value), caught.value.params) == ("refused", {"second_reason": "refused"})
    station.close()
    assert not [one for one in trail_of(place) if one[0] == "witness"]


def test_nobody_is_two_people(place: Place, station: Station) -> None:
    with pytest.raises(SecondPersonError) as caught:
        check_of(station).check(second("lead1", LEAD_PASSWORD))
    assert caught.value.params == {"second_reason": "same_person"}
    station.close()
    assert not [one for one in trail_of(place) if one[0] == "witness"]


def test_a_removed_person_is_no_witness(place: Place, station: Station) -> None:
    with station._parts.store.unit() as session:
        row = session.get_one(StaffRow, "staff1")
        row.active = False
        station._parts.door.unlocked.macs.stamp(row)
    with pytest.raises(SecondPersonError):
        check_of(station).check(second("staff1", STAFF_PASSWORD))


def test_guessing_as_a_second_person_is_slowed_like_guessing_at_the_door(
    place: Place, station: Station
) -> None:
    for _ in range(3):
        with pytest.raises(SecondPersonError):
            check_of(station).check(second("staff1", "wrong"))
    with pytest.raises(SignInThrottledError):
        check_of(station).check(second("staff1", STAFF_PASSWORD))
    station.sign_out()
    with pytest.raises(SignInThrottledError):
        station.sign_in("lead1", LEAD_PASSWORD)
    place.clock.pass_s(1)
    station.sign_in("lead1", LEAD_PASSWORD)


def test_an_unknown_second_person_costs_one_argon2_of_the_same_price(place: Place) -> None:
    costs: list[Argon2Cost] = []

    def counting(password: str, salt: bytes, secret: bytearray, cost: Argon2Cost) -> bytearray:
        costs.append(cost)
        return stretch(password, salt, secret, cost)

    station = open_station(place.data, place.clock, stretch=counting)
    station.sign_in("lead1", LEAD_PASSWORD)
    for staff_id in ("staff1", "nobody", "", "lead1"):
        costs.clear()
        place.clock.pass_s(1_000)
        with pytest.raises(SecondPersonError):
            check_of(station).check(second(staff_id, "wrong"))
        assert costs == [CHEAP], staff_id
    station.close()


def test_the_first_person_must_be_a_lead_who_is_signed_in(station: Station) -> None:
    station.sign_in("staff1", STAFF_PASSWORD)
    with pytest.raises(LeadNeededError):
        check_of(station).check(second("lead1", LEAD_PASSWORD))
    station.sign_out()
    with pytest.raises(NotSignedInError):
        check_of(station).check(second("staff1", STAFF_PASSWORD))
