"""Removable disks that are plugged in, without a library for it."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.custody import Medium

_MOUNTS = Path("/proc/self/mountinfo")
_DEVICES = Path("/sys/dev/block")
_OCTAL = re.compile(r"\\([0-7]{3})")
_FEWEST_FIELDS = 10  # proc(5): six, none or more optional ones, "-", three
_REMOVABLE = 2  # winbase.h: DRIVE_REMOVABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A line of mountinfo; ``device`` is ``major:minor``."""

    device: str
    folder: Path
    read_only: bool


def plugged_in() -> tuple[Medium, ...]:
    """Return the removable disks that can be written, by folder."""
    folders = sorted(_drives()) if sys.platform == "win32" else sorted(_mounted())
    return tuple(
        Medium(name=folder.name or str(folder), folder=folder, free_bytes=_free(folder))
        for folder in folders
    )


def parse_mounts(text: str) -> tuple[Mount, ...]:
    """Return what is mounted, each folder as it is now: a later mount hides an earlier one."""
    found: dict[Path, Mount] = {}
    for line in text.splitlines():
        fields = line.split(" ")
        if len(fields) < _FEWEST_FIELDS:
            continue
        folder = Path(_OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4]))
        options = fields[5].split(",")
        found[folder] = Mount(device=fields[2], folder=folder, read_only="ro" in options)
    return tuple(found.values())


def removable(mounts: tuple[Mount, ...], is_removable: Callable[[str], bool]) -> Iterator[Path]:
    """Give the folders of removable disks that can be written."""
    for mount in mounts:
        if not mount.read_only and is_removable(mount.device):
            yield mount.folder


def is_removable(device: str, devices: Path = _DEVICES) -> bool:
    """Tell what the kernel says of ``major:minor``: removable, or behind USB."""
    try:
        place = (devices / device).resolve(strict=True)
    except OSError:
        return False
    if "usb" in "/".join(place.parts):
        return True
    # A partition has no such file; its disk, the folder above, has.
    return any(_says_one(folder / "removable") for folder in (place, place.parent))


def _mounted() -> Iterator[Path]:
    try:
        text = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return
    yield from removable(parse_mounts(text), is_removable)


def _drives() -> list[Path]:
    found: list[Path] = []
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - `windll` exists there only

        kernel = ctypes.windll.kernel32
        present = kernel.GetLogicalDrives()
        for number in range(26):
            root = f"{chr(ord('A') + number)}:\\"
            if present >> number & 1 and kernel.GetDriveTypeW(root) == _REMOVABLE:
                found.append(Path(root))
    return found


def _says_one(path: Path) -> bool:
    try:
        return path.read_text(encoding="ascii").strip() == "1"
    except OSError:
        return False


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
