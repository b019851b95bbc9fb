"""Runs one operation in a child and does something to it at one of its file-changing calls."""

import contextlib
import errno
import os
import signal
import struct
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.errors import KioskError
from tests.faults.ptrace import (
    ALL_THREADS,
    EVENT_SECCOMP,
    NAMES,
    Handle,
    Registers,
    install_filter,
)

MARKS = 900  # the descriptor that a child tells its progress through; no file is ever this one
_AT_CWD = -100
_WRITES = frozenset({"write", "pwrite64"})
_ON_DESCRIPTOR = frozenset(
    {"write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "ftruncate"}
    | {"fallocate"}
)
_TWO_PATHS = frozenset({"rename", "link"})
_TWO_PLACES = frozenset({"renameat", "renameat2", "linkat"})
_ONE_PLACE = frozenset({"openat", "mkdirat", "unlinkat"})
_REMOVE_FOLDER = 0x200  # AT_REMOVEDIR
_LONGEST_PATH = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One change of a file below the watched folder, about to happen; paths are relative to it."""

    name: str
    path: str
    to: str = ""
    offset: int = 0
    length: int = 0
    content: bytes = b""
    existed: bool = True
    cuts: bool = False


@dataclass(frozen=True, slots=True)
class Kill:
    """End the process before the call happens."""


@dataclass(frozen=True, slots=True)
class Fail:
    """Let the call return an error instead of happening."""

    code: int


@dataclass(frozen=True, slots=True)
class Short:
    """Let a write take only so many bytes."""

    length: int


Verdict = Kill | Fail | Short | None
Decide = Callable[[int, Call], Verdict]
Act = Callable[[Callable[[], None], Callable[[str], None]], None]
"""What a child does: begin (the trace starts), mark (told to the parent, in order)."""


@dataclass(slots=True)
class Outcome:
    """What was seen: ``marks[i]`` was told after ``calls[: marked_at[i]]`` had happened."""

    calls: list[Call] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    marked_at: list[int] = field(default_factory=list)
    status: int = 0

    @property
    def bugs(self) -> list[str]:
        """Return what went wrong in the child in a way that nobody foresaw."""
        return [mark for mark in self.marks if mark.startswith("bug ")]


def go(_number: int, _call: Call) -> Verdict:
    """Let everything happen."""
    return None


def trace(
    act: Act,
    root: Path,
    decide: Decide = go,
    *,
    keep_content: bool = False,
    at_begin: Callable[[], None] = lambda: None,
) -> Outcome:
    """Return what ``act`` did to the files below ``root`` in a child of this process.

    ``decide`` is asked before each change; ``at_begin`` is called while the child waits to begin.
    """
    handle = Handle()
    ready, ready_in = os.pipe()
    start, start_in = os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_child(act, ready_in, start)
    os.close(ready_in)
    os.close(start)
    watch = _Watch(handle, child, str(root), decide, keep_content=keep_content)
    try:
        if os.read(ready, 1) == b"r":
            at_begin()
            handle.seize(child)
            os.write(start_in, b"g")
        watch.run()
    finally:
        os.close(ready)
        os.close(start_in)
        watch.end()
    return watch.outcome


def _be_the_child(act: Act, ready: int, start: int) -> None:
    code = 0
    os.set_inheritable(ready, False)
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, MARKS)

    def begin() -> None:
        os.write(ready, b"r")
        os.read(start, 1)
        install_filter()

    def mark(told: str) -> None:
        os.write(MARKS, told.encode())

    try:
        act(begin, mark)
    except KioskError as error:
        mark(f"error {type(error).__name__}")
    except BaseException:  # noqa: BLE001 - the rim of a child: a bug is told to the parent
        with contextlib.suppress(BaseException):
            mark("bug " + " | ".join(traceback.format_exc().splitlines()[-8:]))
        code = 70
    os._exit(code)


class _Watch:
    """Sees a child through to its end."""

    def __init__(
        self, handle: Handle, child: int, root: str, decide: Decide, *, keep_content: bool
    ) -> None:
        self.outcome = Outcome()
        self._handle = handle
        self._child = child
        self._root = root.rstrip("/") + "/"
        self._decide = decide
        self._keep_content = keep_content
        self._memory = os.open(f"/proc/{child}/mem", os.O_RDONLY)
        self._ended = False

    def run(self) -> None:
        """Go on until the child has ended."""
        while not self._ended:
            thread, status = os.waitpid(-1, ALL_THREADS)
            if not os.WIFSTOPPED(status):
                if thread == self._child:
                    self.outcome.status = status
                    self._ended = True
                continue
            event, number = status >> 16, os.WSTOPSIG(status)
            if event == EVENT_SECCOMP:
                with contextlib.suppress(ProcessLookupError):
                    self._stopped(thread)
            foreign = event == 0 and number not in {signal.SIGSTOP, signal.SIGTRAP}
            self._handle.go_on(thread, number if foreign else 0)

    def end(self) -> None:
        """Leave no child behind."""
        os.close(self._memory)
        if not self._ended:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, ALL_THREADS)

    def _stopped(self, thread: int) -> None:
        registers = self._handle.registers(thread)
        name = NAMES[registers.orig_rax]
        if name == "write" and registers.rdi == MARKS:
            told = os.pread(self._memory, registers.rdx, registers.rsi)
            self.outcome.marks.append(told.decode())
            self.outcome.marked_at.append(len(self.outcome.calls))
            return
        call = self._read(thread, name, registers)
        if call is None:
            return
        verdict = self._decide(len(self.outcome.calls) + 1, call)
        self.outcome.calls.append(call)
        match verdict:
            case Kill():
                os.kill(self._child, signal.SIGKILL)
            case Fail(code=code):
                registers.orig_rax = 0xFFFFFFFFFFFFFFFF
                registers.rax = 0x10000000000000000 - code
                self._handle.set_registers(thread, registers)
            case Short(length=length):
                registers.rdx = length
                self._handle.set_registers(thread, registers)
            case None:
                pass

    def _read(self, thread: int, name: str, r: Registers) -> Call | None:
        """Return the change, or None when it concerns nothing below the folder."""
        if name in _ON_DESCRIPTOR:
            return self._on_descriptor(thread, name, r)
        if name in {"sendfile", "copy_file_range"}:  # copied without a write: have it fall back
            r.orig_rax, r.rax = 0xFFFFFFFFFFFFFFFF, 0x10000000000000000 - errno.ENOTSOCK
            self._handle.set_registers(thread, r)
            return None
        if name in _TWO_PATHS:
            path, to = self._place(_AT_CWD, r.rdi), self._place(_AT_CWD, r.rsi)
        elif name in _TWO_PLACES:
            path, to = self._place(r.rdi, r.rsi), self._place(r.rdx, r.r10)
        elif name in _ONE_PLACE:
            path, to = self._place(r.rdi, r.rsi), ""
        else:
            path, to = self._place(_AT_CWD, r.rdi), ""
        if not (path.startswith(self._root) or to.startswith(self._root)):
            return None
        existed = os.path.lexists(path)
        flags = {"open": r.rsi, "openat": r.rdx, "creat": os.O_TRUNC}.get(name, 0)
        if name == "unlinkat" and r.rdx & _REMOVE_FOLDER:
            name = "rmdir"
        return Call(
            name=name.removesuffix("2").removesuffix("at"),
            path=path.removeprefix(self._root),
            to=to.removeprefix(self._root),
            existed=existed,
            cuts=bool(flags & os.O_TRUNC),
            length=r.rsi if name == "truncate" else 0,
        )

    def _on_descriptor(self, thread: int, name: str, r: Registers) -> Call | None:
        link = f"/proc/{thread}/fd/{r.rdi}"
        try:
            path = str(Path(link).readlink())
        except OSError:
            return None
        if not (path + "/").startswith(self._root) or path.endswith(" (deleted)"):
            return None
        offset, length, content = 0, 0, b""
        if name in {"pwrite64", "pwritev", "pwritev2"}:
            offset = r.r10
        elif name in {"write", "writev"}:
            offset = _position(thread, r.rdi)
        if name in _WRITES:
            length = r.rdx
            content = os.pread(self._memory, length, r.rsi) if self._keep_content else b""
        elif "write" in name:
            content = self._gathered(r)
            length = len(content)
        elif name == "ftruncate":
            length = r.rsi
        elif name == "fallocate":
            length = r.rdx + r.r10
        return Call(
            name="write" if "write" in name else name,
            path=path.removeprefix(self._root.rstrip("/")).lstrip("/"),
            offset=offset,
            length=length,
            content=content,
        )

    def _gathered(self, r: Registers) -> bytes:
        pieces = []
        for at in range(r.rdx):
            address, length = struct.unpack("=QQ", os.pread(self._memory, 16, r.rsi + 16 * at))
            pieces.append(os.pread(self._memory, length, address))
        return b"".join(pieces)

    def _place(self, folder: int, address: int) -> str:
        text = os.pread(self._memory, _LONGEST_PATH, address).partition(b"\0")[0]
        name = os.fsdecode(text)
        if name.startswith("/"):
            return os.path.normpath(name)
        signed = folder - (1 << 64) if folder >= 1 << 63 else folder
        signed = signed - (1 << 32) if signed == (1 << 32) + _AT_CWD else signed
        where = "cwd" if signed == _AT_CWD else f"fd/{signed}"
        return os.path.normpath(f"{Path(f'/proc/{self._child}/{where}').readlink()}/{name}")


def _position(thread: int, descriptor: int) -> int:
    text = Path(f"/proc/{thread}/fdinfo/{descriptor}").read_text(encoding="ascii")
    return int(text.split()[1])
