"""docs/CONTRACT.md: every clause has its line, and what a line names exists."""

import re

from tests.guards.groups import ROOT

PAGE = (ROOT / "docs" / "CONTRACT.md").read_text(encoding="utf-8")
CLAUSES = {
    *(f"3({n})" for n in (1, 2, 3)),
    *("4", "5", "6", "7(1)–(3)", "7(4)", "8(8)ア", "8(8)イ", "8(8)ウエ", "8(8)オ"),
    *(f"8({n})" for n in (1, 2, 3, 4, 5, 6, 7, 9, 10)),
    *("8(11)ア", "8(11)イ", "9(1)", "9(1)ア", "9(1)イ", "9(1)ウ", "9(2)", "9(3)"),
    *("10(1)", "10(2)", "10(5)"),
}


def test_every_clause_has_a_line() -> None:
    assert set(re.findall(r"^\| ([0-9][^ ]*) \|", PAGE, re.MULTILINE)) == CLAUSES


def test_what_a_line_names_as_its_proof_exists() -> None:
    proofs = re.findall(r"`(tests/[^`]+)`", PAGE)
    assert len(proofs) > len(CLAUSES)
    assert [one for one in proofs if not (ROOT / one).exists()] == []


def test_a_line_without_a_proof_says_that_it_is_a_persons_work() -> None:
    rows = [line.split("|") for line in PAGE.splitlines() if re.match(r"\| [0-9]", line)]
    assert [row[1] for row in rows if not row[4].strip() and "人" not in row[3]] == []
