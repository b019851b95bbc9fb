"""``python -m benchmarks.redaction_training FACES OUT``: the weights of the checking detector.

Faces of the labelled pictures that are not held out, in drawn venues and as they are; everything
else of the same pictures is what is no face, the hardest of it learnt again twice.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from camera.redaction.boxes import overlap
from camera.redaction.covering import around_head, covered
from camera.redaction.gradients import (
    CELL_PX,
    CELLS,
    DIRECTIONS,
    FORMAT,
    SHRINK,
    WINDOW_OVER_FACE,
    WINDOW_PX,
    Floats,
    GradientNet,
    cells_of,
)
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels
from tests.support.venues import Likeness, draw_venue, likenesses

HELD_OUT = Path(__file__).parent / "photo" / "held_out.txt"
HIDDEN = 24
LOOKS = 30  # of each face
ROUNDS = 0  # of hard examples; the weights kept were judged before any, see the decision record
SCENES = 8
MOST_A_SCENE = 2500
STEPS, BATCH, RATE, DECAY = 1200, 512, 2e-3, 1e-5
MARGIN = 2 * CELL_PX
SURE = 0.99
HARD = 0.3  # what the net thinks of a window that it has to learn again


def is_held_out(name: str) -> bool:
    """Tell whether a picture is kept for judging."""
    lines = HELD_OUT.read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    return any(fnmatch(name, pattern) for pattern in patterns)


def rows_of_windows(cells: Floats) -> Iterator[tuple[int, Floats]]:
    """Yield for each row of cells the windows that begin there, flattened."""
    if min(cells.shape[:2]) < CELLS:
        return
    for row in range(cells.shape[0] - CELLS + 1):
        band = cells[row : row + CELLS]
        windows = np.lib.stride_tricks.sliding_window_view(band, CELLS, axis=1)
        yield row, np.ascontiguousarray(windows.transpose(1, 0, 3, 2)).reshape(len(windows[0]), -1)


def looks_of(person: Likeness, chance: np.random.Generator) -> Iterator[Floats]:
    """Yield windows around a face: turned, moved, resized, lit and mirrored."""
    face = person.face
    middle = (face.left + face.width / 2, face.top + face.height / 2)
    side = WINDOW_PX + 2 * MARGIN
    for _ in range(LOOKS):
        size = chance.uniform(1 / SHRINK, SHRINK) * WINDOW_PX / WINDOW_OVER_FACE
        scale = size / max(face.width, face.height)
        turn = cv2.getRotationMatrix2D(middle, chance.normal(0, 12), scale)
        turn[:, 2] = turn[:, 2] + side / 2 - np.array(middle) + chance.uniform(-2.2, 2.2, 2)
        soft = cv2.GaussianBlur(person.pixels, (0, 0), chance.uniform(0.3, 0.7) / scale)
        patch = cv2.warpAffine(soft, turn, (side, side), borderMode=cv2.BORDER_REPLICATE)
        grey = cv2.cvtColor(patch, cv2.COLOR_BGR2GRAY).astype(np.float64)
        lit = 255 * (grey / 255) ** chance.uniform(0.6, 1.7) * chance.uniform(0.5, 1.1)
        noisy = np.clip(lit + chance.normal(0, chance.uniform(0, 6), lit.shape), 0, 255)
        if chance.random() < 0.5:
            noisy = noisy[:, ::-1]
        cells = cells_of(np.ascontiguousarray(noisy.astype(np.uint8)))
        edge = MARGIN // CELL_PX
        yield cells[edge : edge + CELLS, edge : edge + CELLS].reshape(-1)


def no_faces(
    pixels: Pixels, faces: Sequence[Box], net: GradientNet | None, chance: np.random.Generator
) -> Floats:
    """Return windows off every face: chosen by chance, or those the net takes for faces."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    taken: list[Floats] = []
    scale = 1.2
    while min(grey.shape) * scale > WINDOW_PX * 1.5:
        size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
        cells = cells_of(np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8))
        sure = net.scores(cells) if net is not None else None
        for row, windows in rows_of_windows(cells):
            if sure is None:
                chosen = chance.choice(len(windows), min(6, len(windows)), replace=False)
            else:
                chosen = np.flatnonzero(sure[row] > HARD)
            for column in chosen:
                side = WINDOW_PX / scale
                box = Box(column * CELL_PX / scale, row * CELL_PX / scale, side, side)
                if all(overlap(box, face) < 0.25 for face in faces):
                    taken.append(windows[column])
        scale /= 1.3
    if len(taken) > MOST_A_SCENE:
        taken = [taken[i] for i in chance.choice(len(taken), MOST_A_SCENE, replace=False)]
    return np.array(taken, np.float32).reshape(-1, CELLS * CELLS * DIRECTIONS)


