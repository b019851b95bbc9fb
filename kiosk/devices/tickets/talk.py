"""A conversation with an ESC/POS printer over one open link: questions, answers, what is owed."""

from kiosk.devices.tickets import escpos
from kiosk.devices.tickets.link import Link
from kiosk.ports import Clock
from kiosk.queueports import PrinterState

ANSWER_S = 1.0
"""Real-time answers take a few milliseconds; a busy network printer takes some tenths (ours)."""
_SLICE_S = 0.05


class Talk:
    """Sends and listens; counts the answers that come in order, so that none is believed twice."""

    def __init__(self, link: Link, clock: Clock) -> None:
        self._link = link
        self._clock = clock
        self._owed = 0
        self._real_time: list[int] = []
        self._unanswered: escpos.Question | None = None

    @property
    def owed(self) -> int:
        """Return how many answers are out that come only once all before them is printed."""
        return self._owed

    def tell(self, piece: bytes) -> None:
        """Send the piece and ask to hear when it is printed."""
        self._link.send(piece + escpos.ASK_IN_ORDER)
        self._owed += 1

    def say(self, piece: bytes) -> None:
        """Send the piece alone."""
        self._link.send(piece)

    def listen(self, timeout_s: float) -> None:
        """Take in what comes within the time, at once when something comes."""
        for answer in self._link.receive(timeout_s):
            if escpos.is_real_time(answer):
                self._real_time.append(answer)
            elif escpos.is_in_order(answer) and self._owed:
                self._owed -= 1

    def state(self) -> PrinterState:
        """Return the printer's state, `UNKNOWN` when an answer stays away."""
        answers = []
        for question in escpos.QUESTIONS:
            answer = self._answer(question)
            if answer is None:
                return PrinterState.UNKNOWN
            answers.append(answer)
        return escpos.state_of(*answers)

    def close(self) -> None:
        """Close the link: what comes later belongs to nobody."""
        self._link.close()

    def _answer(self, question: escpos.Question) -> int | None:
        """Ask one thing at a time: the answers do not say to which question they belong."""
        if self._unanswered is not None and self._await_real_time() is None:
            return None  # the one before is still out: its answer would pass for this one
        self._real_time.clear()
        self._unanswered = question
        self._link.send(escpos.ask(question))
        answer = self._await_real_time()
        if answer is not None:
            self._unanswered = None
        return answer

    def _await_real_time(self) -> int | None:
        until_ns = self._clock.monotonic_ns() + int(ANSWER_S * 1e9)
        while not self._real_time and self._clock.monotonic_ns() < until_ns:
            self.listen(_SLICE_S)
        return self._real_time.pop(0) if self._real_time else None
