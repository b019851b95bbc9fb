"""One bad item of a batch blocks nothing; a batch that is bad as a whole leaves nothing."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.batches.errors import BatchTamperedError
from storage.batches.inventory import ItemFault, Problem
from storage.batches.zipstream import Entry, zip_chunks
from storage.crypto.age import encrypt_stream, new_identity
from storage.receiving.receiver import OpenedBatch, open_batch
from tests.storage.people import TestClock
from tests.storage.received import Received, nothing

ROOT = Path(__file__).resolve().parents[2]
COUNT = ItemFault.COUNT


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


Manifest = dict[str, Any]


def respell(received: Received, act: Callable[[Manifest], object]) -> OpenedBatch:
    """Return the batch opened after its manifest was changed by ``act``."""

    def change(content: dict[str, bytes]) -> None:
        manifest = json.loads(content["manifest.json"])
        act(manifest)
        content["manifest.json"] = json.dumps(manifest, ensure_ascii=False).encode()

    received.rebuild(change)
    return open_batch(received.files.age, received.identity, received.out)


def test_a_manifest_that_is_only_spelled_anew_is_good(received: Received) -> None:
    assert respell(received, lambda manifest: manifest).problems == ()


def test_a_photo_of_a_record_that_has_none_is_put_aside(received: Received) -> None:
    def act(manifest: Manifest) -> None:
        manifest["records"][1]["photo"] = None
        left = [one["photo"]["bytes"] for one in manifest["records"] if one["photo"]]
        manifest["totals"] |= {"photos": 2, "photo_bytes": sum(left)}

    opened = respell(received, act)
    assert set(opened.problems) == {
        Problem("photos/SK01-0002.jpg", ItemFault.NOT_CLAIMED),
        Problem("photos", ItemFault.COUNT),
        Problem("applicants.csv", ItemFault.OTHER_BYTES),  # the table still names the photo
    }
    assert (received.out / "rejected" / "SK01-0002.jpg").is_file()
    assert opened.photos == 2


def test_a_record_that_lost_its_photo_is_listed_even_when_the_sums_fit(received: Received) -> None:
    received.rebuild(lambda content: content.pop("photos/SK01-0003.jpg"))
    opened = open_batch(received.files.age, received.identity, received.out)
    assert Problem("SK01-0003", ItemFault.MISSING) in opened.problems


def _swap_photos(manifest: Manifest) -> None:
    one, two, _ = manifest["records"]
    one["photo"], two["photo"] = two["photo"], one["photo"]


def _lose_duty(manifest: Manifest) -> None:
    manifest["records"][2]["duty"] = None


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        (lambda whole: whole["totals"].update(photo_bytes=1), Problem("manifest.json", COUNT)),
        (lambda whole: whole["totals"].update(photos=2), Problem("manifest.json", COUNT)),
        (lambda whole: whole["totals"].update(records=4), Problem("manifest.json", COUNT)),
        (lambda whole: whole.pop("totals"), Problem("manifest.json", COUNT)),
        (lambda whole: whole.update(duties_open=[]), Problem("manifest.json", COUNT)),
        (_lose_duty, Problem("manifest.json", COUNT)),
        (
            lambda whole: whole["records"][0].pop("duty"),
            Problem("manifest.json", ItemFault.MALFORMED),
        ),
        (
            lambda whole: whole["records"][0]["photo"].update(bytes=7),
            Problem("photos/SK01-0001.jpg", ItemFault.OTHER_BYTES),
        ),
        (_swap_photos, Problem("SK01-0001", ItemFault.MISSING)),
        (
            lambda whole: whole.update(format="kiosk-batch-content/4"),
            Problem("manifest.json", ItemFault.OTHER_BATCH),
        ),
    ],
)
def test_a_manifest_that_contradicts_itself_is_named(
    received: Received, act: Callable[[Manifest], object], fault: Problem
) -> None:
    assert fault in respell(received, act).problems


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace("SK01-0002", "SK01-0009"), ItemFault.OTHER_BYTES),
        (lambda text: text.replace("photos/SK01-0001.jpg", ""), ItemFault.OTHER_BYTES),
        (lambda text: text.replace("済", "済,"), None),
        (lambda text: text.replace(",女,", ","), ItemFault.MALFORMED),
        (lambda text: text + "one more\r\n", ItemFault.COUNT),
    ],
)
def test_a_table_that_contradicts_the_manifest_is_named(
    received: Received, change: Callable[[str], str], fault: ItemFault | None
) -> None:
    def spoil(content: dict[str, bytes]) -> None:
        text = content["applicants.csv"].decode("utf-8-sig")
        content["applicants.csv"] = change(text).encode("utf-8-sig")

    received.rebuild(spoil)
    opened = open_batch(received.files.age, received.identity, received.out)
    expected = () if fault is None else (Problem("applicants.csv", fault),)
    assert opened.problems == expected


SECOND_TABLE = (
    *("受付番号", "申請書ID", "申請書ID（4桁区切り）", "氏名", "フリガナ", "住所", "生年月日"),
    *("生年月日（和暦）", "性別", "受付日時", "写真ファイル", "写真なしの理由", "写真の特例"),
    *("写真の特例の理由", "J-LISへの伝え方", "J-LISに伝えたか", "検査を通らない写真を採用した理由"),
)
FIRST_TABLE = SECOND_TABLE[:11]


def as_second_release(manifest: Manifest) -> None:
    manifest["format"] = "kiosk-batch-content/2"
    for record in manifest["records"]:
        del record["application"]
        person = record["applicant"]
        kept = ("form_id", "name", "kana", "address", "birth_date", "birth_era", "sex")
        record["applicant"] = {name: person[name] for name in kept}


def as_first_release(manifest: Manifest) -> None:
    as_second_release(manifest)
    manifest["format"] = "kiosk-batch-content/1"
    del manifest["duties_open"], manifest["totals"]["photos"]
    for record in manifest["records"]:
        del record["duty"], record["review"]


def cut_table(content: dict[str, bytes], columns: tuple[str, ...]) -> None:
    """Leave a table with the columns of an earlier release."""
    rows = csv.DictReader(io.StringIO(content["applicants.csv"].decode("utf-8-sig")))
    out = io.StringIO()
    table = csv.DictWriter(out, columns, lineterminator="\r\n", extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    content["applicants.csv"] = out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize(
    ("release", "columns"),
    [(as_first_release, FIRST_TABLE), (as_second_release, SECOND_TABLE)],
)
def test_a_batch_of_an_earlier_release_opens(
    received: Received, release: Callable[[Manifest], None], columns: tuple[str, ...]
) -> None:
    def act(content: dict[str, bytes]) -> None:
        manifest = json.loads(content["manifest.json"])
        release(manifest)
        content["manifest.json"] = json.dumps(manifest).encode()
        cut_table(content, columns)

    received.rebuild(act)
    opened = open_batch(received.files.age, received.identity, received.out)
    assert (opened.records, opened.photos, opened.problems) == (3, 3, ())


def test_a_table_of_another_release_than_its_manifest_is_named(received: Received) -> None:
    received.rebuild(lambda content: cut_table(content, SECOND_TABLE))
    opened = open_batch(received.files.age, received.identity, received.out)
    assert opened.problems == (Problem("applicants.csv", ItemFault.MALFORMED),)


def test_a_record_without_a_photo_is_none_of_the_first_release(received: Received) -> None:
    def act(manifest: Manifest) -> None:
        as_first_release(manifest)
        manifest["records"][0]["photo"] = None

    problems = respell(received, act).problems
    assert Problem("manifest.json", ItemFault.MALFORMED) in problems


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
        "import sys; from pathlib import Path; from storage.receiving.receiver import open_batch;"
        "opened = open_batch(*map(Path, sys.argv[1:]));"
        "assert opened.records == 3;"
        "sys.exit(str({'sqlalchemy', 'PySide6', 'cv2', 'mediapipe'} & set(sys.modules) or '') or 0)"
    )
    paths = map(str, (received.files.age, received.identity, received.out))
    assert (
        subprocess.run([sys.executable, "-c", script, *paths], cwd=ROOT, check=False).returncode
        == 0
    )
