"""None and True live for ever on Python 3.11 too, as the PySide6 wheel takes for granted."""

import ctypes
import sys

# WORKAROUND for PySide6 6.12.0 (cp310-abi3 wheel) on Python < 3.12: it is compiled as if None, True
# and False were immortal (https://peps.python.org/pep-0683/, Python 3.12), so that every Qt call
# that returns nothing takes one reference from None. After about 5,000 of them the program ends
# with "Fatal Python error: none_dealloc". Measured here: 100 QWidget.update() cost None 100
# references. End: Python 3.12 as the least version, or a wheel under which
# tests/ui/test_immortal.py passes without this.
_IMMORTAL_SINCE = (3, 12)
_ENOUGH = 1 << 60


def make_immortal() -> None:
    """Give the constants more references than a season of calls can take."""
    if sys.version_info >= _IMMORTAL_SINCE:
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < _ENOUGH // 2:
            # the first word of an object is its count in every release build of CPython 3.11
            ctypes.c_ssize_t.from_address(id(constant)).value += _ENOUGH
