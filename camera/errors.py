"""What can go wrong between a camera and its frames."""

from typing import ClassVar

from kiosk.errors import ExitCode, KioskError


class CameraError(KioskError):
    """No frame can be had for the moment; trying again later is sensible."""

    message_key: ClassVar[str] = "camera"


class CameraOpenError(CameraError):
    """The camera is not there, is used by another program, or did not answer in time."""

    message_key: ClassVar[str] = "camera_open"


class CameraLostError(CameraError):
    """An opened camera stopped giving frames."""

    message_key: ClassVar[str] = "camera_lost"


class CameraSpecError(CameraError):
    """The words that name a camera make no sense; ``reason`` is a text key."""

    message_key: ClassVar[str] = "camera_spec"
    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT

    def __init__(self, spec: str, reason: str, **params: str) -> None:
        """Keep what was asked for and why it was refused."""
        super().__init__(f"camera: {reason}", spec=spec, camera_reason=reason, **params)
        self.reason = reason


class CaptureWorkerError(CameraError):
    """The capture thread failed again and again for a reason nobody foresaw."""

    message_key: ClassVar[str] = "camera_worker"
    exit_code: ClassVar[ExitCode] = ExitCode.BUG


class AnalysisWorkerError(CameraError):
    """The analysis thread failed again and again for a reason nobody foresaw."""

    message_key: ClassVar[str] = "analysis_worker"
    exit_code: ClassVar[ExitCode] = ExitCode.BUG
