"""What staff are told when a step cannot be done now."""

from kiosk.errors import ExitCode, KioskError


class NobodyInPictureError(KioskError):
    """A photo was asked for while no face was seen."""

    message_key = "nobody_in_picture"


class LeadNeededError(KioskError):
    """This step belongs to the 現場管理責任者."""

    message_key = "lead_needed"
    exit_code = ExitCode.REFUSED


class EarlierDayOpenError(KioskError):
    """The open business day is not today; ``day`` names it. It must be closed first."""

    message_key = "earlier_day_open"
