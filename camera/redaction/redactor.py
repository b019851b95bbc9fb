"""From a file of a venue to a picture a report may show: read, found, covered, checked."""

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import cv2
from PIL import Image

from camera.redaction.blaze import WholeBlaze
from camera.redaction.boxes import as_shares, in_pixels, joined, lies_on, without_nested
from camera.redaction.covering import around_head, around_paper, covered
from camera.redaction.gradients import GradientNet, find_by_gradients
from camera.redaction.intake import decode_report_size, read_content
from camera.redaction.papers import find_papers
from camera.redaction.pause import Pause, go_on
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels
from kiosk.domain.sitephoto import ChosenBoxes, Cover, Hides, SitePhoto

QUALITY = 88  # 1600 px: 300 to 600 KB, ten of them fit into a report that is mailed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Looked:
    """A picture in memory, upright, BGR, and what was found in it: heads and papers in pixels."""

    pixels: Pixels
    heads: tuple[Box, ...]
    papers: tuple[Box, ...]


class Redactor:
    """Covers and checks pictures of venues; made, used and closed in one thread.

    The original is read once into memory. Nothing is written: who wants the picture on a disk
    writes `SitePhoto.jpeg`. ``pause`` is called between views and may raise to end the work.
    """

    def __init__(self) -> None:
        self._faces = WholeBlaze()
        self._check = GradientNet.load()

    def __enter__(self) -> Self:
        self._faces.__enter__()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._faces.__exit__(*exc_info)

    def redact(self, path: Path, chosen: ChosenBoxes) -> SitePhoto:
        """Return the picture covered and checked; raises `SitePictureError` for the file."""
        return self.redact_pixels(decode_report_size(read_content(path)), chosen)

    def recheck(self, path: Path) -> SitePhoto:
        """Return a finished picture with the faces found in it; nothing is covered."""
        content = read_content(path)
        return self._judged(content, decode_report_size(content), ())

    def redact_pixels(self, pixels: Pixels, chosen: ChosenBoxes) -> SitePhoto:
        """Return an upright BGR picture covered, as a file, and checked as that file."""
        return self.finish(self.look(pixels), chosen)

    def look(self, pixels: Pixels, pause: Pause = go_on) -> Looked:
        """Return what is to be covered in an upright BGR picture; the slow half of the work."""
        faces = self._faces.find(pixels, pause)
        heads = without_nested(around_head(face) for face in faces)
        papers = without_nested(around_paper(paper) for paper in find_papers(pixels))
        bare = tuple(paper for paper in papers if not lies_on(paper, heads))
        return Looked(pixels=pixels, heads=heads, papers=bare)

    def cover(self, looked: Looked, chosen: ChosenBoxes) -> tuple[bytes, tuple[Cover, ...]]:
        """Return the file with the covers as they were chosen; nobody looked at it yet.

        Raise `FieldError` where a cover that is to be left out is no paper's.
        """
        covers = covers_of(looked, chosen)
        height, width = looked.pixels.shape[:2]
        boxes = [in_pixels(cover.box, width, height) for cover in covers]
        return as_jpeg(covered(looked.pixels, boxes)), covers

    def finish(self, looked: Looked, chosen: ChosenBoxes, pause: Pause = go_on) -> SitePhoto:
        """Return the picture covered as it was chosen, and checked as the file it became."""
        jpeg, covers = self.cover(looked, chosen)
        return self._judged(jpeg, decode_report_size(jpeg), covers, pause)

    def _judged(
        self, jpeg: bytes, shown: Pixels, covers: Iterable[Cover], pause: Pause = go_on
    ) -> SitePhoto:
        """Return the finished file with every face that either detector still finds in it.

        The first detector sees sizes between those of its first look: of a size it has seen, it
        would only say the same again.
        """
        height, width = shown.shape[:2]
        by_sight = self._faces.find_again(shown, pause)
        by_gradients = find_by_gradients(shown, self._check, pause)
        return SitePhoto(
            jpeg=jpeg,
            sha256=hashlib.sha256(jpeg).hexdigest(),
            width_px=width,
            height_px=height,
            covers=tuple(covers),
            left=tuple(as_shares(box, width, height) for box in joined((*by_sight, *by_gradients))),
        )


def covers_of(looked: Looked, chosen: ChosenBoxes) -> tuple[Cover, ...]:
    """Return every cover: all heads, the papers but those left out, what was chosen."""
    height, width = looked.pixels.shape[:2]
    found = [
        Cover(box=as_shares(box, width, height), hides=hides)
        for hides, boxes in ((Hides.FACE, looked.heads), (Hides.PAPER, looked.papers))
        for box in boxes
    ]
    return chosen.applied(found)


def as_jpeg(pixels: Pixels) -> bytes:
    """Return the picture as a file with nothing in it but the picture."""
    file = io.BytesIO()
    picture = Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
    picture.save(file, format="JPEG", quality=QUALITY, progressive=False)
    return file.getvalue()
