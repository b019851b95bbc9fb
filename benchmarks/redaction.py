"""``python -m benchmarks.redaction [--scenes 10] [--out DIR]``: what site photos hide and leave.

Venues are drawn, the people in them are the held-out ones of ../shared/faces, so where each face
is, is known. With ``--out`` pictures before and after are kept for a judge from outside.
"""

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from benchmarks.figure import Figure
from benchmarks.redaction_training import is_held_out
from camera.redaction.boxes import in_pixels, overlap
from camera.redaction.redactor import Redactor
from kiosk.domain.box import Box
from kiosk.domain.sitephoto import ChosenBoxes, Hides, SitePhoto
from tests.guards.groups import faces_folder
from tests.support.venues import HEIGHT, WIDTH, Likeness, Venue, draw_venue, likenesses

PEOPLE = 10  # in each venue
COVERED = 0.9  # of a face's box
BESIDE = 0.3  # of the smaller box: a cover that touches nothing it should
FIRST_SEED = 500


@dataclass(slots=True, kw_only=True)
class Count:
    """What was seen over all venues."""

    faces: int = 0
    bare: list[str] = field(default_factory=list)
    papers: int = 0
    papers_covered: int = 0
    beside: int = 0
    papers_beside: int = 0
    not_clean: int = 0
    covered_share: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, venue: Venue, photo: SitePhoto) -> None:
        """Count one venue."""
        heads, papers = (_boxes(photo, hides) for hides in (Hides.FACE, Hides.PAPER))
        hidden = _mask((*heads, *papers))
        faces = [face for _, face in venue.faces]
        self.faces += len(faces)
        only_heads = _mask(heads)
        self.bare += [
            f"{name} {face.width:.0f} px"
            for name, face in venue.faces
            if _share(only_heads, face) < COVERED
        ]
        self.papers += len(venue.papers)
        self.papers_covered += sum(_share(hidden, paper) >= COVERED for paper in venue.papers)
        self.beside += _beside(heads, faces)
        self.papers_beside += _beside(papers, (*faces, *venue.papers))
        self.not_clean += not photo.clean
        self.covered_share.append(float(hidden.mean()))


def _boxes(photo: SitePhoto, hides: Hides) -> tuple[Box, ...]:
    return tuple(in_pixels(c.box, WIDTH, HEIGHT) for c in photo.covers if c.hides is hides)


def _mask(boxes: Iterable[Box]) -> np.ndarray:
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    for box in boxes:
        mask[_slices(box)] = True
    return mask


def _slices(box: Box) -> tuple[slice, slice]:
    top, left = max(int(box.top), 0), max(int(box.left), 0)
    return slice(top, max(int(box.bottom), 0)), slice(left, max(int(box.right), 0))


def _share(mask: np.ndarray, box: Box) -> float:
    part = mask[_slices(box)]
    return float(part.mean()) if part.size else 1.0


def _beside(covers: Sequence[Box], wanted: Sequence[Box]) -> int:
    return sum(all(overlap(cover, one) < BESIDE for one in wanted) for cover in covers)


def count(people: Sequence[Likeness], scenes: int, out: Path | None) -> Count:
    """Return what was seen in ``scenes`` venues, each person in turn."""
    counted = Count()
    order = np.random.default_rng(5).permutation(len(people))
    with Redactor() as redactor:
        for number in range(scenes):
            turn = order[np.arange(number * PEOPLE, (number + 1) * PEOPLE) % len(people)]
            chance = np.random.default_rng(FIRST_SEED + number)
            venue = draw_venue([people[index] for index in turn], chance)
            begin = time.perf_counter()
            photo = redactor.redact_pixels(venue.pixels, ChosenBoxes())
            counted.seconds.append(time.perf_counter() - begin)
            counted.add(venue, photo)
            if out is not None:
                _keep(out, number, venue, photo)
    return counted


def _keep(out: Path, number: int, venue: Venue, photo: SitePhoto) -> None:
    out.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(out / f"in{number}.jpg"), venue.pixels)
    (out / f"out{number}.jpg").write_bytes(photo.jpeg)
    faces = [
        [name, *(float(s) for s in (b.left, b.top, b.width, b.height))] for name, b in venue.faces
    ]
    (out / f"truth{number}.json").write_text(json.dumps(faces), encoding="utf-8")


def measure(scenes: int = 4, out: Path | None = None) -> list[Figure]:
    """Return the figures of issue 7, deliver 7; none without the pictures of people."""
    folder = faces_folder()
    if not (folder / "MANIFEST.tsv").is_file():
        return []
    people = [person for person in likenesses(folder) if is_held_out(person.name)]
    seen = count(people, scenes, out)
    for name in seen.bare:
        print(f"bare: {name}")
    return [
        Figure(name="faces of 24 px and more", value=seen.faces, unit="faces"),
        Figure(
            name="of them covered",
            value=100 * (1 - len(seen.bare) / max(seen.faces, 1)),
            unit="%",
            least=99,
        ),
        Figure(name="covers beside a face, a picture", value=seen.beside / scenes, unit="boxes"),
        Figure(
            name="papers and screens covered",
            value=100 * seen.papers_covered / max(seen.papers, 1),
            unit="%",
        ),
        Figure(
            name="paper covers beside one, a picture",
            value=seen.papers_beside / scenes,
            unit="boxes",
        ),
        Figure(
            name="of the picture covered", value=100 * float(np.mean(seen.covered_share)), unit="%"
        ),
        Figure(name="pictures refused by the second look", value=seen.not_clean, unit="pics"),
        Figure(
            name="a picture, covered and checked", value=float(np.median(seen.seconds)), unit="s"
        ),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=4)
    parser.add_argument("--out", type=Path)
    wanted = parser.parse_args()
    for one in measure(wanted.scenes, wanted.out):
        kept = {True: "○", False: "×", None: " "}[one.reached]
        print(f"{kept} {one.name:44} {one.value:9.2f} {one.unit}")


if __name__ == "__main__":
    main()
