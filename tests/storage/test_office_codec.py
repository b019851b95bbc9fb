"""Values of the office in bytes: each kind comes back as it was, and nothing else is taken."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.domain.case import (
    BatchPlace,
    Channel,
    ContactResult,
    ContactTried,
    Defect,
    DefectReason,
    DefectSource,
    Entry,
    Found,
)
from kiosk.domain.event import Event
from kiosk.domain.ids import CaseId, EventId, ReceiptNumber, StaffId, StationId
from kiosk.domain.sitepicture import PictureId, SitePicture
from kiosk.officeports import EntryRef
from storage.crypto.canonical import spell_json
from storage.errors import TamperedError
from storage.office.codec import Codec, Kind, UnknownFormatError
from storage.office.kinds import KINDS, office_codec
from tests.storage.office_suite import BY, FIRST, complaint, event, figures, person
from tests.storage.officetools import new_shelf

PICTURE = SitePicture(
    id=PictureId("S-0123456789ABCDEF"),
    event=EventId("E-001"),
    caption="（研修）受付",
    sha256="ab" * 32,
    width_px=4,
    height_px=3,
    added=datetime(2026, 12, 2, 3, 0, tzinfo=UTC),
    faces=2,
)
DEFECT = Defect(
    id=CaseId("D-001"),
    opened=datetime(2026, 12, 2, 3, 0, tzinfo=UTC),
    by=StaffId("lead1"),
    source=DefectSource.CITY_LIST,
    reason=DefectReason.PHOTO,
    match=Found(
        place=BatchPlace(
            batch="KB-1",
            receipt=ReceiptNumber(StationId("KENSHU1"), 7),
            business_date=date(2026, 12, 1),
        )
    ),
    history=(
        Entry(
            at=datetime(2026, 12, 3, 3, 0, tzinfo=UTC),
            by=BY,
            act=ContactTried(how=Channel.PHONE, result=ContactResult.NO_ANSWER),
        ),
    ),
)
VALUES = (event(), person(), figures(), complaint(), DEFECT, PICTURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LongerNote:
    id: str
    words: str
    signed: bool


def _signed(written: int, value: dict[str, object]) -> dict[str, object]:
    assert written == 1
    return {**value, "signed": False}


NOTES = Codec([Kind(name="note", type=Note)])
NEWER = Codec([Kind(name="note", type=LongerNote, format=2, upgrade=_signed)])
NOTE = Note(id="N-1", words="（研修）")
REF = EntryRef(kind="note", id="N-1")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_equal_and_spelled_alike(value: object) -> None:
    codec = office_codec()
    content = codec.spell(value)
    again = codec.read(codec.ref(value), content)
    assert again == value
    assert type(again) is type(value)
    assert codec.spell(again) == content


def test_no_two_kinds_have_one_name_or_one_type() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) == len({kind.type for kind in KINDS})


def changed(change: dict[str, object]) -> bytes:
    """Return an event's bytes with other fields."""
    content = office_codec().spell(event())
    return content[:6] + spell_json(json.loads(content[6:]) | change)


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"kind": "party"},
        {"date": "2026-13-01"},
        {"date": 20261201},
        {"staff": "P-01"},
        {"remarks": None},
        {"remarks": 5},
        {"place": {}},
        {"place": {"name": "x", "more": 1}},
    ],
)
def test_content_that_is_no_value_of_today_is_another_releases(change: dict[str, object]) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        office_codec().read(FIRST, changed(change))
    assert "研修" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_field_that_came_later_with_a_default_is_filled() -> None:
    content = office_codec().spell(event())
    fields = json.loads(content[6:])
    del fields["remarks"]
    assert office_codec().read(FIRST, content[:6] + spell_json(fields)) == event()


def test_content_of_another_entry_is_refused() -> None:
    with pytest.raises(TamperedError) as caught:
        office_codec().read(FIRST, changed({"id": "E-002"}))
    assert type(caught.value) is TamperedError


@pytest.mark.parametrize("content", [b"", b"{}", b"KBO1", b"KBO2\x00\x01{}", b"\xff" * 9])
def test_what_no_release_writes_is_refused(content: bytes) -> None:
    with pytest.raises(TamperedError) as caught:
        office_codec().read(FIRST, content)
    assert type(caught.value) is TamperedError


@pytest.mark.parametrize("value", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'"x"'])
def test_a_value_that_cannot_be_read_is_another_releases(value: bytes) -> None:
    with pytest.raises(UnknownFormatError):
        office_codec().read(FIRST, b"KBO1\x00\x01" + value)


def test_an_earlier_format_is_read_as_one_of_today() -> None:
    content = NOTES.spell(NOTE)
    assert NEWER.read(REF, content) == LongerNote(id="N-1", words="（研修）", signed=False)


@pytest.mark.parametrize("value", [b"", b"{", b"[]"])
def test_an_earlier_format_that_cannot_be_read_is_unknown(value: bytes) -> None:
    with pytest.raises(UnknownFormatError):
        NEWER.read(REF, b"KBO1\x00\x01" + value)


def test_a_newer_format_is_known_as_such() -> None:
    content = NEWER.spell(LongerNote(id="N-1", words="", signed=True))
    with pytest.raises(UnknownFormatError):
        NOTES.read(REF, content)


def test_a_value_that_would_not_come_back_is_not_written() -> None:
    with pytest.raises(TypeError):
        NOTES.spell(Note(id="N-1", words=5))  # type: ignore[arg-type]


def test_what_a_newer_release_wrote_is_shown_as_such_and_kept(tmp_path: Path) -> None:
    shelf = new_shelf(tmp_path)
    with shelf.opened(Codec([*KINDS, Kind(name="note", type=Note)])) as office:
        office.put(NOTE, by=BY, expected_version=0)
        office.put(event(), by=BY, expected_version=0)
    with shelf.opened() as office:
        view = office.read()
        (unknown,) = view.unknown
        assert (unknown.ref, unknown.version) == (REF, 1)
        assert view.entries(Event) == (event(),)
        assert [line.entry for line in office.history(REF)] == [None]
        office.put(event(2), by=BY, expected_version=0)
    with shelf.opened(Codec([*KINDS, Kind(name="note", type=Note)])) as office:
        assert office.read().entries(Note) == (NOTE,)
