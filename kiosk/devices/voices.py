"""Has the Japanese clips of a call made, once, at set-up: `python -m kiosk.devices.voices`.

The program that speaks is fetched by hash into a folder that is thrown away, and only WAV files
stay. Without them the board chimes and the machine's own voice speaks, if it has one.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kiosk.domain.calling import CLIPS
from kiosk.errors import ExitCode
from kiosk.paths import resources, voices

REQUIREMENTS = resources() / "voices.txt"
SPOKEN_BY = Path(__file__).with_name("voicing.py")
Speak = Callable[[Path], None]


def fingerprint() -> str:
    """Return what the clips depend on."""
    parts = [
        REQUIREMENTS.read_bytes(),
        SPOKEN_BY.read_bytes(),
        repr(sorted(CLIPS.items())).encode(),
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def are_current(folder: Path) -> bool:
    """Tell whether the clips in the folder are those of this release."""
    stamp = _stamp(folder)
    return stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint()


def _stamp(folder: Path) -> Path:
    return folder / "made-of"


def have_voices(folder: Path, speak: Speak) -> bool:
    """Leave every clip in the folder, all of them or what was there before; tell whether made."""
    stamp = _stamp(folder)
    if are_current(folder):
        return False
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        speak(part)
        (part / stamp.name).write_text(fingerprint(), encoding="ascii")
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return True


def speak_with_what_is_fetched(folder: Path) -> None:
    """Fetch what speaks, have it speak into the folder, and throw it away."""
    pip = ["install", "--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1"]
    exact = ["--no-deps", "--only-binary", ":all:", "--require-hashes"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        where = ["--target", scratch, "--requirement", str(REQUIREMENTS)]
        _run(["-m", "pip", *pip, *exact, *where], scratch)
        _run(["-P", "-m", "kiosk.devices.voicing", str(folder)], scratch)


def _run(arguments: list[str], scratch: str) -> None:
    path = os.pathsep.join((str(resources().parent), scratch))
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, *arguments]
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - ours


def main() -> int:
    """Make the clips and say how it went; a station without them runs all the same."""
    try:
        made = have_voices(voices(), speak_with_what_is_fetched)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(
            "呼出の音声を作れませんでした。チャイムだけで使えます。\n"
            f"The spoken calls were not made; the chime works. ({type(error).__name__})\n"
        )
        return ExitCode.ENVIRONMENT
    if made:
        sys.stdout.write(f"呼出の音声を作りました / made {len(CLIPS)} spoken clips\n")
    return ExitCode.OK


if __name__ == "__main__":
    sys.exit(main())
