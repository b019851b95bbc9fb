"""Commands for headquarters and the city work where there is neither Qt nor a camera stack."""

import os
import subprocess
import sys

import pytest

from tests.guards.groups import ROOT

WITHOUT = """
import sys
for name in {absent!r}:
    sys.modules[name] = None  # importing it now fails as if it were not installed
from kiosk.cli.app import main
raise SystemExit(main({arguments!r}))
"""
BAD_INPUT, BUG = 4, 1
HEAVY = ["PySide6", "shiboken6", "cv2", "mediapipe", "numpy"]


def run_without(absent: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    code = WITHOUT.format(absent=absent, arguments=list(arguments))
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "LANG": "ja_JP.UTF-8", "LC_ALL": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", "verify", "absent.zip.age"),
        ("batch", "open", "absent.zip.age", "--identity", "absent.key", "--out", "out"),
        ("recover", "absent", "--identity", "absent.key", "--out", "out"),
        ("keys", "open-rehearsal", "absent.age", "--identity", "absent.key"),
    ],
)
def test_batch_commands_need_neither_qt_nor_a_camera_stack(arguments: tuple[str, ...]) -> None:
    done = run_without(HEAVY, *arguments)
    assert done.returncode == BAD_INPUT, done.stderr
    assert len(done.stderr.splitlines()) == 3, done.stderr


def test_help_loads_no_adapter_at_all() -> None:
    done = run_without([*HEAVY, "sqlalchemy", "alembic", "cryptography", "pyrage"], "--help")
    assert done.returncode == 0, done.stderr
    assert "training-day" in done.stdout


def test_a_command_that_does_need_a_blocked_part_would_fail_here() -> None:
    assert run_without(["cryptography"], "batch", "verify", "absent").returncode == BUG
