"""What of a picture is not the person: the wall, in small, with its lightness and colour."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from camera.light import Floats, lab_of
from camera.subject import Subject
from kiosk.domain.frame import Pixels
from kiosk.domain.measure import Region
from kiosk.domain.room import Raster, WallReference

Mask = npt.NDArray[np.bool_]

WIDTH_PX = 240  # a finger's breadth behind the chair is 4 px; noise and paper grain are averaged
HARDLY_A_PERSON = 0.1  # of the segmenter's certainty: hair ends long after it
# The mask is 256 px wide for any picture and cuts through thin hair: it is grown by so much of it.
GROWN_SHARE = 0.018
LEAST_SHARE = 0.002  # of the picture: a smaller part between hair and edge shows nothing
LEAST_PX = 60
SMOOTH_PX = 2.0
RASTER_ROWS, RASTER_COLUMNS = 6, 8
LEAST_CELL_SHARE = 0.25  # of a raster's cell that must be wall for it to be told


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Backdrop:
    """The wall in small. ``lab`` is CIELAB, smoothed over the wall alone; ``raw`` is not smoothed.

    ``free`` tells where it is wall, ``place`` where all this lies in the picture.
    """

    raw: Floats
    lab: Floats
    free: Mask
    place: Region

    @property
    def lightness(self) -> float:
        """Return the median L* of the wall."""
        return float(np.median(self.lab[..., 0][self.free]))

    @property
    def colour(self) -> tuple[float, float]:
        """Return the median a and b of the wall."""
        wall = self.lab[self.free]
        return float(np.median(wall[:, 1])), float(np.median(wall[:, 2]))


def behind(subject: Subject) -> Backdrop | None:
    """Return the wall in the photo's part; None when hair and shoulders hide it.

    What lies below the chin is left out: there shoulders and clothes are, of any colour.
    """
    box, frame = subject.box, subject.frame
    place = Region(
        box.left / frame.width_px,
        box.top / frame.height_px,
        box.right / frame.width_px,
        box.bottom / frame.height_px,
    )
    chin = (subject.reading.chin.y - box.top) / box.height
    return see_backdrop(subject.part, subject.person, place, lowest=chin)


def see_backdrop(
    pixels: Pixels, person: Floats, place: Region, *, lowest: float = 1.0
) -> Backdrop | None:
    """Return the wall above ``lowest`` (a share of the height), None when too little is seen."""
    height, width = pixels.shape[:2]
    size = (WIDTH_PX, max(1, round(WIDTH_PX * height / width)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    mask = np.asarray(cv2.resize(person, size, interpolation=cv2.INTER_AREA), np.float32)
    free = _open_wall(mask, lowest)
    if free.sum() < LEAST_PX:
        return None
    raw = lab_of(np.asarray(small, np.float32) / np.float32(255))
    return Backdrop(raw=raw, lab=smoothed(raw, free, SMOOTH_PX), free=free, place=place)


def smoothed(values: Floats, free: Mask, sigma: float) -> Floats:
    """Return a picture smoothed within ``free``: nothing of the rest is mixed in."""
    weight = cv2.GaussianBlur(free.astype(np.float32), (0, 0), sigma)
    kept = values * (free if values.ndim == free.ndim else free[..., None])
    mixed = cv2.GaussianBlur(np.asarray(kept, np.float32), (0, 0), sigma)
    divisor = np.maximum(weight, 1e-3)
    return np.asarray(mixed / (divisor if mixed.ndim == 2 else divisor[..., None]), np.float32)  # noqa: PLR2004


def raster(backdrop: Backdrop) -> Raster:
    """Return the wall's L* on a coarse raster over the picture's part; None for hidden cells."""
    lightness, free = backdrop.lab[..., 0], backdrop.free
    rows = np.array_split(np.arange(free.shape[0]), RASTER_ROWS)
    columns = np.array_split(np.arange(free.shape[1]), RASTER_COLUMNS)
    return tuple(
        tuple(_cell(lightness[np.ix_(r, c)], free[np.ix_(r, c)]) for c in columns) for r in rows
    )


def as_reference(backdrop: Backdrop) -> WallReference:
    """Return what was seen of the wall, to be compared with the room's own."""
    a, b = backdrop.colour
    return WallReference(lightness=backdrop.lightness, a=a, b=b, grid=raster(backdrop))


def _cell(lightness: Floats, free: Mask) -> float | None:
    return float(np.median(lightness[free])) if free.mean() >= LEAST_CELL_SHARE else None


def _open_wall(person: Floats, lowest: float) -> Mask:
    """Return what is not the person and reaches an edge; gaps within hair and ears do not."""
    height, width = person.shape
    reach = 2 * round(GROWN_SHARE * width) + 1
    round_shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    grown = cv2.dilate((person > HARDLY_A_PERSON).astype(np.uint8), round_shape)
    free = np.asarray(grown == 0, np.uint8)
    free[max(0, round(lowest * height)) :] = 0
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(free)
    keep = np.zeros(len(boxes), bool)
    for label, (left, top, wide, _, area) in enumerate(boxes[1:], start=1):
        at_edge = left == 0 or top == 0 or left + wide == width
        keep[label] = at_edge and area >= LEAST_SHARE * height * width
    return np.asarray(keep[labels], np.bool_)
