"""The office's book becomes reports on paper and as spreadsheets, by command or in the window."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kiosk import __version__
from kiosk.cases.counting import count_cases
from kiosk.clock import SystemClock
from kiosk.contract.figures import Joined, join
from kiosk.contract.periods import Period, month_of, period_figures
from kiosk.documents.reportbook import report_book
from kiosk.documents.reportcontent import ReportContent, ReportHead, ReportKind
from kiosk.documents.reports import PeriodNotes, daily_report, period_report
from kiosk.documents.reporttemplates import copy_templates, set_report
from kiosk.domain.case import Defect
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.person import PersonRole
from kiosk.errors import ExitCode, KioskError
from kiosk.officeports import OfficeView
from kiosk.texts import Language, catalogue
from kiosk.wiring.batchproofs import ProofPlaces, batch_proofs
from kiosk.wiring.cityforms import write_city_forms
from kiosk.wiring.daynotes import Said, day_notes
from kiosk.wiring.newfile import require_new, write_all_new
from kiosk.wiring.openbook import Door, open_book
from kiosk.wiring.reportpictures import GivenPicture, require_one_event, shown
from kiosk.workflow.contract.paperwork import PaperSource, Written
from storage.files import disk_errors


class NothingThatDayError(KioskError):
    """The plan has no event on ``day`` and no station has numbers of it."""

    message_key = "nothing_that_day"
    exit_code = ExitCode.BAD_INPUT


class NotInThePlanError(KioskError):
    """``stations`` have numbers of ``day``, on which the plan has no event."""

    message_key = "not_in_the_plan"
    exit_code = ExitCode.BAD_INPUT


class EmptyPeriodError(KioskError):
    """The period ends before it begins."""

    message_key = "empty_period"
    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted: where to, in which forms, and what people add.

    ``as_of`` is the day up to which an event without numbers counts as silent; None is today.
    ``pictures`` are files besides those of the book, which a 日次報告書 always has and the report
    of a period with ``kept_pictures``. With ``city_form`` that form is filled, instead of ours.
    """

    out: Path
    xlsx: bool = False
    templates: Path | None = None
    training: bool = False
    as_of: date | None = None
    contractor: str = ""
    said: Said = field(default_factory=Said)
    pictures: tuple[GivenPicture, ...] = ()
    kept_pictures: bool = False
    proofs: ProofPlaces = field(default_factory=ProofPlaces)
    city_form: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """The book as it was read, its events with their numbers, and what is wanted of them."""

    source: PaperSource
    joined: Joined
    order: Order

    @property
    def view(self) -> OfficeView:
        """Return the entries."""
        return self.source.view

    @property
    def today(self) -> date:
        """Return the day up to which something can be missing."""
        return self.order.as_of or self.source.at.astimezone(JST).date()

    def head(self, number: str, signs: tuple[tuple[str, str], ...]) -> ReportHead:
        """Return from whom the report is."""
        return ReportHead(
            number=number,
            dated=self.today,
            contractor=self.order.contractor,
            made_at=self.source.at,
            training=self.order.training,
            program=__version__,
            signs=signs,
        )

    def general(self) -> tuple[tuple[str, str], ...]:
        """Return 総括責任者 as a report is signed."""
        words = catalogue(Language.JA)
        role = words[f"person_role.{PersonRole.GENERAL.value}"]
        return tuple(
            (role, str(one.name))
            for one in self.view.people
            if one.role_on(self.today) is PersonRole.GENERAL and not one.has_left(self.today)
        )


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Leave the templates to be edited."""
    with disk_errors():
        return copy_templates(folder)


def with_book(door: Door, write: Callable[[PaperSource], Written]) -> Written:
    """Return what was written of the book behind a door, which is open as long as that takes."""
    with open_book(door) as book:
        return write(PaperSource(view=book.read(), pictures=book.pictures, at=SystemClock().now()))


def write_daily(door: Door, day: date, order: Order) -> Written:
    """Leave the 日次報告書 of every event of the day."""
    return with_book(door, lambda source: daily_of(source, day, order))


def write_monthly(door: Door, month: date, order: Order) -> Written:
    """Leave the 月次報告書 of the month that ``month`` is in."""
    return with_book(door, lambda source: monthly_of(source, month, order))


def write_completion(door: Door, period: Period, order: Order) -> Written:
    """Leave the 委託業務完了報告書 of the contract's period."""
    return with_book(door, lambda source: completion_of(source, period, order))


def write_period(door: Door, period: Period, order: Order) -> Written:
    """Leave the report of any days."""
    return with_book(door, lambda source: any_days_of(source, period, order))


