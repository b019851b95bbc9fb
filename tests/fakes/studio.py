"""A room for pictures of venues that knows where faces and papers are, instead of looking."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from camera.redaction.covering import covered
from camera.redaction.intake import decode_report_size, read_content
from camera.redaction.redactor import as_jpeg
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels
from kiosk.domain.sitephoto import ChosenBoxes, Cover, Hides, SitePhoto
from kiosk.errors import KioskError
from kiosk.workflow.contract.photodraft import Covering, Pause, SearchStoppedError


class KnowingStudio:
    """Implements `photodraft.Studio`: covers what it is told of, finds what it is told it missed.

    Boxes are in shares; a missed face is found until the middle of it is under a box.
    """

    def __init__(
        self,
        *,
        faces: Sequence[Box] = (),
        papers: Sequence[Box] = (),
        missed: Sequence[Box] = (),
    ) -> None:
        self.faces, self.papers, self.missed = tuple(faces), tuple(papers), tuple(missed)
        self.pixels: Pixels | None = None
        self.checks = 0
        self.fail: KioskError | None = None

    def bring(self, path: Path, pause: Pause) -> SitePhoto:
        self.pixels = None
        pause()
        pixels = decode_report_size(read_content(path))
        self.pixels = pixels
        return self.check(ChosenBoxes(), pause)

    def cover(self, chosen: ChosenBoxes) -> Covering:
        if self.pixels is None:
            raise SearchStoppedError("no picture")
        found = [Cover(box=box, hides=Hides.FACE) for box in self.faces]
        found += [Cover(box=box, hides=Hides.PAPER) for box in self.papers]
        covers = chosen.applied(found)
        height, width = self.pixels.shape[:2]
        boxes = [_in_pixels(cover.box, width, height) for cover in covers]
        return Covering(jpeg=as_jpeg(covered(self.pixels, boxes)), covers=covers)

    def check(self, chosen: ChosenBoxes, pause: Pause) -> SitePhoto:
        pause()
        self.checks += 1
        if self.fail is not None:
            raise self.fail
        made = self.cover(chosen)
        height, width = decode_report_size(made.jpeg).shape[:2]
        return SitePhoto(
            jpeg=made.jpeg,
            sha256=hashlib.sha256(made.jpeg).hexdigest(),
            width_px=width,
            height_px=height,
            covers=made.covers,
            left=tuple(face for face in self.missed if not _hidden(face, made.covers)),
        )

    def forget(self) -> None:
        self.pixels = None


def _in_pixels(box: Box, width: int, height: int) -> Box:
    return Box(box.left * width, box.top * height, box.width * width, box.height * height)


def _hidden(face: Box, covers: Sequence[Cover]) -> bool:
    x, y = face.left + face.width / 2, face.top + face.height / 2
    return any(
        one.box.left <= x <= one.box.right and one.box.top <= y <= one.box.bottom for one in covers
    )
