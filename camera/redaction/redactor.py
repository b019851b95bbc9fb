"""From a file of a venue to a picture a report may show: read, found, covered, checked."""

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import cv2
from PIL import Image

from camera.redaction.blaze import TiledBlaze
from camera.redaction.boxes import as_shares, in_pixels, joined, lies_on, without_nested
from camera.redaction.covering import around_head, around_paper, covered
from camera.redaction.gradients import GradientNet, find_by_gradients
from camera.redaction.intake import decode_report_size, read_content
from camera.redaction.papers import find_papers
from kiosk.domain.frame import Pixels
from kiosk.domain.sitephoto import ChosenBoxes, Cover, Hides, SitePhoto

QUALITY = 88  # 1600 px: 300 to 600 KB, ten of them fit into a report that is mailed


class Redactor:
    """Covers and checks pictures of venues; made, used and closed in one thread.

    The original is read once into memory. Nothing is written: who wants the picture on a disk
    writes `SitePhoto.jpeg`.
    """

    def __init__(self) -> None:
        self._faces = TiledBlaze()
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
        pixels = decode_report_size(content)
        return self._judged(content, pixels, ())

    def redact_pixels(self, pixels: Pixels, chosen: ChosenBoxes) -> SitePhoto:
        """Return an upright BGR picture covered, as a file, and checked as that file."""
        height, width = pixels.shape[:2]
        heads = without_nested(around_head(face) for face in self._faces.find(pixels))
        papers = without_nested(around_paper(paper) for paper in find_papers(pixels))
        parts = {
            Hides.FACE: heads,
            Hides.PAPER: tuple(paper for paper in papers if not lies_on(paper, heads)),
            Hides.CHOSEN: tuple(in_pixels(box, width, height) for box in chosen.boxes),
        }
        jpeg = _as_jpeg(covered(pixels, [box for boxes in parts.values() for box in boxes]))
        covers = tuple(
            Cover(box=as_shares(box, width, height), hides=hides)
            for hides, boxes in parts.items()
            for box in boxes
        )
        return self._judged(jpeg, decode_report_size(jpeg), covers)

    def _judged(self, jpeg: bytes, shown: Pixels, covers: Iterable[Cover]) -> SitePhoto:
        """Return the finished file with every face that either detector still finds in it."""
        height, width = shown.shape[:2]
        left = joined((*self._faces.find(shown), *find_by_gradients(shown, self._check)))
        return SitePhoto(
            jpeg=jpeg,
            sha256=hashlib.sha256(jpeg).hexdigest(),
            width_px=width,
            height_px=height,
            covers=tuple(covers),
            left=tuple(as_shares(box, width, height) for box in left),
        )


def _as_jpeg(pixels: Pixels) -> bytes:
    """Return the picture as a file with nothing in it but the picture."""
    file = io.BytesIO()
    picture = Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
    picture.save(file, format="JPEG", quality=QUALITY, progressive=False)
    return file.getvalue()
