"""The machine: font, data folder, disk."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.doctor.finding import Check, DoctorFinding, State, found
from kiosk.fonts import find_fonts

ENOUGH_FREE_BYTES = 2_000_000_000  # a season of 600 records of 0.5 MB, its backups and batches, x2
LSBLK_PATIENCE_S = 5.0


def check_font(fonts: Sequence[Path] | None = None) -> DoctorFinding:
    """Look for the typeface of the screens."""
    files = find_fonts() if fonts is None else fonts
    if not files:
        return found(Check.FONT, State.WARN, "missing")
    return found(Check.FONT, State.OK, "ok", file=files[0].name)


def check_data_folder(folder: Path) -> DoctorFinding:
    """Look whether the data folder, or the folder it would be made in, can be written to."""
    try:
        with tempfile.TemporaryFile(dir=nearest(folder)):
            return found(Check.DATA_FOLDER, State.OK, "ok", folder=str(folder))
    except OSError:
        return found(Check.DATA_FOLDER, State.BAD, "not_writable", folder=str(folder))


def check_disk_space(folder: Path, free_bytes: int | None = None) -> DoctorFinding:
    """Look whether a season's records have room."""
    free = shutil.disk_usage(nearest(folder)).free if free_bytes is None else free_bytes
    state, detail = (State.OK, "ok") if free >= ENOUGH_FREE_BYTES else (State.WARN, "low")
    return found(Check.DISK_SPACE, state, detail, free_gb=f"{free / 1e9:.1f}")


def nearest(folder: Path) -> Path:
    """Return ``folder``, or the closest folder above it that exists."""
    return next(place for place in (folder, *folder.absolute().parents) if place.is_dir())


def check_disk_encryption(answer: str | None) -> DoctorFinding:
    """Look whether the disk under the data folder is encrypted; ``answer`` is what lsblk said.

    Unknown is said where it cannot be told without rights (Windows, containers).
    """
    kinds = set(_device_kinds(answer)) if answer else set()
    if not kinds:
        return found(Check.DISK_ENCRYPTION, State.UNKNOWN, "unknown")
    if "crypt" in kinds:
        return found(Check.DISK_ENCRYPTION, State.OK, "ok")
    return found(Check.DISK_ENCRYPTION, State.WARN, "off")


def ask_lsblk(folder: Path) -> str | None:
    """Return lsblk's JSON about the device under ``folder`` and those below it, or None."""
    if sys.platform != "linux":
        return None
    device = _run("findmnt", "--noheadings", "--output=SOURCE", "--target", str(nearest(folder)))
    source = (device or "").strip().partition("[")[0]  # btrfs adds its subvolume in brackets
    return _run("lsblk", "--json", "--inverse", "--output=NAME,TYPE", source) if source else None


def _run(*command: str) -> str | None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=LSBLK_PATIENCE_S
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _device_kinds(answer: str) -> Iterator[str]:
    waiting = list(json.loads(answer).get("blockdevices", ()))
    while waiting:
        device = waiting.pop()
        yield device.get("type", "")
        waiting.extend(device.get("children", ()))
