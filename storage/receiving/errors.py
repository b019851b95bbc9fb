"""What the receiver's ledger has against a batch, and what can be wrong with the ledger."""

from kiosk.errors import ExitCode, KioskError
from storage.batches.errors import BatchError


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


class FiguresSignatureError(KioskError):
    """The numbers in ``file`` are not signed by the key that the ledger has for ``station``."""

    message_key = "figures_signature"
    exit_code = ExitCode.REFUSED
