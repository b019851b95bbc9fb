"""What can go wrong with keys, records and batches; free of every library."""

from datetime import datetime

from kiosk.errors import ExitCode, KioskError


class VaultError(KioskError):
    """Something of the station's vault is not as it must be."""

    message_key = "vault"


class StationMissingError(VaultError):
    """The data folder holds no station yet."""

    message_key = "station_missing"
    exit_code = ExitCode.BAD_INPUT


class StationExistsError(VaultError):
    """The data folder holds a station already; it is never overwritten."""

    message_key = "station_exists"
    exit_code = ExitCode.REFUSED


class AlreadyRunningError(VaultError):
    """Another process works with this data folder."""

    message_key = "already_running"
    exit_code = ExitCode.ALREADY_RUNNING


class DamagedDatabaseError(VaultError):
    """SQLite cannot read the database, or finds it inconsistent."""

    message_key = "damaged_database"


class DamagedKeyFileError(VaultError):
    """A key file is missing, short or altered; ``file`` names it."""

    message_key = "damaged_key_file"


class NewerSchemaError(VaultError):
    """A newer release wrote this database."""

    message_key = "newer_schema"
    exit_code = ExitCode.REFUSED


class StorageFaultError(VaultError):
    """The disk refused a read or a write for another reason than being full."""

    message_key = "storage_fault"


class TamperedError(VaultError):
    """Sealed bytes or an authenticated row do not belong where they were found."""

    message_key = "tampered"


class ReadBackError(VaultError):
    """What was just stored did not read back as it was written; it was taken back."""

    message_key = "read_back"


class SignInError(VaultError):
    """Unknown name or wrong password; which of them is never told."""

    message_key = "sign_in"
    exit_code = ExitCode.REFUSED


class SignInThrottledError(VaultError):
    """Too many wrong passwords; ``seconds`` is how long to wait."""

    message_key = "sign_in_throttled"
    exit_code = ExitCode.REFUSED


class StaffRefusedError(VaultError):
    """The register of people does not take this change; ``staff_reason`` is a text key."""

    message_key = "staff_refused"
    exit_code = ExitCode.REFUSED


class DraftLeftError(VaultError):
    """An interrupted sitting of the day ``day`` is still kept: go on with it or drop it first."""

    message_key = "draft_left"
    exit_code = ExitCode.REFUSED


class AnchorDisagreesError(VaultError):
    """The database is not the one that the station last wrote; nothing new goes into it."""

    message_key = "anchor_disagrees"
    exit_code = ExitCode.REFUSED


class GeneralNeededError(VaultError):
    """This step belongs to the 総括責任者."""

    message_key = "general_needed"
    exit_code = ExitCode.REFUSED


class NotSignedInError(VaultError):
    """Nobody is signed in, so there is no key to work with."""

    message_key = "not_signed_in"
    exit_code = ExitCode.REFUSED


class WeakPasswordError(VaultError):
    """A password is too short or too simple; ``staff_id`` says whose."""

    message_key = "weak_password"
    exit_code = ExitCode.BAD_INPUT


class UnknownRecipientError(VaultError):
    """A recipient's key is not an age public key; ``recipient`` names whose."""

    message_key = "unknown_recipient"
    exit_code = ExitCode.BAD_INPUT


class SetupRefusedError(VaultError):
    """The answers do not make a station; ``setup_reason`` is a text key."""

    message_key = "setup_refused"
    exit_code = ExitCode.BAD_INPUT


class DayNotOpenError(VaultError):
    """The business day ``day`` was not opened."""

    message_key = "day_not_open"
    exit_code = ExitCode.REFUSED


class DayClosedError(VaultError):
    """The business day ``day`` is closed; its key no longer exists."""

    message_key = "day_closed"
    exit_code = ExitCode.REFUSED


class RecordExistsError(VaultError):
    """This record was stored before."""

    message_key = "record_exists"
    exit_code = ExitCode.REFUSED


