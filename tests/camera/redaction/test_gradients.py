"""The second look: damaged weights are told, and it sees faces the covers did not hide."""

import json
from pathlib import Path

import numpy as np
import pytest

from camera.redaction.gradients import (
    CELLS,
    DIRECTIONS,
    FORMAT,
    WEIGHTS_FILE,
    FaceCheckError,
    GradientNet,
    cells_of,
    find_by_gradients,
    rows_of_windows,
)
from kiosk.paths import resources


@pytest.fixture(scope="module")
def net() -> GradientNet:
    return GradientNet.load()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b'{"site face check 1": {}}',
        json.dumps({FORMAT: {"hidden": [[1.0]], "hidden_bias": [1.0], "out": [1.0]}}).encode(),
    ],
)
def test_damaged_weights_are_told(content: bytes, tmp_path: Path) -> None:
    broken = tmp_path / WEIGHTS_FILE
    broken.write_bytes(content)
    with pytest.raises(FaceCheckError):
        GradientNet.load(broken)


def test_missing_weights_and_infinite_numbers_are_told(tmp_path: Path) -> None:
    with pytest.raises(FaceCheckError):
        GradientNet.load(tmp_path / "none.json")
    told = json.loads((resources() / WEIGHTS_FILE).read_text(encoding="utf-8"))
    told[FORMAT]["hidden"][0][0] = float("nan")
    (tmp_path / "nan.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(FaceCheckError):
        GradientNet.load(tmp_path / "nan.json")


def test_windows_are_cut_where_they_say() -> None:
    cells = np.random.default_rng(1).random((12, 15, DIRECTIONS)).astype(np.float32)
    rows = dict(rows_of_windows(cells))
    assert sorted(rows) == list(range(12 - CELLS + 1))
    window = rows[3][5].reshape(CELLS, CELLS, DIRECTIONS)
    assert np.array_equal(window, cells[3 : 3 + CELLS, 5 : 5 + CELLS])


def test_the_light_does_not_change_the_directions() -> None:
    ramp = np.tile(np.arange(0, 128, 2, dtype=np.uint8), (64, 1))
    bright = np.asarray(ramp + 100, np.uint8)
    assert np.allclose(cells_of(ramp), cells_of(bright), atol=1e-5)


def test_a_wall_with_noise_has_no_face(net: GradientNet) -> None:
    noise = np.random.default_rng(2).normal(170, 5, (400, 500, 3))
    assert find_by_gradients(np.clip(noise, 0, 255).astype(np.uint8), net) == ()
