"""The receiver's ledger: every line is bound to the one before, and only what follows is opened."""

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.ids import StationId
from kiosk.domain.ledger import Outcome
from kiosk.errors import KioskError
from storage.errors import StorageFaultError
from storage.receiving.errors import (
    AuditBackwardsError,
    BatchForkError,
    BatchGapError,
    LedgerBusyError,
    LedgerDamagedError,
    LedgerMissingError,
    OtherStationKeyError,
    RepeatedBatchError,
    UnknownStationError,
)
from storage.receiving.ledger import Ledger, open_ledger
from tests.storage.people import TestClock
from tests.storage.sender import mark

SK01 = StationId("SK01")
KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ledger"


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger(folder, TestClock()) as made:
        made.trust(SK01, KEY, training=False)
        yield made


def note(ledger: Ledger, *seqs: int, gap_words: str = "") -> None:
    for seq in seqs:
        one = mark(seq)
        ledger.check(SK01, one, training=False, gap_words=gap_words)
        ledger.note_opened(SK01, one, training=False, problems=False, gap_words=gap_words)


def check(ledger: Ledger, seq: int, **changes: object) -> bool:
    return ledger.check(SK01, mark(seq, **changes), training=False)


def test_batches_in_a_row_are_opened_and_stay_written(folder: Path) -> None:
    with Ledger(folder, TestClock()) as ledger:
        ledger.trust(SK01, KEY, training=False)
        note(ledger, 1, 2, 3)
        before = ledger.lines()
    with open_ledger(folder, TestClock()) as ledger:
        assert ledger.lines() == before
        assert [one.outcome for one in before] == [Outcome.TRUSTED] + [Outcome.OPENED] * 3
        assert ledger.key_of(SK01, training=False) == KEY
        assert check(ledger, 4) is False
    assert (folder / "ledger.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_repeated_import_is_refused(ledger: Ledger) -> None:
    note(ledger, 1, 2)
    for seq in (1, 2):
        with pytest.raises(RepeatedBatchError) as caught:
            check(ledger, seq)
        assert caught.value.params["at"] == "2026-11-03"


def test_a_gap_is_refused_and_says_which_are_missing(ledger: Ledger) -> None:
    note(ledger, 1)
    with pytest.raises(BatchGapError) as caught:
        check(ledger, 5)
    assert caught.value.params["missing"] == "2–4"


def test_the_first_batch_that_comes_must_be_the_first(ledger: Ledger) -> None:
    with pytest.raises(BatchGapError):
        check(ledger, 2)
    assert check(ledger, 1) is False


def test_a_gap_that_is_allowed_stays_listed_until_it_is_filled(ledger: Ledger) -> None:
    note(ledger, 1)
    note(ledger, 4, gap_words="研修 媒体を紛失")
    assert [(one.spelled(), one.words) for one in ledger.gaps()] == [("2–3", "研修 媒体を紛失")]
    note(ledger, 5)
    assert ledger.lines()[-1].words == ""
    assert check(ledger, 3) is True
    note(ledger, 3)
    assert [(one.spelled(), one.words) for one in ledger.gaps()] == [("2", "研修 媒体を紛失")]
    note(ledger, 2)
    assert ledger.gaps() == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 2, "envelope_sha256": "f" * 64},
        {"seq": 2, "envelope_sha256": "f" * 64, "previous_sha256": mark(2).previous_sha256},
        {"seq": 3, "previous_sha256": mark(2).previous_sha256},
        {"seq": 3, "previous_sha256": "f" * 64},
        {"seq": 3, "previous_sha256": None},
        {"seq": 4, "previous_sha256": mark(2).envelope_sha256},
        {"seq": 0, "previous_sha256": None, "envelope_sha256": "e" * 64},
        {"seq": -1, "envelope_sha256": "e" * 64},
    ],
    ids=lambda changes: str(sorted(changes.items()))[:60],
)
def test_a_fork_is_refused(ledger: Ledger, changes: dict[str, Any]) -> None:
    note(ledger, 1, 2)
    with pytest.raises(BatchForkError):
        ledger.check(SK01, replace(mark(3), **changes), training=False, gap_words="why")


def test_a_late_batch_that_fits_neither_neighbour_is_a_fork(ledger: Ledger) -> None:
    note(ledger, 1)
    note(ledger, 3, gap_words="研修")
    with pytest.raises(BatchForkError):
        check(ledger, 2, envelope_sha256="f" * 64)
    with pytest.raises(BatchForkError):
        check(ledger, 2, previous_sha256="f" * 64)
    assert check(ledger, 2) is True


@pytest.mark.parametrize(("n", "head"), [(19, "a" * 64), (20, "a" * 64), (0, "a" * 64)])
def test_an_audit_head_that_goes_backwards_is_refused(ledger: Ledger, n: int, head: str) -> None:
    note(ledger, 1, 2)
    with pytest.raises(AuditBackwardsError):
        check(ledger, 3, audit_n=n, audit_head=head)


def test_an_unknown_station_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownStationError):
        ledger.key_of("SK02", training=False)


def test_a_known_stations_key_is_never_exchanged(ledger: Ledger) -> None:
    ledger.trust(SK01, KEY, training=False)
    assert len(ledger.lines()) == 1
    with pytest.raises(OtherStationKeyError):
        ledger.trust(SK01, OTHER, training=False)
    assert ledger.key_of(SK01, training=False) == KEY


def test_practice_and_real_batches_share_no_ledger_and_no_key(ledger: Ledger) -> None:
    note(ledger, 1)
    with pytest.raises(UnknownStationError):
        ledger.key_of(SK01, training=True)
    with pytest.raises(OtherStationKeyError):
        ledger.trust(SK01, KEY, training=True)
    ledger.trust(SK01, OTHER, training=True)
    assert ledger.check(SK01, mark(1), training=True) is False


