"""What staff are told when a step cannot be done now."""

from kiosk.errors import KioskError


class NobodyInPictureError(KioskError):
    """A photo was asked for while no face was seen."""

    message_key = "nobody_in_picture"


class EarlierDayOpenError(KioskError):
    """The open business day is not today; ``day`` names it. It must be closed first."""

    message_key = "earlier_day_open"


class CameraNeededError(KioskError):
    """The light was to be measured while the camera gives no picture."""

    message_key = "camera_needed"


class PhotoLacksError(KioskError):
    """The photo cannot be accepted yet; ``photo_lack`` names what is lacking (`Lack`)."""

    message_key = "photo_lacks"

    def __init__(self, lack: str) -> None:
        """Keep what is lacking."""
        super().__init__(f"photo lacks {lack}", photo_lack=lack)


class StoppedEarlyError(KioskError):
    """The triage found what stops an application here; ``triage_stop`` names the point."""

    message_key = "stopped_early"

    def __init__(self, point: str) -> None:
        """Keep which point it is."""
        super().__init__(f"stopped by {point}", triage_stop=point)


class ConsentMissingError(KioskError):
    """The applicant has not accepted the purpose of use yet."""

    message_key = "consent_missing"


class ConfirmationMissingError(KioskError):
    """The applicant has not said yes to photo and fields yet."""

    message_key = "confirmation_missing"


class SlipPaperError(KioskError):
    """The slip of ``receipt`` did not come, or nobody knows; ``print_trouble`` says which."""

    message_key = "slip_paper"


class CardPaperError(KioskError):
    """The 預り証 cannot be set: no installed face has the letters of a name. It is hand-written."""

    message_key = "card_paper"


class PeopleMissingError(KioskError):
    """A day needs two people on duty, one of them a lead."""

    message_key = "people_missing"


class StillWritingError(KioskError):
    """The program was to be ended while something is being written or cut."""

    message_key = "still_writing"


class LeaverError(KioskError):
    """The program was to be ended by somebody who is not a lead."""

    message_key = "leaver"


class StationBusyError(KioskError):
    """The station was to be locked while something is being written; it locks right after."""

    message_key = "station_busy"


class PlaceTakenError(KioskError):
    """Somebody is being served at ``place`` already: ``ticket``."""

    message_key = "place_taken"


class NothingChangedError(KioskError):
    """A record was to be corrected and is the same as before."""

    message_key = "nothing_changed"


class CorrectionsClosedError(KioskError):
    """The day is closed: its records are not opened any more."""

    message_key = "corrections_closed"


class NoEventTodayError(KioskError):
    """The plan has no event of today, so there is no list to tick."""

    message_key = "no_event_today"