def train(faces: Floats, others: Floats, chance: np.random.Generator) -> GradientNet:
    """Return the net after `STEPS` of Adam; each batch is half faces."""
    inputs = faces.shape[1]
    weights = [
        chance.normal(0, np.sqrt(2 / inputs), (inputs, HIDDEN)),
        np.zeros(HIDDEN),
        chance.normal(0, np.sqrt(2 / HIDDEN), HIDDEN),
        np.zeros(1),
    ]
    first, second = ([np.zeros_like(w) for w in weights] for _ in range(2))
    for step in range(1, STEPS + 1):
        chosen = (
            faces[chance.integers(0, len(faces), BATCH // 2)],
            others[chance.integers(0, len(others), BATCH // 2)],
        )
        slopes = _slopes(np.concatenate(chosen), weights)
        rate = RATE * (0.05 + 0.95 * (1 - step / STEPS))
        for index, steep in enumerate(slopes):
            slope = steep + DECAY * weights[index]
            first[index] = 0.9 * first[index] + 0.1 * slope
            second[index] = 0.999 * second[index] + 0.001 * slope**2
            mean, spread = first[index] / (1 - 0.9**step), second[index] / (1 - 0.999**step)
            weights[index] = weights[index] - rate * mean / (np.sqrt(spread) + 1e-8)
    hidden, bias, out, last = (np.asarray(w, np.float32) for w in weights)
    return GradientNet(hidden=hidden, hidden_bias=bias, out=out, out_bias=float(last[0]), sure=SURE)


def _slopes(batch: Floats, weights: list[npt.NDArray[np.float64]]) -> list[npt.NDArray[np.float64]]:
    """Return the slopes of the cross entropy; the first half of a batch are faces."""
    hidden, bias, out, last = weights
    sums = batch @ hidden + bias
    active = np.maximum(sums, 0)
    sure = 1 / (1 + np.exp(-np.clip(active @ out + last[0], -30, 30)))
    wrong = (sure - (np.arange(len(batch)) < len(batch) // 2)) / len(batch)
    back = np.outer(wrong, out) * (sums > 0)
    return [batch.T @ back, back.sum(axis=0), active.T @ wrong, np.array([wrong.sum()])]


def main() -> None:
    """Train and write the weights."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    chance = np.random.default_rng(7)
    people = [person for person in likenesses(folder) if not is_held_out(person.name)]
    faces = np.array([look for person in people for look in looks_of(person, chance)], np.float32)
    pictures: list[tuple[Pixels, list[Box]]] = [
        (person.pixels, [around_head(person.face)]) for person in people[::4]
    ]
    for number in range(SCENES):
        order = chance.permutation(len(people))[:8]
        venue = draw_venue([people[i] for i in order], np.random.default_rng(10_000 + number))
        heads = [around_head(face) for _, face in venue.faces]
        if number % 2:
            pictures.append((covered(venue.pixels, heads), []))
        else:
            pictures.append((venue.pixels, heads))
    others = np.concatenate([no_faces(p, boxes, None, chance) for p, boxes in pictures])
    print(f"{len(people)} people, {len(faces)} looks, {len(others)} others", flush=True)
    net = train(faces, others, chance)
    write(net, out)
    for number in range(ROUNDS):
        hard = np.concatenate([no_faces(p, boxes, net, chance) for p, boxes in pictures])
        seen = np.mean(np.greater(_scores(net, faces), SURE))
        print(f"round {number}: {len(hard)} hard, {seen:.3f} of faces", flush=True)
        others = np.concatenate((others, hard))
        net = train(faces, others, chance)
        write(net, out)


def _scores(net: GradientNet, windows: Floats) -> list[float]:
    shape = (CELLS, CELLS, DIRECTIONS)
    return [float(net.scores(window.reshape(shape))[0, 0]) for window in windows]


def write(net: GradientNet, out: Path) -> None:
    """Leave the weights in a file, over those of the round before."""
    told = {
        "hidden": np.round(net.hidden.astype(float), 4).tolist(),
        "hidden_bias": np.round(net.hidden_bias.astype(float), 4).tolist(),
        "out": np.round(net.out.astype(float), 4).tolist(),
        "out_bias": round(net.out_bias, 4),
        "sure": net.sure,
    }
    out.write_text(json.dumps({FORMAT: told}, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
