"""A model is used only when it is the one that was tested."""

import hashlib
from pathlib import Path

import pytest

from kiosk.models import (
    Model,
    ModelDamagedError,
    ModelMissingError,
    known_models,
    verified_model_bytes,
)

NAMES = [model.name for model in known_models()]


@pytest.mark.parametrize("model", known_models(), ids=NAMES)
def test_a_fetched_model_is_handed_out_whole(model: Model) -> None:
    content = verified_model_bytes(model.name)
    assert len(content) == model.size_bytes
    assert hashlib.sha256(content).hexdigest() == model.sha256


@pytest.mark.parametrize("name", NAMES)
def test_a_model_with_one_flipped_bit_is_refused(name: str, tmp_path: Path) -> None:
    content = bytearray(verified_model_bytes(name))
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelDamagedError):
        verified_model_bytes(name, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_model_that_was_never_fetched_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError) as told:
        verified_model_bytes(name, tmp_path)
    assert told.value.params == {"model": name}


def test_only_models_of_the_manifest_exist() -> None:
    with pytest.raises(KeyError):
        verified_model_bytes("../models.toml")
