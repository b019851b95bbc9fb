"""What `bootstrap.py` says on machines we cannot have here."""

import ast
from pathlib import Path

import pytest

import bootstrap


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 14)])
def test_another_python_is_named_in_both_languages(version: tuple[int, int]) -> None:
    with pytest.raises(bootstrap.SetupProblem) as told:
        bootstrap.require_python(version)
    spelled = ".".join(map(str, version))
    assert f"いまは {spelled}" in told.value.ja
    assert f"this is {spelled}" in told.value.en


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_every_python_of_the_lock_is_taken(version: tuple[int, int]) -> None:
    bootstrap.require_python(version)


def test_a_disk_with_too_little_room_is_told_before_anything_is_fetched() -> None:
    bootstrap.require_disk(bootstrap.NEEDED_BYTES)
    with pytest.raises(bootstrap.SetupProblem, match=r"1\.4 GB free, 1\.5 GB needed"):
        bootstrap.require_disk(1_400_000_000)


def test_a_disk_that_fills_up_under_pip_is_told_as_such(tmp_path: Path) -> None:
    said = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
    assert "Not enough disk space" in str(bootstrap.pip_problem(said, tmp_path / "log"))


def test_the_oldest_python_we_speak_to_can_parse_the_file() -> None:
    source = (bootstrap.ROOT / "bootstrap.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
    with pytest.raises(SyntaxError):
        ast.parse(f"{source}\nmatch source:\n    case _: pass\n", feature_version=(3, 8))
