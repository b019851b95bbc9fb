"""Sealed blobs: fixed vectors, every flipped bit, every other place."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto.envelope import MAGIC, NONCE_BYTES, OVERHEAD_BYTES, Place, _seal, seal, unseal
from storage.errors import TamperedError

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "vectors" / "blob.json").read_text(encoding="utf-8")
)
KEY = bytes(range(32))
PLACE = Place(
    database="7a8e4b57-6d9f-4c59-8b6a-0a1e5bb2c6a3",
    station="SK01",
    shift="c3c9f2f5-7a4b-4d8c-9f63-1d2f5b7a9e10",
    table="records",
    row="11111111-2222-4333-8444-555555555555",
    column="sealed",
    schema_version=1,
    row_version=1,
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["what"]))
def test_the_vectors_on_disk_seal_and_open(vector: dict[str, Any]) -> None:
    key, plain = bytes.fromhex(vector["key"]), bytes.fromhex(vector["plain"])
    place, blob = Place(**vector["place"]), bytes.fromhex(vector["blob"])
    assert place.bound().hex() == vector["aad"]
    assert _seal(key, place, plain, nonce=bytes.fromhex(vector["nonce"])) == blob
    assert unseal(key, place, blob) == plain


@given(plain=st.binary(max_size=300))
def test_what_was_sealed_opens(plain: bytes) -> None:
    assert unseal(KEY, PLACE, seal(KEY, PLACE, plain)) == plain


@given(plain=st.binary(max_size=100), chance=st.randoms(use_true_random=False))
def test_every_flipped_byte_is_tampering(plain: bytes, chance: Any) -> None:
    blob = bytearray(seal(KEY, PLACE, plain))
    blob[chance.randrange(len(blob))] ^= chance.randrange(1, 256)
    with pytest.raises(TamperedError):
        unseal(KEY, PLACE, bytes(blob))


def test_every_single_bit_of_one_blob_counts() -> None:
    blob = seal(KEY, PLACE, b"\x00" * 24)
    for bit in range(len(blob) * 8):
        flipped = bytearray(blob)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(TamperedError):
            unseal(KEY, PLACE, bytes(flipped))


def test_a_blob_cut_or_grown_at_any_length_is_tampering() -> None:
    blob = seal(KEY, PLACE, b"twenty-four bytes of it.")
    for end in range(len(blob)):
        with pytest.raises(TamperedError):
            unseal(KEY, PLACE, blob[:end])
    with pytest.raises(TamperedError):
        unseal(KEY, PLACE, blob + b"\x00")


@pytest.mark.parametrize("field", [field.name for field in fields(Place)])
def test_a_blob_opens_at_its_own_place_only(field: str) -> None:
    blob = seal(KEY, PLACE, b"plain")
    value: Any = getattr(PLACE, field)
    change: dict[str, Any] = {field: value + 1 if isinstance(value, int) else value + "x"}
    other = replace(PLACE, **change)
    with pytest.raises(TamperedError):
        unseal(KEY, other, blob)


def test_moving_a_letter_between_neighbours_changes_the_place() -> None:
    assert (
        replace(PLACE, table="ab", row="c").bound() != replace(PLACE, table="a", row="bc").bound()
    )


def test_another_key_does_not_open() -> None:
    with pytest.raises(TamperedError):
        unseal(bytes(32), PLACE, seal(KEY, PLACE, b"plain"))


def test_no_nonce_comes_twice() -> None:
    end = len(MAGIC) + NONCE_BYTES
    nonces = {seal(KEY, PLACE, b"")[len(MAGIC) : end] for _ in range(2_000)}
    assert len(nonces) == 2_000


def test_the_overhead_is_what_the_format_says() -> None:
    assert len(seal(KEY, PLACE, b"")) == OVERHEAD_BYTES == 32
