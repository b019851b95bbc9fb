"""Drawn venues with labelled people in them: where every face is, is known by construction.

Faces come from ../shared/faces; walls, tables, papers and bodies are drawn. The pictures are of
the size a report gets, so that a face's size is its size in the report.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from camera.landmarker import Landmarker
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels

WIDTH, HEIGHT = 1600, 1200
LABEL_SIDE_PX = 640
# Full profiles, which the landmarker that labels the others does not see: labelled by eye, in
# shares of the sides: left, top, right, bottom of the visible face.
BY_EYE = {
    "sfhq_t2i/accessories__headphones__07.jpg": (0.25, 0.28, 0.60, 0.74),
    "sfhq_t2i/face_pose__profile__06.jpg": (0.35, 0.27, 0.70, 0.75),
    "sfhq_t2i/face_pose__sideways__03.jpg": (0.11, 0.30, 0.42, 0.76),
    "sfhq_t2i/face_pose__threequarter__01.jpg": (0.22, 0.27, 0.60, 0.74),
    "sfhq_t2i/hats__cap__05.jpg": (0.29, 0.27, 0.60, 0.70),
}
SEVERAL = frozenset({"booth_synth/E_asianman__twofaces.jpg"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """One labelled face and its head, cut out; ``face`` in pixels of ``pixels``."""

    name: str
    pixels: Pixels
    face: Box


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Venue:
    """A drawn venue: its people's faces and its papers, in pixels."""

    pixels: Pixels
    faces: tuple[tuple[str, Box], ...]
    papers: tuple[Box, ...]


def likenesses(folder: Path, wanted: Sequence[str] | None = None) -> Iterator[Likeness]:
    """Yield every labelled face that shows one person, its long side at 640 px."""
    with (folder / "MANIFEST.tsv").open(encoding="utf-8") as file:
        names = [row["file"] for row in csv.DictReader(file, delimiter="\t")]
    with Landmarker() as landmarker:
        for name in names:
            if name in SEVERAL or (wanted is not None and name not in wanted):
                continue
            picture = np.asarray(cv2.imread(str(folder / name)), np.uint8)
            scale = LABEL_SIDE_PX / max(picture.shape[:2])
            small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            pixels = np.asarray(small, np.uint8)
            yield Likeness(name=name, pixels=pixels, face=_face_of(name, pixels, landmarker))


def _face_of(name: str, pixels: Pixels, landmarker: Landmarker) -> Box:
    height, width = pixels.shape[:2]
    if name in BY_EYE:
        left, top, right, bottom = BY_EYE[name]
        return Box(left * width, top * height, (right - left) * width, (bottom - top) * height)
    points = landmarker.find(pixels)[0].points
    low, high = points.min(axis=0), points.max(axis=0)
    return Box(float(low[0]), float(low[1]), *(float(side) for side in high - low))


def draw_venue(
    people: Sequence[Likeness], chance: np.random.Generator, *, least_px: float = 24.0
) -> Venue:
    """Return a venue with each of these people once, each face at least ``least_px`` wide."""
    pixels, papers = _room(chance)
    taken: list[Box] = list(papers)
    standing: list[tuple[Likeness, float, tuple[float, float], float]] = []
    for person in people:
        size = float(np.exp(chance.uniform(np.log(least_px), np.log(190.0))))
        place = _free_place(taken, size, chance)
        if place is None:
            continue
        lies = float(chance.choice((0, 90, 180, 270), p=(0.85, 0.05, 0.05, 0.05)))
        standing.append((person, size, place, lies))
        taken.append(Box(place[0] - 1.3 * size, place[1] - 1.6 * size, 2.6 * size, 3.2 * size))
    for _, size, place, lies in standing:  # all bodies first: nobody stands before a face
        if not lies:
            _body(pixels, size, place, chance)
    faces = [
        (person.name, _put_head(pixels, person, size, place, lies + chance.normal(0, 12), chance))
        for person, size, place, lies in standing
    ]
    seen = _as_photographed(pixels, chance)
    return Venue(pixels=seen, faces=tuple(faces), papers=tuple(papers))


def _free_place(
    taken: Sequence[Box], size: float, chance: np.random.Generator
) -> tuple[float, float] | None:
    for _ in range(60):
        x = chance.uniform(1.2 * size, WIDTH - 1.2 * size)
        y = chance.uniform(1.4 * size, HEIGHT - 1.4 * size)
        box = Box(x - 1.3 * size, y - 1.6 * size, 2.6 * size, 3.2 * size)
        if all(_apart(box, other) for other in taken):
            return x, y
    return None


def _apart(one: Box, other: Box) -> bool:
    return (
        one.right <= other.left
        or other.right <= one.left
        or one.bottom <= other.top
        or other.bottom <= one.top
    )


