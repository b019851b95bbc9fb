"""docs/manual/lost-stick.md, step by step: a finder reads nobody, the city gets it all."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.domain.ids import StaffId
from kiosk.errors import ExitCode
from tests.drills.office import kiosk, opens_with
from tests.drills.thief import Thief
from tests.storage.closedday import COOLING_S, ClosedDay
from tests.storage.people import (
    DAY,
    EXEMPTION,
    LEAD_PASSWORD,
    NAME,
    STAFF_PASSWORD,
    exempted,
    infant,
    jpeg_of,
    new_record,
)
from tests.storage.port_suite import ignore

PASSWORDS = {"lead1": LEAD_PASSWORD, "staff1": STAFF_PASSWORD}


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[ClosedDay]:
    closed = ClosedDay(tmp_path)
    yield closed
    closed.station.close()


@pytest.fixture
def lost(closed: ClosedDay) -> Path:
    return copied(closed, "LOST USB")


def copied(closed: ClosedDay, name: str) -> Path:
    stick = closed.root / name
    stick.mkdir()
    closed.station.copy_batch(DAY, stick, ignore)
    return stick


def personal() -> list[bytes]:
    """Return what stands for a person: names, numbers, addresses, reasons, pieces of photos."""
    found = [NAME.encode(), EXEMPTION.words.encode(), EXEMPTION.who.encode(), b"1950"]
    for record in (new_record(1, jpeg_bytes=40_000), exempted(2), infant(3)):
        one = record.applicant
        found += [str(one.kana).encode(), one.address.encode(), str(record.id).encode()]
        found += [str(one.form_id).encode()]
        if record.photo is not None:
            found.append(jpeg_of(record)[1_000:1_032])
    return found


def test_nothing_on_the_stick_speaks_of_a_person(closed: ClosedDay, lost: Path) -> None:
    files = [path for path in lost.rglob("*") if path.is_file()]
    assert {path.name.partition(".")[2] for path in files} >= {"zip.age", "json", "json.sig"}
    for path in files:
        content = path.read_bytes() + path.name.encode()
        assert [one for one in personal() if one in content] == [], path.name
    # The same words are found where the city opened it: the search can succeed.
    out = closed.root / "opened"
    kiosk(
        *("batch", "open", closed.files.age, "--identity", closed.identity, "--out", out),
        "--no-ledger",
    )
    opened = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert NAME.encode() in opened
    assert jpeg_of(exempted(2))[1_000:1_032] in opened


def test_the_envelope_counts_and_names_no_applicant(lost: Path) -> None:
    (envelope,) = lost.rglob("KB-*.json")
    told = json.loads(envelope.read_bytes())
    assert told["station"] == "SK01"
    assert "applicants" not in json.dumps(told)
    assert not any(str(new_record(n).applicant.form_id) in envelope.read_text() for n in (1, 2, 3))


def test_the_finder_opens_nothing_even_with_the_laptop_and_all_passwords(
    closed: ClosedDay, lost: Path
) -> None:
    laptop = closed.root / "laptop"
    closed.station.close()
    shutil.copytree(closed.data, laptop)
    assert Thief(laptop, PASSWORDS).opened() == {}
    (batch,) = lost.rglob("*.age")
    tried = [one for folder in (laptop, lost) for one in folder.rglob("*") if one.is_file()]
    assert len(tried) > 5
    assert [one.name for one in tried if opens_with(one, batch)] == []
    # The page's last line: a key file that was lost with it is as good as no encryption.
    (lost / "notes.txt").write_bytes(closed.identity.read_bytes())
    assert opens_with(lost / "notes.txt", batch)
    closed.restart()


def test_a_second_copy_is_made_and_the_city_takes_the_batch_in_once(
    closed: ClosedDay, lost: Path
) -> None:
    station = closed.station
    second = copied(closed, "SECOND USB")
    (day,) = station.standing().days
    assert [one.medium for one in day.copies] == ["LOST USB", "SECOND USB"]
    copies = [
        (one.actor, one.kind)
        for one in station.audit_lines(AuditGroup.ALL, before=None, most=20)
        if one.kind is AuditKind.COPY_BATCH
    ]
    assert copies == [(StaffId("lead1"), AuditKind.COPY_BATCH)] * 2

    ledger, key = closed.root / "ledger", closed.files.station_public_key
    kiosk("batch", "trust", key, "--words-compared", "--ledger", ledger)
    (batch,) = second.rglob("*.age")
    taken = ("--identity", closed.identity, "--ledger", ledger)
    kiosk("batch", "open", batch, "--out", closed.root / "first", *taken)
    (found,) = lost.rglob("*.age")  # it turns up again, and somebody sends it in
    said = kiosk(
        *("batch", "open", found, "--out", closed.root / "again", *taken),
        expect=int(ExitCode.REFUSED),
    )
    assert "取り出し済み" in said
    assert not (closed.root / "again").exists()

    code = (closed.root / "first" / "RECEIPT_CODE.txt").read_text(encoding="utf-8").split()[0]
    station.confirm_receipt(DAY, code)
    closed.clock.pass_s(COOLING_S)
    certificate = closed.delete("LOST USB")
    assert certificate.remaining_media == ("LOST USB",)
