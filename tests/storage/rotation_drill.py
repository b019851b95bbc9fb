"""Kills a removal at each of its file operations and statements; looks at what a restart finds.

Run by `test_rotation.py`: ``rotation_drill.py FOLDER EVERY``, with a station in ``FOLDER/before``.
"""

import itertools
import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.domain.custody import AnchorState
from kiosk.domain.ids import StaffId
from storage.errors import SignInError
from storage.station import open_station
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, STAFF_PASSWORD, TestClock, new_record
from tests.storage.port_suite import ignore
from tests.storage.test_drafts import draft_of
from tests.storage.test_register import NEW_PASSWORD

WATCHED = frozenset({"open", "os.rename", "os.remove", "os.truncate"})
KILLED = 9
GONE = StaffId("staff1")


def remove_and_die(data: Path, at: int) -> None:
    """Remove the member; leave without a trace at the ``at``-th operation."""
    station = open_station(data, TestClock())
    station.sign_in("lead1", LEAD_PASSWORD)
    left = at

    def count(event: str, _arguments: tuple[object, ...] = ()) -> None:
        nonlocal left
        left -= event in WATCHED
        if left == 0:
            os._exit(KILLED)

    with station._parts.store.connection() as connection:
        raw = connection.connection.driver_connection
    assert raw is not None
    raw.set_trace_callback(lambda _statement: count("open"))
    sys.addaudithook(count)
    station.remove_staff(GONE)
    os._exit(0)


def problem_of(data: Path) -> tuple[str, bool]:
    """Return what is wrong after a restart, or nothing; and whether the member is removed."""
    station = open_station(data, TestClock())
    try:
        station.sign_in("other1", NEW_PASSWORD)
        station.sign_in("lead1", LEAD_PASSWORD)
        slots = sorted(path.suffix for path in (data / "vault" / "slots").iterdir())
        if slots != [".slot"]:
            return f"slots {slots}", False
        if (anchor := station.standing().anchor) is not AnchorState.AGREES:
            return f"anchor {anchor}", False
        removed = GONE not in [one.id for one in station.staff()]
        if station.draft() != draft_of(5):
            return "draft", removed
        station.drop_draft()
        if not removed:
            station.sign_in(GONE, STAFF_PASSWORD)
            station.sign_in("lead1", LEAD_PASSWORD)
            station.remove_staff(GONE)
        station.put(new_record(3))
        if station.close_day(DAY, ALONE, ignore).records != 3:
            return "records", removed
        try:
            station.sign_in(GONE, STAFF_PASSWORD)
        except SignInError:
            return "", removed
        return "let in", removed
    finally:
        station.close()


def main(folder: Path, every: int) -> None:
    """Kill at every ``every``-th operation; print the outcome as JSON."""
    wrong: list[str] = []
    counts = {True: 0, False: 0}
    kills = waiting = 0
    for at in itertools.count(1, every):
        data = folder / "data"
        shutil.copytree(folder / "before", data)
        child = os.fork()
        if child == 0:
            remove_and_die(data, at)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
        waiting += bool(list((data / "vault" / "slots").glob("*.next")))
        problem, removed = problem_of(data)
        counts[removed] += 1
        if problem:
            wrong.append(f"{at}: {problem}")
        shutil.rmtree(data)
        if not killed:
            break
        kills += 1
    outcome = {
        "kills": kills,
        "wrong": wrong,
        "removed": counts[True],
        "not_removed": counts[False],
        "waiting_slots": waiting,
    }
    print(json.dumps(outcome))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
