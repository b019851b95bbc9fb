"""Errors a person can be told about, each with whose fault it is and what to do next.

The words are in ``resources/texts/<language>/errors.po`` (and the area files) under
``error.<message_key>.what``, ``.safe`` and ``.next``.
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """How a command ended; stable, scripts may rely on it."""

    OK = 0
    BUG = 1
    USAGE = 2
    ENVIRONMENT = 3
    BAD_INPUT = 4
    REFUSED = 5
    ALREADY_RUNNING = 6


class KioskError(Exception):
    """Something went wrong that a person at the station can understand and act on."""

    message_key: ClassVar[str] = "unknown"
    exit_code: ClassVar[ExitCode] = ExitCode.ENVIRONMENT

    def __init__(self, detail: str = "", **params: str) -> None:
        """Keep ``params`` for the texts; ``detail`` is for the log and never personal."""
        super().__init__(detail or self.message_key)
        self.params = params


class FieldError(KioskError):
    """A typed value was not accepted; ``field`` and ``reason`` are text keys."""

    message_key = "field"
    exit_code = ExitCode.BAD_INPUT

    def __init__(self, field: str, reason: str) -> None:
        """Name the field and the reason, never the value."""
        super().__init__(f"{field}: {reason}", field=field, reason=reason)
        self.field = field
        self.reason = reason


class DiskFullError(KioskError):
    """The disk has no room for what was to be written; nothing half-written was kept."""

    message_key = "disk_full"


class UnreadableFileError(KioskError):
    """A file that was named cannot be opened or read."""

    message_key = "unreadable_file"
    exit_code = ExitCode.BAD_INPUT


class SettingsError(KioskError):
    """A settings or answers file has a value that is not allowed; ``key`` names it."""

    message_key = "settings"
    exit_code = ExitCode.BAD_INPUT


class JobCrashedError(KioskError):
    """A job away from the screens ended in a bug; it is in the log."""

    message_key = "job_crashed"
    exit_code = ExitCode.BUG


class OutputExistsError(KioskError):
    """What was to be written is there already; ``file`` names it. Nothing is overwritten."""

    message_key = "output_exists"
    exit_code = ExitCode.REFUSED


class LeadNeededError(KioskError):
    """This step belongs to the 現場管理責任者."""

    message_key = "lead_needed"
    exit_code = ExitCode.REFUSED


class CancelledError(KioskError):
    """A long piece of work was given up because somebody asked for that; all is as before."""

    message_key = "cancelled"
    exit_code = ExitCode.REFUSED


class SecondPersonError(KioskError):
    """The second of two people is not who may be it; ``second_reason`` is a text key.

    ``refused`` is unknown name, wrong password and inactive alike.
    """

    message_key = "second_person"
    exit_code = ExitCode.REFUSED
