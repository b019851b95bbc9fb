"""Raw bytes to a Windows printer (winspool.drv); not yet run on Windows, see docs/WINDOWS.md."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_DOCUMENT = "Ticket"  # Windows shows it in the queue: nobody's number
_ACCESS_DENIED = 5
_LEVEL = 1  # DOC_INFO_1W


class _DocInfo(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_wchar_p),
        ("output", ctypes.c_wchar_p),
        ("kind", ctypes.c_wchar_p),
    )


def send_raw(name: str, content: bytes) -> None:
    """Hand the bytes to the queue as they are; raise as `kiosk.devices.tickets.spool.SendRaw`."""
    spooler = _spooler()
    with _printer(spooler, name) as printer:
        info = _DocInfo(_DOCUMENT, None, "RAW")
        if not spooler.StartDocPrinterW(printer, _LEVEL, ctypes.byref(info)):
            raise _failed()
        written = ctypes.c_ulong()
        taken = (
            spooler.StartPagePrinter(printer)
            and spooler.WritePrinter(printer, content, len(content), ctypes.byref(written))
            and spooler.EndPagePrinter(printer)
            and spooler.EndDocPrinter(printer)
        )
        if not taken or written.value != len(content):
            spooler.AbortPrinter(printer)
            raise TimeoutError("the queue took a part")  # which it may print


@contextmanager
def _printer(spooler: Any, name: str) -> Iterator[Any]:
    handle = ctypes.c_void_p()
    if not spooler.OpenPrinterW(name, ctypes.byref(handle), None):
        raise _failed()
    try:
        yield handle
    finally:
        spooler.ClosePrinter(handle)


if sys.platform == "win32":

    def _spooler() -> Any:
        return ctypes.WinDLL("winspool.drv", use_last_error=True)

    def _failed() -> OSError:
        code = ctypes.get_last_error()
        refused = code == _ACCESS_DENIED
        return PermissionError(code, "refused") if refused else OSError(code, "failed")

else:

    def _spooler() -> Any:
        raise OSError("no winspool on this system")

    def _failed() -> OSError:
        return OSError("failed")