def test_a_refusal_is_kept_once_in_a_row(ledger: Ledger) -> None:
    for _ in range(3):
        ledger.note_refused("a.zip.age\n\x1b[2J", "batch_tampered", training=False)
    assert [one.outcome for one in ledger.lines()] == [Outcome.TRUSTED, Outcome.REFUSED]
    assert ledger.lines()[-1].file == "a.zip.age��[2J"


def test_two_receivers_at_once_are_kept_apart(folder: Path, ledger: Ledger) -> None:
    note(ledger, 1)
    with pytest.raises(LedgerBusyError):
        Ledger(folder, TestClock())
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_reaches, (folder,)) is False


def _reaches(folder: Path) -> bool:
    try:
        Ledger(folder, TestClock()).close()
    except LedgerBusyError:
        return False
    return True


def test_a_folder_without_a_ledger_is_said(folder: Path) -> None:
    with pytest.raises(LedgerMissingError):
        open_ledger(folder, TestClock())
    assert not folder.exists()


def written(folder: Path) -> bytes:
    with Ledger(folder, TestClock()) as ledger:
        ledger.trust(SK01, KEY, training=False)
        note(ledger, 1, 2, 3)
    return (folder / "ledger.jsonl").read_bytes()


def test_a_torn_last_line_is_put_aside_and_the_rest_goes_on(folder: Path) -> None:
    good = written(folder)
    (folder / "ledger.jsonl").write_bytes(good + b'{"at":"2026-')
    with Ledger(folder, TestClock()) as ledger:
        assert len(ledger.lines()) == 4
        note(ledger, 4)
    assert (folder / "ledger.jsonl").read_bytes().startswith(good)
    assert [one.read_bytes() for one in folder.glob("*.torn")] == [b'{"at":"2026-']


def test_a_line_whose_head_was_not_written_any_more_counts(folder: Path) -> None:
    with Ledger(folder, TestClock()) as ledger:
        ledger.trust(SK01, KEY, training=False)
        note(ledger, 1)
        before = (folder / "ledger.jsonl.head").read_bytes()
        note(ledger, 2)
    (folder / "ledger.jsonl.head").write_bytes(before)
    with Ledger(folder, TestClock()) as ledger:
        assert len(ledger.lines()) == 3
        with pytest.raises(RepeatedBatchError):
            check(ledger, 2)


@pytest.mark.parametrize("lines", [0, 1, 2, 3])
def test_lines_cut_off_the_end_are_noticed(folder: Path, lines: int) -> None:
    good = written(folder)
    kept = b"".join(good.splitlines(keepends=True)[:lines])
    (folder / "ledger.jsonl").write_bytes(kept)
    with pytest.raises(LedgerDamagedError):
        Ledger(folder, TestClock())
    assert (folder / "ledger.jsonl").read_bytes() == kept


def test_a_removed_ledger_is_noticed(folder: Path) -> None:
    written(folder)
    (folder / "ledger.jsonl").unlink()
    with pytest.raises(LedgerDamagedError):
        Ledger(folder, TestClock())


def test_a_removed_head_is_noticed(folder: Path) -> None:
    written(folder)
    (folder / "ledger.jsonl.head").unlink()
    with pytest.raises(LedgerDamagedError):
        Ledger(folder, TestClock())


def test_a_line_taken_out_of_the_middle_is_noticed(folder: Path) -> None:
    lines = written(folder).splitlines(keepends=True)
    for at in range(len(lines)):
        rest = b"".join(lines[:at] + lines[at + 1 :])
        (folder / "ledger.jsonl").write_bytes(rest)
        with pytest.raises(LedgerDamagedError):
            Ledger(folder, TestClock())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(chance=st.data())
def test_any_flipped_bit_of_the_ledger_is_noticed(tmp_path: Path, chance: st.DataObject) -> None:
    folder = tmp_path / "ledger"
    kept = tmp_path / "kept"
    if not kept.exists():
        kept.write_bytes(written(folder))
    good = kept.read_bytes()
    at, bit = chance.draw(st.integers(0, len(good) - 1)), chance.draw(st.integers(0, 7))
    bad = bytearray(good)
    bad[at] ^= 1 << bit
    (folder / "ledger.jsonl").write_bytes(bad)
    with pytest.raises(LedgerDamagedError):
        Ledger(folder, TestClock())


@pytest.mark.parametrize(
    "content",
    [
        b"null\n",
        b"[]\n",
        b"\xff\n",
        b"[" * 5_000 + b"\n",
        b"{}\n",
        b"\n",
        b'{"n":1e999}\n',
        b'{"n":' + b"9" * 5_000 + b"}\n",
        b"x" * 100_000 + b"\n",
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_hostile_ledger_is_refused(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "ledger.jsonl").write_bytes(content)
    with pytest.raises(LedgerDamagedError):
        Ledger(folder, TestClock())


def test_a_ledger_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"")
    (folder / "ledger.jsonl").symlink_to(elsewhere)
    with pytest.raises(StorageFaultError):
        Ledger(folder, TestClock())
    assert elsewhere.read_bytes() == b""


def test_after_any_refusal_the_next_receiver_gets_in(folder: Path) -> None:
    good = written(folder)
    (folder / "ledger.jsonl").write_bytes(good[:-30])
    with pytest.raises(KioskError):
        Ledger(folder, TestClock())
    (folder / "ledger.jsonl").write_bytes(good)
    Ledger(folder, TestClock()).close()
