"""Other people's calendars (RFC 5545, read tolerantly) become drafts, or a list of refusals."""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.contract.plancells import folded, parse_text
from kiosk.contract.planrow import spelled_members
from kiosk.contract.planrows import PlanRead, RowError
from kiosk.documents.foreignfile import read_bounded
from kiosk.documents.icalendar import KIND_PROPERTY, UID_END
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventKind, Place
from kiosk.domain.ids import EventId, parse_event_id
from kiosk.errors import FieldError

MOST_BYTES = 2_000_000  # 120 events of our own are 60 KB
MOST_EVENTS = 2_000
_LONGEST_LINE = 20_000  # characters, unfolded; longer ones are pictures and attachments
_LONGEST_TEXT = 250
_DEEPEST = 16
_NAME = re.compile(r"([A-Za-z0-9-]+)((?:;[^\":;]*(?:\"[^\"]*\"[^\":;]*)*)*):(.*)", re.DOTALL)
_MOMENT = re.compile(r"([0-9]{8})T([0-9]{6})(Z?)")
_DURATION = re.compile(
    r"P(?:([0-9]{1,3})D)?(?:T(?:([0-9]{1,3})H)?(?:([0-9]{1,4})M)?(?:[0-9]{1,5}S)?)?"
)
_LINE_END = re.compile(rb"\r\n|\n|\r")
_TITLE = re.compile(r"[【\[(]?\s*([^:】\])]{1,40}?)\s*[:】\])]\s*(.*)|(\S{1,40})\s+(.*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ZONES = frozenset({"asia/tokyo", "japan", "tokyo standard time", "jst"})
_REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")


@dataclass(slots=True, kw_only=True)
class _Entry:
    """The properties of one VEVENT: the first of each name, with its parameters."""

    line: int
    values: dict[str, tuple[str, str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name, ("", ""))[1]
        words = _ESCAPE.sub(lambda found: " " if found[1] in "nN" else found[1], value)
        return " ".join(words.split())


def open_calendar(path: Path, *, kind: EventKind | None = None) -> PlanRead:
    """Return what the file at ``path`` holds; raise only where it cannot be opened."""
    return read_calendar(read_bounded(path, MOST_BYTES), kind=kind)


def read_calendar(content: bytes, *, kind: EventKind | None = None) -> PlanRead:
    """Return a draft of each entry that is one, and the line and reason of each that is not.

    ``kind`` is that of entries that do not say what they are. Entries that repeat, last all day or
    are in another time zone are refused: what they mean here is for a person to say.
    """
    if len(content) > MOST_BYTES:
        return _nothing("file_too_large")
    try:
        entries = list(_entries(content.removeprefix(codecs.BOM_UTF8)))
    except UnicodeDecodeError:
        return _nothing("file_not_utf8")
    if not entries:
        return _nothing("no_calendar")
    errors: list[RowError] = []
    events: dict[EventId, Event] = {}
    for entry in entries[:MOST_EVENTS]:
        try:
            event = _draft(entry, kind)
        except FieldError as error:
            errors.append(RowError(row=entry.line, column=None, reason=error.reason))
            continue
        if event.id in events:
            errors.append(RowError(row=entry.line, column=None, reason="row_twice"))
        events.setdefault(event.id, event)
    if len(entries) > MOST_EVENTS:
        line = entries[MOST_EVENTS].line
        errors.append(RowError(row=line, column=None, reason="too_many_rows"))
    return PlanRead(events=tuple(events.values()), errors=tuple(errors))


def _nothing(reason: str) -> PlanRead:
    return PlanRead(errors=(RowError(row=0, column=None, reason=reason),))


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield the unfolded lines with the number of their first one.

    They are put together as octets: a fold may stand inside a letter (RFC 5545, 3.1).
    """
    parts: list[bytes] = []
    first = 1
    for number, line in enumerate(_LINE_END.split(content), start=1):
        if line[:1] in {b" ", b"\t"} and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield first, b"".join(parts).decode()
        parts, first = [line], number
    if parts:
        yield first, b"".join(parts).decode()


def _entries(content: bytes) -> Iterator[_Entry]:
    """Yield each VEVENT; what stands in components inside it (alarms) is left out."""
    open_ones: list[str] = []
    entry: _Entry | None = None
    for number, line in _lines(content):
        found = _NAME.fullmatch(line) if len(line) <= _LONGEST_LINE else None
        if found is None:
            continue
        name, parameters, value = found[1].upper(), found[2], found[3]
        component = value.strip().upper()
        if name == "BEGIN" and len(open_ones) < _DEEPEST:
            open_ones.append(component)
            if component == "VEVENT":
                entry = _Entry(line=number)
        elif name == "END":
            if component == "VEVENT" and entry is not None:
                yield entry
                entry = None
            if component in open_ones:  # one that is missing closes with what holds it
                del open_ones[open_ones.index(component) :]
        elif entry is not None and open_ones[-1:] == ["VEVENT"]:
            entry.values.setdefault(name, (parameters, value))


def _draft(entry: _Entry, kind: EventKind | None) -> Event:
    if any(name in entry.values for name in _REPEATS):
        raise FieldError("rrule", "repeats")
    if entry.text("STATUS").upper() == "CANCELLED":
        raise FieldError("status", "entry_cancelled")
    begins = _moment(entry, "DTSTART")
    ends = _moment(entry, "DTEND") if "DTEND" in entry.values else begins + _duration(entry)
    if ends.date() != begins.date() or ends < begins:
        raise FieldError("dtend", "over_midnight")
    meant, summary = _kind_and_name(entry, kind)
    place = Place(
        name=parse_text("place", summary, _LONGEST_TEXT),
        address=parse_text("address", entry.text("LOCATION"), _LONGEST_TEXT),
    )
    if not place.name:
        raise FieldError("summary", "name_missing")
    return Event(
        id=_id(entry, begins, place.name),
        kind=meant,
        date=begins.date(),
        start=begins.time(),
        end=ends.time(),
        place=place,
    )


def _moment(entry: _Entry, name: str) -> datetime:
    """Return wall time in Japan, without a zone; times that float are Japan's."""
    parameters, value = entry.values.get(name, ("", ""))
    if not value:
        raise FieldError(name, "time_missing")
    if re.fullmatch(r"[0-9]{8}", value.strip()):
        raise FieldError(name, "all_day")
    found = _MOMENT.fullmatch(value.strip().upper())
    if found is None:
        raise FieldError(name, "time_form")
    zone = re.search(r";TZID=\"?([^\";]*)", parameters, re.IGNORECASE)
    if zone and not found[3] and not _is_japan(zone[1]):
        raise FieldError(name, "other_zone")
    try:
        moment = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007
        if found[3]:
            moment = moment.replace(tzinfo=UTC).astimezone(JST).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        raise FieldError(name, "date_does_not_exist") from error
    return moment.replace(second=0)


def _is_japan(zone: str) -> bool:
    name = zone.strip().strip("/").casefold()
    return name in _ZONES or name.endswith("/asia/tokyo")


def _duration(entry: _Entry) -> timedelta:
    value = entry.text("DURATION").upper()
    found = _DURATION.fullmatch(value)
    if found is None or not any(found.groups()):
        raise FieldError("duration", "time_missing")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _kind_and_name(entry: _Entry, kind: EventKind | None) -> tuple[EventKind, str]:
    """Return the kind by property, category or first word of the summary, and the rest of it."""
    meant = spelled_members("event_kind", EventKind)
    summary = entry.text("SUMMARY")
    title = _TITLE.fullmatch(summary.replace("：", ":"))
    first, rest = (title[1] or title[3], title[2] or title[4]) if title else ("", "")
    from_summary = meant.get(folded(first)) if rest else None
    for word in (entry.text(KIND_PROPERTY), *entry.text("CATEGORIES").split(",")):
        if (found := meant.get(folded(word))) is not None:
            return EventKind(found), rest if from_summary == found else summary
    if from_summary is not None:
        return EventKind(from_summary), rest
    if kind is None:
        raise FieldError("kind", "kind_unknown")
    return kind, summary


def _id(entry: _Entry, begins: datetime, name: str) -> EventId:
    """Return our own number where it is ours, and one that stays the same with the UID."""
    uid = entry.text("UID")
    if uid.endswith(UID_END):
        return parse_event_id(uid.removesuffix(UID_END))
    told = uid or f"{begins.isoformat()}|{name}"
    return EventId(f"I-{hashlib.sha256(told.encode()).hexdigest()[:12].upper()}")
