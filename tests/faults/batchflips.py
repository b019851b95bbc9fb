"""One flipped bit or a cut end in any file of a batch: the receiver's own check must refuse it."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import KioskError
from storage.crypto.signing import parse_public_key
from storage.receiving.receiver import verify_batch
from tests.faults.dayscenes import busy_day
from tests.faults.tally import Tally
from tests.faults.world import Scene, World, new_world
from tests.storage.people import ALONE, DAY
from tests.storage.port_suite import ignore

_PINNED = "pinned key"


def flip_batches(least: int, *, seconds: float = 1e9, check: bool = True) -> Tally:
    """Return what became of at least ``least`` damaged batch sets; accepted ones are wrong."""
    tally, until = Tally(), time.monotonic() + seconds
    seed = 0
    while tally.tried < least and time.monotonic() < until and not tally.is_hopeless():
        with new_world(closed_batch(), seed=seed) as world:
            age = next(world.outbox.glob("*.age"))
            bench = _Bench(age, next(world.outbox.glob("*.pub.pem")).read_bytes())
            if seed == 0 and check:
                bench.must_accept()
            bench.run(least - tally.tried, seed, tally)
        seed += 1
    return tally


class _Bench:
    """A batch and its pinned key, as bytes that are damaged one at a time."""

    def __init__(self, age: Path, pinned: bytes) -> None:
        self._age = age
        self._files = {path: path.read_bytes() for path in age.parent.glob("KB-*")}
        self._pinned = pinned
        self._key = parse_public_key(pinned)

    def must_accept(self) -> None:
        """Raise unless the batch as it is passes: to refuse everything proves nothing."""
        verify_batch(self._age, station_key=self._pinned)
        verify_batch(self._age, station_key=None)

    def run(self, wanted: int, seed: int, tally: Tally) -> None:
        """Damage each file in turn, all bits of short ones, chosen bits of the long one."""
        chance = random.Random(seed)
        for path, content in self._files.items():
            for name, damaged in damages(content, chance, wanted // 4):
                path.write_bytes(damaged)
                for key in (self._pinned, None):
                    self._expect_refusal(f"{path.suffix} {name}", key, tally)
            path.write_bytes(content)
        for name, damaged in damages(self._pinned, chance, wanted // 8):
            if _parses_to(damaged) != self._key:  # a changed line end leaves the same key
                self._expect_refusal(f"{_PINNED} {name}", damaged, tally)

    def _expect_refusal(self, name: str, key: bytes | None, tally: Tally) -> None:
        tally.tried += 1
        try:
            verify_batch(self._age, station_key=key)
        except KioskError:
            return
        tally.wrong.append(f"accepted: {name}, {'pinned' if key else 'without'} key")


def damages(content: bytes, chance: random.Random, most: int) -> Iterator[tuple[str, bytes]]:
    """Give about ``most`` damaged copies: bits in a random order, then cut and longer ones."""
    bits = range(len(content) * 8)
    for bit in chance.sample(bits, min(len(bits), most)):
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        yield f"bit {bit}", bytes(damaged)
    cuts = range(len(content))
    for length in chance.sample(cuts, min(len(cuts), max(1, most // 8))):
        yield f"cut to {length}", content[:length]
    for more in (b"\0", b"\n", content[-1:], content):
        yield f"longer by {len(more)}", content + more


def _parses_to(key: bytes) -> bytes | None:
    try:
        return parse_public_key(key)
    except KioskError:
        return None


def closed_batch() -> Scene:
    """Return a scene of a closed day: its batch is what matters."""
    return Scene(name="batch", prepare=_closed_day, act=_nothing, promise=_none)


def _closed_day(world: World) -> None:
    busy_day(world)
    with world.at_work() as station:
        station.close_day(DAY, ALONE, ignore)


def _nothing(*_arguments: object) -> None:
    """Do nothing: this scene is not broken off."""


def _none(*_arguments: object) -> list[str]:
    return []
