"""Records in bytes: back the same, byte for byte, and nothing else accepted."""

import json
import math
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.duty import DutyDone, PhotoDuty
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.ids import ReceiptNumber, StaffId, StationId
from kiosk.domain.record import Record
from storage.errors import TamperedError
from storage.records.codec import MAGIC, decode, encode
from storage.records.dutycodec import decode_duty, encode_duty
from storage.records.firstfields import first_fields_of
from storage.records.recordfields import fields_of
from storage.records.secondfields import second_fields_of
from tests.storage.anyrecord import DUTY, OLD_PHOTO, RECORD
from tests.storage.people import (
    EXEMPTION,
    NAME,
    OVERRIDE,
    WELL,
    first_format,
    foreigner,
    infant,
    jpeg_of,
    new_record,
    second_format,
)


@given(record=RECORD)
def test_every_record_comes_back_the_same(record: Record) -> None:
    assert decode(encode(record)) == record


@given(record=RECORD, chance=st.randoms(use_true_random=False))
def test_altered_bytes_are_another_record_or_none(record: Record, chance: Any) -> None:
    plain = encode(record)
    plain[chance.randrange(len(plain))] ^= chance.randrange(1, 256)
    try:
        decoded = decode(plain)
    except TamperedError:
        return
    assert encode(decoded) == plain


@pytest.mark.parametrize(
    "name",
    [
        NAME,
        "\u3099",  # a combining mark alone
        "葛\U000e0100",  # ideographic variation sequence
        "\ufa19",  # NFC would make it U+795E
        "か\u3099",  # NFC would join them
        "𠮷\U0002363a",
        "－‐−ー～〜",
        "O'BRIEN  JR",
    ],
)
def test_names_keep_every_byte(name: str) -> None:
    record = new_record(name=name)
    plain = encode(record)
    assert json.dumps(name, ensure_ascii=False).encode("utf-8") in plain
    assert decode(plain).applicant.name.encode() == name.encode()


def test_a_measurement_that_is_not_finite_does_not_cost_the_record() -> None:
    findings = tuple(
        Finding(check=Check.GAZE, verdict=Verdict.WARN, value=value, limit=math.inf)
        for value in (math.nan, -math.inf)
    )
    plain = encode(replace(new_record(), findings=findings))
    back = decode(plain)
    assert back.findings[0].value is not None
    assert math.isnan(back.findings[0].value)
    assert back.findings[1] == findings[1]


def test_the_same_moment_in_another_zone_gives_the_same_bytes() -> None:
    record = new_record()
    jst = timezone(timedelta(hours=9))
    assert encode(replace(record, accepted_at=record.accepted_at.astimezone(jst))) == encode(record)


def test_a_naive_time_is_a_bug() -> None:
    with pytest.raises(ValueError, match="naive"):
        encode(replace(new_record(), accepted_at=datetime(2026, 11, 3)))  # noqa: DTZ001


@pytest.mark.parametrize(
    "impossible",
    [
        replace(new_record(), photo=None, review=None),
        replace(new_record(), photo=None, findings=()),
    ],
)
def test_a_judgement_without_a_photo_does_not_come_back(impossible: Record) -> None:
    with pytest.raises(TamperedError):
        decode(encode(impossible))


def test_bytes_behind_a_record_without_a_photo_are_refused() -> None:
    with pytest.raises(TamperedError):
        decode(encode(infant(1)) + b"\xff\xd8 hidden")


def test_a_length_that_reaches_beyond_the_end_is_refused() -> None:
    plain = encode(infant(1))
    plain[4:8] = (len(plain) - 8 + 1).to_bytes(4, "big")
    with pytest.raises(TamperedError):
        decode(plain)


@given(record=OLD_PHOTO)
def test_a_record_of_the_first_release_comes_back_as_it_said(record: Record) -> None:
    assert decode(_first(record)) == first_format(record)


@given(record=OLD_PHOTO)
def test_a_record_of_the_second_release_comes_back_as_it_said(record: Record) -> None:
    assert decode(_second(record)) == second_format(record)


