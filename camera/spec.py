"""The words that name a camera on the command line and in the settings, parsed once.

==============================  ===============================================================
``0``, ``1`` …                  the camera with that index
``name:logitech``               the first camera whose name contains these words
``/path/to/face.png``           one still
``/path/to/folder``             its stills in the order of their names, ``?hold=90`` frames each
``/path/to/day.avi``, ``.mp4``  a recording, again and again
``http://…``, ``rtsp://…``      a network camera
``sitter:``                     the drawn sitter; knobs as in ``sitter:?yaw=10&light=left``
==============================  ===============================================================

Cameras take ``?width=1280&height=720&fps=30&exposure=-6``, files take ``?fps=30``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from camera.errors import CameraSpecError

STILL_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
VIDEO_SUFFIXES = frozenset({".avi", ".mp4"})
NETWORK_SCHEMES = ("http://", "rtsp://")
FPS = 30.0
HOLD_FRAMES = 90  # three seconds at 30 fps: time for a ring to fill once
_NUMBERS = {
    "width": (160, 7680),
    "height": (120, 7680),
    "fps": (1, 240),
    "exposure": (-13, 10_000),  # DirectShow counts in powers of two seconds, V4L2 in 0.1 ms
    "hold": (1, 36_000),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a device is asked for; it may refuse."""

    width_px: int = 1920
    height_px: int = 1080
    fps: float = FPS
    exposure: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSpec:
    """A camera of this machine: by index, or by a part of its name."""

    index: int | None = None
    name: str = ""
    ask: Ask = field(default_factory=Ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class StillsSpec:
    """One picture, or a folder of them."""

    path: Path
    fps: float = FPS
    hold: int = HOLD_FRAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSpec:
    """A recording."""

    path: Path
    fps: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSpec:
    """A camera at an address."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SitterSpec:
    """The drawn sitter, with knobs still as words."""

    knobs: Mapping[str, str]


Spec = DeviceSpec | StillsSpec | VideoSpec | NetworkSpec | SitterSpec


def parse_spec(text: str) -> Spec:
    """Return what ``text`` names; raise `CameraSpecError` when it names nothing."""
    if text.startswith(NETWORK_SCHEMES):
        return NetworkSpec(url=_checked_url(text))
    if "://" in text:
        raise CameraSpecError(_without_secrets(text), "scheme")
    if not text.isdecimal() and _exists(text, text):
        return _file(text, Path(text), {})
    stem, _, query = text.partition("?")
    words = _words(text, query)
    if stem == "sitter:":
        return SitterSpec(knobs=words)
    if stem.isdecimal() or stem.startswith("name:"):
        return _device(text, stem, words)
    return _file(text, Path(stem), words)


def _checked_url(text: str) -> str:
    if not shown_url(text).partition("://")[2].strip("/"):
        raise CameraSpecError(_without_secrets(text), "host")
    return text


def shown_url(url: str) -> str:
    """Return the address without user, password and query, fit for screens and logs."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("?")[0].partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def _without_secrets(text: str) -> str:
    return shown_url(text) if "://" in text else text


def _words(text: str, query: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in query.split("&") if part]
    for key, equals, value in pairs:
        if not (key and equals and value):
            raise CameraSpecError(text, "knob", knob=key)
    return {key: value for key, _, value in pairs}


def _device(text: str, stem: str, words: Mapping[str, str]) -> DeviceSpec:
    numbers = _numbers(text, words, {"width", "height", "fps", "exposure"})
    usual = Ask()
    ask = Ask(
        width_px=round(numbers.get("width", usual.width_px)),
        height_px=round(numbers.get("height", usual.height_px)),
        fps=numbers.get("fps", usual.fps),
        exposure=numbers.get("exposure"),
    )
    if stem.isdecimal():
        return DeviceSpec(index=int(stem), ask=ask)
    if not (name := stem.removeprefix("name:").strip()):
        raise CameraSpecError(text, "name")
    return DeviceSpec(name=name, ask=ask)


def _exists(text: str, name: str) -> bool:
    """Say whether there is such a file; an empty name is none (to pathlib it is this folder)."""
    try:
        return bool(name.strip()) and Path(name).exists()
    except OSError as error:  # no right to look, or a name too long for this disk
        raise CameraSpecError(text, "unreadable") from error


def _file(text: str, path: Path, words: Mapping[str, str]) -> StillsSpec | VideoSpec:
    if not _exists(text, text.partition("?")[0]) and not _exists(text, text):
        raise CameraSpecError(text, "no_such_file")
    suffix = path.suffix.lower()
    if path.is_dir():
        try:
            stills = stills_of(path)
        except OSError as error:
            raise CameraSpecError(text, "unreadable") from error
        if not stills:
            raise CameraSpecError(text, "empty_folder")
        numbers = _numbers(text, words, {"fps", "hold"})
        hold = round(numbers.get("hold", HOLD_FRAMES))
        return StillsSpec(path=path, fps=numbers.get("fps", FPS), hold=hold)
    if suffix in STILL_SUFFIXES:
        return StillsSpec(path=path, fps=_numbers(text, words, {"fps"}).get("fps", FPS))
    if suffix in VIDEO_SUFFIXES:
        return VideoSpec(path=path, fps=_numbers(text, words, {"fps"}).get("fps"))
    raise CameraSpecError(text, "file_kind")


def stills_of(path: Path) -> list[Path]:
    """Return the picture itself, or the pictures of a folder in the order of their names."""
    if path.is_file():
        return [path]
    return sorted(one for one in path.iterdir() if one.suffix.lower() in STILL_SUFFIXES)


def _numbers(text: str, words: Mapping[str, str], known: set[str]) -> dict[str, float]:
    return {key: _number(text, key, word, known) for key, word in words.items()}


def _number(text: str, key: str, word: str, known: set[str]) -> float:
    if key not in known:
        raise CameraSpecError(text, "knob", knob=key)
    low, high = _NUMBERS[key]
    try:
        value = float(word)
    except ValueError as error:
        raise CameraSpecError(text, "knob_value", knob=key) from error
    if not low <= value <= high:
        raise CameraSpecError(text, "knob_value", knob=key)
    return value
