"""Small modules, small functions."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import source_files
from tests.guards.groups import ROOT

LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_MODULE = 400, 60, 100  # lines; the house style
EVERYTHING = [*source_files(), *source_files("benchmarks", "tests"), ROOT / "bootstrap.py"]


def long_functions(source: str) -> Iterator[str]:
    """Yield the functions of ``source`` that are longer than the limit, docstring included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name}: {lines} lines"


@pytest.mark.parametrize("path", EVERYTHING, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_and_its_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    assert not list(long_functions(source))


def test_half_of_the_modules_are_shorter_than_a_page_or_two() -> None:
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()]
    assert statistics.median(size for size in sizes if size > 1) <= MEDIAN_MODULE


def test_a_long_function_is_found() -> None:
    body = "    pass\n" * LONGEST_FUNCTION
    assert list(long_functions(f"class A:\n  def far(self):\n{body}")) == ["far: 61 lines"]
    assert not list(long_functions(f"def near():\n{body[:-9]}"))
