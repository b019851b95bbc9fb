"""Why a picture cannot be read, or a photo cannot be made from it."""

from enum import StrEnum
from typing import ClassVar

from kiosk.errors import ExitCode, KioskError


class PortraitFault(StrEnum):
    """Why no photo can be cut from a frame; the values are text keys."""

    NO_FACE = "no_face"
    NO_FRAME = "no_frame"
    """The sitting was interrupted, and the frame behind a photo is not kept."""
    OUTSIDE = "outside"
    TOO_SMALL = "too_small"
    TOO_FEW_BYTES = "too_few_bytes"


class PortraitError(KioskError):
    """The frame that was judged cannot give an ID photo; ``portrait_reason`` says why."""

    message_key: ClassVar[str] = "portrait"
    exit_code: ClassVar[ExitCode] = ExitCode.REFUSED

    def __init__(self, fault: PortraitFault) -> None:
        """Keep which rule stood in the way."""
        super().__init__(f"portrait: {fault.value}", portrait_reason=fault.value)
        self.fault = fault


class PictureFault(StrEnum):
    """Why a picture file is refused; the values are text keys."""

    UNREADABLE = "unreadable"
    NOT_A_PICTURE = "not_a_picture"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    TRUNCATED = "truncated"
    CMYK = "cmyk"


class PictureError(KioskError):
    """A picture file cannot be used; ``picture_reason`` says why, the path is not in the text."""

    message_key: ClassVar[str] = "picture"
    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT

    def __init__(self, fault: PictureFault) -> None:
        """Keep which rule the file broke."""
        super().__init__(f"picture: {fault.value}", picture_reason=fault.value)
        self.fault = fault
