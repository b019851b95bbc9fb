"""The line's figures on the day report: one page, each number beside its words."""

from dataclasses import replace

from kiosk.documents.papers import PdfPapers
from kiosk.domain.dayreport import TicketCounts
from kiosk.domain.ticket import Outcome
from tests.kiosk.documents.samples import REPORT
from tests.kiosk.documents.test_papers import read

COUNTS = TicketCounts(
    finished=tuple((one, 40 + n) for n, one in enumerate(Outcome)),
    no_shows=71,
    cancelled=82,
    without_paper=93,
)


def test_the_day_report_tells_how_every_ticket_ended_on_one_page() -> None:
    text, pages = read(PdfPapers().day_report(replace(REPORT, tickets=COUNTS)))
    assert pages == 1
    assert COUNTS.issued == sum(range(40, 46)) + 71 + 82 == 408
    for told in ("整理券", "発券した整理券", "408", "40", "45", "71", "82", "用紙なし", "93"):
        assert told in text


def test_a_day_without_a_line_has_no_line_on_its_report() -> None:
    text, pages = read(PdfPapers().day_report(REPORT))
    assert pages == 1
    assert "整理券" not in text
