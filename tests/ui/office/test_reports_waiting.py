"""A report takes its time: whoever turns away meanwhile loses nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kiosk.background import InlineBackground
from kiosk.errors import KioskError
from kiosk.officeports import OfficeBook
from tests.ui.office.acts import ME, WORD, Files
from tests.ui.office.keys import Make
from tests.ui.office.papers import (
    DAILY_PDF,
    counted,
    form_of,
    keep,
    names,
    open_page,
    opened,
    told,
    venue,
)
from ui.hands import Hands

T = TypeVar("T")


class KeptJobs:
    """Holds a job back until it is told to run it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(self, job: Callable[[], T], done: Callable[[T | KioskError], None]) -> None:
        self.waiting.append(lambda: InlineBackground().run(job, done))

    def finish(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def test_whoever_turns_away_while_it_is_written_finds_the_files_told_on_the_way_back(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    keep(book, venue(), counted(venue()))
    files.folder, jobs = tmp_path / "out", KeptJobs()
    window = make(background=jobs)
    hands = Hands(window)
    hands.sign_in(ME, WORD)
    jobs.finish()
    page = open_page(window, hands)
    hands.press("Enter")
    hands.press("Ctrl+Enter")
    assert page.bar.primary is not None
    assert page.bar.primary.busy
    hands.press("Ctrl+Enter")  # a second press is not a second report
    assert len(jobs.waiting) == 1
    hands.press("F2")
    jobs.finish()
    assert len(names(files.folder)) == 2
    hands.press("F5")
    assert DAILY_PDF in told(window)
    hands.press("Enter")
    assert not opened(window)


def test_a_report_that_fails_while_another_page_is_seen_keeps_its_form(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    keep(book, venue(), counted(venue()))
    files.folder, jobs = tmp_path / "out", KeptJobs()
    files.folder.mkdir()
    (files.folder / DAILY_PDF).write_bytes(b"there already")
    window = make(background=jobs)
    hands = Hands(window)
    hands.sign_in(ME, WORD)
    jobs.finish()
    open_page(window, hands)
    hands.press("Enter")
    hands.press("Ctrl+Enter")
    hands.press("F2")
    jobs.finish()
    assert "何も上書きしていません。" in told(window)
    hands.press("F5")
    assert not form_of(window).waiting
    files.folder = tmp_path / "another"
    hands.press("Ctrl+Enter")
    jobs.finish()
    assert len(names(files.folder)) == 2
