"""What the receiving side remembers: which station sent what, what was opened, what was refused."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.ids import StationId


class Outcome(StrEnum):
    """What became of a batch, or of a station's key."""

    TRUSTED = "trusted"
    OPENED = "opened"
    OPENED_WITH_PROBLEMS = "opened_with_problems"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchMark:
    """A batch by its envelope; hashes are SHA-256 in hexadecimal."""

    name: str
    business_date: date
    seq: int
    envelope_sha256: str
    previous_sha256: str | None
    records: int
    audit_n: int
    audit_head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One line of the ledger.

    ``words`` is why: the key of a refusal, or what a person gave as the reason for a gap. ``file``
    is the name of the file as it was found, ``key`` a public key that is trusted from here on.
    """

    n: int
    previous: str
    at: datetime
    outcome: Outcome
    station: str = ""
    key: bytes | None = None
    batch: BatchMark | None = None
    file: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Running numbers ``first`` to ``last`` of a station that never came; why they were skipped."""

    station: StationId
    first: int
    last: int
    words: str

    def spelled(self) -> str:
        """Return the numbers as people write them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
