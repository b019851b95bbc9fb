"""After closing the laptop and all its people together cannot open the day; the city can."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.drills.thief import Thief
from tests.storage.people import (
    ALONE,
    DAY,
    LEAD_PASSWORD,
    STAFF_PASSWORD,
    Place,
    jpeg_of,
    new_record,
)
from tests.storage.port_suite import ignore
from tests.storage.publictools import open_with_public_tools
from tests.storage.test_formats import Reader, check_record, open_blob

PASSWORDS = {"lead1": LEAD_PASSWORD, "staff1": STAFF_PASSWORD}


def stolen(place: Place, name: str) -> Path:
    """Return a copy of everything the laptop holds, as a thief would image it."""
    copy = place.root / name
    shutil.copytree(place.data, copy)
    return copy


def test_the_thief_opens_everything_before_the_day_is_closed(place: Place) -> None:
    # The script must be able to succeed, else its failure below would prove nothing.
    station = place.open_signed_in()
    for number in (1, 2, 3):
        station.put(new_record(number))
    station.close()
    opened = Thief(stolen(place, "open"), PASSWORDS).opened()
    assert len(opened) == 3
    for number, plain in _numbered(place, opened):
        assert plain.endswith(jpeg_of(new_record(number)))


def test_the_thief_opens_nothing_after_the_day_is_closed(place: Place) -> None:
    station = place.open_signed_in()
    for number in (1, 2, 3):
        station.put(new_record(number))
    files = station.close_day(DAY, ALONE, ignore)
    station.close()
    assert len(Reader(place.data).rows["records"]) == 3
    assert Thief(stolen(place, "closed"), PASSWORDS).opened() == {}
    # … and with the city's identity all of it opens: the batch, and each record by itself.
    out = open_with_public_tools(place, files)
    assert len(list((out / "photos").iterdir())) == 3
    reader = Reader(place.data)
    for row in reader.rows["records"]:
        command = ["age", "-d", "-i", str(place.identity)]
        done = subprocess.run(command, input=row["dek_age"], capture_output=True, check=True)
        check_record(open_blob(done.stdout[4:], reader.place(row, "sealed"), row["sealed"]), row)


def test_a_slot_that_was_kept_elsewhere_in_the_folder_would_be_found(place: Place) -> None:
    # The planted fault: closing that leaves a copy of the day's key behind.
    station = place.open_signed_in()
    station.put(new_record(1))
    (slot,) = (place.data / "vault" / "slots").glob("*.slot")
    kept = slot.read_bytes()
    station.close_day(DAY, ALONE, ignore)
    station.close()
    (place.data / "logs").mkdir(exist_ok=True)
    (place.data / "logs" / "left-over.bin").write_bytes(b"noise" + kept + b"noise")
    assert len(Thief(stolen(place, "leaky"), PASSWORDS).opened()) == 1


def test_the_script_runs_alone_and_says_so_by_its_exit_code(place: Place) -> None:
    station = place.open_signed_in()
    station.put(new_record(1))
    given = [f"{name}={password}" for name, password in PASSWORDS.items()]
    command = [sys.executable, "-m", "tests.drills.thief", str(place.data), *given]
    station.close()
    before = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (before.returncode, before.stdout) == (1, "1 records opened\n")
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    station.close_day(DAY, ALONE, ignore)
    station.close()
    after = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (after.returncode, after.stdout) == (0, "0 records opened\n")


def _numbered(place: Place, opened: dict[str, bytes]) -> list[tuple[int, bytes]]:
    rows = {row["id"]: row["number"] for row in Reader(place.data).rows["records"]}
    return [(rows[identity], plain) for identity, plain in opened.items()]
