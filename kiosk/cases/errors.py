"""What cases refuse."""

from kiosk.errors import ExitCode, KioskError


class CaseRefusedError(KioskError):
    """What was to be done does not fit how far the case is; ``case_refusal`` is a text key."""

    message_key = "case_refused"
    exit_code = ExitCode.REFUSED

    def __init__(self, case: str, refusal: str) -> None:
        """Name the case and why."""
        super().__init__(f"{case}: {refusal}", case=case, case_refusal=refusal)
        self.refusal = refusal
