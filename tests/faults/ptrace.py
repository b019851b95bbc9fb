"""Stopping another process at its file-changing system calls: ptrace and seccomp by ctypes.

Linux on x86_64 only: numbers and registers are those of that machine (ptrace(2), seccomp(2)).
"""

import ctypes
import os
import platform
import struct
import sys

CALLS = {
    "write": 1,
    "open": 2,
    "pwrite64": 18,
    "writev": 20,
    "sendfile": 40,
    "fsync": 74,
    "fdatasync": 75,
    "truncate": 76,
    "ftruncate": 77,
    "rename": 82,
    "mkdir": 83,
    "rmdir": 84,
    "creat": 85,
    "link": 86,
    "unlink": 87,
    "symlink": 88,
    "openat": 257,
    "mkdirat": 258,
    "unlinkat": 263,
    "renameat": 264,
    "linkat": 265,
    "symlinkat": 266,
    "fallocate": 285,
    "pwritev": 296,
    "renameat2": 316,
    "copy_file_range": 326,
    "pwritev2": 328,
}
NAMES = {number: name for name, number in CALLS.items()}
_FLAGS_AT = {"open": 24, "openat": 32}  # offset of the flags in struct seccomp_data

EVENT_SECCOMP = 7
_CONT, _GETREGS, _SETREGS, _SEIZE = 7, 12, 13, 0x4206
_OPTIONS = 0x2 | 0x4 | 0x8 | 0x80 | 0x100000  # fork, vfork, clone, seccomp, kill with the tracer
_SET_NO_NEW_PRIVS, _SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _TRACE = 0x7FFF0000, 0x7FF00000
ALL_THREADS = 0x40000000  # __WALL of waitpid(2)


class TracerUnavailableError(Exception):
    """This machine does not let a process be traced; the checks that need it did not run."""


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_char_p))


class Registers(ctypes.Structure):
    """struct user_regs_struct of x86_64."""

    _fields_ = tuple(
        (name, ctypes.c_ulonglong)
        for name in [
            "r15",
            "r14",
            "r13",
            "r12",
            "rbp",
            "rbx",
            "r11",
            "r10",
            "r9",
            "r8",
            "rax",
            "rcx",
            "rdx",
            "rsi",
            "rdi",
            "orig_rax",
            "rip",
            "cs",
            "eflags",
            "rsp",
            "ss",
            "fs_base",
            "gs_base",
            "ds",
            "es",
            "fs",
            "gs",
        ]
    )


def library() -> ctypes.CDLL:
    """Return the C library, or say that tracing is not possible here."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise TracerUnavailableError(f"{sys.platform} {platform.machine()}")
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    libc.ptrace.restype = ctypes.c_long
    return libc


class Handle:
    """Commands to traced processes."""

    def __init__(self) -> None:
        self._libc = library()

    def seize(self, process: int) -> None:
        """Have the process stop at what its own filter names."""
        if self._libc.ptrace(_SEIZE, process, None, _OPTIONS) != 0:
            raise TracerUnavailableError(os.strerror(ctypes.get_errno()))

    def go_on(self, process: int, signal: int = 0) -> None:
        """Let a stopped thread run; harmless when it is gone."""
        self._libc.ptrace(_CONT, process, None, signal)

    def registers(self, process: int) -> Registers:
        """Return the registers of a stopped thread."""
        registers = Registers()
        if self._libc.ptrace(_GETREGS, process, None, ctypes.addressof(registers)) != 0:
            raise ProcessLookupError(process)
        return registers

    def set_registers(self, process: int, registers: Registers) -> None:
        """Change the registers of a stopped thread."""
        self._libc.ptrace(_SETREGS, process, None, ctypes.addressof(registers))


def install_filter() -> None:
    """From now on, stop this process and its threads at every call of `CALLS`."""
    libc = library()
    libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    program = _program()
    rules = _Filter(len(program) // 8, program)
    if libc.prctl(_SET_SECCOMP, _MODE_FILTER, ctypes.byref(rules), 0, 0) != 0:
        raise TracerUnavailableError(os.strerror(ctypes.get_errno()))


def _program() -> bytes:
    """Return the filter: a list of comparisons, each of which falls through to the next."""
    create_or_cut = os.O_CREAT | os.O_TRUNC
    rules = [_rule(_LOAD, 0)]
    for name, number in CALLS.items():
        if name in _FLAGS_AT:
            rules += [
                _rule(_JUMP_EQUAL, number, past=4),
                _rule(_LOAD, _FLAGS_AT[name]),
                _rule(_JUMP_SET, create_or_cut, past=1),
                _rule(_RETURN, _TRACE),
                _rule(_RETURN, _ALLOW),
            ]
        else:
            rules += [_rule(_JUMP_EQUAL, number, past=1), _rule(_RETURN, _TRACE)]
    return b"".join([*rules, _rule(_RETURN, _ALLOW)])


def _rule(code: int, value: int, *, past: int = 0) -> bytes:
    """Return one instruction; when a comparison fails, ``past`` instructions are left out."""
    return struct.pack("=HBBI", code, 0, past, value)
