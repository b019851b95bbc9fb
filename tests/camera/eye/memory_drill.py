"""Runs one `kiosk` command and says on the last line of standard error what memory it took.

Read by the process about itself: what `wait` reports for a child includes its parent's.
"""

import sys
from pathlib import Path

from kiosk.cli.app import main


def peak_mb() -> int:
    """Return the most memory this process ever held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    code = main(sys.argv[1:])
    print(f"peak {peak_mb()}", file=sys.stderr)  # noqa: T201 - read by the test
    sys.exit(code)
