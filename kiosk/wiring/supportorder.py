"""What is asked of the list of supported people, what is told of it, and why it is refused."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.errors import ExitCode, KioskError


class ListForm(StrEnum):
    """In which form the list is."""

    XLSX = "xlsx"
    CSV = "csv"
    CSV_CP932 = "csv-cp932"


class NoRecipientError(KioskError):
    """Nobody is named who could open the list; in clear it is not made."""

    message_key = "support_no_recipient"
    exit_code = ExitCode.USAGE


class ListNameError(KioskError):
    """``file`` is no name for a sealed list."""

    message_key = "support_name"
    exit_code = ExitCode.USAGE


class ListFormError(KioskError):
    """There is no form ``form`` of the list; ``known`` has all."""

    message_key = "support_form"
    exit_code = ExitCode.USAGE


class RefusedBatchError(KioskError):
    """``file`` cannot go into the list: ``why``; ``then`` is what to do next."""

    message_key = "support_refused"
    exit_code = ExitCode.REFUSED


class BatchTwiceError(KioskError):
    """``file`` and ``other`` are the same batch."""

    message_key = "support_twice"
    exit_code = ExitCode.REFUSED


class BatchTwinError(KioskError):
    """``file`` and ``other`` are one batch by their name and place, and hold something else."""

    message_key = "support_twin"
    exit_code = ExitCode.REFUSED


class PersonTwiceError(KioskError):
    """The application ``receipt`` of ``file`` is in ``other`` as well."""

    message_key = "support_person_twice"
    exit_code = ExitCode.REFUSED


class MixedTrainingError(KioskError):
    """``file`` is of practice and ``other`` is not."""

    message_key = "support_mixed"
    exit_code = ExitCode.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the list is made of, for whom, and where to.

    Without ``station_keys`` the ledger says whose key is whose; without that, too, it is not proved
    where a batch came from. Without ``place`` each line names its station.
    """

    files: tuple[Path, ...]
    identity: Path
    recipients: tuple[str, ...]
    out: Path
    form: ListForm = ListForm.XLSX
    station_keys: tuple[Path, ...] = ()
    ledger: Path | None = None
    no_ledger: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeList:
    """What was made: ``left_out`` by day and receipt, ``opened_by`` the recipients' keys in words.

    ``signed_by`` has each station, its key in words, and whether it came by another way.
    """

    people: int
    batches: int
    left_out: tuple[str, ...]
    training: bool
    opened_by: tuple[str, ...]
    signed_by: tuple[tuple[str, str, bool], ...]
    sha256: str
