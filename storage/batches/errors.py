"""What can go wrong with a batch file, wherever it is opened."""

from kiosk.errors import ExitCode, KioskError


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
