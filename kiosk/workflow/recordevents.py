"""What happened to sealed records of today: the share of `events` that is about corrections."""

from dataclasses import dataclass

from kiosk.domain.correction import Correction
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.record import CorrectionReason, RecordLine
from kiosk.domain.shot import Shot


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """The list of today's records was opened."""

    lines: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class NamesAsked:
    """Somebody wants to see the names in the list."""


@dataclass(frozen=True, slots=True)
class RecordsLeft:
    """The list of today's records was left."""


@dataclass(frozen=True, slots=True)
class RecordOpened:
    """A sealed record was opened to be corrected; ``shot`` is its photo."""

    correction: Correction
    shot: Shot | None


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    """Staff said why the record is corrected."""

    reason: CorrectionReason


@dataclass(frozen=True, slots=True)
class CorrectionLeft:
    """The record stays as it is sealed."""


@dataclass(frozen=True, slots=True)
class RecordCorrected:
    """The record is sealed anew and was read back; the list tells what it is now."""

    lines: tuple[RecordLine, ...]
    number: ReceiptNumber


OfSealedRecords = (
    RecordsRead
    | NamesAsked
    | RecordsLeft
    | RecordOpened
    | ReasonGiven
    | CorrectionLeft
    | RecordCorrected
)
