"""A database that keeps other bytes than it was given: nothing may be acknowledged."""

from kiosk.errors import KioskError
from tests.faults.tally import Tally, chosen
from tests.faults.world import World, new_world

_LIES = {
    "another blob": "UPDATE records SET sealed = zeroblob(length(sealed)) WHERE id = new.id",
    "another key": "UPDATE records SET dek = zeroblob(length(dek)) WHERE id = new.id",
    "another MAC": "UPDATE records SET row_mac = zeroblob(32) WHERE id = new.id",
    "no row": "DELETE FROM records WHERE id = new.id",
}


def believe_nothing() -> Tally:
    """Return which lies about a record that was just stored were believed."""
    tally = Tally()
    (scene,) = chosen("capture")
    for name, lie in _LIES.items():
        with new_world(scene) as world:
            tally.tried += 1
            if _acknowledged(world, lie):
                tally.wrong.append(f"believed: {name}")
    return tally


def _acknowledged(world: World, lie: str) -> bool:
    """Tell whether a record is acknowledged that the database, behind its own lock, changes."""
    trigger = f"CREATE TEMP TRIGGER lie AFTER INSERT ON main.records BEGIN {lie}; END"
    try:
        with world.at_work() as station:
            with station._parts.store.connection() as connection:
                connection.exec_driver_sql(trigger)
            station.put(world.record(2))
    except KioskError:
        return False
    return True
