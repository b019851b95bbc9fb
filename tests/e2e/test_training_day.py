"""A whole day through the real windows, threads, store and batch, opened with public tools."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.domain.dates import parse_birth_date
from kiosk.training.people import training_form
from kiosk.workflow.stage import business_date_at
from tests.e2e import played_day
from tests.e2e.played_day import OpenedBatch, PlayedDay

APPLICANTS = 3


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> PlayedDay:
    folder = tmp_path_factory.mktemp("day")
    return played_day.play(
        folder, "--camera", "sitter:", "--applicants", str(APPLICANTS), traced=True
    )


@pytest.fixture(scope="module")
def batch(day: PlayedDay, tmp_path_factory: pytest.TempPathFactory) -> OpenedBatch:
    return played_day.open_with_public_tools(day, tmp_path_factory.mktemp("opened") / "b")


def test_the_day_ends_well_and_counts_what_it_did(day: PlayedDay) -> None:
    assert day.code == 0, day.complained
    assert "Traceback" not in day.complained
    summary = day.summary
    assert (summary["tickets"], summary["records"], summary["photos"]) == (APPLICANTS,) * 3
    assert summary["max_gui_block_ms"] > 0
    for name in ("age", "envelope", "signature", "station_public_key"):
        path = Path(day.batch[name])
        assert path.is_absolute()
        assert path.parent == day.out / "batch"
    assert len(day.batch["identities"]) == 2
    assert {"sign_in", "capture", "develop", "seal", "close"} <= set(summary["timings_ms"])


def test_every_ticket_of_the_day_has_a_paper_and_an_end(day: PlayedDay) -> None:
    line = day.summary["line"]
    assert line["reconciles"] is True
    assert line["outcomes"] == {"applied": APPLICANTS}
    assert (line["issued"], line["paper_failures"]) == (APPLICANTS, 1)
    papers = list((day.out / "tickets").glob("*.png"))
    assert len(papers) == 2 * APPLICANTS, "a ticket each, and a receipt slip each"


@pytest.mark.slow
def test_thirty_applicants_reconcile_to_the_last_ticket(tmp_path: Path) -> None:
    arguments = ("--camera", "sitter:", "--applicants", "30")
    day = played_day.play(tmp_path, *arguments, patience_s=1200)  # 7 min on a loaded machine
    assert day.summary["line"] == {
        "issued": 30,
        "outcomes": {"applied": 27},
        "no_shows": 3,
        "cancelled": 0,
        "open": 0,
        "parked": 2,
        "paper_failures": 1,
        "reconciles": True,
    }


def test_public_tools_alone_open_the_batch(batch: OpenedBatch) -> None:
    assert len(batch.rows) == len(batch.photos) == APPLICANTS


def test_the_fields_in_the_batch_are_what_was_typed(batch: OpenedBatch) -> None:
    today = business_date_at(SystemClock().now())
    for number, row in enumerate(batch.rows, start=1):
        form = training_form(number)
        assert row["申請書ID"].strip("'") == form.form_id
        assert row["氏名"].removeprefix("'") == form.name
        assert row["住所"] == form.address
        born = parse_birth_date(form.birth_date, today=today)
        assert row["生年月日"] == born.day.isoformat()
        assert row["生年月日（和暦）"] == born.wareki()


def test_the_photos_in_the_batch_are_those_that_staff_accepted(
    day: PlayedDay, batch: OpenedBatch
) -> None:
    assert sorted(batch.photo_sha256()) == sorted(day.summary["photo_sha256"])
    for jpeg in batch.photos.values():
        assert jpeg.startswith(b"\xff\xd8\xff")
        assert 20_480 <= len(jpeg) <= 7_000_000


def test_every_screen_was_pictured(day: PlayedDay) -> None:
    names = {Path(name).name for name in day.summary["screens"]}
    for phase in ("signed-out", "ready", "posing", "reviewing", "receipted", "day-closed"):
        assert any(phase in name and "staff" in name for name in names), phase
        assert any(phase in name and "applicant" in name for name in names), phase
    assert all((day.out / name).stat().st_size > 1000 for name in day.summary["screens"])


def needles(day: PlayedDay, batch: OpenedBatch) -> Iterator[tuple[str, bytes]]:
    for number in range(1, APPLICANTS + 1):
        form = training_form(number)
        for field in ("form_id", "name", "kana", "address"):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp932"):
                encoded = getattr(form, field).encode(encoding, errors="ignore")
                if len(encoded) >= 8:
                    yield f"{field} {number}", encoded
    for name, jpeg in batch.photos.items():
        for at in (600, len(jpeg) // 2, len(jpeg) - 200):
            yield name, jpeg[at : at + 48]


def test_nothing_of_an_applicant_is_left_outside_the_sealed_batch(
    day: PlayedDay, batch: OpenedBatch
) -> None:
    wanted = list(needles(day, batch))
    files = list(day.files())
    assert any(path.name.endswith(".zip.age") for path in files)
    assert any(path.suffix == ".jsonl" for path in files), "the log is among the files"
    found = [
        f"{what} in {path.name}"
        for path in files
        for content in (path.read_bytes(),)
        for what, needle in wanted
        if needle in content
    ]
    assert found == []


def test_the_canary_search_finds_a_planted_canary(
    day: PlayedDay, batch: OpenedBatch, tmp_path: Path
) -> None:
    planted = tmp_path / "planted.bin"
    planted.write_bytes(
        b"\x00" * 500 + training_form(2).name.encode() + next(iter(batch.photos.values()))
    )
    content = planted.read_bytes()
    assert {what for what, needle in needles(day, batch) if needle in content} >= {"name 2"}


def test_the_whole_day_spoke_to_no_other_machine(day: PlayedDay) -> None:
    assert day.trace is not None
    assert day.trace.stat().st_size > 0, "strace saw no socket at all: it did not trace"
    assert day.foreign_talk() == []


def test_the_trace_shows_a_planted_call_to_another_machine(tmp_path: Path) -> None:
    planted = tmp_path / "trace.txt"
    planted.write_text(
        '7 connect(3, {sa_family=AF_INET, sin_addr=inet_addr("127.0.0.1")}, 16)\n'
        '7 connect(3, {sa_family=AF_INET, sin_addr=inet_addr("192.0.2.1")}, 16)\n'
        '7 sendto(4, "x", 1, 0, {sa_family=AF_INET6, sin6_port=htons(53), inet_pton(AF_INET6, '
        '"2001:db8::1", &sin6_addr)}, 28)\n',
        encoding="utf-8",
    )
    day = PlayedDay(
        out=tmp_path, temp=tmp_path, home=tmp_path, code=0, printed="", complained="",
        trace=planted,
    )  # fmt: skip
    assert len(day.foreign_talk()) == 2
