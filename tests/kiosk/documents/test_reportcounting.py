"""What is counted is said below the numbers; a day of two events stands once where days stand."""

from dataclasses import replace

from kiosk.contract.figures import join
from kiosk.contract.periods import month_of, period_figures
from kiosk.documents.reportblocks import batches_block
from kiosk.documents.reportbook import report_book
from kiosk.documents.reportcontent import ReportContent, ReportKind
from kiosk.documents.reports import DayNotes, PeriodNotes, daily_report, period_report
from kiosk.domain.figures import DayFigures, EventPart
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.figuresamples import DAY, HOME, day, event, tally
from tests.kiosk.documents.reportsamples import HEAD
from tests.kiosk.documents.test_reports import book_text, read, settled

WORDS = catalogue(Language.JA)
MALL, CARE = event(1), event(2, place=HOME)
ASKED = "相談だけで来場し、申請せずに帰られた方の数です"
UNKNOWN = "回数を記録していない端末の日があることを示します"


def two_events(*, closed: bool = True) -> DayFigures:
    parts = (
        EventPart(event=MALL.id, place=MALL.place.name, tally=tally(12)),
        EventPart(event=CARE.id, place=HOME.town_only, tally=tally(1)),
    )
    whole = tally(12) + tally(1)
    return replace(day(closed=closed), event=None, place="", tally=whole, parts=parts)


def dailies(figures: DayFigures) -> list[ReportContent]:
    joined = join([MALL, CARE], [figures], training=True)
    assert joined.disagreements == ()
    return [daily_report(HEAD, one, DayNotes()) for one in joined.events]


def test_the_paper_and_the_book_say_what_counts_as_a_consultation() -> None:
    content = dailies(two_events())[0]
    assert settled(ASKED) in read(content)
    assert ASKED in book_text(content)
    assert UNKNOWN not in book_text(content)


def test_a_number_that_a_station_did_not_count_is_explained() -> None:
    unknown = replace(tally(12), retaken=None)
    parts = (replace(two_events().parts[0], tally=unknown), two_events().parts[1])
    whole = replace(two_events(), parts=parts, tally=unknown + tally(1))
    mall, _ = dailies(whole)
    assert mall.figures["retaken"][1] == WORDS["reports.not_counted"]
    assert UNKNOWN in book_text(mall)


def test_each_event_of_a_day_has_its_own_report_with_its_own_numbers() -> None:
    mall, care = dailies(two_events())
    assert (mall.figures["applications"][1], care.figures["applications"][1]) == (12, 1)
    assert care.figures["retaken"][1] == WORDS["reports.hidden_cell"]
    assert HOME.name not in book_text(care)


def test_the_batch_of_both_stands_once_in_the_list_of_a_month() -> None:
    joined = join([MALL, CARE], [two_events()], training=True)
    assert len(batches_block(WORDS, joined.events).rows) == 1
    figures = period_figures(joined, month_of(DAY), until=DAY)
    content = period_report(ReportKind.MONTHLY, HEAD, figures, PeriodNotes())
    assert content.figures["applications"][1] == 13
    assert report_book(content)


def test_a_day_that_nobody_closed_is_named_in_both_reports() -> None:
    open_day = two_events(closed=False)
    for content in dailies(open_day):
        assert any(open_day.station in one and "締め" in one for one in content.notices)
    joined = join([MALL, CARE], [open_day], training=True)
    figures = period_figures(joined, month_of(DAY), until=DAY)
    content = period_report(ReportKind.MONTHLY, HEAD, figures, PeriodNotes())
    assert sum("暫定" in one for one in content.notices) == 2