@given(record=OLD_PHOTO, chance=st.randoms(use_true_random=False))
def test_altered_bytes_of_the_second_format_are_another_record_or_none(
    record: Record, chance: Any
) -> None:
    plain = _second(record)
    plain[chance.randrange(len(plain))] ^= chance.randrange(1, 256)
    try:
        decoded = decode(plain)
    except TamperedError:
        return
    assert _second(decoded) == plain


@given(record=OLD_PHOTO, chance=st.randoms(use_true_random=False))
def test_altered_bytes_of_the_first_format_are_another_record_or_none(
    record: Record, chance: Any
) -> None:
    plain = _first(record)
    plain[chance.randrange(len(plain))] ^= chance.randrange(1, 256)
    try:
        decoded = decode(plain)
    except TamperedError:
        return
    assert _first(decoded) == plain


@given(duty=DUTY)
def test_every_duty_comes_back_the_same(duty: PhotoDuty) -> None:
    assert decode_duty(encode_duty(duty)) == duty


@given(duty=DUTY, chance=st.randoms(use_true_random=False))
def test_altered_bytes_are_another_duty_or_none(duty: PhotoDuty, chance: Any) -> None:
    plain = encode_duty(duty)
    plain[chance.randrange(len(plain))] ^= chance.randrange(1, 256)
    try:
        decoded = decode_duty(plain)
    except TamperedError:
        return
    assert encode_duty(decoded) == plain


@pytest.mark.parametrize("plain", [b"", b"KBU1", b"KBU2{}", b"KBU1{}", b"KBU1[]", b"KBU1null"])
def test_what_is_no_duty_is_refused(plain: bytes) -> None:
    with pytest.raises(TamperedError):
        decode_duty(plain)


def _first(record: Record) -> bytearray:
    """Return what the first release would have written."""
    return _framed(b"KBR1", first_fields_of(record)) + jpeg_of(record)


def _second(record: Record) -> bytearray:
    """Return what the second release would have written."""
    return _framed(b"KBR2", second_fields_of(record)) + jpeg_of(record)


def _framed(magic: bytes, fields: dict[str, Any]) -> bytearray:
    spelled = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return bytearray(magic) + len(spelled).to_bytes(4, "big") + spelled


def _with(change: dict[str, Any]) -> bytearray:
    record = new_record()
    return _framed(MAGIC, fields_of(record) | change) + jpeg_of(record)


def _first_with(change: dict[str, Any]) -> bytearray:
    record = new_record()
    return _framed(b"KBR1", first_fields_of(record) | change) + jpeg_of(record)


def _second_with(change: dict[str, Any]) -> bytearray:
    record = new_record()
    return _framed(b"KBR2", second_fields_of(record) | change) + jpeg_of(record)


def _person(**change: object) -> dict[str, Any]:
    return {"applicant": fields_of(new_record())["applicant"] | change}


def _whole(**change: object) -> dict[str, Any]:
    return {"application": fields_of(foreigner(1))["application"] | change}


def _finding(**change: object) -> dict[str, Any]:
    return {"findings": [fields_of(new_record())["findings"][0] | change]}