def daily_of(source: PaperSource, day: date, order: Order) -> Written:
    """Leave the 日次報告書 of every event of the day in the book that was read."""
    desk = _desk(source, order)
    mine = [one for one in desk.joined.events if one.event.date == day]
    if not mine:
        _explain_nothing(desk, day)
    require_one_event(order.pictures, day, len(mine))
    made = []
    for figures in mine:
        pictures = shown(source, {figures.event.id}, order.pictures)
        notes = day_notes(desk.view, figures, desk.joined.disagreements, order.said, pictures)
        signs = tuple(one for one in notes.people if one[0] != _staff_word())[:1]
        head = desk.head(f"D-{day:%Y%m%d}-{figures.event.id}", signs or desk.general())
        made.append(
            (f"nichiji-{day:%Y%m%d}-{figures.event.id}", daily_report(head, figures, notes))
        )
    return _write(made, order)


def monthly_of(source: PaperSource, month: date, order: Order) -> Written:
    """Leave the 月次報告書 of the book that was read."""
    return _period_of(source, ReportKind.MONTHLY, month_of(month), order)


def completion_of(source: PaperSource, period: Period, order: Order) -> Written:
    """Leave the 委託業務完了報告書 of the book that was read."""
    return _period_of(source, ReportKind.COMPLETION, period, order)


def any_days_of(source: PaperSource, period: Period, order: Order) -> Written:
    """Leave the report of any days of the book that was read."""
    return _period_of(source, ReportKind.PERIOD, period, order)


_NAMES: Mapping[ReportKind, tuple[str, str]] = {
    ReportKind.MONTHLY: ("getsuji", "{first:%Y%m}"),
    ReportKind.COMPLETION: ("kanryo", "{last:%Y%m%d}"),
    ReportKind.PERIOD: ("kikan", "{first:%Y%m%d}-{last:%Y%m%d}"),
}


def _period_of(source: PaperSource, kind: ReportKind, period: Period, order: Order) -> Written:
    if period.last < period.first:
        raise EmptyPeriodError("last before first")
    desk = _desk(source, order)
    figures = period_figures(desk.joined, period, until=desk.today)
    cases = desk.view.cases
    opened = (one for one in cases if isinstance(one, Defect))
    held = {one.event.id for one in figures.events} if order.kept_pictures else set()
    pictures = shown(source, held, order.pictures, dated=True)
    days = [day for one in figures.events for day in one.days]
    words = catalogue(Language.JA)
    known = batch_proofs(days, order.proofs, words, training=order.training)
    notes = PeriodNotes(
        cases=count_cases(cases, period.first, period.last),
        defects=tuple(o for o in opened if o.opened.astimezone(JST).date() in period),
        planned=tuple(_planned(desk.view.events, period)) if kind is ReportKind.MONTHLY else (),
        certificates=known.certificates,
        proofs=known.proofs,
        notices=known.notices,
        lessons=order.said.lessons,
        remarks=order.said.remarks,
        pictures=pictures.pictures,
        unshown=pictures.left_out,
    )
    file, spelled = _NAMES[kind]
    name = spelled.format(first=period.first, last=period.last)
    head = desk.head(f"{kind.value[0].upper()}-{name}", desk.general())
    return _write([(f"{file}-{name}", period_report(kind, head, figures, notes))], order)


def _planned(events: Iterable[Event], period: Period) -> Iterator[Event]:
    """Yield what the plan has for the month after the period."""
    coming = month_of(month_of(period.last).last + timedelta(days=1))
    for event in sorted(events, key=lambda one: (one.date, one.start, one.id)):
        if event.date in coming and event.status is not EventStatus.CANCELLED:
            yield event


def _desk(source: PaperSource, order: Order) -> _Desk:
    joined = join(source.view.events, source.view.figures, training=order.training)
    return _Desk(source=source, joined=joined, order=order)


def _explain_nothing(desk: _Desk, day: date) -> None:
    stations = sorted({one.station for one in desk.view.figures if one.business_date == day})
    if stations:
        raise NotInThePlanError(day=day.isoformat(), stations="、".join(stations))
    raise NothingThatDayError(day=day.isoformat())


def _write(reports: Iterable[tuple[str, ReportContent]], order: Order) -> Written:
    """Set everything first: a report that cannot be made leaves no other half behind."""
    if order.city_form is not None:
        return write_city_forms(reports, order.city_form, order.out)
    made: list[tuple[Path, bytes]] = []
    notices: list[str] = []
    problems: list[KioskError] = []
    for name, content in reports:
        require_new(order.out / f"{name}.pdf")
        done = set_report(content, order.templates)
        made.append((order.out / f"{name}.pdf", done.pdf))
        if order.xlsx:
            made.append((order.out / f"{name}.xlsx", report_book(content)))
        notices += content.notices
        problems += [done.problem] if done.problem else []
    files = write_all_new(made)
    return Written(files=files, notices=tuple(notices), problems=tuple(problems))


def _staff_word() -> str:
    return catalogue(Language.JA)[f"person_role.{PersonRole.STAFF.value}"]
