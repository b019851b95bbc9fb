"""A picture of a venue as a report may show it: what was covered in it, and what still shows."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from kiosk.domain.box import Box
from kiosk.errors import FieldError

ALL_SIDES = 1.0
DIGITS = 3e-4  # boxes are typed with four digits
ROUNDING = 1e-6  # shares of a picture that were printed with four digits and typed again


class Hides(StrEnum):
    """What is under a cover; the values are text keys."""

    FACE = "face"
    PAPER = "paper"
    """A document, a notice, a card or a screen: bright, four-cornered, with writing."""
    CHOSEN = "chosen"
    """What a member of the staff asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """One covered part; ``box`` in shares of the picture's sides, 0 to 1."""

    box: Box
    hides: Hides


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePhoto:
    """The covered picture as a JPEG without any other content, and the proof of its check.

    ``left`` is where the checking detectors still see a face, in shares of the sides.
    """

    jpeg: bytes
    sha256: str
    width_px: int
    height_px: int
    covers: tuple[Cover, ...]
    left: tuple[Box, ...]

    @property
    def clean(self) -> bool:
        """Whether no face was found in the finished picture; a report takes no other."""
        return not self.left

    def found(self, hides: Hides) -> int:
        """Return how many parts were covered for one reason."""
        return sum(cover.hides is hides for cover in self.covers)


@dataclass(frozen=True, slots=True)
class ChosenBoxes:
    """What somebody wants of a picture, in shares of its sides.

    ``boxes`` are covered as well. ``left_open`` names covers of papers that are not made, because
    somebody saw that the sign is harmless; the cover of a face is always made.
    """

    boxes: tuple[Box, ...] = ()
    left_open: tuple[Box, ...] = ()

    @classmethod
    def parse(cls, texts: Iterable[str], left_open: Iterable[str] = ()) -> Self:
        """Return the boxes typed as "left,top,width,height"; raises `FieldError`."""
        return cls(
            tuple(parse_share_box(text) for text in texts),
            tuple(parse_share_box(text) for text in left_open),
        )

    def applied(self, found: Iterable[Cover]) -> tuple[Cover, ...]:
        """Return the covers that are made of those that were found, the chosen ones last.

        Raise `FieldError` for a box that names no paper: a cover stays rather than the wrong one
        going.
        """
        made = list(found)
        for box in self.left_open:
            named = [cover for cover in made if is_same_cover(cover.box, box)]
            papers = [cover for cover in named if cover.hides is Hides.PAPER]
            if not papers:
                raise FieldError("site_box", "site_box_face" if named else "site_box_none")
            made = [cover for cover in made if cover not in papers]
        return (*made, *(Cover(box=box, hides=Hides.CHOSEN) for box in self.boxes))


def is_same_cover(one: Box, other: Box) -> bool:
    """Tell whether a typed box is this cover's: every side within the rounding of its digits."""
    sides = zip(
        (one.left, one.top, one.right, one.bottom),
        (other.left, other.top, other.right, other.bottom),
        strict=True,
    )
    return all(abs(side - typed) <= DIGITS for side, typed in sides)


def parse_share_box(text: str) -> Box:
    """Return a box typed as four shares of the picture's sides, inside the picture."""
    try:
        left, top, width, height = (float(part) for part in text.split(","))
    except ValueError as error:
        raise FieldError("site_box", "site_box_form") from error
    if not all(math.isfinite(side) for side in (left, top, width, height)):
        raise FieldError("site_box", "site_box_form")
    box = Box(left, top, width, height)
    if width <= 0 or height <= 0 or min(left, top) < 0:
        raise FieldError("site_box", "site_box_inside")
    if max(box.right, box.bottom) > ALL_SIDES + ROUNDING:
        raise FieldError("site_box", "site_box_inside")
    return box


def show_share_box(box: Box) -> str:
    """Return the box as it can be typed again."""
    left, top = (math.floor(side * 10_000) / 10_000 for side in (box.left, box.top))
    width, height = min(box.width, 1 - left), min(box.height, 1 - top)
    return f"{left:.4f},{top:.4f},{width:.4f},{height:.4f}"
