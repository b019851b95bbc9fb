"""The people of a batch read in memory: those that were sent, or what is wrong with it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.record import Record
from storage.batches.errors import BatchTamperedError, NotARecipientError
from storage.batches.inventory import ItemFault, Problem
from storage.crypto.age import new_identity, read_identities
from storage.receiving.inmemory import ReadBatch, read_batch
from storage.receiving.receiver import verify_batch
from tests.storage.people import NAME, exempted, foreigner, infant, new_record
from tests.storage.received import Received
from tests.storage.sender import Sender
from tests.storage.test_receiver_items import (
    FIRST_TABLE,
    SECOND_TABLE,
    as_first_release,
    as_second_release,
    cut_table,
)

Manifest = dict[str, Any]
MALFORMED = (Problem("manifest.json", ItemFault.MALFORMED),)


@pytest.fixture
def received(tmp_path: Path) -> Received:
    return Received(tmp_path)


def read(received: Received) -> ReadBatch:
    verified = verify_batch(received.files.age, station_key=None)
    return read_batch(verified, read_identities(received.identity))


def respelled(received: Received, change: Callable[[Manifest], object]) -> ReadBatch:
    def act(content: dict[str, bytes]) -> None:
        manifest = json.loads(content["manifest.json"])
        change(manifest)
        content["manifest.json"] = json.dumps(manifest).encode()

    received.rebuild(act)
    return read(received)


def test_every_field_of_every_person_comes_back(tmp_path: Path) -> None:
    sender = Sender(tmp_path)
    sent: list[Record] = [new_record(1), exempted(2), infant(3), foreigner(4)]
    paths = sender.send(sent)
    verified = verify_batch(paths.age, station_key=sender.public)
    found = read_batch(verified, read_identities(sender.identity))
    assert found.problems == ()
    assert [one.application for one in found.records] == [one.application for one in sent]
    assert [one.id for one in found.records] == [one.id for one in sent]
    assert found.receipts[sent[3].id] == ReceiptNumber(StationId("SK01"), 4)
    assert [one.photo for one in found.records] == [None] * 4
    assert NAME not in repr(found)


@pytest.mark.parametrize(
    ("release", "columns"),
    [(as_first_release, FIRST_TABLE), (as_second_release, SECOND_TABLE)],
)
def test_the_people_of_an_earlier_release_are_read(
    received: Received, release: Callable[[Manifest], None], columns: tuple[str, ...]
) -> None:
    def act(content: dict[str, bytes]) -> None:
        manifest = json.loads(content["manifest.json"])
        release(manifest)
        content["manifest.json"] = json.dumps(manifest).encode()
        cut_table(content, columns)

    received.rebuild(act)
    found = read(received)
    assert found.problems == ()
    assert [one.applicant.name for one in found.records] == [NAME] * 3


@pytest.mark.parametrize(
    ("where", "bad"),
    [
        ("name", ["研修"]),
        ("name", None),
        ("birth_first_day", "1950-02-30"),
        ("birth_first_day", 1e999),
        ("birth_era", "edo"),
        ("birth_date", "1950-03-05"),  # not what the station spells of that day
        ("sex", {}),
        ("form_id", None),
        ("individual_number", "000000000000"),
    ],
)
def test_a_field_that_no_station_writes_is_named_and_nobody_is_read(
    received: Received, where: str, bad: object
) -> None:
    found = respelled(received, lambda whole: whole["records"][1]["applicant"].update({where: bad}))
    assert found.problems == MALFORMED
    assert found.records == ()


@pytest.mark.parametrize("name", ["id", "business_date", "accepted_at", "application"])
def test_a_record_without_one_of_its_parts_is_named(received: Received, name: str) -> None:
    found = respelled(received, lambda whole: whole["records"][0].pop(name))
    assert found.problems == MALFORMED


def test_one_record_under_two_receipts_is_named(received: Received) -> None:
    def same(whole: Manifest) -> None:
        whole["records"][1]["id"] = whole["records"][0]["id"]

    assert respelled(received, same).problems == MALFORMED


def test_a_photo_with_other_bytes_is_a_problem_of_the_whole(received: Received) -> None:
    received.rebuild(lambda content: content.update({"photos/SK01-0002.jpg": b"\xff\xd8 other"}))
    found = read(received)
    assert found.problems == (Problem("photos/SK01-0002.jpg", ItemFault.OTHER_BYTES),)
    assert found.records == ()


def test_a_file_that_was_exchanged_after_it_was_verified_is_refused(received: Received) -> None:
    verified = verify_batch(received.files.age, station_key=None)
    received.rebuild(lambda content: content.update({"photos/SK01-0002.jpg": b"\xff\xd8 other"}))
    with pytest.raises(BatchTamperedError):
        read_batch(verified, read_identities(received.identity))


def test_an_identity_of_nobody_opens_nothing(received: Received) -> None:
    verified = verify_batch(received.files.age, station_key=None)
    with pytest.raises(NotARecipientError):
        read_batch(verified, new_identity()[1])


def test_nothing_new_is_on_the_disk_afterwards(received: Received) -> None:
    before = sorted(received.root.rglob("*"))
    assert len(read(received).records) == 3
    assert sorted(received.root.rglob("*")) == before
