"""The plan on telephones: by RFC 5545, without people's names, and back from other calendars."""

import re
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.contract.planrows import PlanRead, error_words
from kiosk.documents.icalendar import escaped, folded_line, spell_calendar
from kiosk.documents.icalendarreading import MOST_BYTES, MOST_EVENTS, open_calendar, read_calendar
from kiosk.domain.event import EventKind, EventStatus, Place
from kiosk.errors import UnreadableFileError
from kiosk.texts import Catalogue, Language, catalogue
from tests.kiosk.contract.events import HOME, event

JA, EN = catalogue(Language.JA), catalogue(Language.EN)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\n"
ENTRY = {
    "UID": "1@example.invalid",
    "DTSTART;TZID=Asia/Tokyo": "20261201T100000",
    "DTEND;TZID=Asia/Tokyo": "20261201T120000",
    "SUMMARY": "訪問 研修苑",
}


def entry(**changes: str) -> str:
    """Return one VEVENT; a change whose name ends with _ takes the property away."""
    lines = dict(ENTRY)
    for name, line in changes.items():
        for key in [key for key in lines if key.partition(";")[0] == name.rstrip("_")]:
            del lines[key]
        if line:
            key, _, value = line.partition(":")
            lines[key] = value
    body = "".join(f"{key}:{value}\r\n" for key, value in lines.items())
    return f"BEGIN:VEVENT\r\n{body}END:VEVENT\r\n"


def read(*entries: str, kind: EventKind | None = None) -> PlanRead:
    return read_calendar((HEAD + "".join(entries) + "END:VCALENDAR\r\n").encode(), kind=kind)


def reasons(found: PlanRead) -> list[str]:
    return [one.reason for one in found.errors]


def unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_calendar_has_what_the_rfc_asks_for() -> None:
    content = spell_calendar([event()], JA, now=NOW)
    lines = unfolded(content)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Shinsei Kiosk//plan//JA"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "UID:E-1@shinsei-kiosk.invalid" in lines
    assert "DTSTAMP:20261124T090000Z" in lines
    assert "DTSTART;TZID=Asia/Tokyo:20261201T100000" in lines
    assert "DTEND;TZID=Asia/Tokyo:20261201T120000" in lines
    assert "SUMMARY:訪問型申請: 研修会館" in lines
    assert lines.count("TZOFFSETTO:+0900") == 1
    assert [line for line in lines if line.startswith("BEGIN:")] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "BEGIN:VEVENT",
    ]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (EventStatus.DRAFT, "TENTATIVE"),
        (EventStatus.APPROVED, "CONFIRMED"),
        (EventStatus.REPORTED, "CONFIRMED"),
        (EventStatus.CANCELLED, "CANCELLED"),
    ],
)
def test_the_status_is_told_and_the_uid_stays(status: EventStatus, told: str) -> None:
    lines = unfolded(spell_calendar([event(status=status, end=time(15))], JA, now=NOW))
    assert f"STATUS:{told}" in lines
    assert "UID:E-1@shinsei-kiosk.invalid" in lines


def test_a_private_home_is_told_by_its_town_and_nobody_by_name() -> None:
    home = Place(
        name="研修 花子宅",
        address="研修町3丁目4-5",
        town_only="研修町",
        contact_name="研修 花子",
        contact_phone="000-0000-0000",
        private_home=True,
    )
    text = "\n".join(unfolded(spell_calendar([event(place=home)], JA, now=NOW)))
    assert "LOCATION:研修町\n" in text
    assert not re.search("花子|3丁目|000-0000|J-01|一郎", text)


