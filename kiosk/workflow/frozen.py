"""What staff are told when no new sitting may begin: one error with its words per reason."""

from kiosk.custody.freeze import Freeze, FreezeKind
from kiosk.errors import ExitCode, KioskError


class FrozenError(KioskError):
    """No new sitting may begin: what it brings could be lost or could not be opened."""

    message_key = "frozen"
    exit_code = ExitCode.REFUSED


class ExportOverdueError(FrozenError):
    """Records of ``day`` are only here, for too long already."""

    message_key = "frozen_export_overdue"


class DiskLowError(FrozenError):
    """The disk has only ``free_mb`` megabytes left."""

    message_key = "frozen_disk_low"


class PolicyExpiredError(FrozenError):
    """The word of headquarters on whom to seal for is out of date."""

    message_key = "frozen_policy_expired"


class AnchorFrozenError(FrozenError):
    """The database is not the one that this station last wrote."""

    message_key = "frozen_anchor_disagrees"


class NotRehearsedError(FrozenError):
    """A recipient has not yet proved that it can open the batches."""

    message_key = "frozen_not_rehearsed"


class ClockFrozenError(FrozenError):
    """The machine's clock is behind what was written already."""

    message_key = "frozen_clock_went_back"


_ERRORS: dict[FreezeKind, type[FrozenError]] = {
    FreezeKind.EXPORT_OVERDUE: ExportOverdueError,
    FreezeKind.DISK_LOW: DiskLowError,
    FreezeKind.POLICY_EXPIRED: PolicyExpiredError,
    FreezeKind.ANCHOR_DISAGREES: AnchorFrozenError,
    FreezeKind.NOT_REHEARSED: NotRehearsedError,
    FreezeKind.CLOCK_WENT_BACK: ClockFrozenError,
}


def frozen(freeze: Freeze) -> FrozenError:
    """Return the error that tells of this freeze, with what to do."""
    params = {}
    if freeze.day is not None:
        params["day"] = f"{freeze.day:%m/%d}"
    if freeze.free_bytes is not None:
        params["free_mb"] = f"{freeze.free_bytes // 1_000_000:,}"
    return _ERRORS[freeze.kind](**params)
