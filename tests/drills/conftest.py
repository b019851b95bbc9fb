"""A station of its own for each drill."""

from pathlib import Path

import pytest

from tests.storage.people import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a data folder with a fresh station, not opened."""
    place = Place(tmp_path)
    place.create()
    return place
