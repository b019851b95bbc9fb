"""A camera on the loopback interface: pictures as MJPEG over HTTP, with faults on command.

In a test: ``with MjpegServer(pictures) as camera: ... camera.url ... camera.do(Mode.STALL)``.
As a process, so that a benchmark measures only the client::

    python -m tests.support.mjpeg_server --folder DIR --fps 30 --size 1920x1080 --hold SECONDS

It prints its URL on the first line, obeys the words of `Mode` (and ``quit``) on stdin, and ends
when stdin ends.
"""

import argparse
import sys
import threading
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.mjpeg_pictures import black_jpeg, folder_jpegs

BOUNDARY = "frame"
Play = Callable[[int], bytes]
"""Picture number → JPEG."""


class Mode(StrEnum):
    """What the camera does from now on."""

    PLAY = "play"
    FREEZE = "freeze"  # goes on sending, always the same picture
    STALL = "stall"  # keeps the connection and says nothing
    BLACK = "black"
    REFUSE = "refuse"  # answers with an error
    DIE = "die"  # hangs up and does not listen; PLAY brings it back at the same address


class MjpegServer:
    """A context manager with its own threads; every one has ended when the block ends."""

    def __init__(
        self,
        pictures: Sequence[bytes] | Play,
        *,
        fps: float = 30.0,
        hold: int = 1,
        port: int = 0,
    ) -> None:
        """Play each picture ``hold`` times, forever, at ``fps``."""
        self._play: Play = (
            pictures
            if callable(pictures)
            else lambda number: pictures[number // hold % len(pictures)]
        )
        self.period_s = 1 / fps
        self.mode = Mode.PLAY
        self.sent = 0
        self._frozen: bytes | None = None
        self._black = black_jpeg()
        self._port = port
        self._http: _Http | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Return where the camera is, also while it is dead."""
        return f"http://127.0.0.1:{self._port}/camera.mjpg"

    def __enter__(self) -> Self:
        self._listen()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    def do(self, mode: Mode) -> None:
        """Change what the camera does."""
        self._frozen = None
        self.mode = mode
        if mode is Mode.DIE:
            self._hang_up()
        elif self._http is None:
            self._listen()

    def picture(self, number: int) -> bytes:
        """Return the JPEG to send now."""
        if self.mode is Mode.BLACK:
            return self._black
        if self.mode is Mode.FREEZE:
            self._frozen = self._frozen or self._play(number)
            return self._frozen
        return self._play(number)

    def _listen(self) -> None:
        self._http = _Http(self, self._port)
        self._port = self._http.server_port
        self._thread = threading.Thread(
            target=self._http.serve_forever, args=(0.02,), name="mjpeg-server"
        )
        self._thread.start()

    def _hang_up(self) -> None:
        http, self._http = self._http, None
        if http is None or self._thread is None:
            return
        http.closing.set()
        http.shutdown()
        self._thread.join()
        http.server_close()  # waits for the threads of the connections


class _Http(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, camera: MjpegServer, port: int) -> None:
        self.camera = camera
        self.closing = threading.Event()
        super().__init__(("127.0.0.1", port), _Connection)


class _Connection(BaseHTTPRequestHandler):
    server: _Http
    timeout = 5  # a client that stops reading does not hold the server's thread for ever

    def do_GET(self) -> None:
        if self.server.camera.mode is Mode.REFUSE:
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.end_headers()
        try:
            self._stream()
        except OSError:  # the client has gone
            self.close_connection = True

    def _stream(self) -> None:
        camera, closing = self.server.camera, self.server.closing
        started, number = time.monotonic(), 0
        while not closing.is_set() and camera.mode is not Mode.REFUSE:
            if camera.mode is not Mode.STALL:
                self._send(camera.picture(number))
                camera.sent += 1
            number += 1
            closing.wait(max(0.0, started + number * camera.period_s - time.monotonic()))

    def _send(self, jpeg: bytes) -> None:
        head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
        self.wfile.write(head.encode("ascii") + jpeg + b"\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Stay quiet."""


def _obey(camera: MjpegServer) -> None:
    for line in sys.stdin:
        word = line.strip()
        if word == "quit":
            return
        camera.do(Mode(word))


def main() -> None:
    """Serve a folder of pictures until stdin ends."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--fps", type=float, default=30.0)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--hold", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--port", type=int, default=0)
    wanted = parser.parse_args()
    width, height = map(int, wanted.size.split("x"))
    pictures = folder_jpegs(wanted.folder, width, height)
    held: int = max(1, round(wanted.hold * wanted.fps))

    def play(number: int) -> bytes:
        takes = pictures[number // held % len(pictures)]
        return takes[number % len(takes)]

    with MjpegServer(play, fps=wanted.fps, port=wanted.port) as camera:
        print(camera.url, flush=True)  # noqa: T201 - a command's output
        _obey(camera)


if __name__ == "__main__":
    main()
