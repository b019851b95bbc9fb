"""The loudspeaker in a process of its own: what a sound driver does wrong ends there.

Measured: when PulseAudio ends between two calls, Qt's multimedia aborts the process it is in.
"""

import logging
import subprocess
import tempfile
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from kiosk.errors import ExitCode
from kiosk.paths import resources
from ui.sound.announcer import Done
from ui.sound.pcm import Samples, silence

_log = logging.getLogger(__name__)
LOOK_MS = 100  # how late a call may begin after the one before it
_END_S = 1.0  # a process that is killed is gone in a few milliseconds
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # Windows opens a console otherwise


class ChildSink(QObject):
    """`Sink` with one `kiosk sound play` per sound; the samples are its standard input."""

    def __init__(self, command: Sequence[str]) -> None:
        """``command`` starts this program; a silent sound tells whether there is a loudspeaker."""
        super().__init__()
        self._command = (*command, "sound", "play")
        self._process: subprocess.Popen[bytes] | None = None
        self._done: Done | None = None
        self._there = False
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._look)
        self.play(silence(0), lambda: None)

    def play(self, samples: Samples, done: Done) -> None:
        """Have the samples heard; the process ends with them."""
        self.stop()
        self._done = done
        try:
            self._process = self._start(samples.astype("<i2").tobytes())
        except OSError as error:
            _log.info("no sound: %s", type(error).__name__)
        self._looks.start()

    def stop(self) -> None:
        """Be silent now; the process is gone when this returns."""
        self._looks.stop()
        self._done = None
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait(_END_S)

    def is_there(self) -> bool:
        """Tell whether the last sound found a loudspeaker."""
        return self._there

    def _start(self, content: bytes) -> "subprocess.Popen[bytes]":
        with tempfile.TemporaryFile() as sound:  # a pipe would be waited for until it is read
            sound.write(content)
            sound.seek(0)
            return subprocess.Popen(  # noqa: S603 - this program itself
                self._command,
                cwd=resources().parent,
                stdin=sound,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW,
            )

    def _look(self) -> None:
        """Notice that the sound has ended, or could not begin."""
        process = self._process
        if process is not None and process.poll() is None:
            return
        self._there = process is not None and process.returncode == ExitCode.OK
        self._looks.stop()
        done, self._done, self._process = self._done, None, None
        if done is not None:
            done()
