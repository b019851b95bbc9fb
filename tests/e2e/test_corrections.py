"""A sealed record is corrected by real keys and touches; the opened batch holds it as it is now."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.ids import RecordId
from kiosk.settings import Settings, SittingSettings
from kiosk.workflow import phases
from tests.e2e.custodyrig import Playing, Venue, playing
from tests.e2e.sittingpeople import PLAIN, VISITED
from tests.e2e.sittingrig import Person, Table, close_by_two, compare_all, day_report, open_day
from tests.storage.people import LEAD_PASSWORD
from tests.storage.trails import trail_of
from tests.ui.seen import said

pytestmark = pytest.mark.gui

KANA, OFFICER = "ケンシュウ カンナ", "研修 四郎"


@pytest.fixture
def place(tmp_path: Path) -> Venue:
    place = Venue(tmp_path)
    place.create()
    return place


def open_newest(play: Playing) -> RecordId:
    """Open the newest record from the day's page, and tell which one that is."""
    play.keys("U")
    play.until(phases.ListingRecords)
    play.keys("Enter")
    play.until(phases.Filling)
    phase = play.phase
    assert isinstance(phase, phases.Filling)
    assert phase.correction is not None
    return phase.correction.record.id


def retype(play: Playing, field: str, text: str) -> None:
    play.screens.staff.pages.filling.form.fields[field].widget.setFocus()
    play.keys("Ctrl+A")
    play.hands.write(text)


def as_corrected(person: Person, field: str, held: str, text: str) -> Person:
    """Return what the batch has to hold of this person afterwards."""
    form = replace(person.form, **{field: text})
    return replace(person, form=form, held=person.held | {held: text})


def corrections_in(place: Venue) -> list[tuple[str, str]]:
    kinds = ("correct_record", "change_field")
    return [(kind, subject) for kind, _, subject in trail_of(place) if kind in kinds]


def test_a_reading_is_corrected_and_every_other_byte_stays(place: Venue, qtbot: QtBot) -> None:
    with playing(place, qtbot) as play:
        open_day(play)
        table = Table(play)
        table.press("Enter")
        receipt = table.serve(PLAIN)
        record = open_newest(play)
        retype(play, "kana", KANA)
        play.keys("Ctrl+Enter", "1")
        play.until(phases.Confirming)
        assert "訂正した項目：フリガナ" in said(play.screens.staff)
        table.agree()
        play.keys("Enter")
        play.until(phases.ListingRecords)
        play.until_said(f"{receipt} を訂正しました")
        play.keys("Esc")
        play.until(phases.Ready)
        files = close_by_two(play)
    compare_all(place, files, {receipt: as_corrected(PLAIN, "kana", "applicant.kana", KANA)})
    assert corrections_in(place) == [
        ("correct_record", f"{record}.2.misread"),
        ("change_field", f"{record}.2.kana"),
    ]
    assert day_report(place).corrected == 1


def test_what_staff_noted_is_corrected_without_the_applicant(place: Venue, qtbot: QtBot) -> None:
    at_home = Settings(sitting=SittingSettings(procedure="visit"))
    with playing(place, qtbot, settings=at_home) as play:
        open_day(play)
        table = Table(play)
        table.press("Enter")
        receipt = table.serve(VISITED)
        open_newest(play)
        retype(play, "officer", OFFICER)
        play.keys("Ctrl+Enter", "3")
        play.until(phases.Confirming, hidden=True)
        play.keys("Enter")
        play.until(phases.ListingRecords)
        play.keys("Esc")
        play.until(phases.Ready)
        files = close_by_two(play)
    changed = as_corrected(VISITED, "officer", "application.visit.officer", OFFICER)
    compare_all(place, files, {receipt: changed})


def test_a_station_that_goes_down_before_the_sealing_keeps_the_record(
    place: Venue, qtbot: QtBot
) -> None:
    disk = place.data.with_name("pulled")
    with playing(place, qtbot) as play:
        open_day(play)
        table = Table(play)
        table.press("Enter")
        receipt = table.serve(PLAIN)
        open_newest(play)
        retype(play, "kana", KANA)
        play.keys("Ctrl+Enter", "2")
        play.until(phases.Confirming)
        table.agree()
        shutil.copytree(place.data, disk)
        play.session.leave_correction()
    shutil.rmtree(place.data)
    disk.rename(place.data)
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Ready)
        files = close_by_two(play)
    compare_all(place, files, {receipt: PLAIN})
    assert corrections_in(place) == []
    assert day_report(place).corrected == 0
