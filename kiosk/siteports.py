"""The door to whoever makes pictures of a venue fit for a report."""

from pathlib import Path
from typing import ClassVar, Protocol

from kiosk.domain.sitephoto import ChosenBoxes, SitePhoto, show_share_box
from kiosk.errors import ExitCode, KioskError


class FaceLeftError(KioskError):
    """A face is still found in a picture; no report shows it."""

    message_key: ClassVar[str] = "face_left"
    exit_code: ClassVar[ExitCode] = ExitCode.REFUSED

    def __init__(self, count: int, boxes: str) -> None:
        """Keep how many, and where: shares of the sides, as they can be typed again."""
        super().__init__(f"face left: {count}", count=str(count), boxes=boxes)


class SiteRedactor(Protocol):
    """Covers faces and papers in pictures of a venue; used in one thread.

    Both raise a `KioskError` for a file that is no usable picture, in words.
    """

    def redact(self, path: Path, chosen: ChosenBoxes) -> SitePhoto:
        """Return the picture covered and checked; the file is read and left alone."""
        ...

    def recheck(self, path: Path) -> SitePhoto:
        """Return a finished picture as it is, with the faces found in it; nothing is covered."""
        ...


def require_clean(photo: SitePhoto) -> SitePhoto:
    """Return a picture fit for a report; raises `FaceLeftError`, with boxes to type."""
    if not photo.clean:
        boxes = " ".join(f"--box {show_share_box(box)}" for box in photo.left)
        raise FaceLeftError(len(photo.left), boxes)
    return photo
