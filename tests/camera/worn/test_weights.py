"""The file of weights: small, whole, or refused in words."""

import json
from pathlib import Path

import numpy as np
import pytest

from camera.worn.features import OUTLOOKS, Worn
from camera.worn.net import MODEL_FILE, MOST_BYTES, WornModelError, nets_text, read_nets
from kiosk.paths import resources

SHIPPED = resources() / MODEL_FILE


def test_the_shipped_weights_are_small_and_written_as_they_are_read() -> None:
    assert SHIPPED.stat().st_size <= MOST_BYTES
    assert nets_text(read_nets(SHIPPED)) == SHIPPED.read_text(encoding="utf-8")


def damaged() -> dict[str, bytes]:
    whole = SHIPPED.read_bytes()
    other = json.loads(whole)
    detectors = next(iter(other.values()))
    without = {k: v for k, v in detectors.items() if k != Worn.HAT}
    short = detectors | {Worn.MASK: detectors[Worn.MASK] | {"out": [0.1, 0.2]}}
    nothing = detectors | {Worn.MASK: detectors[Worn.MASK] | {"out_bias": float("nan")}}
    return {
        "cut off": whole[:-100],
        "empty": b"",
        "no text": b"\xff\xfe\x00",
        "another format": json.dumps({"detectors 99": detectors}).encode(),
        "a list": b"[]",
        "one detector missing": json.dumps({"detectors 1": without}).encode(),
        "sizes that do not fit": json.dumps({"detectors 1": short}).encode(),
        "no number": json.dumps({"detectors 1": nothing}).encode(),
        "too large": whole + b" " * MOST_BYTES,
    }


@pytest.mark.parametrize("fault", list(damaged()))
def test_damaged_weights_are_refused(fault: str, tmp_path: Path) -> None:
    path = tmp_path / MODEL_FILE
    path.write_bytes(damaged()[fault])
    with pytest.raises(WornModelError) as refusal:
        read_nets(path)
    assert refusal.value.params["model"] == MODEL_FILE


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WornModelError):
        read_nets(tmp_path / MODEL_FILE)


@pytest.mark.parametrize("worn", list(Worn))
def test_a_picture_and_its_mirror_image_score_alike(worn: Worn) -> None:
    outlook = OUTLOOKS[worn]
    seen = np.random.default_rng(3).standard_normal((outlook.rows, outlook.columns, 3))
    picture = seen.astype(np.float32)
    net = read_nets(SHIPPED)[worn]
    assert net.score(picture) == pytest.approx(net.score(picture[:, ::-1]), abs=1e-6)
