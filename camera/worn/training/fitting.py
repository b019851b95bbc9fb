"""Fitting one detector's network to examples."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from camera.worn.layers import columns_of, pictures_of, rectified
from camera.worn.net import Net

Floats = npt.NDArray[np.float32]

# Side of the patches and number of filters, of each layer.
LAYERS: tuple[tuple[int, int], ...] = ((5, 8), (3, 16), (3, 24))
PASSES = 7
BATCH = 64
PACE = 3e-3  # Adam's step, falling to nothing along half a cosine
DECAY = 0.02  # per step × pace: weights that explain nothing go back to 0
DROPPED = 0.3  # share of the last layer left out of every picture: no place may decide alone
HOPE = 0.02  # labels are .02 and .98: nothing is certain
SHIFT_PX = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Examples:
    """What the detector sees in many pictures, what is true of each, how much each counts."""

    pictures: npt.NDArray[np.float16]
    truth: npt.NDArray[np.bool_]
    weight: Floats


class Fitting:
    """A network in the making."""

    def __init__(self, shape: tuple[int, int, int], chance: np.random.Generator) -> None:
        """``shape`` is that of one picture."""
        rows, columns, channels = shape
        self.filters: list[Floats] = []
        self.biases: list[Floats] = []
        for side, number in LAYERS:
            inputs = side * side * channels
            normal = chance.standard_normal((inputs, number)) * np.sqrt(2 / inputs)
            self.filters.append(normal.astype(np.float32))
            self.biases.append(np.zeros(number, np.float32))
            rows, columns = (rows - side) // 2 + 1, (columns - side) // 2 + 1
            channels = number
        size = rows * columns * channels
        self.out = (chance.standard_normal(size) * np.sqrt(1 / size)).astype(np.float32)
        self.out_bias = np.zeros(1, np.float32)
        self.parts = [*self.filters, *self.biases, self.out, self.out_bias]

    def slopes(self, pictures: Floats, goal: Floats, weight: Floats, kept: Floats) -> list[Floats]:
        """Return how the loss changes with every part."""
        patches, sums = [], []
        for (side, _), filters, bias in zip(LAYERS, self.filters, self.biases, strict=True):
            patches.append(columns_of(pictures, side))
            sums.append(patches[-1] @ filters + bias)
            pictures = rectified(sums[-1])
        flat = pictures.reshape(len(pictures), -1) * kept
        sure = 1 / (1 + np.exp(-(flat @ self.out + self.out_bias)))
        miss = ((sure - goal) * weight / len(goal)).astype(np.float32)
        back = (np.outer(miss, self.out) * kept).reshape(pictures.shape)
        filters_back: list[Floats] = []
        biases_back: list[Floats] = []
        for layer in reversed(range(len(LAYERS))):
            back = back * np.where(sums[layer] > 0, np.float32(1), np.float32(0.1))
            side, number = LAYERS[layer]
            rows = back.reshape(-1, number)
            cells = patches[layer].reshape(len(rows), -1)
            filters_back.insert(0, cells.T @ rows)
            biases_back.insert(0, rows.sum(axis=0))
            if layer:
                before = np.asarray(back @ self.filters[layer].T, np.float32)
                back = pictures_of(before, sums[layer - 1].shape, side)
        return [*filters_back, *biases_back, flat.T @ miss, miss.sum(keepdims=True)]

    def net(self) -> Net:
        """Return the network as it is now."""
        return Net(
            filters=tuple(self.filters), biases=tuple(self.biases), out=self.out,
            out_bias=float(self.out_bias[0]),
        )  # fmt: skip


def fit(examples: Examples, seed: int, passes: int = PASSES) -> Net:
    """Return the network for the examples; the same one for the same examples and seed."""
    chance = np.random.default_rng(seed)
    _, rows, columns, channels = examples.pictures.shape
    fitting = Fitting((rows, columns, channels), chance)
    goal = np.where(examples.truth, 1 - HOPE, HOPE).astype(np.float32)
    weight = _balanced(examples)
    first = [np.zeros_like(part) for part in fitting.parts]
    second = [np.zeros_like(part) for part in fitting.parts]
    step, steps = 0, passes * (len(goal) // BATCH)
    for _ in range(passes):
        order = chance.permutation(len(goal))
        for start in range(0, len(goal) - BATCH + 1, BATCH):
            pick = order[start : start + BATCH]
            pictures = _varied(examples.pictures[pick], chance)
            drawn = chance.random((BATCH, len(fitting.out)), np.float32)
            kept = (drawn >= DROPPED).astype(np.float32) / np.float32(1 - DROPPED)
            slopes = fitting.slopes(pictures, goal[pick], weight[pick], kept)
            step += 1
            pace = PACE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for part, slope, mean, square in zip(fitting.parts, slopes, first, second, strict=True):
                mean[:] += 0.1 * (slope - mean)
                square[:] += 0.01 * (slope**2 - square)
                fair = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
                part[:] -= (pace * (fair + DECAY * part)).astype(np.float32)
    return fitting.net()


def _varied(pictures: npt.NDArray[np.float16], chance: np.random.Generator) -> Floats:
    """Return the pictures moved a little, every second one mirrored, some in other light."""
    down, across = chance.integers(-SHIFT_PX, SHIFT_PX + 1, 2)
    varied = np.roll(pictures.astype(np.float32), (down, across), (1, 2))
    varied[::2] = varied[::2, :, ::-1]
    shade = chance.standard_normal((len(varied), 1, 1, 3), np.float32)
    return np.asarray(varied + shade * np.array((0.08, 0.02, 0.02), np.float32), np.float32)


def _balanced(examples: Examples) -> Floats:
    """Return weights of mean 1 with which both answers count the same."""
    weight = examples.weight.astype(np.float64)
    for answer in (True, False):
        these = examples.truth == answer
        weight[these] *= 0.5 * len(weight) / max(weight[these].sum(), 1e-9)
    return weight.astype(np.float32)
