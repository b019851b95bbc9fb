"""The project's own files, and a copy of them in which faults can be planted."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.guards.groups import ROOT

PACKAGES = ("kiosk", "ui", "camera", "storage")


def source_files(*folders: str) -> Iterator[Path]:
    """Yield every Python file of ``folders``, by default the four packages."""
    for folder in folders or PACKAGES:
        yield from sorted((ROOT / folder).rglob("*.py"))


def copy_packages(to: Path) -> None:
    """Copy the packages and the configuration; the copy imports none of the original."""
    for folder in PACKAGES:
        shutil.copytree(ROOT / folder, to / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", to)


def plant(root: Path, path: str, source: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source, encoding="utf-8")


def run_tool(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Python tool in ``root``, which alone is on the import path."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def lint_imports(root: Path) -> str:
    """Return what import-linter says of the packages in ``root``."""
    go = "from importlinter.cli import lint_imports_command as go; go()"
    done = run_tool(root, "-c", go, "--no-cache", "--no-logo")
    return done.stdout + done.stderr
