"""Which 35 × 45 mm part of a frame becomes the photo."""

from dataclasses import dataclass, replace

from kiosk.domain.face import FaceReading
from kiosk.domain.photo import (
    HEAD_MM,
    HEIGHT_MM,
    TOP_MARGIN_MM,
    WIDTH_MM,
    CropBox,
    portrait_crop,
)

CENTRE_MM = WIDTH_MM / 2
# A photo that misses its frame is first made a little smaller, with the head a little larger in it.
STEP_MM = 0.1
MOST_STEPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """A crop with the places of the head in it.

    ``inside`` is False when no crop around this head fits the frame; ``box`` is then the exact one.
    """

    box: CropBox
    head_mm: float
    top_mm: float
    centre_mm: float
    inside: bool

    @property
    def off_mm(self) -> float:
        """Return how far the worst of head height, top margin and centre is from the drawing."""
        return max(
            abs(self.head_mm - HEAD_MM),
            abs(self.top_mm - TOP_MARGIN_MM),
            abs(self.centre_mm - CENTRE_MM),
        )


def frame_portrait(face: FaceReading) -> Framing:
    """Return the crop nearest to the drawing that lies inside the frame.

    That is `portrait_crop` itself whenever it fits. Where it does not, every smaller crop is
    moved inside, and the one that misses the drawing by the least is taken.
    """
    exact = Framing(
        box=portrait_crop(face),
        head_mm=HEAD_MM,
        top_mm=TOP_MARGIN_MM,
        centre_mm=CENTRE_MM,
        inside=True,
    )
    if face.head_height_px <= 0:
        return replace(exact, inside=False)
    if _fits(exact.box, face):
        return exact
    moved = (_moved_inside(face, HEAD_MM + step * STEP_MM) for step in range(MOST_STEPS))
    fitting = [framing for framing in moved if framing is not None]
    return min(fitting, key=lambda f: f.off_mm, default=replace(exact, inside=False))


def measure_photo(face: FaceReading) -> Framing:
    """Return where the head is in a finished photo, the whole of which is the crop."""
    px_per_mm = face.frame_height_px / HEIGHT_MM
    return Framing(
        box=CropBox(0.0, 0.0, float(face.frame_width_px), float(face.frame_height_px)),
        head_mm=face.head_height_px / px_per_mm,
        top_mm=face.crown.y / px_per_mm,
        centre_mm=face.centre_x_px / (face.frame_width_px / WIDTH_MM),
        inside=face.crown.y >= 0 and face.chin.y <= face.frame_height_px,
    )


def _fits(box: CropBox, face: FaceReading) -> bool:
    return (
        box.left >= 0
        and box.top >= 0
        and box.right <= face.frame_width_px
        and box.bottom <= face.frame_height_px
    )


def _moved_inside(face: FaceReading, head_mm: float) -> Framing | None:
    px_per_mm = face.head_height_px / head_mm
    width, height = WIDTH_MM * px_per_mm, HEIGHT_MM * px_per_mm
    if width > face.frame_width_px or height > face.frame_height_px:
        return None
    left = _between(0, face.centre_x_px - width / 2, face.frame_width_px - width)
    top = _between(0, face.crown.y - TOP_MARGIN_MM * px_per_mm, face.frame_height_px - height)
    return Framing(
        box=CropBox(left, top, width, height),
        head_mm=head_mm,
        top_mm=(face.crown.y - top) / px_per_mm,
        centre_mm=(face.centre_x_px - left) / px_per_mm,
        inside=True,
    )


def _between(low: float, value: float, high: float) -> float:
    return max(low, min(value, high))
