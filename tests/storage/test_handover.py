"""Copies to sticks that are pulled, full or lying; proof of receipt as people type it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.domain.custody import DayStage, ReceiptProof
from kiosk.errors import LeadNeededError
from kiosk.vaultports import Progress
from storage.custody.errors import (
    BatchGoneError,
    CopyReadBackError,
    DayNotClosedError,
    MediumError,
    MediumFullError,
    ReceiptCodeError,
)
from tests.storage.closedday import ClosedDay, GiveUpError, stop_at
from tests.storage.people import DAY, STAFF_PASSWORD
from tests.storage.port_suite import ignore

BATCH = "KB-SK01-20261103-0001"


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[ClosedDay]:
    closed = ClosedDay(tmp_path)
    yield closed
    closed.station.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "CITY USB"
    folder.mkdir()
    return folder


def outbox_of(closed: ClosedDay) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in closed.outbox.iterdir()}


def test_a_copy_is_equal_and_noted(closed: ClosedDay, stick: Path) -> None:
    seen: list[Progress] = []
    closed.station.copy_batch(DAY, stick, seen.append)
    copied = {path.name: path.read_bytes() for path in (stick / BATCH).iterdir()}
    assert copied == outbox_of(closed)
    done = [one.done for one in seen]
    assert done == sorted(done)
    assert seen[-1].done == seen[-1].total > 2 * closed.files.age.stat().st_size
    assert all(one.done < one.total for one in seen[:-1])
    ((copy,),) = [day.copies for day in closed.station.standing().days]
    assert (copy.medium, copy.made_by) == ("CITY USB", "lead1")
    assert closed.kinds().count("copy_batch") == 1


def test_it_may_be_copied_as_often_as_needed(closed: ClosedDay, stick: Path) -> None:
    closed.station.copy_batch(DAY, stick, ignore)
    (stick / BATCH / f"{BATCH}.zip.age").write_bytes(b"damaged since")
    closed.station.copy_batch(DAY, stick, ignore)
    copied = {path.name: path.read_bytes() for path in (stick / BATCH).iterdir()}
    assert copied == outbox_of(closed)
    assert len(closed.station.standing().days[0].copies) == 2


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6, 0.9])
def test_a_copy_that_is_given_up_leaves_no_final_name(
    closed: ClosedDay, stick: Path, share: float
) -> None:
    before = outbox_of(closed)
    with pytest.raises(GiveUpError):
        closed.station.copy_batch(DAY, stick, stop_at(share))
    assert list(stick.rglob("*")) == []
    assert outbox_of(closed) == before
    assert closed.station.standing().days[0].copies == ()


def test_a_given_up_copy_leaves_the_earlier_one_whole(closed: ClosedDay, stick: Path) -> None:
    closed.station.copy_batch(DAY, stick, ignore)
    with pytest.raises(GiveUpError):
        closed.station.copy_batch(DAY, stick, stop_at(0.7))
    copied = {path.name: path.read_bytes() for path in (stick / BATCH).iterdir()}
    assert copied == outbox_of(closed)


def when(share: float, act: Callable[[], object]) -> Callable[[Progress], None]:
    """Return a report that acts once, when so much is done."""
    acted: list[object] = []

    def report(progress: Progress) -> None:
        if not acted and progress.done >= share * progress.total:
            acted.append(act())

    return report


def test_a_stick_that_is_pulled_out_in_the_middle_has_words(closed: ClosedDay, stick: Path) -> None:
    pulled = when(0.3, lambda: shutil.rmtree(stick))
    with pytest.raises(MediumError) as caught:
        closed.station.copy_batch(DAY, stick, pulled)
    assert caught.value.params == {"medium": "CITY USB"}
    assert closed.station.standing().days[0].copies == ()
    assert closed.files.age.is_file()


def test_a_stick_that_was_never_there(closed: ClosedDay, tmp_path: Path) -> None:
    with pytest.raises(MediumError):
        closed.station.copy_batch(DAY, tmp_path / "nowhere", ignore)


def test_a_full_stick_has_words_and_nothing_is_left(closed: ClosedDay, small_disk: Path) -> None:
    (small_disk / "other").write_bytes(bytes(40_000))
    with pytest.raises(MediumFullError):
        closed.station.copy_batch(DAY, small_disk, ignore)
    assert [path.name for path in small_disk.iterdir()] == ["other"]


def test_a_stick_that_fills_while_it_is_written(closed: ClosedDay, small_disk: Path) -> None:
    """Room is looked at first; another program may take it meanwhile."""
    taken = small_disk / "other"
    fill = when(0.0, lambda: _fill(taken))
    with pytest.raises(MediumFullError):
        closed.station.copy_batch(DAY, small_disk, fill)
    assert [path.name for path in small_disk.iterdir()] == ["other"]


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while True:
            try:
                if file.write(bytes(4096)) == 0:
                    return
            except OSError:
                return


def test_what_reads_back_otherwise_is_taken_away(closed: ClosedDay, stick: Path) -> None:
    """A stick that lies: the bytes change between writing and reading."""

    def lie() -> None:
        part = stick / BATCH / f"{BATCH}.zip.age.part"
        with part.open("r+b") as file:
            file.seek(1000)
            file.write(b"\x00\x01\x02\x03")

    size = closed.files.age.stat().st_size
    total = sum(path.stat().st_size for path in closed.outbox.iterdir())
    lying = when(size / (2 * total + 1), lie)
    with pytest.raises(CopyReadBackError):
        closed.station.copy_batch(DAY, stick, lying)
    assert list(stick.rglob("*")) == []
    assert closed.station.standing().days[0].copies == ()


@pytest.mark.parametrize("suffix", [".zip.age", ".json"])
def test_a_batch_that_was_altered_in_the_outbox_is_not_handed_on(
    closed: ClosedDay, stick: Path, suffix: str
) -> None:
    path = closed.outbox / f"{BATCH}{suffix}"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(BatchGoneError) as caught:
        closed.station.copy_batch(DAY, stick, ignore)
    assert caught.value.params == {"file": path.name}
    assert list(stick.rglob("*")) == []


def test_a_batch_that_is_missing_is_said(closed: ClosedDay, stick: Path) -> None:
    closed.files.age.unlink()
    with pytest.raises(BatchGoneError):
        closed.station.copy_batch(DAY, stick, ignore)


def test_an_open_day_has_nothing_to_hand_over(closed: ClosedDay, stick: Path) -> None:
    later = DAY.replace(day=4)
    closed.station.open_day(later)
    with pytest.raises(DayNotClosedError):
        closed.station.copy_batch(later, stick, ignore)
    with pytest.raises(DayNotClosedError):
        closed.station.confirm_receipt(later, "A")


def test_only_a_lead_hands_over(closed: ClosedDay, stick: Path) -> None:
    code = closed.receipt_code()
    closed.station.sign_in("staff1", STAFF_PASSWORD)
    with pytest.raises(LeadNeededError):
        closed.station.copy_batch(DAY, stick, ignore)
    with pytest.raises(LeadNeededError):
        closed.station.confirm_receipt(DAY, code)


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: code.lower().replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\r\n",
        wide,
        lambda code: code.replace("O", "0").replace("I", "1").replace("B", "8"),
        lambda code: code.replace("-", "\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}"),
    ],
)
def test_the_code_counts_however_it_is_typed(
    closed: ClosedDay, typed: Callable[[str], str]
) -> None:
    closed.station.confirm_receipt(DAY, typed(closed.receipt_code()))
    (day,) = closed.station.standing().days
    assert (day.stage, day.proof) == (DayStage.CONFIRMED, ReceiptProof.CODE)
    assert day.confirmed_at == closed.clock.now()


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "受領しました", "A" * 10_000])
def test_another_code_is_refused_and_noted(closed: ClosedDay, code: str) -> None:
    with pytest.raises(ReceiptCodeError):
        closed.station.confirm_receipt(DAY, code)
    assert closed.station.standing().days[0].stage is DayStage.KEY_SHREDDED
    assert closed.kinds().count("refuse_receipt") == 1


def test_a_code_that_is_almost_right_is_refused(closed: ClosedDay) -> None:
    code = closed.receipt_code()
    for at, char in enumerate(code):
        if char == "-":
            continue
        other = "A" if char != "A" else "C"
        with pytest.raises(ReceiptCodeError):
            closed.station.confirm_receipt(DAY, code[:at] + other + code[at + 1 :])


def test_confirming_twice_keeps_the_first_time(closed: ClosedDay) -> None:
    code = closed.receipt_code()
    closed.station.confirm_receipt(DAY, code)
    first = closed.clock.now()
    closed.clock.pass_s(60)
    closed.station.confirm_receipt(DAY, code)
    assert closed.station.standing().days[0].confirmed_at == first
