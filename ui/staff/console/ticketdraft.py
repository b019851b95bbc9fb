"""What is chosen of a ticket before its service is pressed; free of Qt."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from kiosk.domain.dates import JST
from kiosk.domain.ticket import Need, PaperKind, PublicLanguage, Service, TicketRequest

NEED_KEYS = {
    "W": Need.WHEELCHAIR,
    "I": Need.INFANT,
    "T": Need.INTERPRETER,
    "H": Need.HEARING,
    "S": Need.SIGHT,
}
LANGUAGE_KEYS = {str(at): one for at, one in enumerate(PublicLanguage, 1)}
PAPER_KEYS = {
    "V": PaperKind.PRINTED,
    "N": PaperKind.HAND_WRITTEN,
    "M": PaperKind.PRE_PRINTED,
    "Z": PaperKind.PAPERLESS,
}
NUMBERED = frozenset({PaperKind.HAND_WRITTEN, PaperKind.PRE_PRINTED})
APPOINTMENT_KEY = "Y"
_MOST_DIGITS = 4  # beyond a band the numbers go on at 1001
_TIME_DIGITS = 4  # 1430 is 14:30


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is chosen so far; ``digits`` are of a number that stands on paper already.

    ``appointed`` are the digits of the time that somebody was told to come, None: no appointment.
    Until they are four, digits belong to them.
    """

    language: PublicLanguage = PublicLanguage.JA
    needs: frozenset[Need] = frozenset()
    priority: bool = False
    paper: PaperKind = PaperKind.PRINTED
    digits: str = ""
    appointed: str | None = None

    @property
    def unclear(self) -> bool:
        """Tell whether the time that is typed is none."""
        return self.appointed is not None and _time_of(self.appointed) is None

    @property
    def types_time(self) -> bool:
        """Tell whether digits are of the appointed time."""
        return self.appointed is not None and len(self.appointed) < _TIME_DIGITS

    def request(self, service: Service, now: datetime | None = None) -> TicketRequest:
        """Return what is asked for; an appointment is one of the day that ``now`` is in Japan."""
        numbered = self.paper in NUMBERED and self.digits
        return TicketRequest(
            service=service,
            language=self.language,
            needs=self.needs,
            priority=self.priority,
            paper=self.paper,
            number=int(self.digits) if numbered else None,
            appointment_at=_moment(self.appointed or "", now),
        )

    def after(self, key: str) -> "Draft | None":
        """Return what is chosen after the key; None when it says nothing here."""
        if key == "P":
            return replace(self, priority=not self.priority)
        if key == APPOINTMENT_KEY:
            return replace(self, appointed="" if self.appointed is None else None)
        if self.appointed and key == "Backspace":
            return replace(self, appointed=self.appointed[:-1])
        if self.types_time and key.isdecimal() and key.isascii():
            return replace(self, appointed=f"{self.appointed}{key}")
        if key in NEED_KEYS:
            return replace(self, needs=self.needs ^ {NEED_KEYS[key]})
        if key in PAPER_KEYS:
            return replace(self, paper=PAPER_KEYS[key], digits="")
        if self.paper in NUMBERED and key == "Backspace":
            return replace(self, digits=self.digits[:-1])
        if self.paper in NUMBERED and key.isdecimal() and key.isascii():
            return replace(self, digits=(self.digits + key)[:_MOST_DIGITS])
        if key in LANGUAGE_KEYS:
            return replace(self, language=LANGUAGE_KEYS[key])
        return None

    @property
    def time_shown(self) -> str:
        """Return the time as far as it is typed: ``14:3_``, "" without an appointment."""
        if self.appointed is None:
            return ""
        shown = self.appointed.ljust(_TIME_DIGITS, "_")
        return f"{shown[:2]}:{shown[2:]}"


def _time_of(digits: str) -> time | None:
    if len(digits) != _TIME_DIGITS:
        return None
    try:
        return time(int(digits[:2]), int(digits[2:]))
    except ValueError:
        return None


def _moment(digits: str, now: datetime | None) -> datetime | None:
    at = _time_of(digits)
    if at is None or now is None:
        return None
    return datetime.combine(now.astimezone(JST).date(), at, JST)
