"""A station in a folder that is broken a thousand times and put back as it was."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.domain.ids import StaffId
from kiosk.domain.record import Record
from kiosk.domain.staff import Role
from kiosk.domain.station import SetupAnswers
from kiosk.errors import KioskError
from storage.station import Station, open_station
from tests.storage.headquarters import Headquarters
from tests.storage.people import DAY, LEAD_PASSWORD, Place, exempted, new_record, new_staff

MEMORY_DISK = Path("/dev/shm")
NEW_PASSWORD = "あたらしい けんしゅう 用の 合言葉"
SECOND_PASSWORD = "a second long password"
LEAD, SECOND, LEAVING = StaffId("lead1"), StaffId("lead2"), StaffId("staff1")
Mark = Callable[[str], None]
Act = Callable[["World", Any, Mark], None]
Promise = Callable[["World", frozenset[str]], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One piece of work, what it starts from and what must hold however it was broken off.

    ``needs`` are the doors of the station it uses; ``promise`` gets what was acknowledged and
    returns what is wrong. Opening and log-in belong to an ``early`` scene; a ``first`` one has no
    station yet.
    """

    name: str
    prepare: Callable[["World"], None]
    act: Act
    promise: Promise
    needs: tuple[str, ...] = ()
    early: bool = False
    first: bool = False

    def is_built(self) -> bool:
        """Tell whether the station has every door that the scene goes through."""
        return all(callable(getattr(Station, name, None)) for name in self.needs)


class World(Place):
    """A station, a stick, a second place for backups, and nowhere else to write."""

    def __init__(self, root: Path, *, seed: int = 0) -> None:
        root.mkdir(parents=True)
        super().__init__(root)
        self.seed = seed
        self.live.mkdir()
        self.jpeg_bytes = 2_000
        self.facts: dict[str, str] = {}
        self.headquarters: Headquarters | None = None

    @property
    def live(self) -> Path:
        """Return the folder that is watched and broken."""
        return self.root / "live"

    @property
    def data(self) -> Path:
        return self.live / "data"

    @property
    def stick(self) -> Path:
        """Return where the stick is plugged in."""
        return self.live / "stick"

    @property
    def backups(self) -> Path:
        """Return the second place."""
        return self.live / "backups"

    @property
    def temporary(self) -> Path:
        """Return where whoever wants a temporary file gets it."""
        return self.live / "tmp"

    def answers(self) -> SetupAnswers:
        given = super().answers()
        second = new_staff(SECOND, Role.LEAD, SECOND_PASSWORD)
        given = replace(given, staff=(*given.staff, second))
        if self.headquarters is None:
            return given
        return replace(given, recipients=(), policy=self.headquarters.files())

    def open(self) -> Station:
        return open_station(self.data, self.clock, backups=self.backups)

    def record(self, number: int) -> Record:
        """Return an invented person; every third one has a duty."""
        if number % 3 == 0:
            return exempted(number + 1000 * self.seed)
        return new_record(number + 1000 * self.seed, jpeg_bytes=self.jpeg_bytes)

    def furnish(self) -> None:
        """Leave a fresh station and an empty stick."""
        for folder in (self.stick, self.backups, self.temporary):
            folder.mkdir()
        self.create()

    def put(self, *numbers: int) -> None:
        """Store records of the open day."""
        with self.at_work() as station:
            for number in numbers:
                station.put(self.record(number))

    @contextlib.contextmanager
    def at_work(self) -> Iterator[Station]:
        """Give the station with the lead signed in and the day open."""
        station = self.open()
        try:
            station.sign_in(LEAD, LEAD_PASSWORD)
            station.open_day(DAY)
            yield station
        finally:
            station.close()

    def stage(self) -> str:
        """Return how far the database says the day is."""
        ((stage,),) = ask(self, "SELECT state FROM shifts")
        return str(stage)

    def keep(self) -> None:
        """Remember this state as the one to come back to."""
        shutil.copytree(self.live, self.root / "kept", symlinks=True)

    def restore(self) -> None:
        """Come back to it."""
        shutil.rmtree(self.live)
        shutil.copytree(self.root / "kept", self.live, symlinks=True)


@contextlib.contextmanager
def new_world(scene: Scene, *, seed: int = 0) -> Iterator[World]:
    """Give a prepared world on a disk in memory; every temporary file goes into it."""
    parent = MEMORY_DISK if MEMORY_DISK.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="kiosk-", dir=parent) as folder:
        world = World(Path(folder) / "world", seed=seed)
        before = {name: os.environ.get(name) for name in ("TMPDIR", "SQLITE_TMPDIR")}
        os.environ.update(dict.fromkeys(before, str(world.temporary)))
        try:
            scene.prepare(world)
            world.temporary.mkdir(exist_ok=True)
            world.keep()
            yield world
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                os.environ.update({name: value} if value else {})


def act_of(
    world: World, scene: Scene, *, tries: int = 1
) -> Callable[[Callable[[], None], Mark], None]:
    """Return what the child does: come in, have the trace begin, work; when refused, once more."""

    def act(begin: Callable[[], None], mark: Mark) -> None:
        if scene.early or scene.first:
            begin()
        station = None if scene.first else _come_in(world)
        if not (scene.early or scene.first):
            begin()
        for _ in range(tries):
            try:
                scene.act(world, station, mark)
                break
            except KioskError as error:
                mark(f"error {type(error).__name__}")

    return act


def _come_in(world: World) -> Station:
    station = world.open()
    station.sign_in(LEAD, LEAD_PASSWORD)
    return station


def ask(world: World, statement: str) -> list[tuple[object, ...]]:
    """Return what the database says, without the station's own code."""
    connection = sqlite3.connect(world.database)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()
