"""What a venue with a line needs: typefaces of the tickets, spoken calls, the ticket printer."""

from collections.abc import Sequence

from kiosk.doctor.finding import Check, DoctorFinding, State, found
from kiosk.queueports import PrinterState

_PRINTER = {
    PrinterState.READY: State.OK,
    PrinterState.UNKNOWN: State.UNKNOWN,
}


def check_ticket_fonts(without: Sequence[str], *, languages: int) -> DoctorFinding:
    """Look for languages that no typeface here can print; ``without`` are their names."""
    if without:
        return found(Check.TICKET_FONTS, State.WARN, "missing", languages=", ".join(without))
    return found(Check.TICKET_FONTS, State.OK, "ok", count=str(languages))


def check_voices(clips: int, *, current: bool) -> DoctorFinding:
    """Look whether the spoken calls were built, and from what this release says."""
    if not clips:
        return found(Check.VOICES, State.WARN, "missing")
    if not current:
        return found(Check.VOICES, State.WARN, "old")
    return found(Check.VOICES, State.OK, "ok", count=str(clips))


def check_ticket_printer(state: PrinterState | None, *, line: bool) -> DoctorFinding:
    """Look how the printer is; ``state`` None: the settings name none. Off is no illness."""
    if not line:
        return found(Check.TICKET_PRINTER, State.OK, "no_line")
    if state is None:
        return found(Check.TICKET_PRINTER, State.WARN, "none")
    return found(Check.TICKET_PRINTER, _PRINTER.get(state, State.WARN), state.value)
