"""The linters are switched on where it matters: each planted fault is named."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, run_tool
from tests.guards.groups import ROOT

RUFF_FAULTS = {
    "TID252": "from . import errors\n",
    "BLE001": "try:\n    print()\nexcept Exception:\n    pass\n",
    "T201": 'print("hello")\n',
    "FIX002": "# TODO: later\n",
    "ANN001": "def double(x) -> int:\n    return 2 * x\n",
    "E501": f"x = '{'x' * 100}'\n",
    "S608": 'def q(n: str) -> str:\n    return f"SELECT * FROM t WHERE n = {n}"\n',
    "DTZ005": "import datetime\n\nnow = datetime.datetime.now()\n",
    "PLR0917": "def f(a: int, b: int, c: int, d: int, e: int, g: int) -> None: ...\n",
}
MYPY_FAULTS = {
    "no-untyped-def": "def double(x):\n    return 2 * x\n",
    "arg-type": "def double(x: int) -> int:\n    return 2 * x\n\n\ndouble('2')\n",
    "unreachable": "def f(x: int) -> None:\n    if isinstance(x, str):\n        print(x)\n",
    "type-arg": "def f(x: list) -> None: ...\n",
}


@pytest.mark.parametrize("rule", RUFF_FAULTS)
def test_ruff_names_a_planted_fault(rule: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "kiosk/planted.py", "-"],
        cwd=ROOT,
        input=RUFF_FAULTS[rule],
        capture_output=True,
        text=True,
        check=False,
    )
    assert rule in done.stdout, done.stdout + done.stderr


@pytest.fixture(scope="module")
def mypy_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("planted")
    paths = []
    for rule, source in MYPY_FAULTS.items():
        path = folder / f"{rule.replace('-', '_')}.py"
        path.write_text(source, encoding="utf-8")
        paths.append(str(path))
    config = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(folder / "cache")]
    return run_tool(folder, "-m", "mypy", *config, *paths).stdout


@pytest.mark.parametrize("rule", MYPY_FAULTS)
def test_mypy_names_a_planted_fault(rule: str, mypy_report: str) -> None:
    assert f"[{rule}]" in mypy_report, mypy_report


def test_mypy_looks_at_all_source() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    settings = project["tool"]["mypy"]
    assert {*PACKAGES, "benchmarks", "tests", "bootstrap.py"} == set(settings["files"])
    assert "exclude" not in settings
    assert not [one for one in settings["overrides"] if "ignore_errors" in one]


def test_no_module_switches_the_linters_off() -> None:
    for path in Path(ROOT).glob("[!.]*/**/*.py"):
        text = path.read_text(encoding="utf-8")
        assert f"# ruff: {'noqa'}" not in text, path
        assert f"# mypy: {'ignore'}-errors" not in text, path
