"""Kills a closing at each of its file operations and looks at what a restart makes of it.

Run by `test_closing.py`: ``crash_drill.py FOLDER IDENTITY``, with a station in ``FOLDER/before``.
"""

import json
import os
import shutil
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storage.receiving.receiver import open_batch
from storage.station import open_station
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, TestClock, jpeg_of, new_record
from tests.storage.port_suite import ignore

WATCHED = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"})
KILLED = 9


def close_and_die(data: Path, at: int) -> None:
    """Close the day; leave without a trace at the ``at``-th file operation."""
    station = open_station(data, TestClock())
    station.sign_in("lead1", LEAD_PASSWORD)
    left = at

    def count(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal left
        left -= event in WATCHED
        if left == 0:
            os._exit(KILLED)

    sys.addaudithook(count)
    station.close_day(DAY, ALONE, ignore)
    os._exit(0)


def state_of(data: Path) -> str:
    """Return the day's state as the database has it."""
    with sqlite3.connect(data / "vault" / "station.db") as connection:
        (state,) = connection.execute("SELECT state FROM shifts").fetchone()
    connection.close()
    return str(state)


def close_again(data: Path, identity: Path, out: Path) -> str:
    """Return what is wrong after a restart, or nothing."""
    station = open_station(data, TestClock())
    try:
        station.sign_in("lead1", LEAD_PASSWORD)
        if station.count(DAY) != 3:
            return "records lost"
        files = station.close_day(DAY, ALONE, ignore)
    finally:
        station.close()
    opened = open_batch(files.age, identity, out, station_key=files.station_public_key.read_bytes())
    photos = {path.read_bytes() for path in (out / "photos").iterdir()}
    if opened.problems or photos != {jpeg_of(new_record(n)) for n in (1, 2, 3)}:
        return "another batch"
    if (data / "outbox" / ".part").exists() or list((data / "vault" / "slots").iterdir()):
        return "left-overs"
    return ""


def main(folder: Path, identity: Path) -> None:
    """Print the outcome as JSON."""
    states: set[str] = set()
    wrong: list[str] = []
    at = 0
    while True:
        at += 1
        data = folder / "data"
        shutil.copytree(folder / "before", data)
        child = os.fork()
        if child == 0:
            close_and_die(data, at)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
        states.add(state_of(data))
        if problem := close_again(data, identity, folder / "out"):
            wrong.append(f"{at}: {problem}")
        shutil.rmtree(data)
        shutil.rmtree(folder / "out")
        if not killed:
            break
    print(json.dumps({"kills": at - 1, "states_found": sorted(states), "wrong": wrong}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
