"""The labelled pictures of a folder, and the drawn sitter, as plates."""

import csv
import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from camera.analyser import MediapipeAnalyser
from camera.imagefile import read_picture
from camera.landmarker import Points
from camera.sitter.look import Hair, HairColour, Light, Scene, Wall
from camera.sitter.people import PEOPLE
from camera.sitter.studio import Studio
from camera.worn.features import Worn
from camera.worn.training.plates import Plate, Truth, to_plate_view
from kiosk.domain.frame import Frame, Pixels

SEEN = Path(__file__).with_name("seen.tsv")
ANSWERS = {"ok": False, "no": False, "bad": True, "yes": True}
MOST_YAW_DEG = 30.0  # beyond, the picture is refused for its pose and has nothing to teach
# People of booth_synth who were built from pictures of sfhq: one identity, one side of every split.
SAME_PEOPLE = {
    "A_oldwoman": "sfhq/sample_2x4__0_0.png",
    "B_womanred": "sfhq/sample_2x4__0_1.png",
    "C_man": "sfhq/sample_2x4__1_1.png",
    "E_asianman": "sfhq/sample_3x6__1_0.png",
    "F_baby": "sfhq/sample_2x4__0_3.png",
}
SITTER_HEIGHT_PX = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Where pictures and their labels are, and which of them are only measured."""

    folder: Path
    manifest: Path
    held_out: tuple[str, ...]


def held_out_patterns(path: Path) -> tuple[str, ...]:
    """Return the patterns of a file with one a line."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def hang(gallery: Gallery, eye: MediapipeAnalyser) -> Iterator[Plate]:
    """Yield a plate for every labelled picture with a face that is turned to the camera."""
    seen = {row["file"]: row for row in _rows(SEEN)}
    for row in _rows(gallery.manifest):
        name = row["file"]
        held_out = any(fnmatch.fnmatch(name, pattern) for pattern in gallery.held_out)
        labels = {worn.value: row[f"expect_{worn}"] for worn in Worn}
        labels |= {} if held_out else {k: v for k, v in seen.get(name, {}).items() if k in labels}
        truth: Truth = {worn: ANSWERS.get(labels[worn]) for worn in Worn}
        if all(known is None for known in truth.values()):
            continue
        pixels = read_picture(gallery.folder / name).pixels
        who, kind = _who_and_kind(name)
        plate = _plate(eye, pixels, name=name, who=who, kind=kind, truth=truth)
        if plate is not None:
            yield replace(plate, eyewear=labels["glasses"] == "yes", held_out=held_out)


def draw(eye: MediapipeAnalyser) -> Iterator[Plate]:
    """Yield plates of the drawn sitter with and without everything the sitter can wear."""
    studio = Studio(SITTER_HEIGHT_PX * 3 // 4, SITTER_HEIGHT_PX)
    for number, scene in enumerate(_scenes()):
        person = scene.person
        truth: Truth = {
            Worn.MASK: person.mask,
            Worn.SUNGLASSES: person.sunglasses,
            Worn.GLARE: False,
            Worn.HAT: person.hat,
            Worn.GLASSES: person.lenses,
        }
        plate = _plate(
            eye, studio.paint(scene), name=f"drawn {number}", who=f"drawn {person.skin}",
            kind="drawn", truth=truth,
        )  # fmt: skip
        if plate is not None:
            yield replace(plate, eyewear=person.lenses)


def _scenes() -> Iterator[Scene]:
    for number, person in enumerate(PEOPLE):
        wall = tuple(Wall)[number % 3]
        hair, colour = tuple(Hair)[number % 5], tuple(HairColour)[(number + 2) % 5]
        other = replace(person, hair=hair, hair_colour=colour, glasses=not person.glasses)
        for worn in (person, replace(person, mask=True), replace(person, sunglasses=True)):
            yield Scene(person=worn, wall=wall)
        yield Scene(person=replace(person, hat=True), wall=wall)
        yield Scene(person=other, wall=wall, light=(Light.LEFT, Light.RIGHT)[number % 2])
        yield Scene(person=replace(other, hat=True), light=Light.EVEN)


def _plate(
    eye: MediapipeAnalyser, pixels: Pixels, *, name: str, who: str, kind: str, truth: Truth
) -> Plate | None:
    seen = eye.look(Frame(seq=0, captured_at_ns=0, pixels=pixels))
    if seen is None or abs(seen.reading.yaw_deg) > MOST_YAW_DEG:
        return None
    person = _person_around(eye, pixels, seen.points)
    view, points, mask = to_plate_view(pixels, seen.points, person)
    return Plate(
        name=name, who=who, kind=kind, pixels=view, points=points, person=mask, truth=truth
    )


def _person_around(eye: MediapipeAnalyser, pixels: Pixels, points: Points) -> np.ndarray:
    """Return the person mask of the whole picture, looked for in the part around the head."""
    low, high = points.min(axis=0), points.max(axis=0)
    reach = (high - low) * (0.9, 0.9)
    limit = np.array(pixels.shape[1::-1])
    left, top = np.clip((low - reach).astype(int), 0, limit - 2)
    right, bottom = np.clip((high + reach).astype(int), (left + 2, top + 2), limit)
    mask = np.zeros(pixels.shape[:2], np.float32)
    mask[top:bottom, left:right] = eye.person(pixels[top:bottom, left:right])
    return mask


def _who_and_kind(name: str) -> tuple[str, str]:
    folder, _, file = name.partition("/")
    stem = file.rpartition(".")[0]
    first, _, kind = stem.partition("__")
    if folder == "booth_synth":
        return SAME_PEOPLE.get(first, first), kind
    return name, first if folder == "sfhq_t2i" else folder


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")
