"""kill -9 before every change of a file, and in the middle of every write."""

import gc
import random
import time
from collections.abc import Iterator

from tests.faults.tally import Tally, chosen, shared, spread, unbuilt
from tests.faults.tracer import Call, Decide, Kill, Short, Verdict, trace
from tests.faults.world import Scene, World, act_of, new_world

_TORN = 3  # every third write also in part; three seeds reach all


def kill_everywhere(least: int, *, only: str = "", seconds: float = 1e9) -> Tally:
    """Return what became of at least ``least`` kills, spread over every scene."""
    tally, seed, until = Tally(), 0, time.monotonic() + seconds
    tally.missing = unbuilt()
    while tally.tried < least and not tally.is_hopeless() and time.monotonic() < until:
        for scene, its_end in shared(chosen(only), until):
            with new_world(scene, seed=seed) as world:
                tally.add(_kill_scene(world, scene, its_end))
        seed += 1
    return tally


def _kill_scene(world: World, scene: Scene, until: float) -> Tally:
    gc.freeze()
    tally = Tally()
    whole = trace(act_of(world, scene), world.live)
    tally.wrong += [f"{scene.name}: {bug}" for bug in whole.bugs]
    world.restore()
    for at, torn in spread(_plan(whole.calls, world.seed), world.seed):
        if tally.is_hopeless() or time.monotonic() > until:
            break
        killed = trace(act_of(world, scene), world.live, _at(at, torn))
        tally.tried += 1
        acked = frozenset(killed.marks)
        found = [*killed.bugs, *scene.promise(world, acked)]
        tally.wrong += [f"{scene.name}, call {at} {'torn' if torn else ''}: {one}" for one in found]
        world.restore()
    return tally


def _plan(calls: list[Call], seed: int) -> Iterator[tuple[int, int]]:
    """Give each call once, and writes also with a part of them done: others with each seed."""
    chance = random.Random(seed)
    for at, call in enumerate(calls, 1):
        yield at, 0
        if call.name == "write" and call.length > 1 and (at + seed) % _TORN == 0:
            yield at, chance.randrange(1, call.length)
    yield len(calls) + 1, 0


def _at(at: int, torn: int) -> Decide:
    def decide(number: int, _call: Call) -> Verdict:
        if torn:
            return Short(torn) if number == at else Kill() if number > at else None
        return Kill() if number == at else None

    return decide
