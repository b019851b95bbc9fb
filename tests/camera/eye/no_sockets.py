"""Runs the whole eye in a process that the kernel ends at its first socket.

Python's audit hooks do not see what mediapipe's C++ does; a seccomp filter does. Every kind of
socket is refused, so no name can be resolved either. Linux only.
"""

import ctypes
import platform
import sys
from pathlib import Path

SOCKET_CALL = {"x86_64": 41, "aarch64": 198}  # asm/unistd.h
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2  # linux/prctl.h
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06  # linux/bpf_common.h
KILL_PROCESS, ALLOW = 0x80000000, 0x7FFF0000  # linux/seccomp.h


class Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("operand", ctypes.c_uint),
    )


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.POINTER(Instruction)))


def forbid_sockets() -> bool:
    """Let the kernel end this process at its first socket; False where it cannot."""
    if sys.platform != "linux" or platform.machine() not in SOCKET_CALL:
        return False
    code = (Instruction * 4)(
        Instruction(LOAD, 0, 0, 0),  # the number of the system call
        Instruction(JUMP_IF_EQUAL, 0, 1, SOCKET_CALL[platform.machine()]),
        Instruction(RETURN, 0, 0, KILL_PROCESS),
        Instruction(RETURN, 0, 0, ALLOW),
    )
    libc = ctypes.CDLL(None, use_errno=True)
    program = Program(4, code)
    calls = (
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0),
    )
    return calls == (0, 0)


def look(folder: Path) -> None:
    """Read, cut, encode, judge and close, live and from a file."""
    from PIL import Image  # noqa: PLC0415 - imported under the filter, as everything here

    from camera.analyser import MediapipeAnalyser  # noqa: PLC0415
    from camera.inspection import Inspector  # noqa: PLC0415
    from camera.sitter.look import Scene  # noqa: PLC0415
    from camera.sitter.studio import Studio  # noqa: PLC0415
    from tests.camera.eye.stage import StoppedClock, as_frame  # noqa: PLC0415

    pixels = Studio().paint(Scene())
    with MediapipeAnalyser(StoppedClock()) as eye:
        for seq in range(3):
            assert eye.observe(as_frame(pixels, seq)).face is not None
    path = folder / "picture.png"
    Image.fromarray(pixels[:, :, ::-1].copy()).save(path)
    with Inspector(StoppedClock()) as inspector:
        inspector.make_photo(path)


if __name__ == "__main__":
    if not forbid_sockets():
        print("cannot")  # noqa: T201 - the parent reads it
        sys.exit(0)
    if sys.argv[1] == "planted":
        import socket

        socket.socket()
    look(Path(sys.argv[2]))
    print("looked")  # noqa: T201 - the parent reads it