class NoSuchDutyError(VaultError):
    """There is nothing to be done about this record."""

    message_key = "no_such_duty"
    exit_code = ExitCode.REFUSED


class CountsDisagreeError(VaultError):
    """Rows, running number and audit do not agree on the day's records or duties."""

    message_key = "counts_disagree"


class BatchError(KioskError):
    """Something is wrong with a batch file."""

    message_key = "batch"
    exit_code = ExitCode.BAD_INPUT


class BatchTamperedError(BatchError):
    """``batch_part`` of a batch is not what the station signed."""

    message_key = "batch_tampered"
    exit_code = ExitCode.REFUSED


class BatchIncompleteError(BatchError):
    """A file of the batch is missing: ``file``."""

    message_key = "batch_incomplete"


class BatchFormatError(BatchError):
    """The batch has a format this release does not know."""

    message_key = "batch_format"


class NotARecipientError(BatchError):
    """The identity is not one of those the batch was encrypted to."""

    message_key = "not_a_recipient"
    exit_code = ExitCode.REFUSED


class IdentityFileError(BatchError):
    """``file`` holds no age identity."""

    message_key = "identity_file"


class StationKeyError(BatchError):
    """The given station key is not an Ed25519 public key."""

    message_key = "station_key"


class BatchReadBackError(BatchError):
    """The batch that was just written does not read back as it was meant; it was thrown away."""

    message_key = "batch_read_back"
    exit_code = ExitCode.ENVIRONMENT


class UnknownStationError(BatchError):
    """The ledger does not know this station's key yet; ``station`` names it."""

    message_key = "unknown_station"
    exit_code = ExitCode.REFUSED


class OtherStationKeyError(BatchError):
    """The batch or key file has another key than the one that is known for ``station``."""

    message_key = "other_station_key"
    exit_code = ExitCode.REFUSED


class BatchGapError(BatchError):
    """Batches with the numbers ``missing`` were to come before this one."""

    message_key = "batch_gap"
    exit_code = ExitCode.REFUSED


class BatchForkError(BatchError):
    """Another batch has this batch's place ``seq`` in the station's row."""

    message_key = "batch_fork"
    exit_code = ExitCode.REFUSED


class RepeatedBatchError(BatchError):
    """This batch was opened before, on the day ``at``."""

    message_key = "repeated_batch"
    exit_code = ExitCode.REFUSED


class AuditBackwardsError(BatchError):
    """The station's audit trail is shorter than, or other than, an earlier batch said."""

    message_key = "audit_backwards"
    exit_code = ExitCode.REFUSED


class LedgerDamagedError(KioskError):
    """The receiver's ledger ``file`` is not as it was written, from ``line`` on."""

    message_key = "ledger_damaged"
    exit_code = ExitCode.REFUSED


class LedgerBusyError(KioskError):
    """Another receiver works with this ledger."""

    message_key = "ledger_busy"
    exit_code = ExitCode.ALREADY_RUNNING


class LedgerMissingError(KioskError):
    """There is no ledger in the folder that was named."""

    message_key = "ledger_missing"
    exit_code = ExitCode.BAD_INPUT


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
    """The day may be deleted from ``until`` on (local time)."""

    message_key = "still_cooling"
    exit_code = ExitCode.REFUSED

    def __init__(self, detail: str, *, until: datetime) -> None:
        """Keep the moment; the text shows it in the local time of the machine."""
        super().__init__(detail, until=until.astimezone().strftime("%m/%d %H:%M"))
        self.until = until


class DeletionIncompleteError(VaultError):
    """Something of the day is still there after it was deleted; ``left`` says what."""

    message_key = "deletion_incomplete"


class BackupLeftError(VaultError):
    """The backup ``file`` cannot be reached; it must be deleted too or named as remaining."""

    message_key = "backup_left"
    exit_code = ExitCode.REFUSED
