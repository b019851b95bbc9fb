"""Each guard is given the fault it is there for, and has to name it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards import groups
from tests.guards.groups import ROOT

FAULTS = """
import logging, socket, threading, warnings
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

kept = []
stop = threading.Event()

def test_warns(): logging.getLogger("camera").warning("lens cap on")
@pytest.mark.expects_warnings("lens cap")
def test_warns_as_expected(): logging.getLogger("camera").warning("lens cap on")
@pytest.mark.expects_warnings("lens cap")
def test_does_not_warn(): pass
def test_warns_in_python(): warnings.warn("old call", DeprecationWarning)
def test_leaves_thread(): threading.Thread(target=stop.wait, name="forgotten", daemon=True).start()
def test_ends_its_thread():
    thread = threading.Thread(target=int)
    thread.start()
def test_leaves_window(qtbot): kept.append(QWidget()); kept[-1].setObjectName("forgotten")
def test_leaves_timer(qapp): kept.append(QTimer()); kept[-1].start(1000)
def test_closes_its_window(qtbot): qtbot.addWidget(QWidget())
def test_asks_another_machine():
    with pytest.raises(OSError), socket.socket() as s: s.connect(("192.0.2.1", 9))
def test_asks_for_a_name():
    try: socket.getaddrinfo("example.invalid", 80)
    except OSError: pass
def test_listens_to_everyone():
    with pytest.raises(OSError), socket.socket() as s: s.bind(("0.0.0.0", 0))
def test_talks_to_itself():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
def test_left_out_needs(faces_dir): pass
@pytest.mark.slow
def test_left_out_slow(): pass
def test_gui_is_marked(request, qapp): assert request.node.get_closest_marker("gui")
@pytest.mark.unknown_marker
def test_unknown_marker(): pass
"""

CAUGHT = {
    "test_warns": "lens cap on",
    "test_does_not_warn": "never came: ['lens cap']",
    "test_warns_in_python": "old call",
    "test_leaves_thread": "['forgotten']",
    "test_leaves_window": 'name="forgotten"',
    "test_leaves_timer": "QTimer",
    "test_asks_another_machine": "socket.connect '192.0.2.1'",
    "test_asks_for_a_name": "socket.getaddrinfo 'example.invalid'",
    "test_listens_to_everyone": "socket.bind '0.0.0.0'",
}
INNOCENT = (
    "test_warns_as_expected",
    "test_ends_its_thread",
    "test_closes_its_window",
    "test_talks_to_itself",
    "test_gui_is_marked",
)


def run_inner(folder: Path, source: str) -> str:
    """Run ``source`` as a test file under this project's configuration and conftest."""
    path = folder / "test_faults.py"
    path.write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-c", "pyproject.toml", "--rootdir", str(folder), "-rA", "--tb=short", path],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "300", "KIOSK_FACES": str(folder / "absent")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    source = FAULTS.replace("@pytest.mark.unknown_marker\n", "")
    return run_inner(tmp_path_factory.mktemp("faults"), source)


@pytest.mark.parametrize("fault", CAUGHT)
def test_a_planted_fault_is_caught_and_named(fault: str, report: str) -> None:
    lines = [line for line in report.splitlines() if line.startswith(("FAILED", "ERROR"))]
    own = [line for line in lines if f"::{fault} " in line]
    assert own, report
    assert any(CAUGHT[fault] in line for line in report.splitlines()), report


@pytest.mark.parametrize("test", INNOCENT)
def test_an_innocent_test_is_left_alone(test: str, report: str) -> None:
    lines = report.splitlines()
    assert any(line.startswith("PASSED") and line.endswith(f"::{test}") for line in lines), report
    assert not any(line.startswith("ERROR") and f"::{test} " in line for line in lines), report


def test_left_out_groups_are_counted_with_their_reason(report: str) -> None:
    assert "skipped: needs_faces 1 (../shared/faces absent)" in report
    assert "skipped: slow 1 (release run only, --release)" in report


def test_an_unknown_marker_is_refused(tmp_path: Path) -> None:
    assert "'unknown_marker' not found in `markers`" in run_inner(tmp_path, FAULTS)


def test_the_faces_folder_lies_beside_the_project_unless_named() -> None:
    assert groups.faces_folder().parts[-2:] == ("shared", "faces")
