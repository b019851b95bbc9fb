"""Fitting one detector's network to examples."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from camera.worn.net import FARTHEST, Net

Floats = npt.NDArray[np.float32]

UNITS = 16
PASSES = 40
BATCH = 128
PACE = 2e-3  # Adam's step, falling to nothing along half a cosine
DECAY = 2e-2  # per step × pace: weights that explain nothing go back to 0
DROPPED = 0.15  # share of features left out of every batch: no cell may decide alone
HOPE = 0.02  # labels are .02 and .98: nothing is certain
LEAST_SPREAD = 0.02


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Examples:
    """Rows of features, what is true of each, how much each counts."""

    features: Floats
    truth: npt.NDArray[np.bool_]
    weight: Floats


def fit(examples: Examples, seed: int) -> Net:
    """Return the network for the examples; the same one for the same examples and seed."""
    chance = np.random.default_rng(seed)
    centre = examples.features.mean(axis=0)
    spread = np.maximum(examples.features.std(axis=0), LEAST_SPREAD)
    rows = np.clip((examples.features - centre) / spread, -FARTHEST, FARTHEST).astype(np.float32)
    goal = np.where(examples.truth, 1 - HOPE, HOPE).astype(np.float32)
    weight = _balanced(examples)
    inputs = rows.shape[1]
    parts = [
        (chance.standard_normal((inputs, UNITS)) / np.sqrt(inputs)).astype(np.float32),
        np.zeros(UNITS, np.float32),
        (chance.standard_normal(UNITS) / np.sqrt(UNITS)).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    first, second = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts]
    step, steps = 0, PASSES * (len(rows) // BATCH)
    for _ in range(PASSES):
        order = chance.permutation(len(rows))
        for start in range(0, len(rows) - BATCH + 1, BATCH):
            pick = order[start : start + BATCH]
            kept = (chance.random(inputs) >= DROPPED).astype(np.float32) / (1 - DROPPED)
            slopes = _slopes(parts, rows[pick] * kept, goal[pick], weight[pick])
            step += 1
            pace = PACE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for part, slope, m, v in zip(parts, slopes, first, second, strict=True):
                m += 0.1 * (slope - m)
                v += 0.001 * (slope**2 - v)
                fair = (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
                part -= (pace * (fair + (DECAY * part if part.ndim > 1 else 0))).astype(np.float32)
    return Net(
        centre=centre, spread=spread, hidden=parts[0], hidden_bias=parts[1], out=parts[2],
        out_bias=float(parts[3][0]),
    )  # fmt: skip


def _balanced(examples: Examples) -> Floats:
    """Return weights of mean 1 with which both answers count the same."""
    weight = examples.weight.astype(np.float64)
    for answer in (True, False):
        these = examples.truth == answer
        weight[these] *= 0.5 * len(weight) / max(weight[these].sum(), 1e-9)
    return weight.astype(np.float32)


def _slopes(parts: list[Floats], rows: Floats, goal: Floats, weight: Floats) -> list[Floats]:
    hidden, hidden_bias, out, out_bias = parts
    inner = np.tanh(rows @ hidden + hidden_bias)
    sure = 1 / (1 + np.exp(-(inner @ out + out_bias)))
    miss = (sure - goal) * weight / len(rows)
    back = np.outer(miss, out) * (1 - inner**2)
    return [rows.T @ back, back.sum(axis=0), inner.T @ miss, miss.sum(keepdims=True)]
