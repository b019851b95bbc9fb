"""Headquarters' word for a receipt: for one batch of one station, by the pinned root alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import StationId
from storage.headquarters.root import new_root
from storage.policies.errors import ReceiptTokenError
from storage.policies.receipttoken import BatchNamed, ReceiptToken, check_token, wrap_token
from tests.storage.people import TestClock

ROOT = new_root()
NAMED = BatchNamed(
    station=StationId("SK01"), batch="KB-SK01-20261103-0001", envelope_sha256="ab" * 32
)
TOKEN = ReceiptToken(named=NAMED, reason="市の受付簿で確認（研修）", issued_at=TestClock().now())
FILE = ROOT.sign_token(TOKEN)


def reason_of(content: bytes, root: bytes | None = ROOT.public, named: BatchNamed = NAMED) -> str:
    with pytest.raises(ReceiptTokenError) as caught:
        check_token(content, root, named)
    return caught.value.params["token_reason"]


def test_the_token_of_the_pinned_root_is_taken_for_its_batch() -> None:
    assert check_token(FILE, ROOT.public, NAMED) == TOKEN


def test_a_token_for_another_batch_is_refused() -> None:
    for other in (
        replace(NAMED, station=StationId("SK02")),
        replace(NAMED, batch="KB-SK01-20261103-0002"),
        replace(NAMED, envelope_sha256="cd" * 32),
    ):
        assert reason_of(FILE, named=other) == "other_batch"


def test_without_a_pinned_root_or_by_another_one_it_is_refused() -> None:
    assert reason_of(FILE, root=None) == "no_root"
    assert reason_of(FILE, root=new_root().public) == "other_root"


@given(st.integers(0, len(FILE) * 8 - 1))
def test_a_token_with_one_bit_turned_is_refused(bit: int) -> None:
    content = bytearray(FILE)
    content[bit // 8] ^= 1 << bit % 8
    assert reason_of(bytes(content)) in {"malformed", "other_root"}


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(content: bytes) -> None:
    assert reason_of(content) in {"malformed", "other_root"}


def test_a_signed_policy_is_no_token() -> None:
    spelled = b'{"format":"kiosk-policy/1"}'
    content = (
        spelled + b"\n" + wrap_token(TOKEN, ROOT.private.sign(spelled)).split(b"\n")[1] + b"\n"
    )
    assert reason_of(content) == "malformed"


def test_what_the_root_signed_in_another_spelling_is_refused() -> None:
    spelled = TOKEN.spell().replace(b'"reason"', b' "reason"')
    content = wrap_token(TOKEN, ROOT.private.sign(spelled))
    assert reason_of(spelled + content[content.index(b"\n") :]) == "malformed"
    long = replace(TOKEN, reason="あ" * 201)
    assert reason_of(ROOT.sign_token(long)) == "malformed"
    assert reason_of(FILE + b"\n") == "malformed"
