"""The plan as iCalendar (RFC 5545), and other people's calendars as drafts of events."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from kiosk.contract.planfinding import day_words
from kiosk.domain.event import Event, EventStatus
from kiosk.texts import Catalogue

MOST_OCTETS = 75  # RFC 5545, 3.1: of a line, without its end
UID_END = "@shinsei-kiosk.invalid"  # RFC 2606: a name that is nobody's
KIND_PROPERTY = "X-SHINSEI-KIND"
_STATUS = {
    EventStatus.DRAFT: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}
# Japan has had one offset and no summer time since 1951; RFC 5545, 3.6.5 wants it told.
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Tokyo",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def spell_calendar(events: Iterable[Event], words: Catalogue, *, now: datetime) -> bytes:
    """Return the events as a calendar for telephones and desks.

    Calendars are passed on: of a private home the town alone is told, and of nobody a name or a
    telephone number.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Shinsei Kiosk//plan//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *_ZONE,
    ]
    for event in sorted(events, key=lambda one: (one.date, one.start, one.id)):
        lines += _event(event, words, now)
    lines.append("END:VCALENDAR")
    return b"".join(folded_line(line) for line in lines)


def folded_line(line: str) -> bytes:
    """Return a content line, folded so that no piece is longer than 75 octets or cuts a letter."""
    pieces, length = [b""], 0
    for char in line:
        octets = char.encode()
        if length + len(octets) > MOST_OCTETS:
            pieces.append(b" ")
            length = 1
        pieces[-1] += octets
        length += len(octets)
    return b"\r\n".join(pieces) + b"\r\n"


def escaped(text: str) -> str:
    r"""Return a text value: ``\``, ``;``, ``,`` and line ends are escaped, other controls go."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(char for char in lines if char >= " " and char != "\x7f")


def _event(event: Event, words: Catalogue, now: datetime) -> Iterator[str]:
    place = event.place
    kind = words[f"event_kind.{event.kind.value}"]
    private = place.private_home
    where = place.town_only if private else place.address or place.name
    name = words["plan.private_home"] if private else place.name
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}{UID_END}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID=Asia/Tokyo:{datetime.combine(event.date, event.start):%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID=Asia/Tokyo:{datetime.combine(event.date, event.end):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{escaped(words.say('plan.summary', kind=kind, place=name))}"
    yield f"LOCATION:{escaped(where)}"
    yield f"DESCRIPTION:{escaped(_description(event, words))}"
    yield f"STATUS:{_STATUS.get(event.status, 'CONFIRMED')}"
    yield f"CATEGORIES:{escaped(kind)}"
    yield f"{KIND_PROPERTY}:{event.kind.value}"
    yield "END:VEVENT"


def _description(event: Event, words: Catalogue) -> str:
    return words.say(
        "plan.description",
        day=day_words(event.date, words),
        status=words[f"event_status.{event.status.value}"],
        people=len(event.people),
        stations=" ".join(event.stations) or "–",
    )