@given(st.text(st.characters(codec="utf-8"), max_size=300))
@example("研" * 100)
@example("a研" * 60 + "𠮷" * 60)
@example("x" * 67 + "é" * 9)
def test_lines_are_folded_between_letters_and_unfold_to_what_they_were(text: str) -> None:
    line = "SUMMARY:" + escaped(text)
    content = folded_line(line)
    pieces = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.decode() for piece in pieces)
    assert content.replace(b"\r\n ", b"").decode() == line + "\r\n"
    assert not re.search(r"[\x00-\x1f\x7f]", line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b,c\\d\ne", "a\\;b\\,c\\\\d\\ne"),
        ("a\r\nEND:VEVENT", "a\\nEND:VEVENT"),
        ("a\x00\x1bb", "ab"),
        ("「A:B」", "「A:B」"),
    ],
)
def test_texts_are_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize("words", [JA, EN])
@pytest.mark.parametrize("name", ["研修会館", "訪問 研修苑", "会場: A;B,C\\D", "研" * 200, "(1) x"])
@pytest.mark.parametrize("kind", EventKind)
def test_a_calendar_of_ours_comes_back(kind: EventKind, name: str, words: Catalogue) -> None:
    one = event(kind=kind, place=Place(name=name, address="研修町1-1"))
    found = read_calendar(spell_calendar([one], words, now=NOW))
    assert found.errors == ()
    (back,) = found.events
    assert (back.id, back.kind, back.date) == (one.id, kind, one.date)
    assert (back.start, back.end, back.place.name) == (one.start, one.end, name)
    assert back.place.address == "研修町1-1"
    assert back.status is EventStatus.DRAFT


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART;TZID=Asia/Tokyo:20261201T100000", time(10)),
        ('DTSTART;TZID="Tokyo Standard Time":20261201T100000', time(10)),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20261201T100000", time(10)),
        ("DTSTART:20261201T100000", time(10)),
        ("DTSTART:20261201T010000Z", time(10)),
        ("dtstart;value=DATE-TIME;tzid=asia/tokyo:20261201T100030", time(10)),
    ],
)
def test_starts_are_read_as_calendars_write_them(line: str, start: time) -> None:
    found = read(entry(DTSTART=line))
    assert [(one.date, one.start) for one in found.events] == [(date(2026, 12, 1), start)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"DTSTART": "DTSTART;VALUE=DATE:20261201"}, "all_day"),
        ({"DTSTART": "DTSTART;TZID=Europe/Paris:20261201T100000"}, "other_zone"),
        ({"DTSTART": "DTSTART:20261301T100000"}, "date_does_not_exist"),
        ({"DTSTART": "DTSTART:99991231T230000Z"}, "date_does_not_exist"),
        ({"DTSTART": "DTSTART:morgen"}, "time_form"),
        ({"DTSTART_": ""}, "time_missing"),
        ({"DTEND_": ""}, "time_missing"),
        ({"DTEND": "DTEND:20261202T100000"}, "over_midnight"),
        ({"DTEND": "DTEND:20261201T090000"}, "over_midnight"),
        ({"DTEND": "DURATION:P999D"}, "over_midnight"),
        ({"RRULE": "RRULE:FREQ=SECONDLY;COUNT=999999999"}, "repeats"),
        ({"RDATE": "RDATE:20261202T100000"}, "repeats"),
        ({"STATUS": "STATUS:CANCELLED"}, "entry_cancelled"),
        ({"SUMMARY": "SUMMARY:研修苑"}, "kind_unknown"),
        ({"SUMMARY": "SUMMARY:訪問 研修\u202e苑"}, "control_characters"),
        ({"UID": "UID:not ours@shinsei-kiosk.invalid"}, "office_id_form"),
    ],
)
def test_an_entry_that_is_none_is_refused_with_its_line(
    changes: dict[str, str], reason: str
) -> None:
    found = read(entry(UID="UID:2"), entry(**changes))
    assert [(one.row, one.reason) for one in found.errors] == [(10, reason)]
    assert len(found.events) == 1
    assert all(error_words(one, words) for one in found.errors for words in (JA, EN))


def test_durations_are_read() -> None:
    found = read(entry(DTEND="DURATION:PT1H30M"))
    assert [one.end for one in found.events] == [time(11, 30)]


@pytest.mark.parametrize(
    "summary",
    ["訪問 研修苑", "【訪問】研修苑", "[訪問型申請] 研修苑", "訪問：研修苑", "visit 研修苑"],
)
def test_the_kind_is_found_before_the_name(summary: str) -> None:
    (one,) = read(entry(SUMMARY=f"SUMMARY:{summary}")).events
    assert (one.kind, one.place.name) == (EventKind.VISIT, "研修苑")


