"""Older copies put back: every mix of database, anchor and slots of a station's commits.

A mix of three of one moment is the whole disk put back: no laptop can notice that (the receiver
and the paper can). A database one commit ahead of the anchor is what a power cut leaves: nothing
is lost.
"""

import contextlib
import functools
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.errors import KioskError
from storage.layout import Layout
from storage.station import Station
from tests.faults.tally import Tally
from tests.faults.world import LEAD, LEAVING, Scene, World, ask, new_world
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, STAFF_PASSWORD, new_staff
from tests.storage.port_suite import ignore
from tests.storage.test_drafts import draft_of

_NEXT_DAY = DAY + timedelta(days=1)
_NEWCOMER = StaffId("staff9")
_CLOSED = frozenset({"sealed", "key_shredded"})


def roll_back(commits: int) -> Tally:
    """Return what became of every pair of database and anchor of so many moments, with slots."""
    tally = Tally()
    scene = Scene(name="roll-back", prepare=lambda world: world.furnish(), act=_no, promise=_none)
    with new_world(scene) as world:
        moments = _History(world, commits).live()
        last = len(moments) - 1
        for i in range(len(moments)):
            for j in range(len(moments)):
                _try(world, moments, (i, j, i), tally)
                if i == last and j != i:
                    _try(world, moments, (i, j, j), tally)
        for k in range(len(moments)):
            _try(world, moments, (last, last, k), tally)
    return tally


class _History:
    """A station's life, with a copy of its vault after each step."""

    def __init__(self, world: World, commits: int) -> None:
        self._world = world
        self._commits = commits
        self._moments: list[Path] = []

    def live(self) -> list[Path]:
        """Return the copies, one for each moment that changed the trail."""
        station = self._world.open()
        try:
            station.sign_in(LEAD, LEAD_PASSWORD)
            for step in self._steps(station):
                if len(self._moments) >= self._commits:
                    break
                step()
                self._keep()
        finally:
            station.close()
        return self._moments

    def _keep(self) -> None:
        copy = self._world.root / f"moment-{len(self._moments)}"
        shutil.copytree(self._world.data / "vault", copy)
        self._moments.append(copy)

    def _steps(self, station: Station) -> Iterator[Callable[[], object]]:
        world = self._world
        yield lambda: station.open_day(DAY)
        for number in range(1, 5):
            yield functools.partial(station.put, world.record(number))
        yield lambda: station.complete_duty(DAY, world.record(3).id)
        yield lambda: station.add_staff(new_staff(_NEWCOMER, Role.STAFF, STAFF_PASSWORD))
        yield lambda: station.put(world.record(5))
        yield lambda: station.reset_password(_NEWCOMER, STAFF_PASSWORD + " two")
        yield lambda: station.remove_staff(LEAVING)
        yield lambda: self._lock(station)
        yield station.drop_draft
        yield lambda: station.note_sheet_printed(DAY)
        yield lambda: self._wrong_password(station)
        yield lambda: station.close_day(DAY, ALONE, ignore)
        yield lambda: station.back_up(DAY)
        yield lambda: station.copy_batch(DAY, world.stick, ignore)
        yield lambda: station.open_day(_NEXT_DAY)
        while True:
            yield lambda: station.note_sheet_printed(_NEXT_DAY)

    def _lock(self, station: Station) -> None:
        station.lock(draft_of())
        station.sign_in(LEAD, LEAD_PASSWORD)

    def _wrong_password(self, station: Station) -> None:
        station.sign_out()
        with contextlib.suppress(KioskError):
            station.sign_in(LEAD, "not the password at all")
        self._world.clock.pass_s(60)
        station.sign_in(LEAD, LEAD_PASSWORD)


def _try(world: World, moments: list[Path], mix: tuple[int, int, int], tally: Tally) -> None:
    database, anchor, slots = (moments[n] for n in mix)
    vault = Layout(world.data).vault
    shutil.rmtree(vault)
    shutil.copytree(database, vault)
    shutil.copy(anchor / "anchor", vault / "anchor")
    shutil.rmtree(vault / "slots", ignore_errors=True)
    if (slots / "slots").is_dir():
        shutil.copytree(slots / "slots", vault / "slots")
    tally.tried += 1
    i, j, k = mix
    whole = i == j or i == j + 1
    agrees = _agrees(world)
    if agrees and not whole:
        tally.wrong.append(f"database {i}, anchor {j}, slots {k}: not noticed")
    if i == j == k and not agrees:
        tally.wrong.append(f"moment {i}: refused although nothing was put back")
    if agrees and _revived(world):
        tally.wrong.append(f"database {i}, anchor {j}, slots {k}: the key of a closed day is back")


def _agrees(world: World) -> bool:
    """Tell whether the station goes to work as if nothing had happened."""
    try:
        station = world.open()
    except KioskError:
        return False
    try:
        station.sign_in(LEAD, LEAD_PASSWORD)
        return bool(station.standing().anchor.value == "agrees")
    except KioskError:
        return False
    finally:
        station.close()


def _revived(world: World) -> bool:
    closed = {
        str(shift)
        for shift, state in ask(world, "SELECT id, state FROM shifts")
        if state in _CLOSED
    }
    slots = (world.data / "vault" / "slots").glob("*")
    return any(path.name.partition(".")[0] in closed for path in slots)


def _no(*_arguments: object) -> None:
    """Do nothing: this scene is not broken off."""


def _none(*_arguments: object) -> list[str]:
    return []
