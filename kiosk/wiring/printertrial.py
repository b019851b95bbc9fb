"""The ticket printer asked or tried out once, in a process that ends at a deadline."""

import json
import subprocess
from collections.abc import Sequence
from threading import Event
from types import TracebackType
from typing import Self

from kiosk.devices.printing import own_command
from kiosk.paths import resources
from kiosk.queueports import PrinterState

STATE_S = 15.0
"""A printer that is off shows after four tries to connect; the program starts in one second."""
TRY_S = 30.0
"""A ticket takes two seconds; nobody waits longer for a roll that is not put in."""
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # Windows opens a console otherwise


class PrinterTrial:
    """One question or one ticket at a time, on a worker; the ``with`` block's end stops it."""

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        state_s: float = STATE_S,
        try_s: float = TRY_S,
    ) -> None:
        self._command = tuple(command or own_command())
        self._state_s, self._try_s = state_s, try_s
        self._stopped = Event()
        self._child: subprocess.Popen[bytes] | None = None

    def state(self, printer: str) -> PrinterState:
        """Return how the printer is; who does not answer in time is offline."""
        told = self._run(("state", "--json", "--printer", printer), self._state_s)
        try:
            return PrinterState(json.loads(told or b"")["state"])
        except (ValueError, KeyError, TypeError):
            return PrinterState.OFFLINE

    def print_one(self, printer: str) -> PrinterState:
        """Print a ticket marked 研修; return READY when it is there, else what is in the way."""
        if self._run(("try", "--printer", printer), self._try_s) is not None:
            return PrinterState.READY
        state = self.state(printer)
        return PrinterState.UNKNOWN if state is PrinterState.READY else state

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End what runs, and whatever would follow it; from any thread."""
        self._stopped.set()
        if self._child is not None:
            self._child.kill()

    def _run(self, words: Sequence[str], deadline_s: float) -> bytes | None:
        """Return what the child said, None when it failed or was late."""
        if self._stopped.is_set():
            return None
        try:
            child = subprocess.Popen(  # noqa: S603 - this program itself
                (*self._command, "ticket", *words),
                cwd=resources().parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW,
            )
        except OSError:
            return None
        with child:
            self._child = child
            if self._stopped.is_set():  # while it was being started
                child.kill()
            try:
                told, _ = child.communicate(timeout=deadline_s)
            except subprocess.TimeoutExpired:
                child.kill()
                return None
            finally:
                self._child = None
            return told if child.returncode == 0 else None
