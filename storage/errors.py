"""What can go wrong with keys, records and batches; free of every library."""

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


class NoSuchRecordError(VaultError):
    """The open day holds no such record."""

    message_key = "no_such_record"
    exit_code = ExitCode.REFUSED


class CorrectionRefusedError(VaultError):
    """A correction changes more than the application: the photo, the day, who sealed it."""

    message_key = "correction_refused"
    exit_code = ExitCode.REFUSED


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


class NoSuchCardError(VaultError):
    """No card was handed over under this slip today."""

    message_key = "no_such_card"
    exit_code = ExitCode.REFUSED


class CardsOutError(VaultError):
    """A day was to be closed while ``count`` cards are still with the city."""

    message_key = "cards_out"
    exit_code = ExitCode.REFUSED


class CountsDisagreeError(VaultError):
    """Rows, running number and audit do not agree on the day's records, duties or cards."""

    message_key = "counts_disagree"
