"""The models for still pictures, loaded when they are first asked for."""

import threading

from camera.analyser import MediapipeAnalyser
from kiosk.ports import Clock


class StillEye:
    """One analyser for stills, shared by all who look at pictures in the same thread.

    It is loaded at the first `open` in the thread that calls; another thread gets it anew.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._analyser: MediapipeAnalyser | None = None
        self._owner: int | None = None

    def open(self) -> MediapipeAnalyser:
        """Return the analyser, ready."""
        if self._analyser is None or self._owner != threading.get_ident():
            self.close()
            self._analyser = MediapipeAnalyser(self._clock, stills=True).__enter__()
            self._owner = threading.get_ident()
        return self._analyser

    def close(self) -> None:
        """Let go of the models; harmless when none were loaded."""
        analyser, self._analyser = self._analyser, None
        if analyser is not None:
            analyser.__exit__(None, None, None)
