"""The commands of the manual as the city and headquarters run them: each a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def kiosk(*arguments: object, expect: int = 0) -> str:
    """Run ``kiosk …`` and return what it said; it must end with this code."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == expect, said
    return said


def opens_with(identity: Path, batch: Path) -> bool:
    """Tell whether `age` opens the batch with this file as its identity."""
    command = ["age", "-d", "-i", str(identity), "-o", os.devnull, str(batch)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
