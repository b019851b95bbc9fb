"""The receiving side: what it opens, what it refuses, and that one bad item blocks nothing."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.station import BatchFiles
from kiosk.errors import KioskError, UnreadableFileError
from storage.age import encrypt_stream, new_identity
from storage.batchcheck import ItemFault, Problem
from storage.digests import Digest
from storage.errors import (
    BatchFormatError,
    BatchIncompleteError,
    BatchTamperedError,
    IdentityFileError,
    NotARecipientError,
    OutputExistsError,
    StationKeyError,
)
from storage.identities import new_age_identity
from storage.receiver import Authenticity, open_batch, verify_batch
from storage.signing import new_signing_key, sign, to_pem
from storage.waybill import Waybill, parse_waybill
from storage.zipstream import Entry, zip_chunks
from tests.storage.people import DAY, NAME, Place, TestClock, new_record
from tests.storage.port_suite import ignore

ROOT = Path(__file__).resolve().parents[2]


class Received(Place):
    """A day's batch of three records, and the ways to spoil it."""

    __test__ = False

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.create()
        station = self.open_signed_in()
        for n in range(1, 4):
            station.put(new_record(n))
        self.files: BatchFiles = station.close_day(DAY, ignore)
        station.close()
        self.key = self.files.station_public_key.read_bytes()
        self.out = root / "out"

    def rebuild(
        self,
        change: Callable[[dict[str, bytes]], object],
        envelope: Callable[[Waybill], Waybill] = lambda waybill: waybill,
    ) -> None:
        """Put a batch with other content in place of the real one, signed by a key of its own."""
        opened = self.root / "real"
        open_batch(self.files.age, self.identity, opened)
        names = [str(p.relative_to(opened)) for p in opened.rglob("*") if p.is_file()]
        content = {name: (opened / name).read_bytes() for name in sorted(names)}
        del content["SHA256SUMS"]  # comes anew, fitting the change
        change(content)
        entries = [Entry.of(name, data) for name, data in content.items()]
        plain = b"".join(zip_chunks(entries, TestClock().now()))
        self.wrap(plain, envelope)

    def wrap(
        self, plain: bytes, envelope: Callable[[Waybill], Waybill] = lambda waybill: waybill
    ) -> None:
        """Encrypt and sign ``plain`` as the batch."""
        with self.files.age.open("wb", buffering=0) as file:
            written = encrypt_stream([plain], file, [self.recipient])
        private, public = new_signing_key()
        waybill = replace(
            parse_waybill(self.files.envelope.read_bytes()),
            plain=Digest(length=len(plain), sha256=hashlib.sha256(plain).hexdigest()),
            ciphertext=written,
            station_public_key=public,
        )
        spelled = envelope(waybill).spell()
        self.files.envelope.write_bytes(spelled)
        self.files.signature.write_bytes(sign(private, spelled))


def nothing(_content: dict[str, bytes]) -> None:
    """Change nothing."""


@pytest.fixture
def received(tmp_path: Path) -> Received:
    return Received(tmp_path)


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
        assert photo == new_record(n).photo.jpeg
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
    spelled = received.files.envelope.read_bytes().replace(b"kiosk-batch/1", b"kiosk-batch/2")
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


def test_one_photo_with_other_bytes_is_put_aside_and_listed(received: Received) -> None:
    def swap(content: dict[str, bytes]) -> None:
        content["photos/SK01-0002.jpg"] = b"\xff\xd8 another"

    received.rebuild(swap)
    opened = open_batch(received.files.age, received.identity, received.out)
    assert opened.problems == (Problem("photos/SK01-0002.jpg", ItemFault.OTHER_BYTES),)
    assert opened.photos == 2
    assert (received.out / "rejected" / "SK01-0002.jpg").read_bytes() == b"\xff\xd8 another"
    assert sorted(p.name for p in (received.out / "photos").iterdir()) == [
        "SK01-0001.jpg",
        "SK01-0003.jpg",
    ]


def test_a_missing_photo_is_listed_and_the_rest_is_there(received: Received) -> None:
    received.rebuild(lambda content: content.pop("photos/SK01-0001.jpg"))
    opened = open_batch(received.files.age, received.identity, received.out)
    assert set(opened.problems) == {
        Problem("photos", ItemFault.COUNT),
        Problem("SK01-0001", ItemFault.MISSING),
    }
    assert opened.photos == 2


@pytest.mark.parametrize(
    "name",
    [
        "../escaped.txt",
        "/tmp/escaped.txt",
        "photos/../../escaped.txt",
        "photos/..\\..\\escaped.jpg",
        "C:\\escaped.txt",
        "photos/SK01-0001.jpg/x",
        "photos/SK01-0001.jpg ",
        "con",
        "photos/\u202egpj.exe",
    ],
)
def test_a_name_that_does_not_belong_is_listed_and_not_written(
    received: Received, name: str
) -> None:
    before = {path for path in received.root.rglob("*") if path.name != "real"}

    def plant(content: dict[str, bytes]) -> None:
        content[name] = b"escaped"

    received.rebuild(plant)
    opened = open_batch(received.files.age, received.identity, received.out)
    faults = {one.fault for one in opened.problems}
    assert ItemFault.UNEXPECTED_NAME in faults
    assert opened.photos == 3
    assert all(char.isprintable() for one in opened.problems for char in one.item)
    inside = {path for folder in ("real", "out") for path in (received.root / folder).rglob("*")}
    after = set(received.root.rglob("*")) - inside
    assert {p for p in after - before if p.name not in {"real", "out"}} == set()
    assert not any(path.read_bytes() == b"escaped" for path in inside if path.is_file())


