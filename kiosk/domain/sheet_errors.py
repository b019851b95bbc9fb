"""What can go wrong between a photo and its paper; each has words of its own."""

from kiosk.errors import ExitCode, KioskError


class SheetError(KioskError):
    """Something is wrong with a photo sheet."""

    message_key = "sheet"


class SheetPhotoError(SheetError):
    """The file is not a picture of 35:45."""

    message_key = "sheet_photo"
    exit_code = ExitCode.BAD_INPUT


class SheetFullError(SheetError):
    """That many photos do not fit; ``most`` is how many do."""

    message_key = "sheet_full"
    exit_code = ExitCode.BAD_INPUT


class SheetRequestError(SheetError):
    """What the command was told of the person is not as it must be."""

    message_key = "sheet_request"
    exit_code = ExitCode.BAD_INPUT


class PrinterMissingError(SheetError):
    """There is no such printer, or none at all; ``printer`` names it."""

    message_key = "printer_missing"


class PrinterRefusedError(SheetError):
    """The printer is switched off, out of paper or stopped: nothing was printed."""

    message_key = "printer_refused"


class SheetUnconfirmedError(SheetError):
    """The printer did not answer in time: nobody knows whether it printed (未確認)."""

    message_key = "sheet_unconfirmed"
