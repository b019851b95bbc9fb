"""Receiving with a ledger: batches of a station, one after another, from real files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.documents.profiles import PROFILES
from kiosk.domain.custody import AloneReason
from kiosk.domain.delivery import Delivery
from kiosk.domain.ledger import Outcome
from kiosk.domain.progress import Progress
from kiosk.errors import CancelledError, DiskFullError, KioskError, OutputExistsError
from kiosk.texts import Language, catalogue
from storage.batches.batch import BatchPaths
from storage.batches.errors import BatchFormatError, BatchTamperedError, NotARecipientError
from storage.batches.waybill import Waybill
from storage.crypto.digests import AuditHead
from storage.crypto.identities import new_age_identity
from storage.crypto.signing import new_signing_key, sign
from storage.receiving.errors import (
    AuditBackwardsError,
    BatchForkError,
    BatchGapError,
    OtherStationKeyError,
    RepeatedBatchError,
    UnknownStationError,
)
from storage.receiving.ledger import Ledger
from storage.receiving.receiver import Authenticity, OpenedBatch, verify_batch
from storage.receiving.reception import NOTED, Opening, look, receive
from tests.storage.people import TestClock, jpeg_of, new_record
from tests.storage.sender import CODE, Sender


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    return Sender(tmp_path / "stick")


@pytest.fixture
def ledger(tmp_path: Path, sender: Sender) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger", TestClock()) as made:
        made.trust(sender.station, sender.public, training=False)
        yield made


class Receiver:
    """Opens batches into folders of their own."""

    def __init__(self, ledger: Ledger, sender: Sender, root: Path) -> None:
        self.ledger, self.sender, self.root = ledger, sender, root

    def out(self, paths: BatchPaths) -> Path:
        return self.root / "out" / f"{paths.name}-{len(self.ledger.lines())}"

    def open(self, paths: BatchPaths, *, gap_words: str = "") -> OpenedBatch:
        asked = Opening(
            age=paths.age, identity=self.sender.identity, out=self.out(paths), gap_words=gap_words
        )
        return receive(asked, self.ledger)

    def outcomes(self) -> list[Outcome]:
        return [one.outcome for one in self.ledger.lines()][1:]

    def refuses(self, paths: BatchPaths, error: type[KioskError], *, gap_words: str = "") -> None:
        before, out = self.outcomes(), self.out(paths)
        with pytest.raises(error):
            self.open(paths, gap_words=gap_words)
        assert not out.exists()
        assert self.outcomes() == [*before, Outcome.REFUSED]
        assert self.ledger.lines()[-1].words == error.message_key


@pytest.fixture
def receiver(ledger: Ledger, sender: Sender, tmp_path: Path) -> Receiver:
    return Receiver(ledger, sender, tmp_path)


def test_days_in_a_row_are_opened_and_noted(receiver: Receiver, sender: Sender) -> None:
    for _ in range(3):
        opened = receiver.open(sender.send())
        assert (opened.records, opened.photos, opened.problems) == (1, 1, ())
        assert opened.verified.authenticity is Authenticity.VERIFIED
        assert opened.code == CODE
    assert receiver.outcomes() == [Outcome.OPENED] * 3
    last = receiver.ledger.lines()[-1].batch
    assert last is not None
    assert (last.seq, last.name) == (3, "KB-SK01-20261105-0003")


def test_a_repeated_import_is_refused_and_noted(receiver: Receiver, sender: Sender) -> None:
    paths = sender.send()
    receiver.open(paths)
    asked = Opening(age=paths.age, identity=sender.identity, out=receiver.root / "second")
    with pytest.raises(RepeatedBatchError):
        receive(asked, receiver.ledger)
    assert not asked.out.exists()
    assert receiver.outcomes() == [Outcome.OPENED, Outcome.REFUSED]


def test_a_copy_under_another_name_is_the_same_batch(receiver: Receiver, sender: Sender) -> None:
    paths = sender.send()
    receiver.open(paths)
    copy = BatchPaths(paths.folder, "KB-SK01-20261224-0009")
    for one, other in zip(paths.all(), copy.all(), strict=True):
        other.write_bytes(one.read_bytes())
    receiver.refuses(copy, RepeatedBatchError)


def test_a_gap_is_refused_until_there_is_a_reason(receiver: Receiver, sender: Sender) -> None:
    first, missing, third = (sender.send() for _ in range(3))
    receiver.open(first)
    receiver.refuses(third, BatchGapError)
    with pytest.raises(BatchGapError):
        receiver.open(third, gap_words="  ")
    receiver.open(third, gap_words="研修 媒体を紛失")
    assert [one.spelled() for one in receiver.ledger.gaps()] == ["2"]
    assert look(missing.age, receiver.ledger).late
    receiver.open(missing)
    assert receiver.ledger.gaps() == ()


def test_a_reason_for_a_gap_opens_nothing_else(receiver: Receiver, sender: Sender) -> None:
    first = sender.send()
    receiver.open(first)
    sender.again_from(0, None)
    receiver.refuses(sender.send([new_record(7)]), BatchForkError, gap_words="研修")


def test_a_station_rolled_back_makes_a_fork(receiver: Receiver, sender: Sender) -> None:
    receiver.open(sender.send())
    before = sender.previous
    receiver.open(sender.send())
    sender.again_from(1, before)
    forked = sender.send([new_record(8), new_record(9)])
    receiver.refuses(forked, BatchForkError)


def test_an_audit_head_that_goes_backwards_is_refused(receiver: Receiver, sender: Sender) -> None:
    receiver.open(sender.send())
    shorter = AuditHead(n=3, head=b"\x01" * 32)
    paths = sender.send(change=lambda waybill: replace(waybill, audit=shorter))
    receiver.refuses(paths, AuditBackwardsError)


def test_an_unknown_station_is_refused(receiver: Receiver, tmp_path: Path) -> None:
    stranger = Sender(tmp_path / "stranger")
    stranger.station = type(stranger.station)("SK99")
    receiver.refuses(stranger.send(), UnknownStationError)


def test_a_known_stations_name_with_another_key_is_refused(
    receiver: Receiver, tmp_path: Path
) -> None:
    receiver.refuses(Sender(tmp_path / "imposter").send(), OtherStationKeyError)


def test_the_known_key_in_an_envelope_signed_by_another_is_refused(
    receiver: Receiver, sender: Sender
) -> None:
    paths = sender.send()
    other, _ = new_signing_key()
    paths.signature.write_bytes(sign(other, paths.envelope.read_bytes()))
    receiver.refuses(paths, BatchTamperedError)


def test_practice_never_comes_among_real_batches(receiver: Receiver, sender: Sender) -> None:
    sender.training = True
    paths = sender.send()
    with pytest.raises(UnknownStationError):
        receiver.open(paths)
    assert receiver.outcomes() == []
    assert [one.outcome for one in receiver.ledger.lines(training=True)] == [Outcome.REFUSED]


def test_what_is_no_batch_is_noted_as_refused(receiver: Receiver, sender: Sender) -> None:
    paths = sender.send()
    paths.envelope.write_bytes(b"{}")
    receiver.refuses(paths, BatchFormatError)
    paths.envelope.write_bytes(b"null")
    receiver.refuses(paths, BatchTamperedError)


def test_a_wrong_identity_is_not_the_batchs_fault(receiver: Receiver, sender: Sender) -> None:
    paths = sender.send()
    _, secret = new_age_identity()
    good = sender.identity.read_text(encoding="ascii")
    sender.identity.write_text(secret, encoding="ascii")
    with pytest.raises(NotARecipientError):
        receiver.open(paths)
    assert receiver.outcomes() == []
    sender.identity.write_text(good, encoding="ascii")
    assert receiver.open(paths).records == 1


def test_a_used_folder_is_left_alone_and_nothing_is_noted(
    receiver: Receiver, sender: Sender
) -> None:
    paths = sender.send()
    receiver.out(paths).mkdir(parents=True)
    (receiver.out(paths) / "mine.txt").write_bytes(b"mine")
    with pytest.raises(OutputExistsError):
        receiver.open(paths)
    assert receiver.outcomes() == []


@pytest.mark.parametrize("part", [1, 5])
def test_a_receiver_that_is_cancelled_leaves_nothing(
    receiver: Receiver, sender: Sender, part: int
) -> None:
    paths = sender.send([new_record(n, jpeg_bytes=200_000) for n in range(1, 4)])
    seen: list[Progress] = []

    def give_up(progress: Progress) -> None:
        seen.append(progress)
        if progress.done * 6 > progress.total * part:
            raise CancelledError

    asked = Opening(age=paths.age, identity=sender.identity, out=receiver.out(paths))
    with pytest.raises(CancelledError):
        receive(asked, receiver.ledger, report=give_up)
    assert not receiver.out(paths).exists()
    assert list(receiver.out(paths).parent.glob(".*")) == []
    assert receiver.outcomes() == []
    assert receiver.open(paths).photos == 3


def test_the_progress_never_goes_back_and_ends_at_its_total(
    receiver: Receiver, sender: Sender
) -> None:
    paths = sender.send([new_record(n, jpeg_bytes=200_000) for n in range(1, 4)])
    seen: list[Progress] = []
    asked = Opening(age=paths.age, identity=sender.identity, out=receiver.out(paths))
    receive(asked, receiver.ledger, report=seen.append)
    done = [one.done for one in seen]
    assert done == sorted(done)
    assert {one.total for one in seen} == {2 * paths.age.stat().st_size}
    assert seen[-1].done > 0.99 * seen[-1].total


def test_a_ledger_that_cannot_be_written_leaves_no_folder(sender: Sender, tmp_path: Path) -> None:
    class FullDisk(Ledger):
        def note_opened(self, *_args: object, **_kwargs: object) -> None:
            raise DiskFullError("ENOSPC")

    paths = sender.send([new_record(1)])
    with FullDisk(tmp_path / "ledger", TestClock()) as full:
        full.trust(sender.station, sender.public, training=False)
        receiver = Receiver(full, sender, tmp_path)
        with pytest.raises(DiskFullError):
            receiver.open(paths)
        assert list((tmp_path / "out").iterdir()) == []
    with Ledger(tmp_path / "ledger", TestClock()) as again:
        receiver = Receiver(again, sender, tmp_path)
        photo = receiver.open(paths).folder / "photos" / "SK01-0001.jpg"
        assert photo.read_bytes() == jpeg_of(new_record(1))


def test_one_item_that_a_form_cannot_hold_blocks_nothing(
    receiver: Receiver, sender: Sender
) -> None:
    def arrange(delivery: Delivery) -> tuple[str, ...]:
        return tuple(item.receipt for item in delivery.items[:1])

    paths = sender.send([new_record(1), new_record(2)])
    asked = Opening(
        age=paths.age, identity=sender.identity, out=receiver.out(paths), arrange=arrange
    )
    opened = receive(asked, receiver.ledger)
    assert [one.item for one in opened.problems] == ["SK01-0001"]
    assert opened.photos == 2
    table = (asked.out / "problems.csv").read_text(encoding="utf-8-sig")
    assert "SK01-0001" in table
    assert receiver.outcomes() == [Outcome.OPENED_WITH_PROBLEMS]


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_outcome_and_refusal_has_words(language: Language) -> None:
    words = catalogue(language)
    keys = [f"receiver.outcome.{one.value}" for one in Outcome]
    keys += [f"receiver.refusal.{one.message_key}" for one in NOTED]
    keys += [f"receiver.alone.{one.value}" for one in AloneReason]
    keys += [f"receiver.profile.{name}" for name in PROFILES]
    assert all(words[key].strip() for key in keys)


@pytest.mark.parametrize("part", ["plain", "ciphertext"])
@pytest.mark.parametrize("other", [{"sha256": "0" * 64}, {"length": 7}])
def test_an_envelope_that_speaks_of_other_bytes_is_refused(
    receiver: Receiver, sender: Sender, part: str, other: dict[str, Any]
) -> None:
    def change(waybill: Waybill) -> Waybill:
        return replace(waybill, **{part: replace(getattr(waybill, part), **other)})

    paths = sender.send(change=change)
    if part == "ciphertext":  # known before anything is decrypted
        with pytest.raises(BatchTamperedError):
            verify_batch(paths.age, station_key=sender.public)
    receiver.refuses(paths, BatchTamperedError)
