"""The printing process as the station sees it: started, heard, started again, ended."""

import json
import logging
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress

from kiosk.devices.tickets.serving import PRINTED, SENDING
from kiosk.domain.ticket import PrintTrouble
from kiosk.paths import resources
from kiosk.ports import Clock
from kiosk.queueports import PrinterState
from kiosk.threads import Worker

_log = logging.getLogger(__name__)
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # Windows opens a console otherwise
_PAUSES_S = (0.0, 0.2, 1.0, 5.0, 30.0)  # before the next one; a printer's driver may be beyond help
_STEADY_S = 60.0  # one that lived so long was not at fault
_FAREWELL_S = 2.0  # what a ticket on its way needs
TORN = "--torn"
"""Tells a process that the one before it ended inside a ticket."""
_FINAL = frozenset({PRINTED, *(trouble.value for trouble in PrintTrouble)})


class PrintingProcess:
    """Keeps one process running and hears it; used by one thread at a time beside its own."""

    def __init__(self, command: Sequence[str], clock: Clock, *, silence_s: float) -> None:
        self._command = tuple(command)
        self._clock = clock
        self._silence_s = silence_s
        self._news = threading.Condition()
        self._process: subprocess.Popen[bytes] | None = None
        self._heard_ns = 0
        self._state = PrinterState.UNKNOWN
        self._words: dict[str, str] = {}
        self._ended = False
        self._torn = False  # the last process ended inside a ticket
        self._keeper = Worker("ticket-printer", self._keep)
        self._started = False

    def start(self) -> None:
        """Have the process run from now on; harmless when it does."""
        with self._news:
            if self._started or self._ended:
                return
            self._started = True
        self._keeper.__enter__()

    def close(self) -> None:
        """End it: a ticket on its way gets a moment, a driver that hangs does not."""
        with self._news:
            self._ended = True
            self._news.notify_all()
            process = self._process
        if process is not None:
            with suppress(OSError):
                if process.stdin is not None:
                    process.stdin.close()
            try:
                process.wait(_FAREWELL_S)
            except subprocess.TimeoutExpired:
                process.kill()
        if self._started:
            self._keeper.stop()

    def state(self) -> PrinterState:
        """Return the process's latest word; one that is silent says nothing any more."""
        with self._news:
            return PrinterState.UNKNOWN if self._is_silent() else self._state

    def ask(self, job: str, request: bytes) -> PrintTrouble | None:
        """Return None once the ticket is printed, what prevented it otherwise.

        Raises `DiedEarlyError` when it ended and no byte can have reached the printer.
        """
        with self._news:
            process = self._running()
            self._words[job] = ""
            try:
                if process.stdin is not None:
                    process.stdin.write(request)
            except OSError:
                raise DiedEarlyError from None
            while self._words[job] not in _FINAL:
                if process is not self._process:
                    if self._words.pop(job) == SENDING:
                        return PrintTrouble.UNKNOWN
                    raise DiedEarlyError
                if self._is_silent():
                    _log.info("printing process hangs: ended")
                    process.kill()  # its last words are still heard
                    self._news.wait_for(lambda: process is not self._process, self._silence_s)
                else:
                    self._news.wait(self._silence_s)
            word = self._words.pop(job)
        return None if word == PRINTED else PrintTrouble(word)

    def _running(self) -> "subprocess.Popen[bytes]":
        """Return the process, the next one when this one hangs; waits for it to be started."""
        hanging = self._process
        if hanging is not None and self._is_silent():
            hanging.kill()
            self._news.wait_for(lambda: self._process is not hanging, self._silence_s)
        self._news.wait_for(lambda: self._process is not None or self._ended, self._silence_s)
        if self._process is None or self._ended:
            raise DiedEarlyError
        return self._process

    def _is_silent(self) -> bool:
        return self._clock.monotonic_ns() - self._heard_ns > self._silence_s * 1e9

    def _keep(self, stop: threading.Event) -> None:
        failures = 0
        while not stop.wait(_PAUSES_S[min(failures, len(_PAUSES_S) - 1)]):
            began_ns = self._clock.monotonic_ns()
            try:
                self._live()
            except OSError as error:
                _log.info("no printing process: %s", type(error).__name__)
            with self._news:
                self._process, self._state = None, PrinterState.UNKNOWN
                self._torn |= SENDING in self._words.values()
                self._news.notify_all()
                if self._ended:
                    return
            lived_ns = self._clock.monotonic_ns() - began_ns
            failures = 1 if lived_ns > _STEADY_S * 1e9 else failures + 1

    def _live(self) -> None:
        """Run one process until it ends, and hear it."""
        command = (*self._command, *([TORN] if self._torn else []))
        with subprocess.Popen(  # noqa: S603 - our own program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=resources().parent,
            creationflags=_NO_WINDOW,
        ) as process:
            with self._news:
                self._process, self._heard_ns = process, self._clock.monotonic_ns()
                self._torn = False
                if self._ended:
                    process.kill()
                self._news.notify_all()
            for said in process.stdout or ():
                self._hear(said)

    def _hear(self, said: bytes) -> None:
        with suppress(ValueError, KeyError, TypeError):  # other words are not for us
            told = json.loads(said)
            with self._news:
                self._heard_ns = self._clock.monotonic_ns()
                if "state" in told:
                    self._state = PrinterState(told["state"])
                elif told["job"] in self._words:
                    self._words[told["job"]] = str(told["became"])
                self._news.notify_all()


class DiedEarlyError(Exception):
    """The process ended before the printer got a byte."""
