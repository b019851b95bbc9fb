"""What a check found, in keys; the words are in the `doctor` texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Check(StrEnum):
    """What is looked at; the order is the order on the screen."""

    PYTHON = "python"
    PACKAGES = "packages"
    LIBRARIES = "libraries"
    MODELS = "models"
    TEXTS = "texts"
    FONT = "font"
    SQLITE = "sqlite"
    DATA_FOLDER = "data_folder"
    DISK_SPACE = "disk_space"
    DISK_ENCRYPTION = "disk_encryption"
    SETUP = "setup"
    CAMERA = "camera"
    SCREENS = "screens"
    STORE = "store"
    SETTINGS = "settings"
    TICKET_FONTS = "ticket_fonts"
    VOICES = "voices"
    TICKET_PRINTER = "ticket_printer"


class State(StrEnum):
    """``BAD`` means the station cannot work; ``WARN`` that someone should look at it."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorFinding:
    """``detail_key`` is a text key; ``params`` fill its placeholders and are never personal."""

    check: Check
    state: State
    detail_key: str
    params: Mapping[str, str] = field(default_factory=dict)


Probe = Callable[[], DoctorFinding]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorContext:
    """The station to look at; ``probes`` ask the adapters, which this room does not know."""

    data_folder: Path
    is_set_up: bool
    probes: tuple[Probe, ...] = ()


def found(check: Check, state: State, detail: str, **params: str) -> DoctorFinding:
    """Return a finding whose text is ``doctor.<check>.<detail>``."""
    key = f"doctor.{check.value}.{detail}"
    return DoctorFinding(check=check, state=state, detail_key=key, params=params)
