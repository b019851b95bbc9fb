"""What can go wrong with headquarters' keys: policies, rehearsals, tokens, recovery."""

from kiosk.errors import ExitCode
from storage.errors import VaultError


class PolicyRefusedError(VaultError):
    """A policy of headquarters is not taken; ``policy_reason`` is a text key."""

    message_key = "policy_refused"
    exit_code = ExitCode.REFUSED

    def __init__(self, reason: str) -> None:
        """Keep the reason; it goes into the audit trail too."""
        super().__init__(reason, policy_reason=reason)
        self.reason = reason


class RehearsalCodeError(VaultError):
    """The code is none of those that the last rehearsal gave out."""

    message_key = "rehearsal_code"
    exit_code = ExitCode.REFUSED


class RootKeyError(VaultError):
    """``file`` is not headquarters' root key, or the passphrase is not the one that locks it."""

    message_key = "root_key"
    exit_code = ExitCode.REFUSED


class ReceiptTokenError(VaultError):
    """Headquarters' word for a receipt is not taken; ``token_reason`` is a text key."""

    message_key = "receipt_token"
    exit_code = ExitCode.REFUSED


class NothingToRecoverError(VaultError):
    """``file`` is neither a data folder, nor a station's database, nor a backup of one."""

    message_key = "nothing_to_recover"
    exit_code = ExitCode.BAD_INPUT
