"""What must hold after anything: acknowledged work is there, nothing is half, the day goes on."""

import contextlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.errors import KioskError
from storage.errors import SignInError
from storage.receiving.receiver import open_batch, verify_batch
from storage.station import Station
from tests.faults.world import LEAD, World, ask
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, jpeg_of
from tests.storage.port_suite import ignore

_CLOSED = frozenset({"key_shredded", "confirmed", "deleting", "deleted"})


def day_survives(
    world: World,
    must: Iterable[int],
    may: Iterable[int],
    passwords: tuple[str, ...] = (LEAD_PASSWORD,),
) -> list[str]:
    """Return what is wrong with the day after a restart; it is finished on the way.

    ``must`` are the numbers of records that were acknowledged, ``may`` those that may be there;
    one of ``passwords`` has to let the lead in.
    """
    wrong: list[str] = []
    try:
        station = world.open()
    except KioskError as error:
        return [f"does not open: {type(error).__name__} {error}"]
    try:
        wrong += signed_in(station, *passwords)
        if not wrong:
            wrong += _finish(world, station, set(must), set(may))
    except KioskError as error:
        wrong.append(f"goes on no more: {type(error).__name__} {error}")
    finally:
        station.close()
    return wrong + tidy(world)


@contextlib.contextmanager
def came_in(world: World, password: str = LEAD_PASSWORD) -> Iterator[Station]:
    """Give the station after a restart, the lead signed in."""
    station = world.open()
    try:
        station.sign_in(LEAD, password)
        yield station
    finally:
        station.close()


def signed_in(station: Station, *passwords: str) -> list[str]:
    """Return nothing when one of the passwords lets the lead in and everything verifies."""
    for password in passwords:
        try:
            station.sign_in(LEAD, password)
        except SignInError:
            continue
        return verified(station)
    return ["no password lets the lead in"]


def verified(station: Station) -> list[str]:
    """Return what anchor and audit trail have against the database."""
    wrong = []
    if callable(standing := getattr(station, "standing", None)):
        anchor = standing().anchor.value
        wrong += [] if anchor == "agrees" else [f"anchor: {anchor}"]
    if callable(verify := getattr(station, "verify_audit", None)):
        verify()
    return wrong


def _finish(world: World, station: Station, must: set[int], may: set[int]) -> list[str]:
    station.open_day(DAY)  # a closing that was broken off is given up by this
    station.drop_draft()
    count = station.count(DAY)
    if not len(must) <= count <= len(may):
        return [f"{count} records, acknowledged {sorted(must)}"]
    files = station.close_day(DAY, ALONE, ignore)
    return batch_holds(world, files.age, must, may)


def batch_holds(world: World, age: Path, must: Iterable[int], may: Iterable[int]) -> list[str]:
    """Return what is wrong with the batch: verified, opened, every record compared."""
    if not age.is_file():
        return [f"{age.name} is not there"]
    key = next(age.parent.glob("*.pub.pem")).read_bytes()
    out = world.root / "out"
    shutil.rmtree(out, ignore_errors=True)
    opened = open_batch(age, world.identity, out, station_key=key)
    if opened.problems:
        return [f"batch with problems: {opened.problems}"]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    found = {item["id"] for item in manifest["records"]}
    photos = {path.read_bytes() for path in (out / "photos").iterdir()}
    wanted = {str(world.record(n).id): jpeg_of(world.record(n)) for n in may}
    missing = [n for n in must if jpeg_of(world.record(n)) not in photos]
    wrong = [f"records {missing} are not in the batch"] if missing else []
    if not found <= set(wanted) or not photos <= set(wanted.values()):
        wrong.append("the batch holds something else")
    return wrong


def sealed_is_whole(world: World) -> list[str]:
    """Return what is wrong with the batches of days that the database calls closed."""
    wrong = []
    for stage, name, sha256 in ask(world, "SELECT state, batch_name, batch_sha256 FROM shifts"):
        if stage not in {"sealed", "key_shredded", "confirmed"}:
            continue
        age = world.outbox / f"{name}.zip.age"
        try:
            verify = verify_batch(age, station_key=None)
        except KioskError as error:
            wrong.append(f"{stage} without a whole batch: {type(error).__name__}")
            continue
        if verify.waybill.ciphertext.sha256 != sha256:
            wrong.append(f"{stage} with another batch")
    return wrong


def tidy(world: World) -> list[str]:
    """Return left-overs: keys of closed days, unfinished files, anything in the temporary place."""
    states = ask(world, "SELECT id, state FROM shifts")
    closed = {str(shift) for shift, state in states if state in {"sealed", *_CLOSED}}
    slots = (world.data / "vault" / "slots").glob("*")
    revived = [slot.name for slot in slots if slot.name.partition(".")[0] in closed]
    unfinished = [
        str(path.relative_to(world.live))
        for path in world.live.rglob("*")
        if path.is_file() and (".part" in str(path) or path.parent == world.temporary)
    ]
    return [f"key of a closed day: {one}" for one in revived] + [
        f"left over: {one}" for one in unfinished
    ]
