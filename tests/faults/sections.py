"""The sections of the harness, and how large each is in CI and in the release run."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of a section is run; ``scene`` narrows it down, ``seconds`` bound it."""

    least: int
    seconds: float = 1e9
    scene: str = ""
    processes: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One line of the table; ``quick`` is enough to see a planted fault."""

    name: str
    what: str
    run: Callable[[Size], Tally]
    ci: int
    release: int
    quick: int = 1


def _kills(size: Size) -> Tally:
    from tests.faults.kills import kill_everywhere  # noqa: PLC0415 - each section loads its own

    return kill_everywhere(size.least, only=size.scene, seconds=size.seconds)


def _power(size: Size) -> Tally:
    from tests.faults.powerloss import cut_power  # noqa: PLC0415 - as above

    return cut_power(size.least, only=size.scene, seconds=size.seconds)


def _disk(size: Size) -> Tally:
    from tests.faults.diskfaults import (  # noqa: PLC0415 - as above
        fail_everywhere,
        fill_everywhere,
        rot_everywhere,
    )

    tally = fail_everywhere(size.least, only=size.scene, seconds=size.seconds)
    if not tally.is_hopeless():
        tally.add(rot_everywhere(only=size.scene))
    if not tally.is_hopeless():
        tally.add(fill_everywhere(only=size.scene, seconds=size.seconds / 2))
    return tally


def _flips(size: Size) -> Tally:
    from tests.faults.batchflips import flip_batches  # noqa: PLC0415 - as above

    return flip_batches(size.least, seconds=size.seconds)


def _database(size: Size) -> Tally:
    from tests.faults.damage import damage_database  # noqa: PLC0415 - as above

    return damage_database(size.least, seconds=size.seconds)


def _rollback(size: Size) -> Tally:
    from tests.faults.rollback import roll_back  # noqa: PLC0415 - as above

    return roll_back(size.least)


def _canaries(size: Size) -> Tally:
    from tests.faults.canaries import look_for_canaries  # noqa: PLC0415 - as above

    return look_for_canaries(only=size.scene)


def _order(size: Size) -> Tally:
    from tests.faults.codes import try_codes  # noqa: PLC0415 - as above
    from tests.faults.liar import believe_nothing  # noqa: PLC0415 - as above
    from tests.faults.sequence import check_order  # noqa: PLC0415 - as above

    tally = check_order(only=size.scene)
    if size.scene in {"", "receipt"}:
        tally.add(try_codes())
    if size.scene in {"", "liar"}:
        tally.add(believe_nothing())
    return tally


def _fuzzing(size: Size) -> Tally:
    from tests.faults.fuzzing import fuzz  # noqa: PLC0415 - as above

    seconds = 0 if size.seconds > 1e8 else int(size.seconds)
    return fuzz(size.least, only=size.scene, seconds=seconds, processes=size.processes)


def _planted(size: Size) -> Tally:
    from tests.faults.planted import plant_all  # noqa: PLC0415 - as above

    return plant_all(only=size.scene, processes=size.processes)


SECTIONS = (
    Section(
        name="kills",
        what="kill -9 at every write call of every scene",
        run=_kills,
        ci=600,
        release=50_000,
    ),
    Section(
        name="power",
        what="simulated power-loss states",
        run=_power,
        ci=100_000,
        release=20_000_000,
        quick=1_500,
    ),
    Section(
        name="disk",
        what="ENOSPC, EIO, short writes, every 4 KiB limit, stick gone, other bytes kept",
        run=_disk,
        ci=1_500,
        release=100_000,
    ),
    Section(
        name="flips",
        what="damaged batch sets accepted",
        run=_flips,
        ci=150_000,
        release=20_000_000,
        quick=500,
    ),
    Section(
        name="database",
        what="database damage undetected",
        run=_database,
        ci=10_000,
        release=2_000_000,
        quick=400,
    ),
    Section(
        name="roll-back",
        what="mixes of older database, anchor and slots (commits)",
        run=_rollback,
        ci=30,
        release=1_000,
        quick=5,
    ),
    Section(
        name="canaries",
        what="names, numbers, photos, passwords found anywhere",
        run=_canaries,
        ci=0,
        release=0,
    ),
    Section(
        name="order",
        what="order of syncs, names, shredding; nearly right receipt codes; a database that lies",
        run=_order,
        ci=0,
        release=0,
    ),
    Section(
        name="fuzzing",
        what="fuzzing of every parser of outside input",
        run=_fuzzing,
        ci=5_000_000,
        release=4_500_000_000,
        quick=2_000,
    ),
    Section(
        name="planted",
        what="planted faults caught by their own check",
        run=_planted,
        ci=25,
        release=25,
    ),
)
