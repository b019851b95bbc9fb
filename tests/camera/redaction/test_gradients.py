"""The second look: damaged weights are told, and it sees faces the covers did not hide."""

import json
from pathlib import Path

import numpy as np
import pytest

from camera.redaction.gradients import (
    CELLS,
    DIRECTIONS,
    FORMAT,
    STRIP,
    WEIGHTS_FILE,
    FaceCheckError,
    GradientNet,
    cells_of,
    find_by_gradients,
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


def test_every_window_has_the_score_of_the_cells_it_holds(net: GradientNet) -> None:
    cells = np.random.default_rng(1).random((STRIP + 20, 15, DIRECTIONS), dtype=np.float32)
    scores = net.scores(cells)
    assert scores.shape == (STRIP + 20 - CELLS + 1, 15 - CELLS + 1)
    for row, column in ((0, 0), (3, 5), (STRIP - 1, 7), (STRIP, 0), (STRIP + 12, 7)):
        window = cells[row : row + CELLS, column : column + CELLS].reshape(-1)
        hidden = np.maximum(window @ net.hidden + net.hidden_bias, 0)
        told = 1 / (1 + np.exp(-float(hidden @ net.out + net.out_bias)))
        assert scores[row, column] == pytest.approx(told, abs=1e-4)


def test_cells_smaller_than_a_window_have_no_scores(net: GradientNet) -> None:
    assert net.scores(np.zeros((CELLS - 1, 40, DIRECTIONS), np.float32)).size == 0


def test_a_gradient_between_the_last_direction_and_the_first_counts_for_both() -> None:
    down, across = np.mgrid[0:64, 0:64]
    angle = np.pi * (DIRECTIONS - 0.5) / DIRECTIONS
    ramp = 128 + across * np.cos(angle) + down * np.sin(angle)
    cells = cells_of(np.clip(np.round(ramp), 0, 255).astype(np.uint8))[4:12, 4:12].mean(axis=(0, 1))
    assert set(np.argsort(cells)[-2:].tolist()) == {0, DIRECTIONS - 1}


def test_the_light_does_not_change_the_directions() -> None:
    ramp = np.tile(np.arange(0, 128, 2, dtype=np.uint8), (64, 1))
    bright = np.asarray(ramp + 100, np.uint8)
    assert np.allclose(cells_of(ramp), cells_of(bright), atol=1e-5)


def test_a_wall_with_noise_has_no_face(net: GradientNet) -> None:
    noise = np.random.default_rng(2).normal(170, 5, (400, 500, 3))
    assert find_by_gradients(np.clip(noise, 0, 255).astype(np.uint8), net) == ()
