"""What is painted where, probed pixel by pixel."""

import itertools

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.domain.face import Point
from kiosk.domain.finding import Hint, Verdict
from kiosk.domain.frame import Frame
from tests.ui import samples
from ui.imaging import FramePictures, fit, to_image
from ui.oval import Look, Oval, glide, oval_of, paint_oval, ring_width
from ui.signs import Way, arrow_places, paint_mark, paint_way, way_of
from ui.theme import Palette
from ui.viewport import MOST_CROPPED, Viewport, cover, picture_size

COLOURS = Palette()
GREEN = QColor(COLOURS.ok)
RING = samples.face(x=1200, y=500, size=500)
GREY = QColor("#808080")


def viewport(*, mirrored: bool = True) -> Viewport:
    return cover((1920, 1080), (960, 540), mirrored=mirrored)


def canvas(width: int = 960, height: int = 540) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(GREY)
    return image


def painted_oval(hold: float, *, mirrored: bool = True) -> QImage:
    image = canvas()
    painter = QPainter(image)
    view = viewport(mirrored=mirrored)
    look = Look.GOOD if hold else Look.EMPTY
    paint_oval(painter, view, oval_of(RING), COLOURS, look=look, hold=hold)
    painter.end()
    return image


def on_the_ring(degrees: float, *, mirrored: bool = True) -> tuple[int, int]:
    """Return a place on the ring, clockwise from its top as seen on the screen."""
    oval, view = oval_of(RING), viewport(mirrored=mirrored)
    centre = view.place(Point(oval.x, oval.y))
    turn = np.radians(degrees)
    x = centre.x + np.sin(turn) * oval.width / 2 * view.scale
    y = centre.y - np.cos(turn) * oval.height / 2 * view.scale
    return round(x), round(y)


@pytest.mark.parametrize("hold", [0.25, 0.5, 0.8])
@pytest.mark.parametrize("mirrored", [True, False])
def test_the_green_share_of_the_ring_is_the_hold_clockwise_from_the_top(
    hold: float, mirrored: bool
) -> None:
    image = painted_oval(hold, mirrored=mirrored)
    for degrees in range(5, 360, 10):
        wanted = degrees / 360 < hold
        if abs(degrees / 360 - hold) > 0.03:
            colour = image.pixelColor(*on_the_ring(degrees, mirrored=mirrored))
            assert (colour == GREEN) is wanted, degrees


def test_the_ring_lies_on_the_drawn_head_in_the_mirror() -> None:
    image = painted_oval(1.0)
    view, thick = viewport(), ring_width(viewport())
    crown, chin = view.place(RING.crown), view.place(RING.chin)
    assert crown.x == pytest.approx(960 - RING.crown.x / 2)
    column = [image.pixelColor(round(crown.x), y) == GREEN for y in range(540)]
    first, last = column.index(True), 539 - column[::-1].index(True)
    assert crown.y - 0.05 * 250 - thick < first < crown.y
    assert chin.y < last < chin.y + 0.05 * 250 + thick


def test_a_hint_that_is_not_done_is_dashed_and_not_only_of_another_colour() -> None:
    image = painted_oval(0.0)
    white = [
        image.pixelColor(*on_the_ring(degrees)).lightness() > 240 for degrees in range(0, 360, 2)
    ]
    changes = sum(one is not other for one, other in itertools.pairwise(white))
    assert changes > 20, "a dashed line is broken many times"


def test_a_tilted_head_has_a_tilted_oval_that_the_mirror_turns_round() -> None:
    tilted = oval_of(samples.face(roll_deg=12))
    assert tilted.tilt_deg == pytest.approx(12, abs=0.5)
    sides = []
    for mirrored in (True, False):
        image = canvas()
        painter = QPainter(image)
        view = viewport(mirrored=mirrored)
        paint_oval(painter, view, tilted, COLOURS, look=Look.GOOD, hold=1.0)
        painter.end()
        top = next(
            (x, y) for y in range(540) for x in range(960) if image.pixelColor(x, y) == GREEN
        )
        sides.append(top[0] - 480)
    assert sides[0] < 0 < sides[1], "clockwise in the picture is anticlockwise in the mirror"


def test_the_oval_is_calm_while_still_and_jumps_with_a_move() -> None:
    shown = Oval(500, 400, 300, 400, 0)
    trembling = Oval(504, 400, 300, 400, 0)
    moved = Oval(560, 400, 300, 400, 0)
    assert glide(shown, trembling).x == 502
    assert glide(shown, moved) == moved
    assert glide(None, moved) == moved


