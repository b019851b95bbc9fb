"""Who left without an application, on the day report: how many, and why, on the one page."""

from dataclasses import replace

from kiosk.documents.papers import PdfPapers
from kiosk.domain.intake import LeaveReason
from tests.kiosk.documents.samples import REPORT
from tests.kiosk.documents.test_papers import read
from tests.kiosk.documents.test_ticket_rows import COUNTS

LEAVINGS = tuple((why, 200 + 10 * n) for n, why in enumerate(LeaveReason))


def test_every_reason_stands_beside_its_number_on_one_page() -> None:
    report = replace(REPORT, tickets=COUNTS, leavings=LEAVINGS)
    text, pages = read(PdfPapers().day_report(report))
    assert pages == 1
    told = (
        "申請に至らなかった方",
        "法定代理人の不在",
        "操作の誤り",
        *(str(n) for _, n in LEAVINGS),
    )
    for one in told:
        assert one in text


def test_a_sitting_begun_by_mistake_is_nobody_who_left() -> None:
    leavings = ((LeaveReason.ONLY_ASKED, 661), (LeaveReason.MISTAKE, 9))
    report = replace(REPORT, leavings=leavings)
    assert report.not_accepted == 661
    text, _ = read(PdfPapers().day_report(report))
    assert text.count("661") == 2


def test_a_day_that_nobody_left_says_nothing_of_it() -> None:
    text, _ = read(PdfPapers().day_report(REPORT))
    assert "申請に至らなかった方" not in text
