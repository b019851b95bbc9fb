"""Wrong passwords make the next attempt wait: 0, 0, 1, 2, 4 … seconds, at most 15 minutes."""

import json
import math
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kiosk.ports import Clock
from storage.audit.anchorfile import LOST, NOTHING_YET, AnchorFile, DevicePart
from storage.audit.journal import Failures
from storage.crypto.digests import AuditHead
from storage.errors import SignInThrottledError
from storage.files import disk_errors, sync_folder

MOST_WAIT_S = 900  # security design, 2
_FREE_FAILURES = 2


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong passwords in a row."""
    if failures <= _FREE_FAILURES:
        return 0
    return min(MOST_WAIT_S, 1 << min(failures - _FREE_FAILURES - 1, MOST_WAIT_S.bit_length()))


@dataclass(frozen=True, slots=True)
class Throttle:
    """Counts in the anchor, so that starting the program anew does not help.

    Neither does removing the anchor or putting an older one back: the audit chain counts too.
    ``older`` is the file in which the first release counted.
    """

    file: AnchorFile
    clock: Clock
    older: Path

    def begin(self, key: bytearray, noted: Failures) -> DevicePart | None:
        """Count an attempt before it is made; raise `SignInThrottledError` when it is too early.

        Counted first, so that pulling the plug during the attempt does not hide it. Returns the
        device's part as it was.
        """
        found = self.file.read_device(key)
        before = found or NOTHING_YET
        older = self._older()
        known = [Failures(number=before.failures, last=before.last), noted, older]
        failures = max(one.number for one in known)
        last = max((one.last for one in known if one.last), default=None)
        now = self.clock.now()
        since_s = (now - last).total_seconds() if last and last <= now else 0.0
        if failures and (left_s := wait_after(failures) - since_s) > 0:
            raise SignInThrottledError("too early", seconds=str(math.ceil(left_s)))
        self.file.write_device(key, replace(before, failures=failures + 1, last=now))
        self._forget_older()
        return found

    def fail(self, key: bytearray, end: AuditHead) -> None:
        """Remember where the chain ends after a failed log-in was noted in it."""
        before = self.file.read_device(key) or NOTHING_YET
        if before.end != LOST:
            self.file.write_device(key, replace(before, end=end))

    def tie(self, key: bytearray, end: AuditHead) -> None:
        """Remember where the chain ends, before a first anchor, unless an end is known already.

        From then on a log-in may break off anywhere: a device part without an end is a lost one.
        """
        before = self.file.read_device(key) or NOTHING_YET
        if before.end == LOST:
            self.file.write_device(key, replace(before, end=end))

    def clear(self, key: bytearray, end: AuditHead | None) -> None:
        """Forget the wrong passwords: the right one came.

        ``end`` is the chain's when anchor and database agree; else what was remembered stays.
        """
        before = self.file.read_device(key) or NOTHING_YET
        after = DevicePart(end=end or before.end, failures=0, last=self.clock.now())
        self.file.write_device(key, after)

    def _older(self) -> Failures:
        try:
            kept = json.loads(self.older.read_bytes())
            number, at = int(kept["failures"]), datetime.fromisoformat(kept["at"])
        except (OSError, ValueError, KeyError, TypeError):
            return Failures(number=0, last=None)
        return Failures(number=number, last=at if at.tzinfo else at.astimezone())

    def _forget_older(self) -> None:
        if not self.older.exists():
            return
        with disk_errors():
            self.older.unlink(missing_ok=True)
            sync_folder(self.older.parent)
