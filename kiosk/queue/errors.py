"""What the line refuses."""

from kiosk.domain.ticket import PrintTrouble
from kiosk.errors import ExitCode, KioskError


class ActRefusedError(KioskError):
    """The act does not fit how far the ticket is; ``ticket`` and ``ticket_standing`` say which."""

    message_key = "act_refused"
    exit_code = ExitCode.REFUSED


class TicketMovedError(KioskError):
    """Another screen was faster: the ticket is no longer as it was seen."""

    message_key = "ticket_moved"
    exit_code = ExitCode.REFUSED


class TicketUnknownError(KioskError):
    """There is no such ticket here."""

    message_key = "ticket_unknown"
    exit_code = ExitCode.REFUSED


class NumberTakenError(KioskError):
    """The number of a pre-printed or hand-written paper was given already."""

    message_key = "number_taken"
    exit_code = ExitCode.REFUSED


class IssueClosedError(KioskError):
    """No tickets are given now: the day is not open, is over, or another one has begun."""

    message_key = "issue_closed"
    exit_code = ExitCode.REFUSED


class TicketsOpenError(KioskError):
    """The day cannot be closed while ``tickets`` are in the line or being served."""

    message_key = "tickets_open"
    exit_code = ExitCode.REFUSED


class TicketPaperError(KioskError):
    """A ticket's paper did not come, or nobody knows; ``trouble`` says which."""

    message_key = "ticket_paper"
    exit_code = ExitCode.ENVIRONMENT

    def __init__(self, trouble: PrintTrouble) -> None:
        """Name the trouble; `PrintTrouble.UNKNOWN` alone leaves open whether the paper came."""
        super().__init__(trouble.value, print_trouble=trouble.value)
        self.trouble = trouble
