"""Going on with an older copy of the office's book: somebody answers for what is missing."""

from kiosk.clock import SystemClock
from kiosk.paths import office_witnesses
from kiosk.wiring.openbook import Door
from storage.layout import is_station
from storage.office.headquarters import accept_older
from storage.station import open_station


def accept(door: Door, lines: int) -> None:
    """Have the book behind the door, which has so many lines, count as it is."""
    clock = SystemClock()
    if not is_station(door.folder):
        word = door.log_in.password
        accept_older(door.folder, word, clock, lines=lines, witnesses=office_witnesses())
        return
    station = open_station(door.folder, clock)
    try:
        station.sign_in(door.log_in.staff, door.log_in.password)
        station.accept_office(lines)
    finally:
        station.close()
