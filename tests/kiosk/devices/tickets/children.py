"""Stand-ins for the printing process: ones that go wrong in each way a driver can."""

import sys
from pathlib import Path

_SAY = """
import json, os, sys, threading
def say(**words):
    print(json.dumps(words), flush=True)
def jobs():
    for line in sys.stdin:
        yield json.loads(line)["job"]
say(state="ready")
"""


def child(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", _SAY + code)


PRINTING = (
    "\nfor job in jobs():\n    say(job=job, became='sending')\n    say(job=job, became='printed')"
)


def dying_once(noted: Path, *, sending: bool) -> tuple[str, ...]:
    """Return a child that dies at its first ticket, before or after it began to send it.

    The one that is started next prints.
    """
    told = "say(job=job, became='sending')" if sending else "pass"
    return child(
        f"""
first = not os.path.exists({str(noted)!r})
open({str(noted)!r}, 'a').write('started ')
for job in jobs():
    if first:
        {told}
        os._exit(9)
    say(job=job, became='sending')
    say(job=job, became='printed')
"""
    )


def hanging_once(noted: Path, *, sending: bool) -> tuple[str, ...]:
    """Return a child whose driver does not come back from its first ticket."""
    told = "say(job=job, became='sending')" if sending else "pass"
    return child(
        f"""
first = not os.path.exists({str(noted)!r})
open({str(noted)!r}, 'a').write(str(os.getpid()) + ' ')
for job in jobs():
    if first:
        {told}
        threading.Event().wait()
    say(job=job, became='sending')
    say(job=job, became='printed')
"""
    )
