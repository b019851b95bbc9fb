"""What a disk may hold after a power cut: only what was synced is certain.

Between two syncs every write may be missing, there in part (sectors of 512 bytes), or there, and
every new, changed or removed name may be the old one: a folder's names are certain once the folder
was synced. That is harsher than ext4 and NTFS are, which keep their names in order.
"""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.tracer import Call

SECTOR_BYTES = 512
Tree = dict[str, bytes]


@dataclass(slots=True)
class Step:
    """One change that is waiting to be certain; ``file`` is an identity, not a name."""

    kind: str
    file: int = 0
    folder: str = ""
    name: str = ""
    old_name: str = ""
    offset: int = 0
    content: bytes = b""
    length: int = 0


@dataclass(slots=True)
class _Disk:
    """Names and contents as they would be after some steps."""

    names: dict[str, int] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)

    def apply(self, step: Step, sectors: random.Random | None = None) -> None:
        """Make the step happen; with ``sectors``, only some of a write's sectors."""
        match step.kind:
            case "create":
                self.names[step.name] = step.file
            case "rename":
                self.names[step.name] = step.file
                if self.names.get(step.old_name) == step.file:
                    del self.names[step.old_name]
                if step.name.endswith("/"):
                    self._move(step.old_name, step.name)
            case "remove":
                if self.names.get(step.name) == step.file:
                    del self.names[step.name]
            case "length":
                content = self.contents.get(step.file, b"")
                self.contents[step.file] = content[: step.length].ljust(step.length, b"\0")
            case "extend":
                content = self.contents.get(step.file, b"")
                self.contents[step.file] = content.ljust(step.length, b"\0")
            case _:
                self._write(step, sectors)

    def _move(self, old: str, new: str) -> None:
        """Let what lies in a folder go with it."""
        for name in [name for name in self.names if name.startswith(old)]:
            self.names[new + name.removeprefix(old)] = self.names.pop(name)

    def _write(self, step: Step, sectors: random.Random | None) -> None:
        content = bytearray(self.contents.get(step.file, b""))
        end = step.offset + len(step.content)
        if len(content) < end:
            content.extend(bytes(end - len(content)))
        at = step.offset
        while at < end:
            stop = min(end, at - at % SECTOR_BYTES + SECTOR_BYTES) if sectors else end
            if sectors is None or sectors.random() < 0.5:
                content[at:stop] = step.content[at - step.offset : stop - step.offset]
            at = stop
        self.contents[step.file] = bytes(content)

    def tree(self) -> Tree:
        """Return every file's content by its name."""
        return {name: self.contents.get(file, b"") for name, file in self.names.items()}

    def copy(self) -> "_Disk":
        return _Disk(dict(self.names), dict(self.contents))


