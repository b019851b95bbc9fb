"""Why labelled pictures cannot be evaluated."""

from typing import ClassVar

from kiosk.errors import ExitCode, KioskError


class ManifestError(KioskError):
    """A manifest cannot be used at all; ``manifest_reason`` is a text key."""

    message_key: ClassVar[str] = "manifest"
    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT

    def __init__(self, reason: str, file: str) -> None:
        """Keep what is wrong with which file."""
        super().__init__(f"manifest: {reason}", manifest_reason=reason, file=file)
        self.reason = reason
