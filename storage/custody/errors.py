"""What can go wrong between the closing of a day and its deletion."""

from datetime import datetime

from kiosk.domain.dates import JST
from kiosk.errors import ExitCode
from storage.errors import VaultError


class DayClosingError(VaultError):
    """The closing of ``day`` was begun; until it ends or is given up no record is taken."""

    message_key = "day_closing"
    exit_code = ExitCode.REFUSED


class NoRoomError(VaultError):
    """A batch does not fit: ``needed_mb`` are needed, ``free_mb`` are free. Nothing was written."""

    message_key = "no_room"


class DayNotClosedError(VaultError):
    """This can be done with ``day`` only after it was closed."""

    message_key = "day_not_closed"
    exit_code = ExitCode.REFUSED


class BackupPlaceError(VaultError):
    """The second place ``folder`` for backups is not there or cannot be written."""

    message_key = "backup_place"


class BackupReadBackError(VaultError):
    """The backup that was just written is not equal to the day; it was thrown away."""

    message_key = "backup_read_back"


class MediumError(VaultError):
    """The medium ``medium`` cannot be written, or is gone; nothing of the batch counts as there."""

    message_key = "medium"


class MediumFullError(VaultError):
    """The medium ``medium`` has too little room for the batch."""

    message_key = "medium_full"


class CopyReadBackError(VaultError):
    """What is on the medium ``medium`` is not what was written; it was taken away again."""

    message_key = "copy_read_back"


class BatchGoneError(VaultError):
    """The batch in the outbox is missing or not the one that was sealed: ``file``."""

    message_key = "batch_gone"


class ReceiptCodeError(VaultError):
    """The code is not the one inside the day's batch."""

    message_key = "receipt_code"
    exit_code = ExitCode.REFUSED


class NotConfirmedError(VaultError):
    """Nobody has proved yet that the batch of ``day`` arrived, so it is not deleted."""

    message_key = "not_confirmed"
    exit_code = ExitCode.REFUSED


class StillCoolingError(VaultError):
    """The day may be deleted from ``until`` on."""

    message_key = "still_cooling"
    exit_code = ExitCode.REFUSED

    def __init__(self, detail: str, *, until: datetime) -> None:
        """Keep the moment; the text shows it in Japan's time."""
        super().__init__(detail, until=until.astimezone(JST).strftime("%m/%d %H:%M"))
        self.until = until


class DeletionIncompleteError(VaultError):
    """Something of the day is still there after it was deleted; ``left`` says what."""

    message_key = "deletion_incomplete"


class BackupLeftError(VaultError):
    """The backup ``file`` cannot be reached; it must be deleted too or named as remaining."""

    message_key = "backup_left"
    exit_code = ExitCode.REFUSED