def test_a_file_that_does_not_fit_its_sum_is_put_aside(received: Received) -> None:
    opened = received.root / "first"
    open_batch(received.files.age, received.identity, opened)
    entries = [
        Entry.of(str(path.relative_to(opened)), path.read_bytes())
        for path in sorted(opened.rglob("*"))
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    listed = [replace(one, sha256="0" * 64) if "README" in one.name else one for one in entries]
    received.wrap(b"".join(zip_chunks(listed, TestClock().now())))
    found = open_batch(received.files.age, received.identity, received.out)
    assert found.problems == (Problem("README_ja.txt", ItemFault.OTHER_BYTES),)
    assert (received.out / "rejected" / "README_ja.txt").is_file()
    assert found.photos == 3


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("manifest.json", b"not json", ItemFault.MALFORMED),
        ("manifest.json", b'{"records": [1, null, {"receipt": "x"}]}', ItemFault.MALFORMED),
        ("manifest.json", b'{"records": []}', ItemFault.OTHER_BATCH),
        ("applicants.csv", b"\xff\xff", ItemFault.MALFORMED),
        ("applicants.csv", b"a,b\r\n", ItemFault.COUNT),
    ],
)
def test_a_spoilt_list_is_named_and_the_photos_are_there(
    received: Received, name: str, content: bytes, fault: ItemFault
) -> None:
    def spoil(files: dict[str, bytes]) -> None:
        files[name] = content

    received.rebuild(spoil)
    opened = open_batch(received.files.age, received.identity, received.out)
    assert Problem(name, fault) in opened.problems
    assert len(list((received.out / "photos").iterdir())) == 3


def test_an_envelope_of_another_day_does_not_fit_its_content(received: Received) -> None:
    received.rebuild(nothing, lambda waybill: replace(waybill, records=4))
    opened = open_batch(received.files.age, received.identity, received.out)
    assert Problem("manifest.json", ItemFault.COUNT) in opened.problems


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"PK",
        b"PK\x03\x04" + b"\x00" * 10,
        b"not a zip at all, but long enough to be looked at",
        b"PK\x03\x04" + b"\xff" * 60,
        b"\x00" * 100_000,
    ],
)
def test_a_batch_that_holds_no_zip_is_refused_whole(received: Received, plain: bytes) -> None:
    received.wrap(plain)
    with pytest.raises(BatchTamperedError):
        open_batch(received.files.age, received.identity, received.out)
    assert not received.out.exists()


def test_a_zip_that_inflates_is_refused(received: Received) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * 10_000_000)
    received.wrap(buffer.getvalue())
    with pytest.raises(BatchTamperedError):
        open_batch(received.files.age, received.identity, received.out)


def test_an_entry_that_comes_twice_is_kept_once(received: Received) -> None:
    opened = received.root / "first"
    open_batch(received.files.age, received.identity, opened)
    entry = Entry.of("README_ja.txt", b"second")
    first = [
        Entry.of(str(path.relative_to(opened)), path.read_bytes())
        for path in sorted(opened.rglob("*"))
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    with pytest.warns(UserWarning, match="Duplicate name"):
        received.wrap(b"".join(zip_chunks([*first, entry], TestClock().now())))
    found = open_batch(received.files.age, received.identity, received.out)
    assert Problem("README_ja.txt", ItemFault.TWICE) in found.problems
    assert not any(p.read_bytes() == b"second" for p in received.out.rglob("*") if p.is_file())


def test_ciphertext_to_nobody_we_are_is_refused_before_decryption(received: Received) -> None:
    stranger, _, _ = new_identity()
    with received.files.age.open("wb", buffering=0) as file:
        encrypt_stream([b"x"], file, [stranger])
    with pytest.raises(BatchTamperedError):
        open_batch(received.files.age, received.identity, received.out)


def test_the_receiver_needs_neither_a_database_nor_a_window(received: Received) -> None:
    script = (
        "import sys; from pathlib import Path; from storage.receiver import open_batch;"
        "opened = open_batch(*map(Path, sys.argv[1:]));"
        "assert opened.records == 3;"
        "sys.exit(str({'sqlalchemy', 'PySide6', 'cv2', 'mediapipe'} & set(sys.modules) or '') or 0)"
    )
    paths = map(str, (received.files.age, received.identity, received.out))
    subprocess.run([sys.executable, "-c", script, *paths], cwd=ROOT, check=True)
