"""What a hostile batch, envelope or table can be: each is refused or listed, none does harm.

The threats are those of the security design, sections 1 and 6. A batch that its station signed
itself is the worst case: signature and hashes fit, only the content is bad.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from random import Random

import pytest

from kiosk.documents.profiles import PROFILES
from kiosk.domain.progress import Progress
from kiosk.errors import OutputExistsError
from storage.batches.errors import BatchFormatError, BatchTamperedError
from storage.batches.inventory import ItemFault, Problem
from storage.batches.zipstream import Entry
from storage.receiving.receiver import OpenedBatch, open_batch, verify_batch
from tests.storage.received import Received
from tests.storage.spoiling import FILES, opened_differently, spoil, untouched

MANIFEST, TABLE, SUMS = "manifest.json", "applicants.csv", "SHA256SUMS"


def opened_in_every_form(received: Received, name: str, content: bytes) -> Iterator[OpenedBatch]:
    """Give the batch with another content of one file, as each profile lays it out."""
    received.rebuild(lambda files: files.update({name: content}))
    for profile, form in PROFILES.items():
        out = received.root / profile
        yield open_batch(received.files.age, received.identity, out, arrange=form.arrange)
        assert len(list(out.rglob("*.jpg"))) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 1_000_000,
        b'{"records":' * 50_000,
        b'{"records":[{"receipt":' + b"[" * 900 + b"]" * 900 + b',"photo":null,"duty":null}]}',
        b'{"records":[{"receipt":"SK01-0001","photo":{"file":"x","sha256":"y","bytes":1e999}}]}',
        b'{"records":[{"receipt":"SK01-0001","photo":{"bytes":' + b"9" * 5_000 + b"}}]}",
        b'{"totals":NaN,"records":[]}',
        b'{"records":[{"receipt":"SK01-0001","photo":null,"duty":null,"x":Infinity}]}',
        b'{"records":[{"receipt":"\\ud800","photo":null,"duty":null}]}',
        b'{"records":"abc"}',
        b'{"records":{"a":1}}',
        b'{"records":[' + b"1," * 200_000 + b"1]}",
        b'{"records":[' + b"1," * 90_000 + b"1]}",
        b'{"format":[],"records":[]}',
        b'{"format":{},"records":null}',
    ],
    ids=lambda content: repr(content[:40]),
)
def test_a_hostile_manifest_is_named_and_the_photos_are_there(
    received: Received, content: bytes
) -> None:
    for opened in opened_in_every_form(received, MANIFEST, content):
        assert MANIFEST in {one.item for one in opened.problems}
        assert len(opened.problems) < 100
        assert all(char.isprintable() for one in opened.problems for char in one.item)


def test_a_manifest_of_more_records_than_a_batch_can_have_is_not_read(
    received: Received,
) -> None:
    content = b'{"records":[' + b"1," * 100_001 + b"1]}"
    for opened in opened_in_every_form(received, MANIFEST, content):
        faults = {one.fault for one in opened.problems if one.item == MANIFEST}
        assert faults == {ItemFault.COUNT}


def test_a_number_that_is_none_makes_no_manifest(received: Received) -> None:
    def respell(files: dict[str, bytes]) -> None:
        assert b"1.25" in files[MANIFEST]  # a finding's value, which nothing else checks
        files[MANIFEST] = files[MANIFEST].replace(b"1.25", b"NaN", 1)

    received.rebuild(respell)
    opened = open_batch(received.files.age, received.identity, received.out)
    assert opened.problems == (Problem(MANIFEST, ItemFault.MALFORMED),)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + b"a\n" * 500_000,
        b'"' + b"x" * 1_000_000,
        b"a," * 500_000,
        b"\x00,\x00\n",
        b'=cmd|" /C calc"!A0\n' * 4,
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_hostile_table_is_named_and_the_photos_are_there(
    received: Received, content: bytes
) -> None:
    for opened in opened_in_every_form(received, TABLE, content):
        assert TABLE in {one.item for one in opened.problems}


def test_a_table_whose_receipts_are_paths_leads_nowhere(received: Received) -> None:
    before = set(received.root.iterdir())

    def respell(files: dict[str, bytes]) -> None:
        for name in (MANIFEST, TABLE):
            files[name] = files[name].replace(b"SK01-0002", b"../../x")

    received.rebuild(respell)
    opened = open_batch(
        received.files.age,
        received.identity,
        received.out,
        arrange=PROFILES["per-person"].arrange,
    )
    assert opened.problems
    assert set(received.root.iterdir()) - before == {received.out, received.root / "real"}
    assert not (received.root.parent / "x").exists()


def test_a_list_of_sums_that_names_a_file_twice_is_named(received: Received) -> None:
    first = received.root / "first"
    open_batch(received.files.age, received.identity, first)
    entries = [
        Entry.of(str(path.relative_to(first)), path.read_bytes())
        for path in sorted(first.rglob("*"))
        if path.is_file() and path.name != SUMS
    ]
    good = (first / SUMS).read_bytes()
    line = good.splitlines(keepends=True)[0]
    other = b"0" * 64 + line[64:]
    received.wrap(_zip_with_sums(entries, other + good))
    opened = open_batch(received.files.age, received.identity, received.out)
    assert Problem(SUMS, ItemFault.MALFORMED) in opened.problems


def _zip_with_sums(entries: list[Entry], sums: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for one in entries:
            archive.writestr(one.name, one.content)
        archive.writestr(SUMS, sums)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b'{"format":"kiosk-batch/2","seq":1e999}',
        b'{"format":["kiosk-batch/2"]}',
        b'{"format":"kiosk-batch/2","ciphertext":{"bytes":1e999}}',
        b'{"format":"kiosk-batch/1","records":' + b"9" * 5_000 + b"}",
        b'{"a":' * 100_000,
    ],
    ids=lambda content: repr(content[:40]),
)
def test_an_envelope_with_hostile_numbers_is_refused(received: Received, content: bytes) -> None:
    received.files.envelope.write_bytes(content)
    with pytest.raises((BatchTamperedError, BatchFormatError)):
        verify_batch(received.files.age, station_key=None)


def test_an_envelope_with_one_hostile_number_is_refused(received: Received) -> None:
    fields = json.loads(received.files.envelope.read_bytes())
    for field in ("seq", "records", "policy_version"):
        spelled = json.dumps(fields | {field: "@@"}, sort_keys=True, separators=(",", ":"))
        for value in ("1e999", "-1e999", "NaN", "1.0", "true", '"1"', "[]"):
            received.files.envelope.write_text(spelled.replace('"@@"', value), encoding="utf-8")
            with pytest.raises(BatchTamperedError):
                verify_batch(received.files.age, station_key=None)


@pytest.mark.parametrize("dangling", [False, True])
def test_an_output_folder_that_is_a_link_is_refused(received: Received, dangling: bool) -> None:
    elsewhere = received.root / "elsewhere"
    if not dangling:
        elsewhere.mkdir()
    received.out.symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(OutputExistsError):
        open_batch(received.files.age, received.identity, received.out)
    assert received.out.is_symlink()
    assert not dangling or not elsewhere.exists()
    assert dangling or list(elsewhere.iterdir()) == []


def test_an_output_folder_that_appears_meanwhile_is_left_alone(received: Received) -> None:
    def arrange(_delivery: object) -> tuple[str, ...]:
        received.out.mkdir()
        (received.out / "mine.txt").write_bytes(b"mine")
        return ()

    with pytest.raises(OutputExistsError):
        open_batch(received.files.age, received.identity, received.out, arrange=arrange)
    assert [path.name for path in received.out.iterdir()] == ["mine.txt"]
    assert list(received.root.glob(".out-*")) == []


def test_a_ciphertext_far_longer_than_its_envelope_says_is_not_read_to_its_end(
    received: Received,
) -> None:
    told = received.files.age.stat().st_size
    with received.files.age.open("ab") as file:
        file.truncate(50_000_000_000)  # a hole: as long as that, and on no disk
    seen: list[Progress] = []
    with pytest.raises(BatchTamperedError):
        verify_batch(received.files.age, station_key=received.key, report=seen.append)
    assert all(one.done <= told for one in seen)


@pytest.mark.parametrize("which", FILES)
def test_no_single_flip_or_cut_gives_another_record(received: Received, which: str) -> None:
    """Every outcome is a refusal, a listed problem, or exactly the record that was sent."""
    chance = Random(f"2026 {which}")
    good = untouched(received)
    for _ in range(120):
        with spoil(received, which, chance):
            assert opened_differently(received, good) == ""
    assert opened_differently(received, good) == ""


def test_another_record_would_be_found(received: Received) -> None:
    good = untouched(received)

    def exchange(files: dict[str, bytes]) -> None:
        for name in (MANIFEST, TABLE):
            files[name] = files[name].replace(b"SK01-0002", b"SK01-0007")
        files["photos/SK01-0007.jpg"] = files.pop("photos/SK01-0002.jpg")

    received.rebuild(exchange)
    assert opened_differently(received, good, trusting=True) == "other content"
    assert opened_differently(received, good) == ""
