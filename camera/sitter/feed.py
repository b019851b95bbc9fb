"""The drawn sitter as a camera."""

from camera.errors import CameraLostError
from camera.feed import Picture
from camera.pace import Pace, Wait, wait_really
from camera.sitter.knobs import Play
from camera.sitter.script import moment
from camera.sitter.studio import Studio
from kiosk.ports import Clock, SourceDescription


class SitterFeed:
    """Plays the script from its first frame at every opening."""

    def __init__(self, play: Play, clock: Clock, wait: Wait = wait_really) -> None:
        self._play = play
        self._pace = Pace(play.fps, clock, wait)
        self._studio: Studio | None = None
        self._number = 0

    def open(self) -> SourceDescription:
        """Return the size of the frames."""
        self._studio = Studio(self._play.width, self._play.height)
        self._number = 0
        return SourceDescription(
            name="sitter",
            width_px=self._play.width,
            height_px=self._play.height,
            fps=self._play.fps,
            still=not self._play.noise,
        )

    def next(self) -> Picture:
        """Return the next frame when it is due. Only its number decides what is on it."""
        if self._studio is None:
            raise CameraLostError("not open")
        now = moment(self._play, self._number)
        if now.beginning:  # nobody is there yet: a good time for the slow painting
            seated = moment(self._play, self._number + round(self._play.fps * 4))
            self._studio.paint(seated.scene)
        number = self._number if self._play.noise else None
        pixels = self._studio.paint(now.scene, now.sway, number=number)
        self._number += 1
        return pixels, self._pace.keep()

    def lock_light(self) -> tuple[str, ...]:
        """Return nothing: what is drawn keeps its light."""
        return ()

    def close(self) -> None:
        """Forget everything painted."""
        self._studio = None
