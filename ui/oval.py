"""The oval around a head: where it is, how it follows, how it is drawn."""

import math
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.domain.face import FaceReading, Point
from kiosk.domain.finding import Hint
from ui.theme import Palette
from ui.viewport import Viewport

# A head's breadth (tragion to tragion, with hair) to its height: 0.75, ISO/IEC 39794-5 portrait.
BREADTH = 0.75
ROOM = 1.08  # the line stands a little off the head, so that it is seen against hair
_SNAP = 0.06  # a move beyond this share of the head is a move, not noise: the oval jumps with it
_CALM = 0.5  # weight of the new place below it
_SHADE = "#6b6b6b"  # seen on white walls and on black hair
# Dash and gap in line widths, and the line's share of the ring: told apart from three metres.
_LINES = {
    "empty": ([8.0, 7.0], 0.45),
    "correct": ([4.0, 2.0], 0.85),
    "wait": ([1.0, 2.0], 0.7),
}
_WHOLE_TURN = 360 * 16  # Qt counts sixteenths of a degree


@dataclass(frozen=True, slots=True)
class Oval:
    """An ellipse in the unmirrored frame; ``tilt_deg`` grows clockwise."""

    x: float
    y: float
    width: float
    height: float
    tilt_deg: float


def oval_of(face: FaceReading) -> Oval:
    """Return the ellipse through crown and chin, tilted as the eyes are."""
    height = math.dist((face.crown.x, face.crown.y), (face.chin.x, face.chin.y)) * ROOM
    return Oval(
        x=(face.crown.x + face.chin.x) / 2,
        y=(face.crown.y + face.chin.y) / 2,
        width=height * BREADTH,
        height=height,
        tilt_deg=math.degrees(
            math.atan2(face.left_eye.y - face.right_eye.y, face.left_eye.x - face.right_eye.x)
        ),
    )


def glide(shown: Oval | None, measured: Oval) -> Oval:
    """Return the oval to show now: calm while the head is still, at once where it moves."""
    if shown is None:
        return measured
    moved = math.dist((shown.x, shown.y), (measured.x, measured.y))
    if max(moved, abs(shown.height - measured.height)) > _SNAP * measured.height:
        return measured

    def between(old: float, new: float) -> float:
        return old + _CALM * (new - old)

    return Oval(
        between(shown.x, measured.x),
        between(shown.y, measured.y),
        between(shown.width, measured.width),
        between(shown.height, measured.height),
        between(shown.tilt_deg, measured.tilt_deg),
    )


def waiting_oval(frame_width: int, frame_height: int) -> Oval:
    """Return where a head should come when there is none."""
    height = frame_height * 0.5
    return Oval(frame_width / 2, frame_height * 0.45, height * BREADTH, height, 0.0)


def ring_width(viewport: Viewport) -> float:
    """Return how thick the hold-still ring is; 8 px on a picture 560 px high."""
    return max(4.0, viewport.height / 70)


class Look(Enum):
    """How the oval looks; each differs in its line and not in its colour alone."""

    EMPTY = "empty"
    """Long thin white dashes: a head should come here."""
    CORRECT = "correct"
    """Thick yellow dashes: the person has something to do."""
    WAIT = "wait"
    """White dots: staff have something to do."""
    GOOD = "good"
    """A whole line that turns green from the top, clockwise, as the hold grows."""


_GOOD = frozenset({Hint.HOLD_STILL, Hint.TAKING})
_WAIT = frozenset({Hint.LIGHT_FROM_SIDE, Hint.TOO_DARK, Hint.TOO_BRIGHT, Hint.NO_CAMERA})


def look_of(hint: Hint) -> Look:
    """Return how the oval looks while a hint is shown."""
    if hint in _GOOD:
        return Look.GOOD
    if hint in _WAIT:
        return Look.WAIT
    return Look.EMPTY if hint is Hint.NO_FACE else Look.CORRECT


def paint_oval(
    painter: QPainter,
    viewport: Viewport,
    oval: Oval,
    colours: Palette,
    *,
    look: Look,
    hold: float = 0.0,
) -> None:
    """Draw the oval; ``hold``'s share of it is green, as seen on the screen, also in a mirror."""
    centre = viewport.place(Point(oval.x, oval.y))
    width, height = oval.width * viewport.scale, oval.height * viewport.scale
    area = QRectF(-width / 2, -height / 2, width, height)
    thick = ring_width(viewport)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(QPointF(centre.x, centre.y))
    painter.rotate(-oval.tilt_deg if viewport.mirrored else oval.tilt_deg)
    painter.setPen(QPen(QColor(_SHADE), thick + 3))  # opaque: blending costs five times as much
    painter.drawEllipse(area)
    painter.setPen(_pen(look, thick, colours, hold=hold))
    painter.drawEllipse(area)
    if hold > 0:
        painter.setPen(_flat(colours.ok, thick))
        painter.drawArc(area, 90 * 16, -round(min(hold, 1.0) * _WHOLE_TURN))
    painter.restore()


def _pen(look: Look, thick: float, colours: Palette, *, hold: float) -> QPen:
    if hold > 0 or look is Look.GOOD:
        return _flat("#ffffff", thick)
    dashes, share = _LINES[look.value]
    pen = _flat(colours.focus if look is Look.CORRECT else "#ffffff", thick * share)
    pen.setDashPattern(dashes)
    return pen


def _flat(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
