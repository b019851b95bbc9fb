"""An ESC/POS printer as an outlet: a ticket is on paper when the printer says so, and once."""

from collections.abc import Callable
from contextlib import suppress

from kiosk.devices.tickets import escpos
from kiosk.devices.tickets.allowance import PATIENCE_S, STANDSTILL, Allowance
from kiosk.devices.tickets.bitmap import Bitmap
from kiosk.devices.tickets.link import OpenLink
from kiosk.devices.tickets.talk import Talk
from kiosk.domain.ticket import PrintTrouble
from kiosk.ports import Clock
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState

_READY = frozenset({PrinterState.READY, PrinterState.PAPER_LOW})
_TROUBLE = {
    PrinterState.PAPER_OUT: PrintTrouble.PAPER_OUT,
    PrinterState.COVER_OPEN: PrintTrouble.COVER_OPEN,
}
_POLL_S = 0.2  # how soon a refill is noticed
_OPENING_TRIES = 4  # half a second apart: most printers take one connection, an old one may linger
_OPENING_PAUSE_S = 0.5
_MOST_OWED = 2  # pieces on the way: 3.5 KB, so that the smallest buffer never fills
_SLOW_POLLS = 10  # after 2 s without an answer a printer that says it is ready gets the next piece

Report = Callable[[PrinterState], None]
Pause = Callable[[float], bool]
"""Waits so many seconds; True when there is no time left because the program ends."""


class EscposPrinter:
    """Implements `kiosk.devices.tickets.outlet.Outlet`; ``report`` hears each state in a wait."""

    def __init__(
        self,
        open_link: OpenLink,
        clock: Clock,
        *,
        width_dots: int,
        deadline_s: float,
        report: Report,
        pause: Pause,
        patience_s: float = PATIENCE_S,
        mute: bool = False,
        torn: bool = False,
    ) -> None:
        self._open_link = open_link
        self._clock = clock
        self._width_dots = width_dots
        self._deadline_s = deadline_s
        self._patience_s = patience_s
        self._report = report
        self._pause = pause
        self._mute = mute
        self._talk: Talk | None = None
        self._talks = False  # it has answered before: its silence means something
        self._torn = torn  # a ticket broke off: the printer may still wait for the rest of a strip

    def look(self) -> PrinterState:
        """Return the printer's word; a way that is gone is `OFFLINE`."""
        if self._mute:
            return PrinterState.UNKNOWN
        try:
            return self._state(self._opened())
        except OSError:
            self.close()
            return PrinterState.OFFLINE

    def put(self, picture: Bitmap, sending: Callable[[], None]) -> None:
        """Return once the printer has said, in order, that the cut is done."""
        allowance = Allowance(self._clock, deadline_s=self._deadline_s, patience_s=self._patience_s)
        talk = self._ready(allowance)
        sending()
        try:
            self._torn = True
            self._send(talk, picture, allowance)
            self._torn = self._talks  # one that never answers would get a cut with every ticket
            self._await_all(talk, allowance)
        except OSError:
            self._torn = True
            self.close()
            raise TicketPaperError(PrintTrouble.UNKNOWN) from None
        self._torn = False
        if self._mute:
            self.close()  # other stations' tickets come through the same single connection

    def close(self) -> None:
        """Hang up; answers to what was sent are not waited for."""
        talk, self._talk = self._talk, None
        if talk is not None:
            with suppress(OSError):
                talk.close()

    def _ready(self, allowance: Allowance) -> Talk:
        """Return the open talk once the printer can print; nothing of the ticket is sent here."""
        while True:
            talk, refusal = self._reached()
            if talk is None:
                raise TicketPaperError(refusal)
            if self._mute:
                return talk
            try:
                state = self._state(talk)
            except OSError:
                self.close()
                state = PrinterState.OFFLINE
            self._report(state)
            if state in _READY or (state is PrinterState.UNKNOWN and not self._talks):
                return talk  # one that never answered gets its ticket, and staff look at it
            if not allowance.spend(state) or self._pause(_POLL_S):
                raise TicketPaperError(_TROUBLE.get(state, PrintTrouble.OFFLINE))

    def _reached(self) -> tuple[Talk | None, PrintTrouble]:
        trouble = PrintTrouble.OFFLINE
        for left in reversed(range(_OPENING_TRIES)):
            try:
                return self._opened(), trouble
            except (ConnectionRefusedError, PermissionError):
                trouble = PrintTrouble.REFUSED
            except OSError:
                trouble = PrintTrouble.OFFLINE
            self._report(PrinterState.OFFLINE)
            if not left or self._pause(_OPENING_PAUSE_S):
                break
        return None, trouble

    def _opened(self) -> Talk:
        if self._talk is None:
            self._talk = Talk(self._open_link(), self._clock)
            if self._torn:
                self._talk.say(escpos.ends_a_torn_ticket(self._width_dots))
                self._torn = False
        return self._talk

    def _state(self, talk: Talk) -> PrinterState:
        state = talk.state()
        self._talks |= state is not PrinterState.UNKNOWN
        return state

    def _send(self, talk: Talk, picture: Bitmap, allowance: Allowance) -> None:
        for piece in escpos.pieces(picture):
            if self._mute or not self._talks:
                talk.say(piece)
            else:
                talk.tell(piece)
                self._keep_pace(talk, allowance)
        if not self._mute and not self._talks:
            talk.tell(b"")

    def _keep_pace(self, talk: Talk, allowance: Allowance) -> None:
        """Return when there is room: a buffer that never fills lets every question through."""
        slow = 0
        while talk.owed >= _MOST_OWED and slow < _SLOW_POLLS:
            talk.listen(_POLL_S)
            if talk.owed >= _MOST_OWED:
                slow += self._watch(talk, allowance) in _READY

    def _await_all(self, talk: Talk, allowance: Allowance) -> None:
        while talk.owed:
            talk.listen(_POLL_S)
            if talk.owed:
                self._watch(talk, allowance)

    def _watch(self, talk: Talk, allowance: Allowance) -> PrinterState:
        """Ask while the ticket is on its way; nobody knows what became of it when time is up."""
        state = self._state(talk) if self._talks else PrinterState.UNKNOWN
        self._report(state)
        if not allowance.spend(state) or (self._pause(0) and state in STANDSTILL):
            self.close()  # late answers go with the connection
            raise TicketPaperError(PrintTrouble.UNKNOWN)
        return state
