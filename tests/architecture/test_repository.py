"""What must never be committed."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from kiosk.doctor.parts import QUIET_MEDIAPIPE
from tests.guards.groups import ROOT

# Spelled apart, so that this file does not contain them.
FORBIDDEN = [
    "files." + "pythonhosted",
    "pypi." + "org",
    "/ro" + "ot/",
    "/wo" + "rk/",
    "C:\\Us" + "ers",
]
LARGEST_BYTES = 2_000_000
BINARIES = {
    ".so",
    ".dll",
    ".pyd",
    ".exe",
    ".whl",
    ".task",
    ".tflite",
    ".onnx",
    ".ttf",
    ".ttc",
    ".mo",
}


def project_files() -> list[Path]:
    """Return the files that git has or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("git_checkout: no git here, or a copy without its history")
    found = project_files()
    assert ROOT / "pyproject.toml" in found
    return found


@pytest.mark.parametrize("text", FORBIDDEN)
def test_no_file_names_a_registry_or_a_place_on_one_machine(text: str, files: list[Path]) -> None:
    holding = [path for path in files if text.encode() in path.read_bytes()]
    assert not holding


def test_no_file_is_a_third_partys_binary_or_large(files: list[Path]) -> None:
    assert not [path for path in files if path.suffix in BINARIES]
    assert not [path for path in files if path.stat().st_size > LARGEST_BYTES]


def test_the_lock_pins_every_package_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert pins
    assert all("==" in line and line.endswith("\\") for line in pins)
    assert lock.count("--hash=sha256:") >= len(pins)


def dependencies() -> list[str]:
    """Return the lower-case names of everything the project asks for itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["test"]
    return [re.split(r"[<>=\[]", line)[0].lower() for line in asked]


@pytest.mark.parametrize("name", dependencies())
def test_every_dependency_is_locked_and_accounted_for(name: str) -> None:
    assert f"\n{name}==" in "\n" + (ROOT / "requirements.lock").read_text(encoding="utf-8")
    account = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    assert re.search(rf"\b{re.escape(name)}\b", account)


def test_the_mediapipe_of_the_lock_is_the_silent_one() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert f"\nmediapipe=={QUIET_MEDIAPIPE} \\\n" in lock
