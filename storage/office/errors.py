"""What can be wrong with an office's book; each names the line where that can be told."""

from kiosk.errors import ExitCode
from storage.errors import TamperedError, VaultError


class OfficeMissingError(VaultError):
    """There is no office's book in this folder."""

    message_key = "office_missing"
    exit_code = ExitCode.BAD_INPUT


class OfficeExistsError(VaultError):
    """There is an office's book in this folder already; it is never overwritten."""

    message_key = "office_exists"
    exit_code = ExitCode.REFUSED


class OfficePassphraseError(VaultError):
    """The passphrase does not open this book."""

    message_key = "office_passphrase"
    exit_code = ExitCode.REFUSED


class OfficeAlteredError(TamperedError):
    """Line ``line`` of the book is not as it was written."""

    message_key = "office_altered"


class OfficeGapError(TamperedError):
    """Line ``line`` of the book, or its content, was taken out."""

    message_key = "office_gap"


class OfficeCutError(TamperedError):
    """The book ends at ``line``, before the ``known`` line that was acknowledged, or went astray.

    An older copy was put back, or its end was cut off.
    """

    message_key = "office_cut"


class OfficeLinesError(VaultError):
    """The book ends with line ``line``, not with the one that was to be accepted."""

    message_key = "office_lines"
    exit_code = ExitCode.REFUSED


class OfficeUnknownError(VaultError):
    """There is no such entry, or a newer release wrote it; ``entry`` names it."""

    message_key = "office_unknown"
    exit_code = ExitCode.REFUSED
