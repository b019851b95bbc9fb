"""A made-up season on the disk: its files, and on request an office's book that holds it."""

from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.errors import OutputExistsError
from kiosk.officeports import Change
from kiosk.training.season import Season, make_season, season_files
from kiosk.training.station import LEAD, PASSWORD
from storage.files import disk_errors
from storage.office.headquarters import create_office, open_office

BOOK = "office"


def write_season(out: Path, seed: int, *, book: bool = False) -> Season:
    """Leave the season in ``out``, which must be empty; with ``book`` also as an office's book."""
    with disk_errors():
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise OutputExistsError(file=str(out))
        season = make_season(seed)
        for name, content in season_files(season):
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if book:
        _write_book(out / BOOK, season)
    return season


def _write_book(folder: Path, season: Season) -> None:
    """Leave a book that opens with the training password; its bytes differ each time."""
    create_office(folder, PASSWORD)
    office = open_office(folder, PASSWORD, SystemClock())
    try:
        entries = (*season.people, *season.plan.events, *season.days, *season.cases)
        changes = [Change(entry=one, expected_version=0) for one in entries]
        office.put_all(changes, by=LEAD)
    finally:
        office.close()
