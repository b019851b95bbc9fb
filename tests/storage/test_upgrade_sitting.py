"""A station of the release before the sitting, written by that release, goes on with this one."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.custody import AnchorState
from kiosk.domain.draft import DraftStep
from kiosk.domain.intake import CaseFile
from kiosk.domain.record import CorrectionReason
from storage.receiving.receiver import open_batch
from tests.storage.people import ALONE, DAY, EXEMPTION, WELL, foreigner, new_record, renamed
from tests.storage.port_suite import ignore
from tests.storage.test_drafts import TYPED, draft_of
from tests.storage.test_upgrade import FirstStation

FIRST = new_record(1, jpeg_bytes=200)
SECOND = new_record(2, jpeg_bytes=200, review=replace(WELL, exemption=EXEMPTION))


@pytest.fixture
def before(tmp_path: Path) -> FirstStation:
    return FirstStation(tmp_path, "station-4.json")


def test_the_vector_is_of_the_release_before(before: FirstStation) -> None:
    assert before.ask("SELECT version_num FROM alembic_version") == [("0004",)]
    assert before.ask("SELECT count(*), max(schema_version) FROM records") == [(2, 2)]
    assert before.ask("SELECT count(*) FROM drafts") == [(1,)]


def test_what_was_interrupted_yesterday_is_offered_and_goes_on(before: FirstStation) -> None:
    station = before.open()
    assert station.standing().anchor is AnchorState.AGREES
    kept = replace(draft_of(3, jpeg_bytes=200), step=DraftStep.FORM, case=CaseFile(form=TYPED))
    assert station.draft() == kept
    station.keep_draft(kept)
    assert station.draft() == kept
    station.close()
    assert before.ask("SELECT count(*), max(schema_version), max(row_version) FROM drafts") == [
        (1, 3, 2)
    ]


def test_the_day_goes_on_with_records_of_both_releases(
    before: FirstStation, tmp_path: Path
) -> None:
    station = before.open()
    station.drop_draft()
    assert station.open_record(FIRST.id) == FIRST
    assert station.earlier_receipts(str(FIRST.applicant.form_id)) == ()  # it has no tag
    assert [str(duty.number) for duty in station.duties(DAY)] == ["SK01-0002"]
    station.put(foreigner(3))
    station.correct(renamed(FIRST, "研修 華子"), CorrectionReason.MISREAD)
    assert len(station.earlier_receipts(str(FIRST.applicant.form_id))) == 1
    files = station.close_day(DAY, ALONE, ignore)
    station.close()
    out = tmp_path / "out"
    opened = open_batch(files.age, before.identity, out)
    assert (opened.records, opened.photos, opened.problems) == (3, 3, ())
    with (out / "applicants.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row["氏名"] for row in csv.DictReader(file)]
    assert names == ["研修 華子", SECOND.applicant.name, "KENSHU NGUYỄN"]
    _, second, _ = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["records"]
    assert (second["application"]["consent"], second["duty"]["done"]) == (None, None)
