"""A season of invented events (研修) with known totals, and its reports."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.contract.figures import Joined
from kiosk.contract.periods import Period, month_of, period_figures
from kiosk.documents.reportcontent import ReportContent, ReportHead, ReportKind
from kiosk.documents.reports import DayNotes, PeriodNotes, daily_report, period_report
from kiosk.domain.dates import JST
from kiosk.domain.event import EventKind
from kiosk.domain.figures import EventFigures, Tally
from tests.kiosk.contract.figuresamples import DAY, HOME, MALL, event, held, tally

HEAD = ReportHead(
    number="R-2026-12-001",
    dated=date(2026, 12, 28),
    contractor="研修サポート株式会社",
    made_at=datetime(2026, 12, 28, 9, tzinfo=JST),
    training=True,
    program="0.1.0",
    signs=(("総括責任者", "研修 一郎"), ("現場管理責任者", "研修 次郎")),
)
NOTES = DayNotes(
    weather="晴れ",
    people=(("現場管理責任者", "研修 次郎"), ("業務従事者", "研修 三郎")),
    equipment=(("ノート PC", 2, 2),),
    checks=(("パーテーション", "済"),),
    remarks=("午後に集中した。",),
)
FIRST, LAST = date(2026, 11, 24), date(2027, 3, 31)
LONG_PLACE = replace(MALL, name="研修センター東館一階催事広場北側特設会場" * 4)


def season(events: int = 120) -> Joined:
    """Return 120 events with 620 applications: 20 × 24 at malls, 90 × 1 or 2 at homes, cards."""
    found: list[EventFigures] = []
    for n in range(events):
        on = FIRST + timedelta(n % 128)
        if n % 6 == 0:
            found.append(held(event(n, on=on, place=LONG_PLACE if n % 4 == 0 else MALL), tally(24)))
        elif n % 12 == 1:
            numbers = replace(Tally(visitors=2), cards=2)
            found.append(held(event(n, on=on, kind=EventKind.RENEWAL), numbers))
        else:
            home = event(n, on=on, kind=EventKind.VISIT, place=HOME)
            found.append(held(home, replace(tally(1 + n % 2), tickets=None)))
    found.sort(key=lambda one: (one.event.date, one.event.id))
    return Joined(events=tuple(found), disagreements=())


def daily(figures: EventFigures | None = None, notes: DayNotes = NOTES) -> ReportContent:
    return daily_report(HEAD, held(event(), tally(24)) if figures is None else figures, notes)


def monthly(joined: Joined | None = None, on: date = DAY) -> ReportContent:
    figures = period_figures(season() if joined is None else joined, month_of(on), until=LAST)
    return period_report(ReportKind.MONTHLY, HEAD, figures, PeriodNotes(remarks=("特になし",)))


def completion(joined: Joined | None = None) -> ReportContent:
    period = Period(FIRST, LAST)
    figures = period_figures(season() if joined is None else joined, period, until=LAST)
    notes = PeriodNotes(
        certificates=(("DEL-KENSHU1-20261201-0001", "令和8年12月1日", "KENSHU1", 5),)
    )
    return period_report(ReportKind.COMPLETION, HEAD, figures, notes)


def any_days(first: date, last: date) -> ReportContent:
    figures = period_figures(season(), Period(first, last), until=LAST)
    return period_report(ReportKind.PERIOD, HEAD, figures, PeriodNotes())
