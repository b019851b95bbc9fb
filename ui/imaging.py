"""Frames as Qt pictures: converted once per frame, cropped, scaled and mirrored once per size."""

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from kiosk.domain.frame import Frame, Pixels
from ui.viewport import Viewport


def to_image(pixels: Pixels) -> QImage:
    """Return a picture of its own: no later change of ``pixels`` reaches it."""
    rows = np.ascontiguousarray(pixels)
    height, width = rows.shape[:2]
    view = QImage(rows.data, width, height, 3 * width, QImage.Format.Format_BGR888)
    return view.convertToFormat(QImage.Format.Format_RGB32)


def fit(image: QImage, viewport: Viewport, *, pixel_ratio: float) -> QImage:
    """Return the viewport's crop in device pixels, mirrored when the viewport is.

    Bilinear: 1.2 ms for 1080p to 926 × 556, smooth scaling needs 1.9 ms and is not seen to differ.
    """
    width, height = round(viewport.width * pixel_ratio), round(viewport.height * pixel_ratio)
    made = QImage(width, height, QImage.Format.Format_RGB32)
    crop = QRect(viewport.left, viewport.top, viewport.crop_width, viewport.crop_height)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, width, height), image, crop)
    if viewport.mirrored:
        made.flip(Qt.Orientation.Horizontal)
    made.setDevicePixelRatio(pixel_ratio)
    return made


class FramePictures:
    """The newest frame's pictures; two places of one size share theirs, and all one conversion."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._whole = QImage()
        self._made: dict[tuple[Viewport, float], QImage] = {}

    def of(self, frame: Frame, viewport: Viewport, pixel_ratio: float) -> QImage:
        """Return the frame's picture for the viewport."""
        if frame is not self._frame:
            self._frame = frame
            self._whole = to_image(frame.pixels)
            self._made.clear()
        wanted = (viewport, pixel_ratio)
        if wanted not in self._made:
            self._made[wanted] = fit(self._whole, viewport, pixel_ratio=pixel_ratio)
        return self._made[wanted]

    def forget(self) -> None:
        """Drop every picture; nobody's face outlives the sitting."""
        self._frame = None
        self._whole = QImage()
        self._made.clear()
