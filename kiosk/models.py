"""The model files, handed out as bytes only when they are exactly the ones that were tested.

Bytes, not paths: mediapipe cannot open a path with Japanese characters on Windows.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.paths import resources


class ModelMissingError(KioskError):
    """A model file was never fetched or has been removed."""

    message_key = "model_missing"


class ModelDamagedError(KioskError):
    """A model file is not the one that was tested; it is not loaded."""

    message_key = "model_damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One line of ``resources/models.toml``."""

    name: str
    size_bytes: int
    sha256: str


def known_models(manifest: Path | None = None) -> tuple[Model, ...]:
    """Return the models of the manifest, in its order."""
    text = (manifest or resources() / "models.toml").read_text(encoding="utf-8")
    return tuple(
        Model(name=entry["name"], size_bytes=entry["size_bytes"], sha256=entry["sha256"])
        for entry in tomllib.loads(text)["model"]
    )


def verified_model_bytes(name: str, folder: Path | None = None) -> bytes:
    """Return the content of the model ``name``, byte for byte the one in the manifest.

    Raises ModelMissingError or ModelDamagedError. A name outside the manifest is a bug (KeyError).
    """
    model = {known.name: known for known in known_models()}[name]
    try:
        content = ((folder or resources() / "models") / name).read_bytes()
    except OSError as error:
        raise ModelMissingError(f"{name}: {type(error).__name__}", model=name) from error
    if hashlib.sha256(content).hexdigest() != model.sha256:
        raise ModelDamagedError(f"{name}: {len(content)} bytes, another hash", model=name)
    return content
