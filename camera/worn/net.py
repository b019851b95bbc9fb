"""A detector: a small network with one hidden layer, and its file."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from camera.worn.features import Vector, Worn
from kiosk.errors import KioskError
from kiosk.paths import resources

Floats = npt.NDArray[np.float32]

MODEL_FILE = "worn_model.json"
FORMAT = 1
MOST_BYTES = 1_000_000  # issue 3: weights of at most 1 MB
FARTHEST = 6.0  # spreads: what lies farther out than anything learnt counts no more than that


class WornModelError(KioskError):
    """The detectors' weights are missing or damaged; nothing is measured with them."""

    message_key: ClassVar[str] = "model_damaged"

    def __init__(self, detail: str) -> None:
        """Name the file, for the texts."""
        super().__init__(f"{MODEL_FILE}: {detail}", model=MODEL_FILE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Net:
    """The numbers of one detector: n features, h hidden units."""

    centre: Floats
    spread: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: float

    def score(self, features: Vector) -> float:
        """Return how sure the thing is worn, 0..1."""
        return float(self.scores(features[None])[0])

    def scores(self, features: Floats) -> Floats:
        """Return the same for many pictures: rows of features."""
        known = np.clip((features - self.centre) / self.spread, -FARTHEST, FARTHEST)
        inner = np.tanh(known @ self.hidden + self.hidden_bias)
        sure: Floats = 1 / (1 + np.exp(-(inner @ self.out + self.out_bias)))
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
        content = json.loads(text)
        if content["format"] != FORMAT or len(text) > MOST_BYTES:
            raise ValueError("another format")
        return {worn: _net(content["detectors"][worn.value]) for worn in Worn}
    except OSError as error:
        raise WornModelError(type(error).__name__) from error
    except (ValueError, KeyError, TypeError) as error:
        raise WornModelError(f"not readable: {type(error).__name__}") from error


def nets_text(nets: Nets) -> str:
    """Return the content of a file of detectors."""
    detectors = {worn.value: _numbers(net) for worn, net in nets.items()}
    return json.dumps({"format": FORMAT, "detectors": detectors}, separators=(",", ":")) + "\n"


def _numbers(net: Net) -> dict[str, Any]:
    return {
        "centre": _short(net.centre),
        "spread": _short(net.spread),
        "hidden": [_short(row) for row in net.hidden],
        "hidden_bias": _short(net.hidden_bias),
        "out": _short(net.out),
        "out_bias": round(float(net.out_bias), 4),
    }


def _short(row: Floats) -> list[float]:
    return [round(float(value), 4) for value in row]


def _net(numbers: dict[str, Any]) -> Net:
    net = Net(
        out_bias=float(numbers["out_bias"]),
        **{
            key: np.asarray(numbers[key], np.float32)
            for key in ("centre", "spread", "hidden", "hidden_bias", "out")
        },
    )
    inputs, units = net.hidden.shape
    sizes = [part.shape for part in (net.centre, net.spread, net.hidden_bias, net.out)]
    values = (net.centre, net.spread, net.hidden, net.hidden_bias, net.out, net.out_bias)
    if sizes != [(inputs,), (inputs,), (units,), (units,)]:
        raise ValueError("sizes do not fit")
    if not all(np.isfinite(part).all() for part in values) or float(net.spread.min()) <= 0:
        raise ValueError("numbers that are none")
    return net
