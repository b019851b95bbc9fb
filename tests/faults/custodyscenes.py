"""What becomes of a closed day: backup, copies, receipt, deletion."""

from datetime import timedelta
from pathlib import Path

from kiosk.domain.custody import SecondPerson
from storage.receiving.receiver import open_batch, verify_batch
from storage.station import Station
from tests.faults.dayscenes import busy_day
from tests.faults.promises import came_in, sealed_is_whole, tidy, verified
from tests.faults.world import SECOND, SECOND_PASSWORD, Mark, Scene, World, ask
from tests.storage.people import ALONE, DAY
from tests.storage.port_suite import ignore

_TOGETHER = SecondPerson(staff_id=SECOND, password=SECOND_PASSWORD)
_COOLED = timedelta(hours=25)


def _closed(world: World) -> None:
    busy_day(world)
    with world.at_work() as station:
        files = station.close_day(DAY, ALONE, ignore)
    out = world.root / "received"
    open_batch(files.age, world.identity, out)
    world.facts["code"] = (out / "RECEIPT_CODE.txt").read_text(encoding="utf-8").splitlines()[0]


def _cooled(world: World) -> None:
    _closed(world)
    with world.at_work() as station:
        station.back_up(DAY)
        station.confirm_receipt(DAY, world.facts["code"])
    world.clock.at += _COOLED


def _back_up(_world: World, station: Station, mark: Mark) -> None:
    station.back_up(DAY)
    mark("backed up")


def _copy(world: World, station: Station, mark: Mark) -> None:
    station.copy_batch(DAY, world.stick, ignore)
    mark("copied")


def _confirm(world: World, station: Station, mark: Mark) -> None:
    station.confirm_receipt(DAY, world.facts["code"])
    mark("confirmed")


def _delete(_world: World, station: Station, mark: Mark) -> None:
    station.delete_day(DAY, _TOGETHER, (), ignore)
    mark("deleted")


def _backed_up(world: World, acked: frozenset[str]) -> list[str]:
    wrong = sealed_is_whole(world)
    with came_in(world) as station:
        wrong += verified(station)
        (day,) = station.standing().days
        if "backed up" in acked and day.backup is None:
            wrong.append("a backup that was made is not known")
        if day.backup is not None and not (world.backups / day.backup.file).is_file():
            wrong.append("a backup that is known is not there")
        station.back_up(DAY)
        (day,) = station.standing().days
        wrong += [] if day.backup else ["no backup can be made any more"]
    return wrong + tidy(world)


def _copied(world: World, acked: frozenset[str]) -> list[str]:
    wrong = sealed_is_whole(world)
    wrong += _half_copies(world)
    there = list(world.stick.rglob("*.json.sig")) if world.stick.is_dir() else []
    if "copied" in acked and not there:
        wrong.append("a copy that was made is not there")
    world.stick.mkdir(exist_ok=True)
    with came_in(world) as station:
        wrong += verified(station)
        (day,) = station.standing().days
        if "copied" in acked and not day.copies:
            wrong.append("a copy that was made is not known")
        station.copy_batch(DAY, world.stick, ignore)
    for age in world.stick.rglob("*.age"):
        verify_batch(age, station_key=None)
    return wrong + _half_copies(world) + tidy(world)


def _half_copies(world: World) -> list[str]:
    """Return files on the stick that have a final name and are not what the outbox holds."""
    files = [path for path in world.stick.rglob("*") if path.is_file()]
    named = [path for path in files if not path.name.endswith(".part")]
    return [f"on the stick, not whole: {one.name}" for one in named if _differs(world, one)]


def _differs(world: World, path: Path) -> bool:
    original = world.outbox / path.name
    return not original.is_file() or original.read_bytes() != path.read_bytes()


def _confirmed(world: World, acked: frozenset[str]) -> list[str]:
    wrong = sealed_is_whole(world)
    with came_in(world) as station:
        wrong += verified(station)
        (day,) = station.standing().days
        if "confirmed" in acked and day.proof is None:
            wrong.append("a receipt that was taken is not known")
        station.confirm_receipt(DAY, world.facts["code"])
        (day,) = station.standing().days
        wrong += [] if day.stage.value == "confirmed" else [f"stays {day.stage}"]
    return wrong + tidy(world)


def _deleted(world: World, acked: frozenset[str]) -> list[str]:
    wrong = [] if "deleted" in acked else sealed_is_whole(world)
    with came_in(world) as station:
        wrong += verified(station)
        known = station.certificates()
        if "deleted" in acked and not known:
            wrong.append("a deletion that was certified is not known")
        if not known:
            station.delete_day(DAY, _TOGETHER, (), ignore)
        (certificate,) = station.certificates()
        wrong += [] if certificate.business_date == DAY else ["certificate of another day"]
        wrong += verified(station)
    wrong += [f"rows left: {table}" for table in ("records", "duties") if _rows(world, table)]
    wrong += [f"left: {path.name}" for path in world.outbox.rglob("*.age")]
    wrong += [f"backup left: {path.name}" for path in world.backups.glob("*.db")]
    if not list((world.data / "certificates").glob("*.json")):
        wrong.append("no certificate on the disk")
    return wrong + tidy(world)


def _rows(world: World, table: str) -> bool:
    return ask(world, f"SELECT count(*) FROM {table}") != [(0,)]  # noqa: S608 - two constants


CUSTODY_SCENES = (
    Scene(name="back-up", prepare=_closed, act=_back_up, promise=_backed_up, needs=("back_up",)),
    Scene(name="copy", prepare=_closed, act=_copy, promise=_copied, needs=("copy_batch",)),
    Scene(
        name="receipt",
        prepare=_closed,
        act=_confirm,
        promise=_confirmed,
        needs=("confirm_receipt",),
    ),
    Scene(name="delete", prepare=_cooled, act=_delete, promise=_deleted, needs=("delete_day",)),
)