def _review(**change: object) -> dict[str, Any]:
    return {"review": fields_of(new_record())["review"] | change}


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"KBR1",
        b"KBR3",
        b"KBR4\x00\x00\x00\x02{}",
        b"KBR3\x00\x00\x00\x02{}",
        b"KBR2\x00\x00\x00\x02{}",
        b"KBR1\x00\x00\x00\x02{}",
        b"KBR3\x00\x00\x00\x02[]",
        b"KBR3\x00\x00\x00\x04null",
        b"KBR3\xff\xff\xff\xff{}",
        b"KBR3\x00\x00\x00\x02\xff\xfe",
        _with({"id": "none"}),
        _with({"accepted_by": 5}),
        _with({"more": 1}),
        _with({"business_date": "2026-13-01"}),
        _with({"photo": {}}),
        _with({"photo": fields_of(new_record())["photo"] | {"placed_by_hand": 1}}),
        _with({"photo": fields_of(new_record())["photo"] | {"encoder": None}}),
        _with({"applicant": None}),
        _with({"application": None}),
        _with({"application": []}),
        _with(_person(form_id=None)),
        _with(_person(individual_number="1")),
        _with(_person(birth_date="1950-03-00")),
        _with(_person(birth_known="month")),
        _with(_person(birth_first_day="1950-03-05")),
        _with(_person(birth_known="decade")),
        _with(_person(kana=5)),
        _with(_person(pin="0000")),
        _with(_whole(procedure="post")),
        _with(_whole(points=["minor", "foreign", "hand_written"])),
        _with(_whole(points=["foreign", "foreign"])),
        _with(_whole(points=["tall"])),
        _with(_whole(consent={"said": "screen", "language": "ja"})),
        _with(_whole(consent={"said": "screen", "language": "xx", "at": "2026-11-03"})),
        _with(_whole(representative=[])),
        _with(_whole(wishes={})),
        _with(_whole(visit={})),
        _with(_whole(follows=None)),
        _with(_whole(more=1)),
        _with({"id": str(uuid.UUID(int=1)).upper() + " "}),
        _with({"findings": [["yaw", "pass", 1.0, 1.0]]}),
        _with(_finding(check="nose")),
        _with(_finding(measure="nose_mm")),
        _with(_finding(regions=[[0.0, 0.0, 1.0]])),
        _with(_finding(regions=[[0, 0.0, 1.0, 1.0]])),
        _with(_finding(more=1)),
        _with(_review(agreed=1)),
        _with(_review(answers=[["uncovered", "yes"]])),
        _with(_review(answers=[["handsome", True]])),
        _with(_review(override={"reason": "because", "words": ""})),
        _with(_review(exemption={"kind": "religion"})),
        _first_with({"findings": [["yaw", "pass", 1.0]]}),
        _first_with({"findings": [["nose", "pass", 1.0, 1.0]]}),
        _first_with({"photo": None}),
        _first_with({"photo": fields_of(new_record())["photo"]}),
        _first_with({"review": None}),
        _second_with({"application": None}),
        _second_with(_person()),
        _second_with({"photo": {}}),
    ],
)
def test_what_encode_would_not_write_is_refused(plain: bytes) -> None:
    with pytest.raises(TamperedError):
        decode(plain)


VECTORS = Path(__file__).parent / "vectors"
FULL = new_record(
    8,
    day=date(2026, 11, 3),
    jpeg_bytes=40,
    review=replace(WELL, exemption=EXEMPTION, override=OVERRIDE),
)


def test_the_first_format_is_still_read() -> None:
    record = new_record(7, day=date(2026, 11, 3), jpeg_bytes=40)
    assert decode((VECTORS / "record-1.bin").read_bytes()) == first_format(record)


@pytest.mark.parametrize(
    ("name", "record"), [("record-2.bin", FULL), ("record-2-no-photo.bin", infant(9))]
)
def test_the_second_format_is_still_read(name: str, record: Record) -> None:
    assert decode((VECTORS / name).read_bytes()) == second_format(record)


VISITED = foreigner(10)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("record-3.bin", FULL),
        ("record-3-no-photo.bin", infant(9)),
        ("record-3-visit.bin", VISITED),
    ],
)
def test_the_format_has_not_changed_since_the_vector_was_written(name: str, record: Record) -> None:
    vector = (VECTORS / name).read_bytes()
    assert encode(record) == vector
    assert decode(vector) == record


def test_the_duty_format_has_not_changed_since_the_vector_was_written() -> None:
    done = DutyDone(by=StaffId("lead1"), at=datetime(2026, 11, 3, 4, 5, 6, 7, tzinfo=UTC))
    duty = PhotoDuty(
        record_id=FULL.id,
        number=ReceiptNumber(StationId("SK01"), 8),
        form_id=FULL.applicant.form_id,
        exemption=EXEMPTION,
        done=done,
    )
    vector = (VECTORS / "duty-1.bin").read_bytes()
    assert encode_duty(duty) == vector
    assert decode_duty(vector) == duty
