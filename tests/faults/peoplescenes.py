"""Keys and their people: passwords, removal, lock, policy, set-up, an older release."""

import shutil

from kiosk.domain.draft import Draft
from storage.errors import SignInError
from storage.layout import is_station
from storage.station import Station
from tests.faults.dayscenes import busy_day
from tests.faults.promises import came_in, day_survives, verified
from tests.faults.world import (
    LEAD,
    LEAVING,
    NEW_PASSWORD,
    SECOND,
    SECOND_PASSWORD,
    Mark,
    Scene,
    World,
)
from tests.storage.headquarters import Headquarters
from tests.storage.people import LEAD_PASSWORD, STAFF_PASSWORD
from tests.storage.test_drafts import draft_of
from tests.storage.test_upgrade import FirstStation

_ALL = {1, 2, 3}
_DRAFT: Draft = draft_of()


def _change_password(_world: World, station: Station, mark: Mark) -> None:
    station.change_password(LEAD_PASSWORD, NEW_PASSWORD)
    mark("changed")


def _password_changed(world: World, acked: frozenset[str]) -> list[str]:
    wrong = []
    if "changed" in acked and _lets_in(world, LEAD, LEAD_PASSWORD):
        wrong.append("the old password still opens")
    passwords = (NEW_PASSWORD,) if "changed" in acked else (LEAD_PASSWORD, NEW_PASSWORD)
    return wrong + day_survives(world, _ALL, _ALL, passwords)


def _remove(_world: World, station: Station, mark: Mark) -> None:
    station.remove_staff(LEAVING)
    mark("removed")


def _removed(world: World, acked: frozenset[str]) -> list[str]:
    wrong = []
    if "removed" in acked and _lets_in(world, LEAVING, STAFF_PASSWORD):
        wrong.append("who was removed still comes in")
    if not _lets_in(world, SECOND, SECOND_PASSWORD):
        wrong.append("somebody else is locked out")
    return wrong + day_survives(world, _ALL, _ALL)


def _lets_in(world: World, who: str, password: str) -> bool:
    station = world.open()
    try:
        station.sign_in(who, password)
    except SignInError:
        return False
    finally:
        station.close()
    return True


def _lock(_world: World, station: Station, mark: Mark) -> None:
    station.lock(_DRAFT)
    mark("locked")


def _locked(world: World, acked: frozenset[str]) -> list[str]:
    with came_in(world) as station:
        wrong = verified(station)
        draft = station.draft()
        if draft != _DRAFT and (draft is not None or "locked" in acked):
            wrong.append("the interrupted sitting is not the one that was kept")
    return wrong + day_survives(world, _ALL, _ALL)


def _with_policy(world: World) -> None:
    world.headquarters = Headquarters(world.recipient, world.clock.now())
    busy_day(world)
    world.headquarters.stick(world.stick, world.headquarters.files(version=2))


def _install(world: World, station: Station, mark: Mark) -> None:
    station.install_policy(world.stick / "policy.json")
    mark("installed")


def _installed(world: World, acked: frozenset[str]) -> list[str]:
    with came_in(world) as station:
        wrong = verified(station)
        version = station.policy_standing().version
        if version != 2 and (version != 1 or "installed" in acked):
            wrong.append(f"policy version {version}")
    return wrong + day_survives(world, _ALL, _ALL)


def _bare(world: World) -> None:
    for folder in (world.stick, world.backups, world.temporary):
        folder.mkdir()


def _set_up(world: World, _station: Station, mark: Mark) -> None:
    world.create()
    mark("set up")


def _is_set_up(world: World, acked: frozenset[str]) -> list[str]:
    if not is_station(world.data):
        wrong = ["a station that was set up is gone"] if "set up" in acked else []
        world.create()
    else:
        wrong = []
    with came_in(world) as station:
        wrong += verified(station)
    return wrong + day_survives(world, (), ())


def _first_release(world: World) -> None:
    world.seed, world.jpeg_bytes = 0, 200  # the vector holds these two records
    _bare(world)
    (world.root / "first").mkdir()
    first = FirstStation(world.root / "first")
    shutil.move(first.data, world.data)
    shutil.copy(first.identity, world.identity)


def _nothing_more(_world: World, _station: Station, mark: Mark) -> None:
    mark("in")


def _upgraded(world: World, _acked: frozenset[str]) -> list[str]:
    return day_survives(world, {1, 2}, {1, 2})


PEOPLE_SCENES = (
    Scene(
        name="password",
        prepare=busy_day,
        act=_change_password,
        promise=_password_changed,
        needs=("change_password",),
    ),
    Scene(name="staff", prepare=busy_day, act=_remove, promise=_removed, needs=("remove_staff",)),
    Scene(name="draft", prepare=busy_day, act=_lock, promise=_locked, needs=("lock", "draft")),
    Scene(
        name="policy",
        prepare=_with_policy,
        act=_install,
        promise=_installed,
        needs=("install_policy",),
    ),
    Scene(name="set-up", prepare=_bare, act=_set_up, promise=_is_set_up, first=True),
    Scene(
        name="migration", prepare=_first_release, act=_nothing_more, promise=_upgraded, early=True
    ),
)
