"""Where a frame lies in a picture on the screen, as pure numbers."""

from dataclasses import dataclass

from kiosk.domain.face import Point

MOST_CROPPED = 0.25  # at most a quarter of the frame is cut away to fill the place given


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewport:
    """A crop of the frame (its pixels), drawn mirrored on ``width`` × ``height``."""

    left: int
    top: int
    crop_width: int
    crop_height: int
    width: float
    height: float
    mirrored: bool = True

    @property
    def scale(self) -> float:
        """Return screen pixels per frame pixel."""
        return self.width / self.crop_width

    def place(self, point: Point) -> Point:
        """Return where a place of the unmirrored frame is on the screen."""
        x = (point.x - self.left) * self.scale
        y = (point.y - self.top) * self.height / self.crop_height
        return Point(self.width - x if self.mirrored else x, y)


def picture_size(frame: tuple[int, int], place: tuple[float, float]) -> tuple[float, float]:
    """Return the largest picture in ``place`` that loses at most `MOST_CROPPED` of the frame."""
    frame_aspect = frame[0] / frame[1]
    widest, narrowest = frame_aspect / (1 - MOST_CROPPED), frame_aspect * (1 - MOST_CROPPED)
    aspect = min(max(place[0] / place[1], narrowest), widest)
    width = min(place[0], place[1] * aspect)
    return width, width / aspect


def cover(frame: tuple[int, int], picture: tuple[float, float], *, mirrored: bool) -> Viewport:
    """Return the crop of the frame's middle that fills the picture; more of the foot is cut."""
    frame_width, frame_height = frame
    aspect = picture[0] / picture[1]
    crop_width = min(frame_width, round(frame_height * aspect))
    crop_height = min(frame_height, round(frame_width / aspect))
    return Viewport(
        left=(frame_width - crop_width) // 2,
        top=(frame_height - crop_height) // 3,
        crop_width=crop_width,
        crop_height=crop_height,
        width=picture[0],
        height=picture[1],
        mirrored=mirrored,
    )
