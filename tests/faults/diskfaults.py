"""Full and failing disks: every change refused once, or from there on; every limit of 4 KiB.

After a refusal the same process tries again, as a person would after making room.
"""

import errno
import gc
import resource
import signal
import time
from collections.abc import Callable, Iterator

from kiosk.errors import KioskError
from tests.faults.tally import Tally, chosen, shared, spread, unbuilt
from tests.faults.tracer import Call, Decide, Fail, Outcome, Short, Verdict, trace
from tests.faults.world import Mark, Scene, World, act_of, new_world

PAGE_BYTES = 4096
_PATIENCE_S = 30  # a child that does nothing for so long hangs
_STICK = "stick/"
_ROTTEN = ("copy", "close", "back-up")
_SPOILED = frozenset({".part", ".age", ".json", ".sig", ".db"})


def fail_everywhere(least: int, *, only: str = "", seconds: float = 1e9) -> Tally:
    """Return what became of at least ``least`` refused calls, spread over every scene."""
    tally, seed, until = Tally(), 0, time.monotonic() + seconds
    tally.missing = unbuilt()
    while tally.tried < least and not tally.is_hopeless() and time.monotonic() < until:
        for scene, its_end in shared(chosen(only), until):
            with new_world(scene, seed=seed) as world:
                tally.add(_fail_scene(world, scene, its_end))
        seed += 1
    return tally


def fill_everywhere(*, only: str = "", seconds: float = 1e9) -> Tally:
    """Return what became of a file size limit at each 4 KiB, up to what each scene writes."""
    tally, until = Tally(), time.monotonic() + seconds
    for scene, its_end in shared(chosen(only), until):
        with new_world(scene) as world:
            tally.add(_fill_scene(world, scene, its_end))
    return tally


def rot_everywhere(*, only: str = "") -> Tally:
    """Return what became of a disk that keeps other bytes than it was given, at each sync.

    What such a disk holds may be lost, but nothing may be acknowledged that is not there: the
    database reads back through SQLite, so only files beside it are spoiled.
    """
    tally = Tally()
    for scene in (one for name in _ROTTEN for one in chosen(name) if only in {"", name}):
        with new_world(scene) as world:
            whole = trace(act_of(world, scene), world.live)
            world.restore()
            for at, call in enumerate(whole.calls, 1):
                if call.name == "fsync" and (world.live / call.path).suffix in _SPOILED:
                    name = f"other bytes at call {at}, {call.path}"
                    outcome = trace(_stubborn(world, scene), world.live, _spoil(world, at))
                    _judge(tally, world, scene, name, outcome)
    return tally


def _spoil(world: World, at: int) -> Decide:
    def decide(number: int, call: Call) -> Verdict:
        if number == at:
            path = world.live / call.path
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)
        return None

    return decide


def _fail_scene(world: World, scene: Scene, until: float) -> Tally:
    gc.freeze()
    tally = Tally()
    whole = trace(act_of(world, scene), world.live)
    world.restore()
    for name, decide in spread(_plans(whole, world.seed), world.seed):
        if tally.is_hopeless() or time.monotonic() > until:
            break
        outcome = trace(_stubborn(world, scene), world.live, decide)
        _judge(tally, world, scene, name, outcome)
    return tally


def _fill_scene(world: World, scene: Scene, until: float) -> Tally:
    tally = Tally()
    whole = trace(act_of(world, scene), world.live)
    sizes = [path.stat().st_size for path in world.live.rglob("*") if path.is_file()]
    written = [call.offset + call.length for call in whole.calls if call.name == "write"]
    world.restore()
    limits = range(0, max([*sizes, *written]) + 2 * PAGE_BYTES, PAGE_BYTES)
    for limit in spread(limits, world.seed):
        if tally.is_hopeless() or time.monotonic() > until:
            break
        outcome = trace(_limited(world, scene, limit), world.live)
        _judge(tally, world, scene, f"limit {limit}", outcome)
    return tally


def _judge(tally: Tally, world: World, scene: Scene, name: str, outcome: Outcome) -> None:
    tally.tried += 1
    if outcome.status & 0x7F == signal.SIGALRM:
        tally.wrong.append(f"{scene.name}, {name}: hangs")
    try:
        found = [*outcome.bugs, *scene.promise(world, frozenset(outcome.marks))]
    except KioskError as error:
        found = [f"{type(error).__name__} {error}"]
    tally.wrong += [f"{scene.name}, {name}: {one}" for one in found]
    world.restore()


def _plans(whole: Outcome, seed: int) -> Iterator[tuple[str, Decide]]:
    """Give each call one fault after the other with each seed; writes a short one as well."""
    for at, call in enumerate(whole.calls, 1):
        name = f"at call {at}, {call.name} {call.path}"
        faults = (
            (f"ENOSPC {name}", _once(at, Fail(errno.ENOSPC))),
            (f"EIO {name}", _once(at, Fail(errno.EIO))),
            (f"full {name}", _from(at, Fail(errno.ENOSPC))),
        )
        yield faults[(at + seed) % len(faults)]
        if call.name == "write" and call.length > 1:
            both = not call.path.endswith("-wal")  # SQLite's own writes take turns
            if both or (at + seed) % 2:
                yield f"short write {name}", _once(at, Short(call.length // 2))
            if both or not (at + seed) % 2:
                yield f"short, then full, {name}", _short_then_full(at, call.length // 2)
        if call.path.startswith(_STICK) or call.to.startswith(_STICK):
            yield f"stick gone {name}", _from(at, Fail(errno.EIO), _STICK)


def _once(at: int, verdict: Verdict) -> Decide:
    def decide(number: int, _call: Call) -> Verdict:
        return verdict if number == at else None

    return decide


def _from(at: int, verdict: Verdict, below: str = "") -> Decide:
    def decide(number: int, call: Call) -> Verdict:
        there = call.path.startswith(below) or call.to.startswith(below)
        frees = call.name in {"unlink", "rmdir"} and not below
        return verdict if number >= at and there and not frees else None

    return decide


def _short_then_full(at: int, length: int) -> Decide:
    full = _from(at + 1, Fail(errno.ENOSPC))

    def decide(number: int, call: Call) -> Verdict:
        return Short(length) if number == at else full(number, call)

    return decide


def _stubborn(world: World, scene: Scene) -> Callable[[Callable[[], None], Mark], None]:
    """Return what the child does: when the work is refused, the same once more."""
    work = act_of(world, scene, tries=2)

    def act(begin: Callable[[], None], mark: Mark) -> None:
        signal.alarm(_PATIENCE_S)
        work(begin, mark)

    return act


def _limited(world: World, scene: Scene, limit: int) -> Callable[[Callable[[], None], Mark], None]:
    work = _stubborn(world, scene)

    def act(begin: Callable[[], None], mark: Mark) -> None:
        def limit_then_begin() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            begin()

        work(limit_then_begin, mark)

    return act
