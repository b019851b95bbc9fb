"""消去証明書: what was deleted, how, and who stood beside it. No personal data."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.custody import ReceiptProof
from kiosk.domain.ids import StationId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionCertificate:
    """What is signed and printed; ``method`` and ``remaining_media`` are in the reader's words.

    ``sha256`` is over the signed JSON, so that the paper names the file it stands for.
    """

    number: str
    station: StationId
    training: bool
    business_date: date
    shift: str
    batch: str
    seq: int
    records: int
    envelope_sha256: str
    closed_at: datetime
    confirmed_at: datetime
    proof: ReceiptProof
    deleted_at: datetime
    operators: tuple[str, ...]
    """The two people, by name."""
    deleted_rows: int
    deleted_files: tuple[str, ...]
    deleted_backups: tuple[str, ...]
    remaining_media: tuple[str, ...]
    """Copies that are out of the station's hands: names of media."""
    audit_n: int
    audit_head: str
    program: str
    sha256: str = ""
