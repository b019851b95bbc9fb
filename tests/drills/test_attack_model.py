"""Every threat of docs/SECURITY.md, section 1, has tests that are there and look at something."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "SECURITY.md"
# The attack model of the design, word by word where a reader would look for it.
DEMANDED = (
    "laptop stolen, off or locked",
    "laptop stolen after closing",
    "USB stick lost",
    "member of staff",
    "batch altered",
    "batch replayed",
    "database altered",
    "rolled back",
    "crash at any instant",
    "power cut",
    "full or failing disk",
    "stick pulled out",
    "camera or printer gone",
    "clock jumps",
    "hostile QR",
    "hostile picture",
    "hostile CSV, batch, policy, ledger",
    "two instances at once",
    "guessing passwords",
)


def threats() -> dict[str, list[str]]:
    """Return the test files by threat."""
    text = DOCUMENT.read_text(encoding="utf-8").split("## 2.")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {
        cells[0].strip(): re.findall(r"`(tests/[\w/]+\.py)`", cells[2])
        for cells in rows
        if len(cells) == 3 and cells[0].strip() != "threat"
    }


@pytest.mark.parametrize("threat", threats())
def test_the_threat_has_tests_that_look_at_something(threat: str) -> None:
    files = threats()[threat]
    assert files
    for name in files:
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        assert any(
            isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            for node in ast.walk(tree)
        ), name


@pytest.mark.parametrize("words", DEMANDED)
def test_no_threat_of_the_design_is_left_out(words: str) -> None:
    assert any(words in threat for threat in threats())