def _put_head(
    scene: Pixels,
    person: Likeness,
    size: float,
    place: tuple[float, float],
    degrees: float,
    chance: np.random.Generator,
) -> Box:
    """Paint a person's head at ``place`` (the face's middle); return the face's box."""
    face = person.face
    scale = size / face.width
    middle = (face.left + face.width / 2, face.top + face.height / 2)
    turn = cv2.getRotationMatrix2D(middle, degrees, scale)
    turn[:, 2] += np.array(place) - np.array(middle)
    smooth = _smoothed(person.pixels, scale)
    if chance.random() < 0.5:
        smooth = np.ascontiguousarray(smooth[:, ::-1])
        width = smooth.shape[1]
        turn = turn @ np.array(((-1, 0, width - 1), (0, 1, 0), (0, 0, 1)), dtype=np.float64)
    mask = _head_mask(person)
    if turn[0, 0] * turn[1, 1] < turn[0, 1] * turn[1, 0]:
        mask = np.ascontiguousarray(mask[:, ::-1])
    head = cv2.warpAffine(_lit(smooth, chance), turn, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    shown = cv2.warpAffine(mask, turn, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)[..., None]
    scene[:] = np.round(scene * (1 - shown) + head * shown).astype(np.uint8)
    return _turned_box(face, degrees, scale, place)


def _turned_box(face: Box, degrees: float, scale: float, place: tuple[float, float]) -> Box:
    """Return the box around the face's ellipse, turned."""
    across, down = face.width * scale / 2, face.height * scale / 2
    angle = np.radians(degrees)
    half_x = float(np.hypot(across * np.cos(angle), down * np.sin(angle)))
    half_y = float(np.hypot(across * np.sin(angle), down * np.cos(angle)))
    return Box(place[0] - half_x, place[1] - half_y, 2 * half_x, 2 * half_y)


def _smoothed(pixels: Pixels, scale: float) -> Pixels:
    """Return the picture without what a picture of that scale cannot show."""
    if scale >= 1:
        return pixels
    blurred = cv2.GaussianBlur(pixels, (0, 0), 0.45 / scale)
    return np.asarray(blurred, np.uint8)


def _head_mask(person: Likeness) -> npt.NDArray[np.float32]:
    height, width = person.pixels.shape[:2]
    face = person.face
    mask = np.zeros((height, width), np.float32)
    middle = (
        round(face.left + face.width / 2),
        round(face.top + face.height * 0.42),
    )
    axes = (round(face.width * 0.82), round(face.height * 0.92))
    cv2.ellipse(mask, middle, axes, 0, 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), max(1.0, face.width * 0.05))
    soft[[0, -1], :] = 0
    soft[:, [0, -1]] = 0
    return np.asarray(soft, np.float32)


def _lit(pixels: Pixels, chance: np.random.Generator) -> npt.NDArray[np.float64]:
    """Return the picture in another light: darker or brighter, coloured, from one side."""
    gamma = chance.uniform(0.65, 1.6)
    cast = chance.uniform(0.85, 1.12, 3)
    slope = chance.uniform(-0.35, 0.35)
    side = 1 + slope * np.linspace(-1, 1, pixels.shape[1])[None, :, None]
    lit = 255 * (pixels / 255.0) ** gamma * cast * side
    return np.asarray(np.clip(lit, 0, 255), np.float64)


def _body(
    scene: Pixels, size: float, place: tuple[float, float], chance: np.random.Generator
) -> None:
    x, y = place
    colour = tuple(float(value) for value in chance.uniform(20, 220, 3))
    half, top = 1.15 * size, y + 0.75 * size
    corners = np.array(
        (
            (x - 0.35 * size, top),
            (x + 0.35 * size, top),
            (x + half, top + 0.5 * size),
            (x + half, top + 3 * size),
            (x - half, top + 3 * size),
            (x - half, top + 0.5 * size),
        )
    )
    cv2.fillPoly(scene, [np.round(corners).astype(np.int32)], colour, cv2.LINE_AA)


def _room(chance: np.random.Generator) -> tuple[Pixels, list[Box]]:
    """Return walls, floor, windows, tables and chairs, with papers and screens on them."""
    wall = chance.uniform(120, 235) + chance.uniform(-14, 14, 3)
    floor = chance.uniform(50, 150) + chance.uniform(-25, 25, 3)
    scene = np.empty((HEIGHT, WIDTH, 3), np.float64)
    horizon = int(HEIGHT * chance.uniform(0.45, 0.65))
    scene[:horizon], scene[horizon:] = wall, floor
    scene *= np.linspace(chance.uniform(0.7, 1), chance.uniform(0.8, 1.1), WIDTH)[None, :, None]
    pixels = np.clip(scene, 0, 255).astype(np.uint8)
    for _ in range(int(chance.integers(1, 4))):
        _window(pixels, horizon, chance)
    for _ in range(int(chance.integers(14, 30))):
        _furniture(pixels, chance)
    papers = [_paper(pixels, chance) for _ in range(int(chance.integers(2, 6)))]
    return pixels, papers


