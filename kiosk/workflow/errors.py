"""What staff are told when a step cannot be done now."""

from kiosk.errors import KioskError


class NobodyInPictureError(KioskError):
    """A photo was asked for while no face was seen."""

    message_key = "nobody_in_picture"


class EarlierDayOpenError(KioskError):
    """The open business day is not today; ``day`` names it. It must be closed first."""

    message_key = "earlier_day_open"
