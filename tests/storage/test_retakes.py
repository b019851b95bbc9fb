"""撮り直し: counted with the draft that shows it, so that neither a crash nor a lock changes it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.contract.figuresfile import read_figures
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.intake import LeaveReason
from storage.errors import StorageFaultError
from storage.records.drafts import is_retake
from storage.station import Station
from tests.storage.closedday import PARTNER
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, Place, new_record
from tests.storage.port_suite import ignore
from tests.storage.test_drafts import full_disk, shot_of
from tests.storage.test_upgrade import FirstStation
from tests.storage.trails import trail_of

FIRST, SECOND = shot_of(1), shot_of(2)
OTHER_FRAME = replace(
    FIRST, photo=replace(SECOND.photo, proof=replace(SECOND.photo.proof, frame_sha256="cd" * 32))
)
CUT_ANEW = replace(FIRST, by_hand=False, photo=SECOND.photo)
AT_CAMERA = Draft(sitting=7, step=DraftStep.CAMERA)
SEEN = Draft(sitting=7, step=DraftStep.REVIEW, shot=FIRST)
SEEN_AGAIN = replace(SEEN, shot=OTHER_FRAME)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.create()
    return place


@pytest.fixture
def station(place: Place) -> Iterator[Station]:
    station = place.open_signed_in()
    yield station
    station.close()


def closed_with(station: Station) -> int | None:
    """Return what the closed day's signed numbers say; one record is in it."""
    station.drop_draft()
    station.put(new_record(1))
    station.close_day(DAY, PARTNER, ignore)
    report = station.day_report(DAY)
    figures = read_figures(station.day_figures(DAY).content)
    assert figures.tally.retaken == report.retaken
    return figures.tally.retaken


def keep(station: Station, *drafts: Draft) -> None:
    for draft in drafts:
        station.keep_draft(draft)


def test_each_photo_that_is_put_aside_counts_once(station: Station) -> None:
    keep(station, SEEN, AT_CAMERA, SEEN_AGAIN, AT_CAMERA, AT_CAMERA, SEEN)
    assert closed_with(station) == 2


def test_a_day_on_which_every_photo_was_kept_has_none(station: Station) -> None:
    form = replace(SEEN, step=DraftStep.FORM)
    back = replace(AT_CAMERA, step=DraftStep.RECEPTION)
    keep(station, AT_CAMERA, SEEN, replace(SEEN, shot=CUT_ANEW), form, SEEN, form)
    keep(station, replace(form, shot=None), AT_CAMERA, back, replace(SEEN, sitting=8))
    assert closed_with(station) == 0


def test_it_survives_a_crash_a_lock_and_whoever_signs_in_next(place: Place) -> None:
    station = place.open_signed_in()
    keep(station, SEEN, AT_CAMERA)
    station.close()
    station = place.open_signed_in()
    assert station.draft() == AT_CAMERA
    keep(station, SEEN_AGAIN)
    station.lock(SEEN_AGAIN)
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.draft() == SEEN_AGAIN
    keep(station, AT_CAMERA)
    assert closed_with(station) == 2
    station.close()


def test_who_left_after_it_counts_too(station: Station) -> None:
    keep(station, SEEN, AT_CAMERA)
    station.drop_draft()
    station.note_leaving(DAY, LeaveReason.NO_PHOTO)
    assert closed_with(station) == 1


def test_a_step_that_the_disk_refused_is_counted_with_the_next(station: Station) -> None:
    keep(station, SEEN)
    with full_disk(), pytest.raises(StorageFaultError):
        keep(station, AT_CAMERA)
    keep(station, SEEN_AGAIN)
    assert closed_with(station) == 1


def test_a_day_that_an_earlier_release_opened_is_not_known(tmp_path: Path) -> None:
    earlier = FirstStation(tmp_path)
    station = earlier.open()
    keep(station, SEEN, AT_CAMERA)
    station.drop_draft()
    station.close_day(DAY, ALONE, ignore)
    assert station.day_report(DAY).retaken is None
    assert read_figures(station.day_figures(DAY).content).tally.retaken is None
    station.close()


def test_nobody_is_in_the_line_of_the_trail(place: Place, station: Station) -> None:
    keep(station, SEEN, AT_CAMERA)
    station.close()
    assert ("retake_photo", "lead1", "") in trail_of(place)


@pytest.mark.parametrize(
    ("before", "now", "counts"),
    [
        (SEEN, AT_CAMERA, True),
        (SEEN, SEEN_AGAIN, True),
        (AT_CAMERA, SEEN, False),
        (SEEN, replace(SEEN, shot=CUT_ANEW), False),
        (SEEN, replace(AT_CAMERA, step=DraftStep.FORM), False),
    ],
)
def test_what_counts(before: Draft, now: Draft, counts: bool) -> None:
    assert is_retake(before, now) is counts
