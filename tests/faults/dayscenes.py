"""A day's work until it is closed, to be broken off at each of its steps."""

from kiosk.domain.record import CorrectionReason, Record
from storage.station import Station
from tests.faults.promises import came_in, day_survives, sealed_is_whole
from tests.faults.world import LEAD, Mark, Scene, World
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, renamed
from tests.storage.port_suite import ignore

_CORRECTED = "研修 華子"


def _fresh(world: World) -> None:
    world.furnish()


def _open_day(world: World) -> None:
    world.furnish()
    world.put(1)


def busy_day(world: World) -> None:
    world.furnish()
    world.put(1, 2, 3)


def _capture(world: World, station: Station, mark: Mark) -> None:
    for number in (2, 3):
        station.put(world.record(number))
        mark(f"put {number}")


def _first_capture(world: World, station: Station, mark: Mark) -> None:
    station.open_day(DAY)
    mark("opened")
    station.put(world.record(1))
    mark("put 1")


def _complete(world: World, station: Station, mark: Mark) -> None:
    station.complete_duty(DAY, world.record(3).id)
    mark("done")


def _correct(world: World, station: Station, mark: Mark) -> None:
    right = renamed(_two(world), _CORRECTED)
    station.correct(right, CorrectionReason.MISREAD)
    mark("corrected")


def _close(_world: World, station: Station, mark: Mark) -> None:
    station.close_day(DAY, ALONE, ignore)
    mark("closed")


def _nothing_more(_world: World, _station: Station, mark: Mark) -> None:
    mark("in")


def _captured(world: World, acked: frozenset[str]) -> list[str]:
    put = {int(mark.split()[1]) for mark in acked if mark.startswith("put ")}
    return day_survives(world, {1} | put, {1, 2, 3})


def _first_captured(world: World, acked: frozenset[str]) -> list[str]:
    return day_survives(world, {1} if "put 1" in acked else (), {1})


def _completed(world: World, acked: frozenset[str]) -> list[str]:
    station = world.open()
    try:
        station.sign_in(LEAD, LEAD_PASSWORD)
        (duty,) = station.duties(DAY)
    finally:
        station.close()
    wrong = ["a duty that was done is open"] if "done" in acked and duty.done is None else []
    return wrong + day_survives(world, {1, 2, 3}, {1, 2, 3})


def _corrected(world: World, acked: frozenset[str]) -> list[str]:
    """Return what is wrong with a record that is of before or of after, and nothing between."""
    with came_in(world) as station:
        (line,) = (one for one in station.records_today(DAY) if one.record_id == _two(world).id)
        found = station.open_record(line.record_id)
    versions = {1: _two(world), 2: renamed(_two(world), _CORRECTED)}
    wrong = [] if found == versions.get(line.version) else [f"version {line.version} is another"]
    if "corrected" in acked and line.version == 1:
        wrong.append("a record that was corrected is not")
    return wrong


def _two(world: World) -> Record:
    return world.record(2)


def _closed(world: World, acked: frozenset[str]) -> list[str]:
    wrong = sealed_is_whole(world)
    if "closed" in acked and world.stage() != "key_shredded":
        wrong.append("a day that was closed is not")
    return wrong + day_survives(world, {1, 2, 3}, {1, 2, 3})


def _unchanged(world: World, _acked: frozenset[str]) -> list[str]:
    return day_survives(world, {1, 2, 3}, {1, 2, 3})


DAY_SCENES = (
    Scene(name="first capture", prepare=_fresh, act=_first_capture, promise=_first_captured),
    Scene(name="capture", prepare=_open_day, act=_capture, promise=_captured),
    Scene(name="correct", prepare=busy_day, act=_complete, promise=_completed),
    Scene(name="correct record", prepare=busy_day, act=_correct, promise=_corrected),
    Scene(name="close", prepare=busy_day, act=_close, promise=_closed),
    Scene(name="log-in", prepare=busy_day, act=_nothing_more, promise=_unchanged, early=True),
)
