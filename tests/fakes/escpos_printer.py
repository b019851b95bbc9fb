"""An ESC/POS printer on loopback: takes bytes, prints papers one can look at, and has bad days."""

import select
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from kiosk.threads import Worker
from tests.fakes.escpos_paper import Paper, PaperPath, Wait

__all__ = ["EscposPrinter", "Paper", "Weather"]

_TICK_S = 0.002  # how soon a change of the weather is noticed
_BUFFER_BYTES = 4096  # the smallest receive buffer of the printers we know of
_QUESTION = b"\x10\x04"
_BEGIN = b"\x1b@"
_LOW_DOTS = 1000  # of paper left, from when on it is low


@dataclass
class Weather:
    """What kind of day the printer has; change it any time with `EscposPrinter.set`.

    ``dies_after`` closes the connection once so many more bytes have come. ``deaf`` takes no bytes.
    """

    cover_open: bool = False
    offline: bool = False
    silent: bool = False
    silent_in_order: bool = False
    deaf: bool = False
    dies_after: int | None = None


class EscposPrinter:
    """A real TCP server; like real printers it has room for one connection at a time.

    In a ``with`` block. ``tickets`` are the papers that are not blank.
    """

    def __init__(self, *, dots_left: int | None = None, buffer_bytes: int = _BUFFER_BYTES) -> None:
        self._paper = PaperPath(dots_left=dots_left)
        self._weather = Weather()
        self._buffer_bytes = buffer_bytes
        self._changed = threading.Condition()
        self._server: socket.socket | None = None
        self._client: socket.socket | None = None
        self._incoming = b""
        self._worker = Worker("escpos-printer", self._run)
        self._port = 0
        self.begun_ns: list[int] = []
        """When the first byte of each ticket came (monotonic)."""
        self.connections = 0

    def __enter__(self) -> Self:
        self._listen()
        self._worker.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._worker.stop()
        self._hang_up()
        if self._server is not None:
            self._server.close()

    @property
    def target(self) -> str:
        """Return the printer as settings name it."""
        return f"tcp:127.0.0.1:{self._port}"

    @property
    def port(self) -> int:
        return self._port

    @property
    def papers(self) -> tuple[Paper, ...]:
        with self._changed:
            return tuple(self._paper.papers)

    @property
    def tickets(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if not paper.blank)

    @property
    def dots_left(self) -> int | None:
        with self._changed:
            return self._paper.dots_left

    def set(self, **weather: object) -> None:
        """Change the day; the names are those of `Weather`."""
        with self._changed:
            for name, value in weather.items():
                setattr(self._weather, name, value)

    def refill(self, dots: int | None = None) -> None:
        """Put a roll in: so many dots, None: plenty."""
        with self._changed:
            self._paper.dots_left = dots

    def unplug(self) -> None:
        """Take the network away: new connections are refused, the present one breaks."""
        with self._changed:
            self._hang_up()
            if self._server is not None:
                self._server.close()
            self._server = None

    def plug(self) -> None:
        """Give the network back, at the same address."""
        with self._changed:
            self._listen()

    def wait_for_tickets(self, count: int, timeout_s: float = 30.0) -> bool:
        """Return once so many tickets are printed, False when the time is up."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.tickets) >= count, timeout_s)

    def wait_until_out(self, timeout_s: float = 30.0) -> bool:
        """Return once the paper has run out."""
        with self._changed:
            return self._changed.wait_for(lambda: self._paper.out, timeout_s)

    def _listen(self) -> None:
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", self._port))
        server.listen(1)
        self._port = int(server.getsockname()[1])
        self._server = server

    def _run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            with self._changed:
                watched = self._client or self._server
                ready = watched is not None and bool(select.select([watched], [], [], 0)[0])
                if ready and self._client is None and self._server is not None:
                    self._client = self._server.accept()[0]
                    self.connections += 1
                elif ready and self._has_room():
                    self._read()
                self._print()
                self._changed.notify_all()
            if not ready or not self._has_room():
                stop.wait(_TICK_S)

    def _has_room(self) -> bool:
        return not self._weather.deaf and len(self._paper.buffer) < self._buffer_bytes

    def _read(self) -> None:
        if self._client is None:
            return
        room = self._buffer_bytes - len(self._paper.buffer)
        dies = self._weather.dies_after
        try:
            came = self._client.recv(room if dies is None else max(1, min(room, dies)))
        except OSError:
            came = b""
        if not came:
            self._hang_up()
            return
        if dies is not None:
            self._weather.dies_after = dies - len(came)
        self._take(came)
        if dies is not None and dies <= len(came):
            self._weather.dies_after = None
            self._hang_up()

    def _take(self, came: bytes) -> None:
        """Answer questions at once, wherever they stand; the rest goes into the buffer."""
        came = self._incoming + came
        self._incoming = b""
        while (at := came.find(_QUESTION)) >= 0 and len(came) > at + 2:
            self._keep(came[:at])
            self._answer(bytes([self._real_time(came[at + 2])]))
            came = came[at + 3 :]
        cut = next((n for n in (2, 1) if came.endswith(_QUESTION[:n])), 0)
        self._incoming = came[len(came) - cut :] if cut else b""
        self._keep(came[: len(came) - cut] if cut else came)

    def _keep(self, ordered: bytes) -> None:
        if _BEGIN in ordered:
            self.begun_ns.append(time.monotonic_ns())
        self._paper.buffer += ordered

    def _real_time(self, question: int) -> int:
        out = self._paper.out
        left = self._paper.dots_left
        match question:
            case 1:
                bits = 0b1000 if self._weather.offline or self._weather.cover_open or out else 0
            case 2:
                bits = (0b100 if self._weather.cover_open else 0) | (0b100000 if out else 0)
            case 4:
                low = left is not None and left < _LOW_DOTS
                bits = (0b1100 if low else 0) | (0b1100000 if out else 0)
            case _:
                bits = 0
        return 0b0001_0010 | bits

    def _print(self) -> None:
        if self._weather.cover_open or self._weather.offline:
            return
        waits = self._paper.run()
        assert waits in Wait
        answers, self._paper.answers = bytes(self._paper.answers), bytearray()
        if answers and not self._weather.silent_in_order:
            self._answer(answers)

    def _answer(self, answer: bytes) -> None:
        if self._client is not None and not self._weather.silent:
            with suppress(OSError):
                self._client.sendall(answer)

    def _hang_up(self) -> None:
        client, self._client = self._client, None
        self._incoming = b""
        if client is not None:
            client.close()
