"""Stand-ins for the printing process: one that answers, one that hangs, ones that go wrong."""

import sys
from pathlib import Path

_READ = "import json, sys; said = json.load(sys.stdin.buffer); "


def child(code: str) -> tuple[str, ...]:
    """Return the command of a child that runs ``code``; its arguments are those of the program."""
    return (sys.executable, "-c", code)


def answering(answer: str) -> tuple[str, ...]:
    return child(f"import sys; sys.stdin.buffer.read(); print({answer!r})")


def keeping(path: Path) -> tuple[str, ...]:
    """Return a child that keeps what it was told, as a printer keeps ink on paper."""
    return child(
        _READ + f"open({str(path)!r}, 'w').write(json.dumps([sys.argv[1:], said]));"
        'print(\'{"photos": 4, "replaced": 1, "uncertain": 2}\')'
    )


def hanging(noted: Path) -> tuple[str, ...]:
    """Return a child whose driver never comes back; it notes its process and holds the GIL."""
    return child(
        f"import os, threading; open({str(noted)!r}, 'w').write(str(os.getpid()));"
        "threading.Event().wait()"
    )
