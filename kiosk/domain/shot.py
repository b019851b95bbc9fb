"""A photo that was taken, with all that is needed to look at it again."""

from dataclasses import dataclass, field

from kiosk.domain.finding import Finding, Verdict, worst
from kiosk.domain.frame import Observation
from kiosk.domain.photo import Photo
from kiosk.domain.room import WallReference


@dataclass(frozen=True, slots=True)
class HeadLines:
    """Where crown and chin are in a photo, as shares of its height from the top."""

    crown: float
    chin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A photo, what the checks say of it, and the frame it was cut from.

    ``by_hand`` tells that staff dragged the lines; the crop then follows them. ``beside`` is what
    was seen of the wall, None when nothing was. ``source`` is None after a sitting was resumed:
    the photo can be retaken but not cut anew.
    """

    photo: Photo
    findings: tuple[Finding, ...]
    source: Observation | None = field(compare=False, repr=False)
    lines: HeadLines
    by_hand: bool = False
    beside: WallReference | None = field(default=None, compare=False, repr=False)

    @property
    def verdict(self) -> Verdict:
        """Return the verdict of the whole."""
        return worst(self.findings)
