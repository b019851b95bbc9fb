"""Why a picture of a venue is not taken."""

from enum import StrEnum
from typing import ClassVar

from kiosk.errors import ExitCode, KioskError


class SiteFault(StrEnum):
    """What is wrong with the file; the values are text keys."""

    UNREADABLE = "unreadable"
    NOT_A_PICTURE = "not_a_picture"
    HEIC = "heic"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    TRUNCATED = "truncated"
    CMYK = "cmyk"
    DEEP = "deep"
    """More than 8 bits a colour."""
    MOVING = "moving"


class SitePictureError(KioskError):
    """A file cannot become a picture of a venue; ``site_reason`` says why, never which file."""

    message_key: ClassVar[str] = "site_picture"
    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT

    def __init__(self, fault: SiteFault) -> None:
        """Keep which rule the file broke."""
        super().__init__(f"site picture: {fault.value}", site_reason=fault.value)
        self.fault = fault