def test_entries_without_a_kind_get_the_one_that_is_named() -> None:
    (one,) = read(entry(SUMMARY="SUMMARY:研修苑"), kind=EventKind.RENEWAL).events
    assert (one.kind, one.place.name) == (EventKind.RENEWAL, "研修苑")


def test_the_same_entry_is_the_same_event_next_time() -> None:
    first, again = read(entry()), read(entry(DTEND="DTEND:20261201T130000"))
    assert first.events[0].id == again.events[0].id
    assert reasons(read(entry(), entry())) == ["row_twice"]


def test_alarms_and_other_components_are_left_out() -> None:
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nDTSTART:19990101T000000\r\nEND:VALARM\r\n"
    start = "DTSTART:20261201T100000"
    text = entry().replace("UID", alarm + "UID").replace("DTSTART;TZID=Asia/Tokyo:2", "DTSTART:2")
    assert start in text
    assert read(text).events[0].date == date(2026, 12, 1)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_bare_line_ends_a_bom_and_folds_inside_letters_are_borne(end: str) -> None:
    content = (HEAD + entry() + "END:VCALENDAR\r\n").replace("\r\n", end).encode()
    cut = content.index("研".encode()) + 1
    content = b"\xef\xbb\xbf" + content[:cut] + end.encode() + b" " + content[cut:]
    assert [one.place.name for one in read_calendar(content).events] == ["研修苑"]


def test_components_that_never_close_or_close_twice_are_borne() -> None:
    deep = "BEGIN:VEVENT\r\n" * 5_000
    assert read(deep).events == ()
    assert len(read("END:VEVENT\r\n" * 50, entry(), "END:VCALENDAR\r\n" * 50).events) == 1
    alarms = "BEGIN:VALARM\r\n" * 500
    assert reasons(read(entry().replace("UID", alarms + "UID"))) == ["time_missing"]


def test_too_much_is_refused_before_it_is_read() -> None:
    assert reasons(read_calendar(b"x" * (MOST_BYTES + 1))) == ["file_too_large"]
    assert reasons(read_calendar(HEAD.encode() + b"\x93\xfa")) == ["file_not_utf8"]
    assert reasons(read_calendar(b"")) == ["no_calendar"]
    many = [entry(UID=f"UID:{at}") for at in range(MOST_EVENTS + 5)]
    found = read(*many)
    assert len(found.events) == MOST_EVENTS
    assert reasons(found) == ["too_many_rows"]


def test_lines_made_to_be_slow_are_not() -> None:
    """A pattern that tries every way to read a line would not come back from these."""
    for line in ("A" + ';x="' * 4_000, "A" + ";a" * 9_000, "A;" + '""' * 9_000, "-" * 19_000):
        assert reasons(read(entry().replace("UID", f"{line}\r\nUID"))) == []


PIECES = st.sampled_from(
    [
        *HEAD.split("\r\n"),
        *entry().split("\r\n"),
        "BEGIN:VALARM",
        "END:VALARM",
        "RRULE:FREQ=DAILY",
        "DTSTART:00000000T000000Z",
        "DTSTART:00010101T000000Z",
        "DURATION:PT",
        "SUMMARY:",
        "SUMMARY:: ",
        " ",
        "\t",
    ]
)


@given(st.lists(PIECES | st.text(max_size=40), max_size=60), st.sampled_from([None, *EventKind]))
def test_no_calendar_whatever_is_in_it_raises(lines: list[str], kind: EventKind | None) -> None:
    found = read_calendar("\r\n".join(lines).encode(), kind=kind)
    assert all(error_words(one, JA) for one in found.errors)
    assert all(first.id != second.id for first, second in pairwise(found.events))


@given(st.binary(max_size=200))
def test_no_bytes_raise(content: bytes) -> None:
    assert read_calendar(content).events == ()


def test_a_file_that_cannot_be_opened_is_the_machines_matter(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        open_calendar(tmp_path / "missing.ics")


def test_events_are_in_the_order_of_their_days() -> None:
    events = [event("E-2", date=date(2026, 12, 2)), event("E-3", place=HOME), event()]
    lines = unfolded(spell_calendar(events, JA, now=NOW))
    uids = [line.partition("@")[0] for line in lines if line.startswith("UID")]
    assert uids == ["UID:E-1", "UID:E-3", "UID:E-2"]
