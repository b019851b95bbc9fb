"""Which hint is spoken when: once it is settled, the newest only, and not too often."""

from dataclasses import dataclass, replace

from kiosk.domain.finding import Hint

SETTLED_NS = 1_000_000_000
"""A hint that is followed within a second needs no voice; own figure, as is the next."""
AGAIN_NS = 6_000_000_000
"""A sentence takes two to three seconds to hear and as long to follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What is wanted since when, and what was said last and when."""

    wanted: Hint | None = None
    since_ns: int = 0
    said: Hint | None = None
    said_at_ns: int = 0


def listen(speech: Speech, hint: Hint, now_ns: int) -> tuple[Speech, Hint | None]:
    """Return the next state, and the hint to say now if there is one.

    A hint that comes back within `AGAIN_NS` of being said is not said again before that is over.
    """
    if hint is not speech.wanted:
        return replace(speech, wanted=hint, since_ns=now_ns), None
    if now_ns - speech.since_ns < SETTLED_NS:
        return speech, None
    if hint is speech.said and now_ns - speech.said_at_ns < AGAIN_NS:
        return speech, None
    return replace(speech, said=hint, said_at_ns=now_ns), hint
