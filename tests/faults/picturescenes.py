"""Site pictures of a station: kept and forgotten; a line without its pixels is never left."""

import json
import shutil

from kiosk.domain.sitepicture import SitePicture
from kiosk.errors import KioskError
from storage.headquarters.recover import recover
from storage.station import Station
from tests.faults.dayscenes import busy_day
from tests.faults.promises import came_in, verified
from tests.faults.world import LEAD, Mark, Scene, World
from tests.storage.office_suite import event
from tests.storage.people import ALONE, DAY
from tests.storage.picture_suite import EVENT, site_photo
from tests.storage.port_suite import ignore

_WORDS = {"before": b"kenshu 0 " * 50, "first": b"kenshu 1 " * 50, "second": b"kenshu 2 " * 50}


def _with_picture(world: World) -> None:
    busy_day(world)
    with came_in(world) as station:
        station.office.put(event(1), by=LEAD, expected_version=0)
        _keep(station, "before")


def _keep(station: Station, caption: str) -> SitePicture:
    return station.office.pictures.keep(EVENT, caption, site_photo(_WORDS[caption]), by=LEAD)


def _act(_world: World, station: Station, mark: Mark) -> None:
    _keep(station, "first")
    mark("kept first")
    for one in station.office.read().pictures:
        if one.caption == "before":  # it is gone already when this is the second try
            station.office.pictures.forget(one, by=LEAD)
    mark("forgot")
    _keep(station, "second")
    mark("kept second")


def _line_and_pixels(world: World, acked: frozenset[str]) -> list[str]:
    with came_in(world) as station:
        wrong = verified(station)
        lines = station.office.read().pictures
        captions = {one.caption for one in lines}
        wrong += [
            f"{caption} is lost"
            for caption in ("first", "second")
            if f"kept {caption}" in acked and caption not in captions
        ]
        if "forgot" in acked and "before" in captions:
            wrong.append("what was forgotten is there again")
        for one in lines:
            try:
                if station.office.pictures.jpeg(one) != site_photo(_WORDS[one.caption]).jpeg:
                    wrong.append(f"{one.caption} has other pixels")
            except KioskError as error:
                wrong.append(f"{one.caption}: {type(error).__name__}")
        folder = world.live / "data" / "office" / "pictures"
        if {path.stem for path in folder.iterdir()} != {one.id for one in lines}:
            wrong.append("pixels without a line")
        if "second" not in captions:
            _keep(station, "second")  # the work goes on
    return wrong


def _before_backup(world: World) -> None:
    """Close a day whose book was in the second place before it changed."""
    _with_picture(world)
    with world.at_work() as station:
        _keep(station, "first")
        station.close_day(DAY, ALONE, ignore)
        station.back_up(DAY)
        (before,) = (one for one in station.office.read().pictures if one.caption == "before")
        station.office.pictures.forget(before, by=LEAD)
        _keep(station, "second")


def _back_up(_world: World, station: Station, mark: Mark) -> None:
    station.back_up(DAY)
    mark("backed up")


def _second_place_opens(world: World, acked: frozenset[str]) -> list[str]:
    """Return what an identity does not get of the second place, at whatever moment it was."""
    out = world.root / "opened"
    found = recover(world.backups / "SK01-office", world.identity, out)
    content = json.loads((out / "office" / "book.json").read_text("utf-8"))["content"]
    captions = {one["value"]["caption"] for one in content if one["kind"] == "picture"}
    shutil.rmtree(out)
    wrong = [f"{one.item}: {one.fault}" for one in found.problems]
    wanted = [{"first", "second"}] if "backed up" in acked else [{"before", "first"}]
    if captions not in [*wanted, {"first", "second"}]:
        wrong.append(f"the second place has {sorted(captions)}")
    with came_in(world) as station:
        station.back_up(DAY)
    names = {path.name for path in (world.backups / "SK01-office" / "pictures").iterdir()}
    ours = {path.name for path in (world.data / "office" / "pictures").iterdir()}
    if names != ours:
        wrong.append("other pictures in the second place")
    return wrong


PICTURE_SCENES = (
    Scene(name="pictures", prepare=_with_picture, act=_act, promise=_line_and_pixels),
    Scene(name="book-backup", prepare=_before_backup, act=_back_up, promise=_second_place_opens),
)
