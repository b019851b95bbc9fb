"""The office's book of a station: first used, written to, emptied, given a new key."""

from kiosk.domain.event import Event
from kiosk.officeports import Change, EntryRef
from storage.station import Station
from tests.faults.dayscenes import busy_day
from tests.faults.promises import came_in, verified
from tests.faults.world import LEAD, LEAVING, Mark, Scene, World
from tests.storage.office_suite import event

_GONE = EntryRef(kind="event", id="E-002")


def _fresh(world: World) -> None:
    world.furnish()


def _with_book(world: World) -> None:
    busy_day(world)
    with came_in(world) as station:
        for n in (1, 2):
            station.office.put(event(n), by=LEAD, expected_version=0)


def _first_use(_world: World, station: Station, mark: Mark) -> None:
    station.office.put(event(1), by=LEAD, expected_version=0)
    mark("put 1.1")


def _write(_world: World, station: Station, mark: Mark) -> None:
    station.office.put(event(1, remarks="2"), by=LEAD, expected_version=1)
    mark("put 1.2")
    both = [Change(entry=event(n), expected_version=0) for n in (3, 4)]
    station.office.put_all(both, by=LEAD)
    mark("put 3.1")
    mark("put 4.1")
    station.office.forget(_GONE, by=LEAD, expected_version=1)
    mark("forgot")


def _remove(_world: World, station: Station, mark: Mark) -> None:
    station.remove_staff(LEAVING)
    mark("removed")
    station.office.put(event(3), by=LEAD, expected_version=0)
    mark("put 3.1")


def _kept(world: World, acked: frozenset[str]) -> list[str]:
    """Return which acknowledged versions are not there, and whether the work goes on."""
    with came_in(world) as station:
        wrong = verified(station)
        view = station.office.read()
        found = {one.ref.id: one.version for one in view.of(Event)}
        for mark in acked:
            if mark.startswith("put "):
                number, _, version = mark.removeprefix("put ").partition(".")
                if found.get(f"E-{int(number):03d}", 0) < int(version):
                    wrong.append(f"{mark} is lost")
        if "forgot" in acked and "E-002" in found:
            wrong.append("what was forgotten is there again")
        newest = found.get("E-001", 0)
        station.office.put(event(1, remarks="after"), by=LEAD, expected_version=newest)
        if station.office.read().lines != view.lines + 1:
            wrong.append("the book does not go on")
    return wrong


def _both_or_none(world: World, acked: frozenset[str]) -> list[str]:
    wrong = _kept(world, acked)
    with came_in(world) as station:
        there = {one.entry.id for one in station.office.read().of(Event)}
    if len(there & {"E-003", "E-004"}) == 1:
        wrong.append("one of two changes alone")
    return wrong


OFFICE_SCENES = (
    Scene(name="office", prepare=_with_book, act=_write, promise=_both_or_none),
    Scene(name="office-first", prepare=_fresh, act=_first_use, promise=_kept),
    Scene(name="office-keys", prepare=_with_book, act=_remove, promise=_kept),
)
