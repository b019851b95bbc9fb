"""The receiving side: what it opens, and what it refuses as a whole."""

import json
import re
from pathlib import Path

import pytest

from kiosk.errors import KioskError, OutputExistsError, UnreadableFileError
from storage.batches.errors import (
    BatchFormatError,
    BatchIncompleteError,
    BatchTamperedError,
    IdentityFileError,
    NotARecipientError,
    StationKeyError,
)
from storage.batches.waybill import parse_waybill
from storage.crypto.identities import new_age_identity
from storage.crypto.signing import new_signing_key, to_pem
from storage.receiving.receiver import Authenticity, open_batch, verify_batch
from tests.storage.people import NAME, jpeg_of, new_record
from tests.storage.received import Received, nothing


def test_a_good_batch_opens(received: Received) -> None:
    opened = open_batch(
        received.files.age, received.identity, received.out, station_key=received.key
    )
    assert opened.verified.authenticity is Authenticity.VERIFIED
    assert (opened.records, opened.photos, opened.problems) == (3, 3, ())
    manifest = json.loads((received.out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["records"][0]["applicant"]["name"] == NAME
    for n in range(1, 4):
        photo = (received.out / "photos" / f"SK01-{n:04d}.jpg").read_bytes()
        assert photo == jpeg_of(new_record(n))
    assert (received.out / "manifest.json").stat().st_mode & 0o777 == 0o600


def test_without_the_stations_key_the_batch_is_called_unverified(received: Received) -> None:
    found = verify_batch(received.files.age, station_key=None)
    assert found.authenticity is Authenticity.UNVERIFIED
    assert found.waybill.records == 3


def test_the_raw_key_and_the_pem_file_are_the_same_key(received: Received) -> None:
    raw = parse_waybill(received.files.envelope.read_bytes()).station_public_key
    for key in (raw, received.key, to_pem(raw)):
        found = verify_batch(received.files.age, station_key=key)
        assert found.authenticity is Authenticity.VERIFIED


def test_another_stations_key_does_not_fit(received: Received) -> None:
    _, public = new_signing_key()
    with pytest.raises(BatchTamperedError) as caught:
        verify_batch(received.files.age, station_key=public)
    assert caught.value.params == {"batch_part": "signature"}


def test_a_batch_signed_by_a_stranger_passes_only_as_unverified(received: Received) -> None:
    received.rebuild(nothing)
    with pytest.raises(BatchTamperedError):
        verify_batch(received.files.age, station_key=received.key)
    found = verify_batch(received.files.age, station_key=None)
    assert found.authenticity is Authenticity.UNVERIFIED


@pytest.mark.parametrize("key", [b"", b"x" * 31, b"-----BEGIN PUBLIC KEY-----\nxx\n", b"\x00" * 40])
def test_what_is_no_station_key_is_said(received: Received, key: bytes) -> None:
    with pytest.raises(StationKeyError):
        verify_batch(received.files.age, station_key=key)


@pytest.mark.parametrize("which", ["age", "envelope", "signature"])
def test_any_flipped_byte_of_any_file_is_refused_and_nothing_is_written(
    received: Received, which: str
) -> None:
    path: Path = getattr(received.files, which)
    good = path.read_bytes()
    for at in range(0, len(good), max(1, len(good) // 60)):
        bad = bytearray(good)
        bad[at] ^= 1 << at % 8
        path.write_bytes(bad)
        for key in (received.key, None):
            with pytest.raises((BatchTamperedError, BatchFormatError)):
                open_batch(received.files.age, received.identity, received.out, station_key=key)
            assert not received.out.exists()
    path.write_bytes(good)
    verify_batch(received.files.age, station_key=received.key)


@pytest.mark.parametrize("which", ["age", "envelope", "signature"])
@pytest.mark.parametrize("length", [0, 1, 63, -1])
def test_a_cut_file_is_refused(received: Received, which: str, length: int) -> None:
    path: Path = getattr(received.files, which)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(BatchTamperedError):
        verify_batch(received.files.age, station_key=received.key)


@pytest.mark.parametrize("which", ["age", "envelope", "signature"])
def test_a_missing_file_is_named(received: Received, which: str) -> None:
    path: Path = getattr(received.files, which)
    path.unlink()
    with pytest.raises(BatchIncompleteError) as caught:
        verify_batch(received.files.age, station_key=received.key)
    assert caught.value.params == {"file": path.name}


def test_something_else_than_a_batch_is_said(received: Received) -> None:
    with pytest.raises(BatchFormatError):
        verify_batch(received.files.envelope, station_key=None)


def test_a_later_format_is_said(received: Received) -> None:
    spelled = re.sub(rb"kiosk-batch/\d", b"kiosk-batch/9", received.files.envelope.read_bytes())
    received.files.envelope.write_bytes(spelled)
    with pytest.raises(BatchFormatError):
        verify_batch(received.files.age, station_key=None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b'{"format":"kiosk-batch/1"}',
        b"[" * 100_000,
        b"x" * 2_000_000,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_hostile_envelope_is_refused(received: Received, content: bytes) -> None:
    received.files.envelope.write_bytes(content)
    with pytest.raises((BatchTamperedError, BatchFormatError)):
        verify_batch(received.files.age, station_key=None)


def test_an_identity_that_is_no_recipient_is_said(received: Received) -> None:
    _, secret = new_age_identity()
    received.identity.write_text(secret, encoding="ascii")
    with pytest.raises(NotARecipientError):
        open_batch(received.files.age, received.identity, received.out)
    assert not received.out.exists()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", IdentityFileError),
        (b"# only a comment\n", IdentityFileError),
        (b"age1xyz\n", IdentityFileError),
        (b"AGE-SECRET-KEY-1QQQ\n", IdentityFileError),
        (b"\xff\xfe\x00", UnreadableFileError),
        (None, UnreadableFileError),
    ],
)
def test_what_is_no_identity_is_said(
    received: Received, content: bytes | None, error: type[KioskError]
) -> None:
    received.identity.unlink()
    if content is not None:
        received.identity.write_bytes(content)
    with pytest.raises(error):
        open_batch(received.files.age, received.identity, received.out)


def test_an_output_that_is_in_use_is_left_alone(received: Received) -> None:
    received.out.mkdir()
    (received.out / "mine.txt").write_text("mine", encoding="ascii")
    with pytest.raises(OutputExistsError):
        open_batch(received.files.age, received.identity, received.out)
    assert [path.name for path in received.out.iterdir()] == ["mine.txt"]
    (received.out / "mine.txt").unlink()
    assert open_batch(received.files.age, received.identity, received.out).records == 3
