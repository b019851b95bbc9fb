"""Deleting a day: only what arrived and cooled, only by two, nothing left, and it can be proved."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.custody import DayStage, ReceiptProof, SecondPerson
from kiosk.errors import LeadNeededError, SecondPersonError
from kiosk.vaultports import Progress
from storage.custody.certificate import parse_certificate
from storage.custody.errors import BackupLeftError, NotConfirmedError, StillCoolingError
from storage.errors import DayClosedError, TamperedError
from tests.storage.closedday import COOLING_S, PARTNER, ClosedDay
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, STAFF_PASSWORD, new_record
from tests.storage.port_suite import ignore
from tests.storage.publictools import run

NUMBER = "DEL-SK01-20261103-0001"
BACKUP = "SK01-20261103-0001.backup.db"
FIGURES = ("figures-SK01-20261103.json", "figures-SK01-20261103.json.sig")


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[ClosedDay]:
    place = tmp_path / "second"
    place.mkdir()
    closed = ClosedDay(tmp_path, backups=place)
    closed.station.back_up(DAY)
    yield closed
    closed.station.close()


def sealed_bytes(closed: ClosedDay) -> list[bytes]:
    """Return pieces of every sealed blob of the day; the station is closed for it."""
    closed.station.close()
    with sqlite3.connect(closed.database) as connection:
        asked = "SELECT sealed FROM records UNION ALL SELECT sealed FROM duties"
        blobs = [blob for (blob,) in connection.execute(asked)]
    connection.close()
    closed.station = closed.open_signed_in()
    assert len(blobs) == 4
    return [blob[at : at + 24] for blob in blobs for at in range(20, len(blob) - 24, 1_000)]


def found_in(folder: Path, needles: list[bytes]) -> list[str]:
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [name for name, content in contents.items() if any(one in content for one in needles)]


def test_nothing_of_the_day_is_left_on_the_disk(closed: ClosedDay) -> None:
    needles = sealed_bytes(closed)
    archive = closed.files.age.read_bytes()
    needles += [archive[at : at + 24] for at in range(300, len(archive) - 24, 1_000)]
    closed.confirm_and_cool()
    before = found_in(closed.root, needles)
    assert {"station.db", closed.files.age.name, BACKUP} <= set(before)  # the search can find
    closed.delete()
    assert found_in(closed.root, needles) == []
    closed.station.close()
    assert found_in(closed.root, needles) == []
    assert {path.name for path in closed.outbox.iterdir()} == {
        closed.files.envelope.name,
        closed.files.signature.name,
        closed.files.station_public_key.name,
        *FIGURES,
    }


def test_the_certificate_says_what_happened_and_openssl_proves_it(closed: ClosedDay) -> None:
    closed.confirm_and_cool()
    certificate = closed.delete("青いUSB（研修）")
    folder = closed.data / "certificates"
    content = (folder / f"{NUMBER}.json").read_bytes()
    assert parse_certificate(content) == certificate
    assert (certificate.number, certificate.records, certificate.deleted_rows) == (NUMBER, 3, 4)
    assert certificate.operators == ("lead1（研修）", "staff1（研修）")
    assert certificate.deleted_files == (closed.files.age.name,)
    assert certificate.deleted_backups == (BACKUP,)
    assert certificate.remaining_media == ("青いUSB（研修）",)
    assert certificate.proof is ReceiptProof.CODE
    assert certificate.deleted_at - certificate.confirmed_at == timedelta(seconds=COOLING_S)
    key: list[str | Path] = ["-pubin", "-inkey", closed.files.station_public_key]
    signature: list[str | Path] = ["-sigfile", folder / f"{NUMBER}.json.sig"]
    told = run(
        "openssl",
        "pkeyutl",
        "-verify",
        "-rawin",
        *key,
        *signature,
        "-in",
        folder / f"{NUMBER}.json",
    )
    assert "Signature Verified Successfully" in told
    assert closed.station.certificates() == (certificate,)
    assert closed.station.standing().days == ()
    kinds = closed.kinds()
    assert kinds.count("begin_deletion") == kinds.count("delete_day") == 1


def test_a_certificate_that_was_altered_is_none(closed: ClosedDay) -> None:
    closed.confirm_and_cool()
    closed.delete()
    content = (closed.data / "certificates" / f"{NUMBER}.json").read_bytes()
    fields = json.loads(content)
    for name in fields:
        missing = {key: value for key, value in fields.items() if key != name}
        with pytest.raises(TamperedError):
            parse_certificate(json.dumps(missing).encode())
    with pytest.raises(TamperedError):
        parse_certificate(content + b" ")


def test_without_a_receipt_nothing_is_deleted(closed: ClosedDay) -> None:
    with pytest.raises(NotConfirmedError):
        closed.delete()
    assert closed.files.age.is_file()


def test_it_cools_for_a_day_to_the_second(closed: ClosedDay) -> None:
    closed.station.confirm_receipt(DAY, closed.receipt_code())
    closed.clock.pass_s(COOLING_S - 1)
    with pytest.raises(StillCoolingError) as caught:
        closed.delete()
    assert caught.value.until == closed.clock.now() + timedelta(seconds=1)
    closed.clock.pass_s(1)
    closed.delete()


@pytest.mark.parametrize(
    "second",
    [
        SecondPerson(staff_id="staff1", password="wrong"),
        SecondPerson(staff_id="lead1", password=LEAD_PASSWORD),
        SecondPerson(staff_id="nobody", password=STAFF_PASSWORD),
    ],
)
def test_one_person_alone_deletes_nothing(closed: ClosedDay, second: SecondPerson) -> None:
    closed.confirm_and_cool()
    with pytest.raises(SecondPersonError):
        closed.station.delete_day(DAY, second, (), ignore)
    assert closed.station.standing().days[0].stage is DayStage.CONFIRMED
    assert closed.files.age.is_file()


def test_only_a_lead_begins_it(closed: ClosedDay) -> None:
    closed.confirm_and_cool()
    closed.station.sign_in("staff1", STAFF_PASSWORD)
    lead = SecondPerson(staff_id="lead1", password=LEAD_PASSWORD)
    with pytest.raises(LeadNeededError):
        closed.station.delete_day(DAY, lead, (), ignore)


def test_a_backup_out_of_reach_stops_it_unless_it_is_named_as_remaining(
    closed: ClosedDay,
) -> None:
    closed.confirm_and_cool()
    away = closed.root / "unplugged"
    shutil.move(closed.root / "second", away)
    with pytest.raises(BackupLeftError) as caught:
        closed.delete("青いUSB（研修）")
    assert caught.value.params == {"file": BACKUP}
    assert closed.station.standing().days[0].stage is DayStage.CONFIRMED
    certificate = closed.delete(BACKUP)
    assert (certificate.deleted_backups, certificate.remaining_media) == ((), (BACKUP,))
    assert (away / BACKUP).is_file()


def test_other_days_stay(closed: ClosedDay) -> None:
    later = DAY.replace(day=4)
    closed.station.open_day(later)
    closed.station.put(new_record(8, day=later))
    closed.confirm_and_cool()
    closed.delete()
    closed.restart()
    assert closed.station.count(later) == 1
    assert closed.station.close_day(later, ALONE, ignore).records == 1


def test_a_deleted_day_is_over(closed: ClosedDay) -> None:
    closed.confirm_and_cool()
    closed.delete()
    with pytest.raises(NotConfirmedError):
        closed.delete()
    with pytest.raises(DayClosedError):
        closed.station.close_day(DAY, ALONE, ignore)
    assert closed.station.day_report(DAY).records == 3


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6, 0.8])
def test_an_interrupted_deletion_goes_on_with_the_same_call(
    closed: ClosedDay, share: float
) -> None:
    closed.confirm_and_cool()
    closed.station.close()
    child = os.fork()
    if child == 0:  # nothing of pytest may run on in the child
        try:
            _delete_and_die(closed, share)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not (closed.data / "certificates").exists()
    closed.station = closed.open()
    closed.station.sign_in("lead1", LEAD_PASSWORD)
    assert closed.station.standing().days[0].stage in {DayStage.CONFIRMED, DayStage.DELETING}
    certificate = closed.delete()
    assert (certificate.records, certificate.deleted_rows) == (3, 4)
    assert certificate.deleted_backups == (BACKUP,)
    assert not (closed.root / "second" / BACKUP).exists()
    assert not closed.files.age.exists()


def _delete_and_die(closed: ClosedDay, share: float) -> None:
    def die(progress: Progress) -> None:
        if progress.done >= share * progress.total:
            os._exit(9)

    closed.station = closed.open()
    closed.station.sign_in("lead1", LEAD_PASSWORD)
    closed.station.delete_day(DAY, PARTNER, (), die)


def test_the_day_report_counts_the_day(closed: ClosedDay) -> None:
    report = closed.station.day_report(DAY)
    assert (report.records, report.without_photo, report.exemptions, report.duties_open) == (
        3,
        1,
        1,
        1,
    )
    assert report.operators == ("lead1（研修）", "staff1（研修）")
    assert report.opened_by == "lead1（研修）"
    envelope = json.loads(closed.files.envelope.read_bytes())
    assert (report.batch_sha256, report.batch_bytes) == (
        envelope["ciphertext"]["sha256"],
        closed.files.age.stat().st_size,
    )
    assert (report.audit_n, report.audit_head) == (
        envelope["audit"]["n"],
        envelope["audit"]["head"],
    )
    assert [one.name for one in report.recipients] == ["下関市（研修）", "本部（研修）"]
    assert all(len(one.words.split()) == 8 for one in report.recipients)
