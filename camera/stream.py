"""A network camera: MJPEG over HTTP, or RTSP, through OpenCV's FFmpeg back-end."""

import cv2

from camera.capture import Handle, grab_picture, open_ffmpeg
from camera.errors import CameraOpenError
from camera.feed import LIGHT_CONTROLS, Picture
from camera.spec import NetworkSpec, shown_url
from kiosk.ports import Clock, SourceDescription


class StreamFeed:
    """Plays what an address sends. Nothing else is ever connected to."""

    def __init__(self, spec: NetworkSpec, clock: Clock) -> None:
        self._url = spec.url
        self._clock = clock
        self._handle: Handle | None = None

    def open(self) -> SourceDescription:
        """Return the stream's size; its frame rate is not known before it is measured."""
        self.close()
        name = shown_url(self._url)
        handle = open_ffmpeg(self._url)
        width = round(handle.get(cv2.CAP_PROP_FRAME_WIDTH))
        if not handle.isOpened() or width < 1:  # FFmpeg also opens what never is a picture
            handle.release()
            raise CameraOpenError(f"{name}: no answer, or no pictures", camera=name)
        self._handle = handle
        return SourceDescription(
            name=name,
            width_px=width,
            height_px=round(handle.get(cv2.CAP_PROP_FRAME_HEIGHT)),
            fps=0.0,  # FFmpeg invents 25 for MJPEG over HTTP
        )

    def next(self) -> Picture:
        """Return the next picture, or raise after the read time-out."""
        return grab_picture(self._handle, self._clock)

    def lock_light(self) -> tuple[str, ...]:
        """Return everything: the address only sends."""
        return LIGHT_CONTROLS

    def close(self) -> None:
        """Hang up."""
        if self._handle is not None:
            self._handle.release()
            self._handle = None
