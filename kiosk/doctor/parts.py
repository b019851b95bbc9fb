"""The program's own parts: interpreter, packages, system libraries, models, texts."""

import ctypes
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from kiosk.doctor.finding import Check, DoctorFinding, State, found
from kiosk.doctor.wording import disagreements
from kiosk.errors import KioskError
from kiosk.models import known_models, verified_model_bytes
from kiosk.texts import Language, catalogue

PYTHONS = ((3, 11), (3, 13))  # the range requirements.lock was resolved for
OLDEST_SQLITE = (3, 40, 0)  # Debian 12's, the oldest the store was tested with
NEEDED = (
    "alembic",
    "cryptography",
    "mediapipe",
    "numpy",
    "opencv-python-headless",
    "pillow",
    "pyrage",
    "PySide6_Essentials",
    "SQLAlchemy",
)
# docs/adr/0007: later versions send usage figures to their maker and cannot be told not to.
QUIET_MEDIAPIPE = "0.10.31"
RIVAL_CV2 = ("opencv-python", "opencv-contrib-python", "opencv-contrib-python-headless")
# libGLESv2 missing shows only when a face detector is created; libEGL when a window opens.
LINUX_LIBRARIES = ("libGLESv2.so.2", "libEGL.so.1")


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> DoctorFinding:
    """Look at the interpreter."""
    low, high = PYTHONS
    state = State.OK if low <= version <= high else State.BAD
    detail = "ok" if state is State.OK else "unsupported"
    return found(Check.PYTHON, state, detail, version=".".join(map(str, version)))


def installed_packages() -> Mapping[str, str]:
    """Return the version of every installed distribution this check knows, by its name."""
    versions = {}
    for name in (*NEEDED, *RIVAL_CV2):
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return versions


def check_packages(versions: Mapping[str, str] | None = None) -> DoctorFinding:
    """Look for the packages, for the one mediapipe that is silent, and for a second OpenCV."""
    versions = installed_packages() if versions is None else versions
    missing = [name for name in NEEDED if name not in versions]
    if missing:
        return found(Check.PACKAGES, State.BAD, "missing", names=", ".join(missing))
    if versions["mediapipe"] != QUIET_MEDIAPIPE:
        version = versions["mediapipe"]
        return found(Check.PACKAGES, State.BAD, "talks", version=version, wanted=QUIET_MEDIAPIPE)
    if rivals := [name for name in RIVAL_CV2 if name in versions]:
        return found(Check.PACKAGES, State.BAD, "two_opencv", names=", ".join(rivals))
    return found(Check.PACKAGES, State.OK, "ok", count=str(len(NEEDED)))


def check_libraries(
    names: Sequence[str] = LINUX_LIBRARIES if sys.platform == "linux" else (),
    load: Callable[[str], object] = ctypes.CDLL,
) -> DoctorFinding:
    """Look whether the system's graphics libraries can be loaded."""
    missing = []
    for name in names:
        try:
            load(name)
        except OSError:
            missing.append(name)
    if missing:
        return found(Check.LIBRARIES, State.BAD, "missing", names=", ".join(missing))
    return found(Check.LIBRARIES, State.OK, "ok")


def check_models(folder: Path | None = None) -> DoctorFinding:
    """Look whether each model is byte for byte the one that was tested."""
    try:
        for model in known_models():
            verified_model_bytes(model.name, folder)
    except KioskError as error:
        detail = error.message_key.removeprefix("model_")
        return found(Check.MODELS, State.BAD, detail, **error.params)
    return found(Check.MODELS, State.OK, "ok", count=str(len(known_models())))


def check_texts() -> DoctorFinding:
    """Look whether both languages say everything, with the same placeholders."""
    ja, en = catalogue(Language.JA), catalogue(Language.EN)
    if wrong := disagreements(ja, en):
        return found(Check.TEXTS, State.BAD, "incomplete", keys=", ".join(wrong[:5]))
    return found(Check.TEXTS, State.OK, "ok", count=str(len(ja)))


def check_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> DoctorFinding:
    """Look at the database engine Python brings."""
    spelled = ".".join(map(str, version))
    if version < OLDEST_SQLITE:
        return found(Check.SQLITE, State.WARN, "old", version=spelled)
    return found(Check.SQLITE, State.OK, "ok", version=spelled)
