"""Memory that is overwritten when it is freed.

Names, passwords and photos are immutable objects of Python: nobody can wipe them, they are freed.
With these settings the C library overwrites what is freed, so that nothing of them is left in the
process after the lock (`tests/storage/test_memory.py` looks). They count at the start only.
"""

import atexit
import ctypes
import gc
import os
import sys
from collections.abc import Mapping

SETTINGS = {
    # Python's own pools would keep freed blocks as they are: every block goes to the C library,
    "PYTHONMALLOC": "malloc",
    # which overwrites it when it is freed (`wipe_when_freed`) unless it keeps it in the thread's
    # cache (glibc 2.36).
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0",
}
_PERTURB = -6  # M_PERTURB (malloc.h)
_FILLER = 90


def restart_with_clean_heap() -> None:
    """Start this program anew with the settings, as the same process; once, and on Linux only.

    A bundled program does not listen to ``PYTHONMALLOC``, and Windows has no such setting.
    """
    if sys.platform != "linux" or getattr(sys, "frozen", False) or is_chosen(os.environ):
        return
    arguments = [sys.executable, *sys.orig_argv[1:]]
    os.execve(sys.executable, arguments, {**os.environ, **SETTINGS})  # noqa: S606 - ourselves


def wipe_when_freed(wanted: bool) -> None:  # noqa: FBT001 - as the port `kiosk.ports.Watch`
    """Have memory overwritten when it is freed from now on, or no longer; Linux with glibc only.

    While somebody poses it is off: 30 pictures of 6 MB a second would be overwritten twice each,
    and the picture would come 10 ms later (measured). What is kept of them is freed afterwards.
    """
    if sys.platform == "linux" and all(os.environ.get(name) == SETTINGS[name] for name in SETTINGS):
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # another C library has none
        if mallopt is not None:
            mallopt(_PERTURB, _FILLER if wanted else 0)


def is_chosen(environment: Mapping[str, str]) -> bool:
    """Tell whether somebody has chosen an allocator already; then that one stays."""
    return any(name in environment for name in SETTINGS)


def settle() -> None:
    """Have the collector pass over what is loaded by now.

    A full collection goes through every object of every library, 85 ms in which no thread paints
    (measured in a closing); those objects live as long as the program.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # or libraries that count their objects at the end miss these
