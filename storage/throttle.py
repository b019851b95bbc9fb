"""Wrong passwords make the next attempt wait: 0, 0, 1, 2, 4 … seconds, at most 15 minutes."""

import json
import math
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.ports import Clock
from storage.canonical import spell_json, spell_time
from storage.errors import SignInThrottledError
from storage.files import disk_errors, replace

MOST_WAIT_S = 900  # security design, 2
_FREE_FAILURES = 2


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong passwords in a row."""
    if failures <= _FREE_FAILURES:
        return 0
    return min(MOST_WAIT_S, 1 << min(failures - _FREE_FAILURES - 1, MOST_WAIT_S.bit_length()))


@dataclass(frozen=True, slots=True)
class Throttle:
    """Counts in a file, so that starting the program anew does not help.

    Deleting the file does; step 3 moves the count into the anchor.
    """

    path: Path
    clock: Clock

    def begin(self) -> None:
        """Count an attempt before it is made; raise `SignInThrottledError` when it is too early.

        Counted first, so that pulling the plug during the attempt does not hide it.
        """
        failures, last = self._read()
        now = self.clock.now()
        since_s = (now - last).total_seconds() if last and last <= now else 0.0
        if failures and (left_s := wait_after(failures) - since_s) > 0:
            raise SignInThrottledError("too early", seconds=str(math.ceil(left_s)))
        self._write(failures + 1, now)

    def clear(self) -> None:
        """Forget the wrong passwords: the right one came."""
        self._write(0, self.clock.now())

    def _read(self) -> tuple[int, datetime | None]:
        try:
            kept = json.loads(self.path.read_bytes())
            failures, at = int(kept["failures"]), datetime.fromisoformat(kept["at"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, None
        return (failures, at) if at.tzinfo else (failures, at.astimezone())

    def _write(self, failures: int, at: datetime) -> None:
        content = spell_json({"failures": failures, "at": spell_time(at)})
        with disk_errors():
            replace(self.path, content)
