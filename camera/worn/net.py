"""A detector: a small convolutional network, and its file."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from camera.worn.features import OUTLOOKS, Worn
from camera.worn.layers import columns_of, rectified
from camera.worn.light import Map
from kiosk.errors import KioskError
from kiosk.paths import resources

Floats = npt.NDArray[np.float32]

MODEL_FILE = "worn_model.json"
FORMAT = 1  # of the file; another network has another number
MOST_BYTES = 1_000_000  # issue 3: weights of at most 1 MB


class WornModelError(KioskError):
    """The detectors' weights are missing or damaged; nothing is measured with them."""

    message_key: ClassVar[str] = "worn_model"

    def __init__(self, detail: str) -> None:
        """Keep what is wrong with the file, for the log."""
        super().__init__(f"{MODEL_FILE}: {detail}", model=MODEL_FILE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Net:
    """The numbers of one detector: three layers of filters, then one sum.

    ``filters`` have a row per place and channel of their patch and a column per filter.
    """

    filters: tuple[Floats, ...]
    biases: tuple[Floats, ...]
    out: Floats
    out_bias: float

    def score(self, seen: Map) -> float:
        """Return how sure the thing is worn, 0..1; the same for the mirror image."""
        return float(self.scores(np.stack((seen, seen[:, ::-1]))).mean(dtype=np.float64))

    def scores(self, pictures: Floats) -> Floats:
        """Return how sure the thing is worn in each of many pictures, not mirrored."""
        for filters, bias in zip(self.filters, self.biases, strict=True):
            side = round((len(filters) / pictures.shape[3]) ** 0.5)
            pictures = rectified(columns_of(pictures, side) @ filters + bias)
        sums = pictures.reshape(len(pictures), -1) @ self.out + self.out_bias
        sure: Floats = 1 / (1 + np.exp(-sums))
        return sure


Nets = dict[Worn, Net]


@cache
def shipped_nets() -> Nets:
    """Return the detectors in ``resources``, read once."""
    return read_nets(resources() / MODEL_FILE)


def read_nets(path: Path) -> Nets:
    """Return the detectors of a file; raise `WornModelError` where it is not one of ours."""
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise WornModelError(type(error).__name__) from error
    if len(text) > MOST_BYTES:
        raise WornModelError("too large")
    try:
        detectors = json.loads(text)[f"detectors {FORMAT}"]
        return {worn: _net(worn, detectors[worn]) for worn in Worn}
    except (ValueError, KeyError, TypeError) as error:
        raise WornModelError(f"not readable: {type(error).__name__}") from error


def nets_text(nets: Nets) -> str:
    """Return the content of a file of detectors."""
    detectors = {worn.value: _numbers(net) for worn, net in nets.items()}
    return json.dumps({f"detectors {FORMAT}": detectors}, separators=(",", ":")) + "\n"


def _numbers(net: Net) -> dict[str, Any]:
    return {
        "filters": [[_short(row) for row in layer] for layer in net.filters],
        "biases": [_short(layer) for layer in net.biases],
        "out": _short(net.out),
        "out_bias": round(float(net.out_bias), 4),
    }


def _short(row: Floats) -> list[float]:
    return [round(float(value), 4) for value in row]


def _net(worn: Worn, numbers: dict[str, Any]) -> Net:
    net = Net(
        filters=tuple(np.asarray(layer, np.float32) for layer in numbers["filters"]),
        biases=tuple(np.asarray(layer, np.float32) for layer in numbers["biases"]),
        out=np.asarray(numbers["out"], np.float32),
        out_bias=float(numbers["out_bias"]),
    )
    if not all(np.isfinite(part).all() for part in (*net.filters, *net.biases, net.out)):
        raise ValueError("numbers that are none")
    outlook = OUTLOOKS[worn]
    blank = np.zeros((outlook.rows, outlook.columns, 3), np.float32)
    if not 0 <= net.score(blank) <= 1:  # sizes that do not fit each other fail here, too
        raise ValueError("no score")
    return net