def _window(pixels: Pixels, horizon: int, chance: np.random.Generator) -> None:
    x, y = int(chance.integers(0, WIDTH - 300)), int(chance.integers(20, horizon // 3))
    right, bottom = x + int(chance.integers(160, 300)), int(horizon * 0.8)
    cv2.rectangle(pixels, (x, y), (right, bottom), (240, 236, 228), -1)
    for line in np.linspace(x, right, 4).astype(int):
        cv2.line(pixels, (int(line), y), (int(line), bottom), (120, 125, 130), 5)


def _furniture(pixels: Pixels, chance: np.random.Generator) -> None:
    """Paint a table, a chair, a plant or a cable: edges of every kind."""
    x, y = int(chance.integers(0, WIDTH)), int(chance.integers(HEIGHT // 4, HEIGHT))
    colour = tuple(float(value) for value in chance.uniform(20, 200, 3))
    kind = int(chance.integers(0, 4))
    reach = int(chance.integers(40, 260))
    if kind == 0:
        cv2.rectangle(pixels, (x, y), (x + 2 * reach, y + reach // 5), colour, -1)
        for leg in (x + 6, x + 2 * reach - 6):
            cv2.line(pixels, (leg, y), (leg, y + reach), colour, 7)
    elif kind == 1:
        cv2.ellipse(pixels, (x, y), (reach // 2, reach // 3), 0, 0, 360, colour, -1, cv2.LINE_AA)
    elif kind == 2:
        for _ in range(40):
            end = (x + int(chance.normal(0, reach / 2)), y + int(chance.normal(0, reach / 2)))
            cv2.line(pixels, (x, y), end, (40, float(chance.uniform(70, 170)), 50), 3, cv2.LINE_AA)
    else:
        points = np.cumsum(chance.normal(0, reach / 4, (12, 2)), axis=0) + np.array((x, y))
        cv2.polylines(pixels, [points.astype(np.int32)], False, colour, 3, cv2.LINE_AA)


def _paper(pixels: Pixels, chance: np.random.Generator) -> Box:
    """Paint a written sheet or a lit screen, seen at a slant; return the box around it."""
    width = int(chance.integers(60, 240))
    height = round(width * chance.uniform(0.6, 1.4))
    sheet = np.full((400, 400, 3), float(chance.uniform(225, 255)), np.float64)
    for row in range(30, 380, int(chance.integers(18, 34))):
        end = int(chance.integers(120, 370))
        for column in range(30, end, 11):
            if chance.random() < 0.8:
                tall = int(chance.integers(5, 13))
                cv2.rectangle(sheet, (column, row - tall), (column + 7, row), (60, 50, 50), -1)
    x = int(chance.integers(20, WIDTH - width - 20))
    y = int(chance.integers(HEIGHT // 3, HEIGHT - height - 20))
    slant = chance.uniform(0, 0.18, (4, 2)) * (width, height)
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float64)
    corners += slant * ((1, 1), (-1, 1), (-1, -1), (1, -1)) + (x, y)
    flat = np.array(((0, 0), (400, 0), (400, 400), (0, 400)), np.float32)
    warp = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    soft = cv2.GaussianBlur(sheet, (0, 0), max(0.6, 180 / width))
    laid = cv2.warpPerspective(soft, warp, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
    shape = np.zeros((HEIGHT, WIDTH), np.uint8)
    if chance.random() < 0.4:  # a screen: a dark frame around it
        frame = corners + np.sign(corners - corners.mean(axis=0)) * 7
        cv2.fillPoly(pixels, [np.round(frame).astype(np.int32)], (25, 25, 28), cv2.LINE_AA)
    cv2.fillPoly(shape, [np.round(corners).astype(np.int32)], 1)
    pixels[shape > 0] = np.clip(laid[shape > 0], 0, 255).astype(np.uint8)
    low, high = corners.min(axis=0), corners.max(axis=0)
    return Box(float(low[0]), float(low[1]), *(float(side) for side in high - low))


def _as_photographed(pixels: Pixels, chance: np.random.Generator) -> Pixels:
    """Return the picture with a sensor's noise, through a camera's JPEG."""
    noisy = pixels + chance.normal(0, chance.uniform(1, 6), pixels.shape)
    seen = np.clip(noisy, 0, 255).astype(np.uint8)
    _, file = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(78, 96))])
    return np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), np.uint8)
