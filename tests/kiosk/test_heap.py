"""The program starts itself anew once, so that what it frees is overwritten."""

import json
import os
import subprocess
import sys

import pytest

from kiosk.heap import SETTINGS, is_chosen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="settings of glibc")

PROGRAM = """
import json, os, sys
from kiosk.heap import restart_with_clean_heap
print(json.dumps([os.getpid(), {n: os.environ.get(n) for n in %r}, sys.argv]), flush=True)
restart_with_clean_heap()
"""


def started(environment: dict[str, str]) -> list[tuple[int, dict[str, str], list[str]]]:
    """Return process, settings and arguments of each start."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM % list(SETTINGS), "run", "--data", "研修"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in SETTINGS}


def test_the_same_process_starts_once_more_with_the_same_words() -> None:
    (first, _, words), (second, settings, words_again) = started(plain())
    assert first == second
    assert settings == SETTINGS
    assert words == words_again == ["-c", "run", "--data", "研修"]


def test_whoever_chose_an_allocator_keeps_it() -> None:
    chosen = plain() | {"PYTHONMALLOC": "debug"}
    assert is_chosen(chosen)
    ((_, settings, _),) = started(chosen)
    assert settings["PYTHONMALLOC"] == "debug"
