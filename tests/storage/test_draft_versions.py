"""A sitting kept again and again: one row, one entry, and which older versions are noticed."""

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.intake import CaseFile
from kiosk.domain.review import PhotoReview
from kiosk.errors import DiskFullError
from storage.errors import StorageFaultError, TamperedError
from storage.records.draftcodec import _first_fields_of, decode_draft
from storage.station import Station
from tests.storage.people import STAFF_PASSWORD, Place
from tests.storage.test_drafts import BARE, TYPED, draft_of, full_disk
from tests.storage.trails import trail_of


def words(draft: Draft, text: str) -> Draft:
    """Return the draft a little later."""
    return replace(draft, case=replace(draft.case, form=replace(TYPED, address=text)))


def notes_of(place: Place) -> list[tuple[str, str]]:
    kinds = ("keep_draft", "take_draft", "drop_draft")
    return [(kind, subject) for kind, _, subject in trail_of(place) if kind in kinds]


def versions(place: Place) -> list[tuple[str, int]]:
    with sqlite3.connect(place.database) as connection:
        found = connection.execute("SELECT id, row_version FROM drafts").fetchall()
    connection.close()
    return found


def test_a_sitting_is_one_row_and_one_entry_however_often_it_is_kept(
    place: Place, station: Station
) -> None:
    for n in range(1, 6):
        station.keep_draft(words(draft_of(), f"研修 {n}"))
    station.keep_draft(replace(BARE, sitting=8))
    station.keep_draft(replace(BARE, sitting=8))
    station.close()
    ((row, version),) = versions(place)
    assert version == 2
    (_, first), (_, second) = notes_of(place)
    assert (second, first != second) == (f"{row}.1", True)


def test_a_sitting_goes_on_in_its_row_after_a_crash_and_a_log_in(
    place: Place, station: Station
) -> None:
    station.keep_draft(words(draft_of(), "研修 1"))
    shutil.copytree(place.data, place.root / "crash")
    station.close()
    shutil.rmtree(place.data)
    (place.root / "crash").rename(place.data)
    station = place.open()
    station.sign_in("staff1", STAFF_PASSWORD)
    assert station.draft() == words(draft_of(), "研修 1")
    station.keep_draft(words(draft_of(), "研修 2"))
    assert station.draft() == words(draft_of(), "研修 2")
    station.close()
    ((row, version),) = versions(place)
    assert version == 2
    assert notes_of(place) == [
        ("keep_draft", f"{row}.1"),
        ("take_draft", f"{row}.1"),
        ("take_draft", f"{row}.2"),
    ]


def test_a_keeping_that_fails_leaves_what_was_kept_before(station: Station) -> None:
    station.keep_draft(words(draft_of(), "研修 1"))
    with full_disk(), pytest.raises((DiskFullError, StorageFaultError)):
        station.keep_draft(words(draft_of(jpeg_bytes=400_000), "研修 2"))
    assert station.draft() == words(draft_of(), "研修 1")
    station.keep_draft(words(draft_of(), "研修 3"))
    assert station.draft() == words(draft_of(), "研修 3")


def test_an_altered_row_is_replaced_and_the_trail_has_both(place: Place, station: Station) -> None:
    station.keep_draft(draft_of())
    with station._parts.store.connection() as connection:
        connection.exec_driver_sql("UPDATE drafts SET row_version = 'one'")
    station.keep_draft(words(draft_of(), "研修 2"))
    assert station.draft() == words(draft_of(), "研修 2")
    station.close()
    assert [kind for kind, _ in notes_of(place)] == ["keep_draft", "keep_draft", "take_draft"]


def earlier_row(place: Place) -> Path:
    earlier = place.root / "earlier.db"
    shutil.copy(place.database, earlier)
    return earlier


def put_back(place: Place, earlier: Path) -> None:
    with sqlite3.connect(place.database) as connection:
        connection.execute("DELETE FROM drafts")
        connection.execute("ATTACH ? AS earlier", (str(earlier),))
        connection.execute("INSERT INTO drafts SELECT * FROM earlier.drafts")
    connection.close()


@pytest.mark.parametrize("pinned_by", ["the lock", "a look"])
def test_an_older_version_put_back_is_noticed_once_a_newer_one_was_noted(
    place: Place, station: Station, pinned_by: str
) -> None:
    station.keep_draft(words(draft_of(), "研修 1"))
    station.close()
    earlier = earlier_row(place)
    station = place.open_signed_in()
    station.keep_draft(words(draft_of(), "研修 2"))
    if pinned_by == "a look":
        station.draft()
    else:
        station.lock(words(draft_of(), "研修 3"))
    station.close()
    put_back(place, earlier)
    station = place.open_signed_in()
    with pytest.raises(TamperedError):
        station.draft()
    station.close()


def test_an_older_version_put_back_after_a_crash_is_not_noticed(
    place: Place, station: Station
) -> None:
    # docs/SECURITY.md says so: a key press makes no entry in the trail.
    station.keep_draft(words(draft_of(), "研修 1"))
    station.close()
    earlier = earlier_row(place)
    station = place.open_signed_in()
    station.keep_draft(words(draft_of(), "研修 2"))
    station.close()
    put_back(place, earlier)
    station = place.open_signed_in()
    assert station.draft() == words(draft_of(), "研修 1")
    station.close()


def test_the_draft_of_another_sitting_put_back_is_not_the_one(
    place: Place, station: Station
) -> None:
    station.keep_draft(draft_of())
    station.close()
    earlier = earlier_row(place)
    station = place.open_signed_in()
    station.keep_draft(replace(BARE, sitting=8))
    station.close()
    put_back(place, earlier)
    station = place.open_signed_in()
    with pytest.raises(TamperedError):
        station.draft()
    station.drop_draft()
    station.close()
    put_back(place, earlier)  # also when the trail says that there is none
    station = place.open_signed_in()
    assert station.draft() is None
    station.close()


def test_an_older_row_within_one_run_is_noticed(station: Station) -> None:
    station.keep_draft(words(draft_of(), "研修 1"))
    with station._parts.store.connection() as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE old AS SELECT * FROM drafts")
    station.keep_draft(words(draft_of(), "研修 2"))
    with station._parts.store.connection() as connection:
        connection.exec_driver_sql("DELETE FROM drafts")
        connection.exec_driver_sql("INSERT INTO drafts SELECT * FROM temp.old")
        connection.exec_driver_sql("DROP TABLE temp.old")
    with pytest.raises(TamperedError):
        station.draft()


@pytest.mark.parametrize(
    ("draft", "step"),
    [
        (draft_of(), DraftStep.FORM),
        (replace(draft_of(), review=None), DraftStep.REVIEW),
        (replace(BARE, case=CaseFile(form=TYPED)), DraftStep.RECEPTION),
        (replace(BARE, review=PhotoReview(), case=CaseFile(form=TYPED)), DraftStep.FORM),
    ],
)
def test_a_draft_of_the_release_before_goes_on_where_it_was(draft: Draft, step: DraftStep) -> None:
    kept = replace(draft, step=step, case=CaseFile(form=draft.case.form))
    assert decode_draft(first_bytes(draft)) == kept


def first_bytes(draft: Draft) -> bytes:
    """Return what the release before kept of a draft."""
    fields = _first_fields_of(draft)
    assert sorted(fields) == ["form", "review", "shot", "sitting"]
    assert len(fields["form"]) == 6
    spelled = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    jpeg = b"" if draft.shot is None else draft.shot.photo.jpeg
    return b"KBT1" + len(spelled).to_bytes(4, "big") + spelled + jpeg