class PowerCut:
    """The states that a power cut may leave at each moment of a recorded piece of work."""

    def __init__(self, before: Tree, calls: list[Call]) -> None:
        self._certain = _Disk()
        self._live: dict[str, int] = {}
        for file, (name, content) in enumerate(before.items()):
            self._live[name] = self._certain.names[name] = file
            self._certain.contents[file] = content
        self._next = len(before)
        self._lengths = {file: len(content) for file, content in self._certain.contents.items()}
        self._waiting: list[Step] = []
        self._calls = calls

    def states(self, chance: random.Random, guesses: int) -> Iterator[tuple[int, Tree]]:
        """Give states with the number of calls that had happened; ``guesses`` random ones each.

        At each moment: nothing that waits, everything, each prefix of it, random subsets, and
        writes of which only some sectors arrived.
        """
        yield 0, self._certain.tree()
        for done, call in enumerate(self._calls, 1):
            if not self._happen(call):
                yield done, self._certain.tree()
                continue
            yield from ((done, tree) for tree in self._possible(chance, guesses))

    def _possible(self, chance: random.Random, guesses: int) -> Iterator[Tree]:
        growing = self._certain.copy()
        yield growing.tree()
        for step in self._waiting:
            growing.apply(step)
            yield growing.tree()
        if self._waiting and self._waiting[-1].kind == "write":
            yield self._some(self._waiting[:-1], [self._waiting[-1]], chance)
        for _ in range(guesses if self._waiting else 0):
            share = chance.random()
            kept = [step for step in self._waiting if chance.random() < share]
            torn = kept if chance.random() < 0.5 else []
            yield self._some([] if torn else kept, torn, chance)

    def _some(self, whole: list[Step], torn: list[Step], chance: random.Random) -> Tree:
        disk = self._certain.copy()
        for step in whole:
            disk.apply(step)
        for step in torn:
            disk.apply(step, chance)
        return disk.tree()

    def _happen(self, call: Call) -> bool:
        """Note the call; return whether it is one that waits for a sync."""
        match call.name:
            case "fsync" | "fdatasync":
                self._sync(call.path)
                return False
            case "open" | "creat":
                return self._open(call)
            case "write":
                self._wait("write", call, offset=call.offset, content=call.content)
            case "ftruncate" | "truncate" | "fallocate":
                kind = "extend" if call.name == "fallocate" else "length"
                self._wait(kind, call, length=call.length)
            case "rename":
                return self._rename(call)
            case "unlink":
                return self._remove(call.path)
            case "rmdir":
                return self._remove(call.path + "/")
            case "mkdir" if not call.existed:
                self._new(call.path + "/")
            case _:
                return False
        return True

    def _open(self, call: Call) -> bool:
        if not call.existed:
            self._new(call.path)
        elif call.cuts:
            self._wait("length", call, length=0)
        return not call.existed or call.cuts

    def _rename(self, call: Call) -> bool:
        folder = call.path + "/"
        old = folder if folder in self._live else call.path
        if old not in self._live:
            return False
        new = call.to + old[len(call.path) :]
        file = self._live.pop(old)
        self._live[new] = file
        self._waiting.append(Step("rename", file, _folder(call.to), new, old_name=old))
        if old == folder:
            for name in [name for name in self._live if name.startswith(folder)]:
                self._live[new + name.removeprefix(folder)] = self._live.pop(name)
        return True

    def _remove(self, name: str) -> bool:
        if name not in self._live:
            return False
        file = self._live.pop(name)
        self._waiting.append(Step("remove", file, _folder(name.rstrip("/")), name))
        return True

    def _new(self, name: str) -> None:
        file, self._next = self._next, self._next + 1
        self._live[name] = file
        self._waiting.append(Step("create", file, _folder(name.rstrip("/")), name))

    def _wait(self, kind: str, call: Call, **what: int | bytes) -> None:
        file = self._live[call.path]
        step = Step(kind, file)
        for name, value in what.items():
            setattr(step, name, value)
        self._waiting.append(step)

    def _sync(self, path: str) -> None:
        file = self._live.get(path, -1)
        still = []
        for step in self._waiting:
            is_name = step.kind in {"create", "rename", "remove"}
            if (step.folder == path) if is_name else (step.file == file):
                self._certain.apply(step)
            else:
                still.append(step)
        self._waiting = still


def _folder(name: str) -> str:
    return os.path.dirname(name)  # noqa: PTH120 - a name, not a path of this machine


def read_tree(root: Path) -> Tree:
    """Return every file below ``root``, and every folder as a name that ends with a slash."""
    tree = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        tree[name + "/" if path.is_dir() else name] = b"" if path.is_dir() else path.read_bytes()
    return tree


def build_tree(root: Path, tree: Tree) -> None:
    """Leave exactly this tree; a file whose folder's name was lost is lost with it."""
    for name in tree:
        if name.endswith("/") and _reachable(name.rstrip("/"), tree):
            (root / name).mkdir(parents=True, exist_ok=True)
    for name, content in tree.items():
        if not name.endswith("/") and _reachable(name, tree):
            (root / name).write_bytes(content)


def _reachable(name: str, tree: Tree) -> bool:
    folder = _folder(name)
    return not folder or (folder + "/" in tree and _reachable(folder, tree))