@pytest.mark.parametrize(
    ("hint", "side"),
    [
        (Hint.MOVE_LEFT, -1),
        (Hint.TURN_LEFT, -1),
        (Hint.MOVE_RIGHT, 1),
        (Hint.TURN_RIGHT, 1),
    ],
)
def test_left_and_right_are_the_persons_own_as_in_a_mirror(hint: Hint, side: int) -> None:
    way = way_of(hint, 0.0)
    assert way is not None
    image = canvas()
    painter = QPainter(image)
    paint_way(painter, QRectF(0, 0, 960, 540), way, COLOURS, phase=0.0)
    painter.end()
    ((place, _),) = arrow_places(QRectF(0, 0, 960, 540), way)
    assert (place.x() - 480) * side > 0
    radius = 540 * 0.075
    tip = image.pixelColor(round(place.x() + side * radius * 0.5), round(place.y()))
    tail = image.pixelColor(round(place.x() - side * radius * 0.8), round(place.y()))
    assert tip == QColor(COLOURS.on_key)
    assert tail == QColor(COLOURS.key)


@pytest.mark.parametrize(("roll_deg", "way"), [(8.0, Way.CLOCKWISE), (-8.0, Way.ANTICLOCKWISE)])
def test_a_tilted_head_is_asked_to_turn_back(roll_deg: float, way: Way) -> None:
    assert way_of(Hint.STRAIGHTEN_HEAD, roll_deg) is way
    assert way_of(Hint.HOLD_STILL, roll_deg) is None


def test_the_three_marks_differ_in_shape() -> None:
    shapes = []
    for verdict in Verdict:
        image = canvas(40, 40)
        painter = QPainter(image)
        paint_mark(painter, QRectF(0, 0, 40, 40), verdict, COLOURS)
        painter.end()
        shapes.append(
            frozenset(
                (x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y) != GREY
            )
        )
    for one in shapes:
        for other in shapes:
            assert one is other or len(one ^ other) > 0.6 * min(len(one), len(other))


def coloured() -> npt.NDArray[np.uint8]:
    """Return a frame that is blue (BGR) left, red right, and black in its lower third."""
    pixels = np.zeros((1080, 1920, 3), np.uint8)
    pixels[:720, :960] = (255, 0, 0)
    pixels[:720, 960:] = (0, 0, 255)
    return pixels


def test_a_picture_has_the_colours_of_the_frame_and_is_mirrored() -> None:
    image = fit(to_image(coloured()), viewport(), pixel_ratio=1.0)
    assert (image.width(), image.height()) == (960, 540)
    assert image.pixelColor(100, 100) == QColor("#ff0000")
    assert image.pixelColor(860, 100) == QColor("#0000ff")
    assert image.pixelColor(100, 500) == QColor("#000000")
    straight = fit(to_image(coloured()), viewport(mirrored=False), pixel_ratio=1.0)
    assert straight.pixelColor(100, 100) == QColor("#0000ff")


def test_a_picture_does_not_change_with_the_buffer_it_was_made_from() -> None:
    pixels = coloured()
    image = to_image(pixels)
    pixels[:] = 255
    assert image.pixelColor(10, 10) == QColor("#0000ff")


def test_a_picture_fits_the_device_pixels_of_a_fine_screen() -> None:
    image = fit(to_image(coloured()), viewport(), pixel_ratio=1.5)
    assert (image.width(), image.height()) == (1440, 810)
    assert image.devicePixelRatio() == 1.5


def test_two_places_of_one_size_share_their_picture() -> None:
    pictures = FramePictures()
    frame = samples.frame()
    first = pictures.of(frame, viewport(), 1.0)
    assert pictures.of(frame, viewport(), 1.0).cacheKey() == first.cacheKey()
    newer = Frame(seq=9, captured_at_ns=9, pixels=coloured())
    assert pictures.of(newer, viewport(), 1.0).cacheKey() != first.cacheKey()
    pictures.forget()
    assert pictures._frame is None
    assert not pictures._made


@pytest.mark.parametrize("frame", [(1920, 1080), (1080, 1920), (640, 480), (1200, 1600)])
@pytest.mark.parametrize("place", [(900.0, 500.0), (400.0, 800.0), (600.0, 600.0)])
def test_a_picture_keeps_its_proportions_and_loses_at_most_a_quarter(
    frame: tuple[int, int], place: tuple[float, float]
) -> None:
    width, height = picture_size(frame, place)
    assert width <= place[0] + 1e-6
    assert height <= place[1] + 1e-6
    view = cover(frame, (width, height), mirrored=True)
    assert view.crop_width >= frame[0] * (1 - MOST_CROPPED) - 1
    assert view.crop_height >= frame[1] * (1 - MOST_CROPPED) - 1
    assert width / view.crop_width == pytest.approx(height / view.crop_height, rel=0.005)
    left = view.place(Point(view.left, view.top))
    assert left.x == pytest.approx(width)
    assert left.y == pytest.approx(0)
