"""撮り直し by real keys: counted over a crash, signed at the closing, printed in the 日次報告書."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from kiosk.cli.app import main
from kiosk.contract.figuresfile import read_figures
from kiosk.domain.event import EventStatus
from kiosk.domain.ids import StaffId, StationId
from kiosk.errors import ExitCode
from kiosk.workflow import phases
from tests.e2e.custodyrig import Playing, Venue, playing
from tests.e2e.sittingpeople import PLAIN
from tests.e2e.sittingrig import Table, close_by_two, open_day
from tests.kiosk.contract.folk import VENUE
from tests.storage.people import DAY, LEAD_PASSWORD

pytestmark = pytest.mark.gui
NAME = f"figures-SK01-{DAY:%Y%m%d}.json"
HELD = replace(VENUE, date=DAY, status=EventStatus.HELD, stations=(StationId("SK01"),))


@pytest.fixture
def place(tmp_path: Path) -> Venue:
    place = Venue(tmp_path)
    place.create()
    return place


def retake(play: Playing) -> None:
    """Put the photo on the screen aside, and go before the camera again."""
    play.keys("R")
    play.until(phases.Posing)


def plan(place: Venue) -> None:
    """Have the book hold the event, as it was held: the gate asks nothing of it any more."""
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    station.office.put(HELD, by=StaffId("lead1"), expected_version=0)
    station.close()


def daily_pdf(place: Venue, out: Path) -> str:
    """Return the text of the 日次報告書 that the command makes of the station's book."""
    password = place.root / "lead.txt"
    password.write_text(LEAD_PASSWORD, encoding="utf-8")
    who = ["--book", str(place.data), "--staff", "lead1", "--password-file", str(password)]
    asked = ["report", "daily", "--date", DAY.isoformat(), "--out", str(out), *who]
    assert main(asked) == ExitCode.OK
    (pdf,) = out.glob("*.pdf")
    return "".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def test_two_retakes_with_a_crash_between_are_two_in_the_signed_file_and_on_paper(
    place: Venue, qtbot: QtBot, tmp_path: Path
) -> None:
    plan(place)
    with playing(place, qtbot) as play:
        open_day(play)
        table = Table(play)
        table.press("Enter")
        table.receive(PLAIN)
        table.pose()
        retake(play)
        table.pose()
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Resuming)
        play.keys("Enter")
        play.until(phases.Reviewing)
        retake(play)
        table = Table(play)
        table.photograph()
        table.type_form(PLAIN.form)
        table.complete()
        for _ in range(2):  # so few that what they did would be hidden otherwise
            table.press("Space")
            table.serve(PLAIN)
        close_by_two(play)
    figures = read_figures((place.outbox / NAME).read_bytes())
    assert (figures.tally.applications, figures.tally.retaken) == (3, 2)
    assert "撮り直し2" in daily_pdf(place, tmp_path / "reports")
