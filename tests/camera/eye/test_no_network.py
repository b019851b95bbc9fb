"""Nothing the eye does opens a socket or resolves a name, closing included."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.groups import ROOT


def run(what: str, folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.camera.eye.no_sockets", what, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.stdout.strip() == "cannot":
        pytest.skip("seccomp: this system cannot forbid sockets")
    return done


def test_no_socket_is_opened_from_the_first_frame_to_the_last(tmp_path: Path) -> None:
    done = run("look", tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "looked"), done.stderr


def test_a_socket_would_be_noticed(tmp_path: Path) -> None:
    assert run("planted", tmp_path).returncode == -signal.SIGSYS
