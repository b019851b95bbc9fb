"""Who may close a day, and how it goes on after a power cut in the middle."""

import json
import os

import pytest

from kiosk.domain.custody import AloneReason, DayStage, SecondPerson
from kiosk.errors import SecondPersonError
from kiosk.vaultports import DayState
from storage.custody.errors import DayClosingError
from storage.station import Station
from tests.storage.closedday import PARTNER, kinds_of
from tests.storage.people import DAY, LEAD_PASSWORD, STAFF_PASSWORD, Place, new_record
from tests.storage.port_suite import ignore


def test_two_people_close_and_everybody_can_read_who(place: Place, station: Station) -> None:
    station.put(new_record())
    files = station.close_day(DAY, PARTNER, ignore)
    envelope = json.loads(files.envelope.read_bytes())
    assert (envelope["operators"], envelope["alone"]) == (["lead1", "staff1"], None)
    (day,) = station.standing().days
    assert (day.operators, day.alone) == (("lead1", "staff1"), None)
    kinds = kinds_of(place, station)
    assert kinds.index("witness") < kinds.index("begin_closing") < kinds.index("close_day")


def test_closing_alone_says_why_everywhere(place: Place, station: Station) -> None:
    station.put(new_record())
    files = station.close_day(DAY, AloneReason.PARTNER_ILL, ignore)
    envelope = json.loads(files.envelope.read_bytes())
    assert (envelope["operators"], envelope["alone"]) == (["lead1"], "partner_ill")
    assert station.day_report(DAY).alone is AloneReason.PARTNER_ILL
    assert "close_alone" in kinds_of(place, station)


@pytest.mark.parametrize(
    ("name", "password"),
    [("staff1", "wrong"), ("nobody", STAFF_PASSWORD), ("lead1", LEAD_PASSWORD)],
)
def test_a_second_person_who_is_none_stops_the_closing_before_it_begins(
    place: Place, station: Station, name: str, password: str
) -> None:
    station.put(new_record())
    with pytest.raises(SecondPersonError):
        station.close_day(DAY, SecondPerson(staff_id=name, password=password), ignore)
    assert station.standing().days[0].stage is DayStage.OPEN
    assert not place.outbox.exists()
    station.put(new_record(2))
    assert "begin_closing" not in kinds_of(place, station)


def interrupted(place: Place) -> Station:
    """Return the station after a power cut in the middle of a closing."""
    station = place.open_signed_in()
    station.put(new_record())
    station.close()
    child = os.fork()
    if child == 0:  # nothing of pytest may run on in the child
        try:
            station = place.open_signed_in()
            station.close_day(DAY, PARTNER, lambda _progress: os._exit(9))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    return station


def test_after_a_power_cut_the_closing_is_offered_again(place: Place) -> None:
    station = interrupted(place)
    assert station.standing().days[0].stage is DayStage.CLOSING
    assert station.unclosed_days() == (DAY,)
    with pytest.raises(DayClosingError):
        station.put(new_record(2))
    assert station.close_day(DAY, PARTNER, ignore).records == 1
    assert not (place.outbox / ".part").exists()
    station.close()


def test_after_a_power_cut_the_day_can_go_on(place: Place) -> None:
    station = interrupted(place)
    assert station.open_day(DAY) is DayState.OPEN
    assert list(place.outbox.iterdir()) == []
    station.put(new_record(2))
    assert station.close_day(DAY, PARTNER, ignore).records == 2
    assert "give_up_closing" in kinds_of(place, station)
    station.close()
