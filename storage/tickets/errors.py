"""What a scanned code may be other than a ticket of today; what else the book refuses."""

from datetime import date

from kiosk.errors import ExitCode
from storage.errors import VaultError


class TicketCodeError(VaultError):
    """A code that was scanned opens no ticket."""

    message_key = "foreign_code"
    exit_code = ExitCode.REFUSED


class ForeignCodeError(TicketCodeError):
    """The code is not one of our tickets'."""


class ForgedCodeError(TicketCodeError):
    """It looks like a ticket of ours, but this station never gave it."""

    message_key = "forged_code"


class OtherDayCodeError(TicketCodeError):
    """It is a ticket of another business date, ``day``."""

    message_key = "other_day_code"

    def __init__(self, detail: str, *, day: date) -> None:
        """Keep the day; the text says which."""
        super().__init__(detail, day=day.isoformat())
        self.day = day


class BadNumberError(VaultError):
    """A paper's number is none that a ticket can have."""

    message_key = "bad_number"
    exit_code = ExitCode.BAD_INPUT
