"""Rectangles on a picture, in pixels: moved, joined, widened; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.box import Box

# Sizes of one face in two tiles differ by a third, places by a sixth of it: they overlap by more.
SAME_OVERLAP = 0.35
UNDOUBTED = 0.8  # score from which a face on a face is a second face
ECHO = 0.5
LIKE_AREA = 4.0  # twice the side: larger is another thing, such as a poster around a face


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One answer of a detector to one view; ``score`` 0..1."""

    box: Box
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One thing: the mean box of its sightings, the best score, how many there were."""

    box: Box
    best: float
    times: int


def overlap(one: Box, other: Box) -> float:
    """Return the common area as a share of the smaller box."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min(one.width * one.height, other.width * other.height)
    return max(width, 0.0) * max(height, 0.0) / least if least > 0 else 0.0


def of_like_size(one: Box, other: Box) -> bool:
    """Tell whether one could be the other seen again, and not a face on a large poster's face."""
    small, large = sorted((one.width * one.height, other.width * other.height))
    return large <= LIKE_AREA * small


def grouped(found: Iterable[Sighting]) -> tuple[Seen, ...]:
    """Return each thing once, the surest first: sightings that overlap the surest are the same.

    The box is the mean of theirs, each with the square of its score: half sure ones lie badly.
    """
    groups: list[list[Sighting]] = []
    for sighting in sorted(found, key=lambda one: -one.score):
        for group in groups:
            surest = group[0].box
            if of_like_size(sighting.box, surest) and overlap(sighting.box, surest) >= SAME_OVERLAP:
                group.append(sighting)
                break
        else:
            groups.append([sighting])
    return tuple(Seen(box=_mean(group), best=group[0].score, times=len(group)) for group in groups)


def _mean(group: list[Sighting]) -> Box:
    weights = [one.score**2 for one in group]
    left, top, width, height = (
        sum(weight * side for weight, side in zip(weights, sides, strict=True)) / sum(weights)
        for sides in zip(
            *((one.box.left, one.box.top, one.box.width, one.box.height) for one in group),
            strict=True,
        )
    )
    return Box(left, top, width, height)


def without_echoes(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """Return the things without doubtful ones that lie on a surer one, at whatever size.

    A face is half seen in views that are too narrow or too wide for it as well.
    """
    kept: list[Seen] = []
    for thing in sorted(seen, key=lambda one: -one.best):
        doubtful = thing.best < UNDOUBTED
        if not (doubtful and any(overlap(thing.box, other.box) > ECHO for other in kept)):
            kept.append(thing)
    return tuple(kept)


def joined(found: Iterable[Box]) -> tuple[Box, ...]:
    """Return each thing once, the larger sightings first."""
    by_size = sorted(found, key=lambda box: -box.width * box.height)
    return tuple(seen.box for seen in grouped(Sighting(box=box, score=1.0) for box in by_size))


def without_nested(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return the boxes that are not wholly inside another one."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.width * box.height):
        if not lies_on(box, kept):
            kept.append(box)
    return tuple(kept)


def lies_on(box: Box, others: Iterable[Box]) -> bool:
    """Tell whether a box is wholly inside one of the others."""
    return any(
        other.left <= box.left
        and other.top <= box.top
        and box.right <= other.right
        and box.bottom <= other.bottom
        for other in others
    )


def as_shares(box: Box, width_px: int, height_px: int) -> Box:
    """Return a box in shares of the picture's sides, cut off at its edges."""
    left, top = max(box.left / width_px, 0.0), max(box.top / height_px, 0.0)
    right, bottom = min(box.right / width_px, 1.0), min(box.bottom / height_px, 1.0)
    return Box(left, top, max(right - left, 0.0), max(bottom - top, 0.0))


def in_pixels(share: Box, width_px: int, height_px: int) -> Box:
    """Return a box given in shares of the picture's sides."""
    return Box(
        share.left * width_px,
        share.top * height_px,
        share.width * width_px,
        share.height * height_px,
    )
