"""A station of its own for each test."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.station import Station
from tests.storage.people import Place
from tests.storage.received import Received

settings.register_profile("storage", deadline=None)  # the machine is shared
settings.load_profile("storage")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a data folder with a fresh station, not opened."""
    place = Place(tmp_path)
    place.create()
    return place


@pytest.fixture
def station(place: Place) -> Iterator[Station]:
    """Return the station, lead signed in, day open."""
    station = place.open_signed_in()
    yield station
    station.close()


@pytest.fixture
def received(tmp_path: Path) -> Received:
    """Return a day's batch of three records."""
    return Received(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return an empty disk of 64 KB of its own; skipped where a test may not mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
