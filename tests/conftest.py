"""Applies the guards to every test; names the groups of tests that are left out."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.guards import groups, leftovers, logbook, loopback

QT_FIXTURES = frozenset({"qtbot", "qapp", "qtlog", "qtmodeltester"})
# Folders that programs derive from the environment; each test gets its own.
TEMPORARY = ("TMPDIR", "TEMP", "TMP")
HOME_VARIABLES = (*TEMPORARY, "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
loopback.install()
# A deadline for each example is a timing limit: it fails where the machine is busy, not the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--release", action="store_true", help="also run the tests marked slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    leave_out_slow = pytest.mark.skip(reason="slow: release run only, --release")
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if names & QT_FIXTURES:
            item.add_marker("gui")
        if "faces_dir" in names:
            item.add_marker("needs_faces")
        if item.get_closest_marker("slow") and not config.getoption("--release"):
            item.add_marker(leave_out_slow)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [r.longrepr[2] for r in skipped if isinstance(r.longrepr, tuple)]
    for line in groups.count_lines(reasons):
        terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the test empty temporary, home and data folders; short paths, for local sockets."""
    tmp_path_factory.getbasetemp()  # made at first use, which must not be inside the test's folder
    saved, saved_tempdir = {name: os.environ.get(name) for name in HOME_VARIABLES}, tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="k-", ignore_cleanup_errors=True) as folder:
        os.environ.update(dict.fromkeys(HOME_VARIABLES, folder))
        tempfile.tempdir = None
        try:
            yield
        finally:
            tempfile.tempdir = saved_tempdir
            for name, value in saved.items():
                os.environ.pop(name, None)
                os.environ.update({name: value} if value is not None else {})


@pytest.fixture(autouse=True)
def _no_other_machine() -> Iterator[None]:
    with loopback.attempts() as attempts:
        yield
    if attempts:
        pytest.fail(f"reached for another machine: {attempts}")


@pytest.fixture(autouse=True)
def _no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    expected = [text for m in request.node.iter_markers("expects_warnings") for text in m.args]
    with logbook.kept() as book:
        yield
    if complaint := book.complaint(expected):
        pytest.fail(complaint)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = leftovers.threads()
    yield
    if names := leftovers.threads_left(before):
        pytest.fail(f"threads left running: {names}")


@pytest.fixture(autouse=True)
def _no_window_or_timer_left(request: pytest.FixtureRequest) -> Iterator[None]:
    uses_qt = request.node.get_closest_marker("gui")
    if uses_qt:
        leftovers.set_aside()
    known = leftovers.qt_left() if uses_qt else []
    yield
    if uses_qt and (left := leftovers.qt_left(known)):
        pytest.fail(f"Qt objects left behind: {left}")


@pytest.fixture(scope="session")
def faces_dir() -> Path:
    """Return the folder of test people; skip where it is not given."""
    folder = groups.faces_folder()
    if not (folder / "MANIFEST.tsv").is_file():
        pytest.skip("needs_faces: ../shared/faces absent")
    return folder
