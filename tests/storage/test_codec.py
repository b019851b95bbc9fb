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

from kiosk.domain.applicant import Applicant, Sex
from kiosk.domain.dates import BirthDate, Era
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.ids import RecordId, StaffId
from kiosk.domain.names import Address, Kana, PersonName
from kiosk.domain.numbers import FormId
from kiosk.domain.photo import CropBox, Photo, PhotoProof
from kiosk.domain.record import Record
from storage.codec import MAGIC, decode, encode
from storage.errors import TamperedError
from tests.storage.people import NAME, new_record

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBER = st.floats(allow_nan=False)
PHOTO = st.builds(
    Photo,
    jpeg=st.binary(max_size=200),
    width_px=st.integers(0, 10_000),
    height_px=st.integers(0, 10_000),
    proof=st.builds(
        PhotoProof,
        frame_sha256=TEXT,
        frame_width_px=st.integers(0, 10_000),
        frame_height_px=st.integers(0, 10_000),
        crop=st.builds(CropBox, NUMBER, NUMBER, NUMBER, NUMBER),
        rotation_deg=NUMBER,
        jpeg_quality=st.integers(0, 100),
    ),
)
RECORD = st.builds(
    Record,
    id=st.builds(RecordId, st.uuids()),
    business_date=st.dates(),
    accepted_at=st.datetimes(timezones=st.just(UTC)),
    accepted_by=st.builds(StaffId, TEXT),
    applicant=st.builds(
        Applicant,
        form_id=st.builds(FormId, TEXT),
        name=st.builds(PersonName, TEXT),
        kana=st.builds(Kana, TEXT),
        address=st.builds(Address, TEXT),
        birth_date=st.builds(BirthDate, st.dates(), st.sampled_from(Era)),
        sex=st.sampled_from(Sex),
    ),
    photo=PHOTO,
    findings=st.lists(
        st.builds(
            Finding,
            check=st.sampled_from(Check),
            verdict=st.sampled_from(Verdict),
            value=st.none() | NUMBER,
            limit=st.none() | NUMBER,
        ),
        max_size=4,
    ).map(tuple),
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


def _with(change: dict[str, Any]) -> bytearray:
    plain = encode(new_record())
    end = 8 + int.from_bytes(plain[4:8], "big")
    fields = json.loads(bytes(plain[8:end])) | change
    spelled = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return bytearray(MAGIC) + len(spelled).to_bytes(4, "big") + spelled + plain[end:]


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"KBR1",
        b"KBR2\x00\x00\x00\x02{}",
        b"KBR1\x00\x00\x00\x02{}",
        b"KBR1\x00\x00\x00\x02[]",
        b"KBR1\x00\x00\x00\x04null",
        b"KBR1\xff\xff\xff\xff{}",
        b"KBR1\x00\x00\x00\x02\xff\xfe",
        _with({"id": "none"}),
        _with({"accepted_by": 5}),
        _with({"more": 1}),
        _with({"business_date": "2026-13-01"}),
        _with({"findings": [["yaw", "pass", 1.0]]}),
        _with({"findings": [["nose", "pass", 1.0, 1.0]]}),
        _with({"photo": {}}),
        _with({"applicant": None}),
        _with({"id": str(uuid.UUID(int=1)).upper() + " "}),
    ],
)
def test_what_encode_would_not_write_is_refused(plain: bytes) -> None:
    with pytest.raises(TamperedError):
        decode(plain)


def test_the_format_has_not_changed_since_the_vector_was_written() -> None:
    vector = Path(__file__).parent / "vectors" / "record-1.bin"
    record = new_record(7, day=date(2026, 11, 3), jpeg_bytes=40)
    assert encode(record) == vector.read_bytes()
