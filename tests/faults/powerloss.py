"""Power cuts: every state the disk may be in is built, opened and held against the promises.

In two stages. Each distinct state: SQLite recovers the database as the station would, and its rows
are read. Each distinct outcome of that: the station itself opens, verifies, goes on and closes.
"""

import gc
import hashlib
import random
import shutil
import sqlite3
import time
from pathlib import Path

from tests.faults.disk import PowerCut, Tree, build_tree, read_tree
from tests.faults.dump import logical_dump
from tests.faults.tally import Tally, chosen, shared, unbuilt
from tests.faults.tracer import trace
from tests.faults.world import Scene, World, act_of, new_world

_DATABASE = "data/vault/station.db"
_PARTS_OF_DATABASE = (_DATABASE, _DATABASE + "-wal")
_UNFINISHED = (".part", ".vault-")  # names that a restart clears away without a look inside
_LOCK = "data/vault/in-use.lock"


def cut_power(least: int, *, only: str = "", seconds: float = 1e9) -> Tally:
    """Return what became of at least ``least`` states, as many of each scene, or what time gave."""
    tally, seed, until = Tally(), 0, time.monotonic() + seconds
    tally.missing = unbuilt()
    while tally.tried < least and not tally.is_hopeless() and time.monotonic() < until:
        scenes = chosen(only)
        for n, (scene, its_end) in enumerate(shared(scenes, until)):
            share = (least - tally.tried) // (len(scenes) - n)
            with new_world(scene, seed=seed) as world:
                tally.add(_Bench(world, scene).run(max(share, 1), its_end))
        seed += 1
    return tally


class _Bench:
    """Tries the states of one scene."""

    def __init__(self, world: World, scene: Scene) -> None:
        self._world = world
        self._scene = scene
        self._seen: dict[bytes, str] = {}
        self._outcomes: dict[bytes, list[str]] = {}
        self._tally = Tally()
        self._scratch = world.root / "database"
        self._scratch.mkdir()

    def run(self, wanted: int, until: float) -> Tally:
        gc.freeze()
        before: Tree = {}
        whole = trace(
            act_of(self._world, self._scene),
            self._world.live,
            keep_content=True,
            at_begin=lambda: before.update(read_tree(self._world.live)),
        )
        self._tally.wrong += whole.bugs
        chance = random.Random(self._world.seed)
        guesses = 1 + wanted // max(1, len(whole.calls))
        for done, tree in PowerCut(before, whole.calls).states(chance, guesses):
            if time.monotonic() > until or self._tally.is_hopeless():
                break
            told = [
                mark for mark, at in zip(whole.marks, whole.marked_at, strict=True) if at <= done
            ]
            self._try(tree, frozenset(told), done)
        self._tally.distinct = len(self._seen)
        return self._tally

    def _try(self, tree: Tree, acked: frozenset[str], done: int) -> None:
        self._tally.tried += 1
        state = _fingerprint(tree, acked)
        if state in self._seen:
            return
        self._seen[state] = ""
        rest = {name: content for name, content in tree.items() if name not in _PARTS_OF_DATABASE}
        rest.pop(_LOCK, None)
        key = _fingerprint(_without_unfinished(rest), acked) + self._rows(tree)
        if key not in self._outcomes:
            self._outcomes[key] = found = self._promised(tree, acked)
            self._tally.wrong += [f"{self._scene.name}, after call {done}: {one}" for one in found]

    def _promised(self, tree: Tree, acked: frozenset[str]) -> list[str]:
        shutil.rmtree(self._world.live)
        self._world.live.mkdir()
        build_tree(self._world.live, tree)
        return self._scene.promise(self._world, acked)

    def _rows(self, tree: Tree) -> bytes:
        """Return a hash of what SQLite recovers; of the bytes when it recovers nothing."""
        path = self._scratch / "station.db"
        for name in _PARTS_OF_DATABASE:
            target = path.with_name(Path(name).name)
            if name in tree:
                target.write_bytes(tree[name])
            else:
                target.unlink(missing_ok=True)
        try:
            return logical_dump(path)
        except sqlite3.Error as error:
            return f"{type(error).__name__} {error}".encode()


def _without_unfinished(tree: Tree) -> Tree:
    """Return the tree without the content of files that have no final name yet."""
    return {
        name: b"" if any(mark in name for mark in _UNFINISHED) else content
        for name, content in tree.items()
    }


def _fingerprint(tree: Tree, acked: frozenset[str]) -> bytes:
    print_ = hashlib.sha256(repr(sorted(acked)).encode())
    for name in sorted(tree):
        print_.update(repr((name, len(tree[name]))).encode())
        print_.update(tree[name])
    return print_.digest()
