"""What is seen in a window and in a picture."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QWidget

from ui.applicant.sentence import Sentence


def said(window: QWidget) -> str:
    """Return every word that is seen in a window, written by Qt or drawn by the public pages."""
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    drawn = [one.words for one in window.findChildren(Sentence) if one.isVisible()]
    return "\n".join(labels + drawn)


def grey(image: QImage) -> npt.NDArray[np.int16]:
    """Return the picture as somebody sees it who sees no colours."""
    made = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(made.constBits(), np.uint8).reshape(made.height(), made.bytesPerLine())
    return rows[:, : made.width()].astype(np.int16)


def of_colour(image: QImage, colour: str) -> npt.NDArray[np.bool_]:
    """Return which pixels have exactly this colour."""
    made = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(made.constBits(), np.uint32).reshape(made.height(), made.width())
    found: npt.NDArray[np.bool_] = np.equal(rows & 0xFFFFFF, QColor(colour).rgb() & 0xFFFFFF)
    return found
