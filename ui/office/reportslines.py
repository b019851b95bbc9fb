"""What a paper would hold if it were made now, in lines: a shape, a word and a sentence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from kiosk.contract.figurewords import disagreement, missing_stations, notices
from kiosk.contract.invitations import invited_to
from kiosk.contract.periods import Period, PeriodFigures
from kiosk.domain.case import CaseStatus, Incident
from kiosk.domain.event import EventStatus
from kiosk.domain.figures import EventFigures
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from kiosk.workflow.contract.paperoutlook import DayOutlook, Outlook
from kiosk.workflow.contract.paperwork import PaperDone, PaperKind
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.casewords import about
from ui.office.words import joined, long_day, minute, short_day

Line = tuple[Verdict, str, str]
MOST_DAYS = 31
MOST_NOTICES = 60
_PLANNED = (EventStatus.DRAFT, EventStatus.APPROVED, EventStatus.HELD, EventStatus.REPORTED)


class PaperLines:
    """Says of each kind of paper what is in it; ``done`` are those of this session."""

    def __init__(
        self,
        snapshot: OfficeSnapshot,
        outlook: Outlook,
        words: Catalogue,
        done: Mapping[str, PaperDone],
    ) -> None:
        self._snapshot, self._outlook, self._words = snapshot, outlook, words
        self._done = done

    def of(self, kind: PaperKind) -> tuple[Line, ...]:
        """Return what stands beside the list."""
        makers: Mapping[PaperKind, Callable[[], Iterable[Line]]] = {
            PaperKind.DAILY: self._days,
            PaperKind.MONTHLY: self._months,
            PaperKind.COMPLETION: lambda: self.period(self._outlook.period_of(kind)),
            PaperKind.PERIOD: lambda: self.period(self._outlook.period_of(kind)),
            PaperKind.PLAN: self._plan,
            PaperKind.FLYER: self.venues,
            PaperKind.STAFF: self._staff,
            PaperKind.PLEDGES: self._pledges,
            PaperKind.PLEDGE_FORM: self._pledges,
            PaperKind.CASES: self._cases,
            PaperKind.CASE_PAPERS: self._incidents,
        }
        return tuple(makers[kind]()) if kind in makers else ()

    def day(self, day: DayOutlook) -> Line:
        """Return one day: how many events, and every hole in a sentence."""
        words = self._words
        word = words.say("bureau.paper.day", day=short_day(day.day, words), count=len(day.held))
        said = [*self._gaps(day), *self._written(PaperKind.DAILY, day.day)]
        if not day.held and not day.disagreements:
            return Verdict.FAIL, word, words["bureau.paper.no_event"]
        if day.whole:
            return Verdict.PASS, word, "\n".join([self._people(day.held), *said])
        shape = Verdict.WARN if day.counted else Verdict.FAIL
        return shape, word, "\n".join([self._people(day.held), *said])

    def period(self, period: Period, until: date | None = None) -> Iterator[Line]:
        """Yield a period's sums first, then what is missing on the day of the report."""
        figures, words = self._outlook.period(period, until), self._words
        told = notices(words, figures, partial(long_day, texts=words))
        shape = Verdict.WARN if told else Verdict.PASS
        yield shape, self._span(period), self._sums(figures)
        yield from notice_lines(told, words)

    def venues(self, first: date | None = None, last: date | None = None) -> Iterator[Line]:
        """Yield the venues that the public is invited to, from today where no day is given."""
        words = self._words
        found = invited_to(self._snapshot.events, first or self._snapshot.today, last)
        if not found:
            yield Verdict.FAIL, words["bureau.paper.no_venue"], ""
        for event in found[:MOST_DAYS]:
            draft = event.status is EventStatus.DRAFT
            yield (
                Verdict.WARN if draft else Verdict.PASS,
                f"{short_day(event.date, words)} {event.place.name}",
                words["bureau.paper.draft_venue"] if draft else "",
            )

    def _days(self) -> Iterator[Line]:
        words = self._words
        days = self._outlook.days
        if not days:
            yield Verdict.WARN, words["bureau.paper.no_days"], ""
        for one in days[:MOST_DAYS]:
            yield self.day(one)
        if len(days) > MOST_DAYS:
            yield (
                Verdict.PASS,
                words.say("bureau.paper.more_days", count=len(days) - MOST_DAYS),
                "",
            )

    def _gaps(self, day: DayOutlook) -> Iterator[str]:
        words = self._words
        spell = partial(long_day, texts=words)
        for one in day.silent:
            yield words.say("bureau.paper.silent", place=_place(one, words))
        for one in day.held:
            if one.days and one.missing:
                yield missing_stations(words, one, spell)
            yield from (
                words.say("reports.notice.day_open", station=figures.station)
                for figures in one.days
                if not figures.closed
            )
        yield from (disagreement(words, one, spell) for one in day.disagreements)
        for case in day.open_cases:
            yield words.say(
                "bureau.paper.open_case",
                kind=words[f"case.kind.{case.kind}"],
                about=about(case, words),
                id=case.id,
            )

    def _people(self, events: Iterable[EventFigures]) -> str:
        told = [
            f"{_place(one, self._words)} "
            + self._words.say("bureau.people_count", count=one.people)
            for one in events
            if one.days
        ]
        return joined(told)

    def _months(self) -> Iterator[Line]:
        """Yield the month that is due with all that is missing, and the others in one line each."""
        due = self._outlook.period_of(PaperKind.MONTHLY)
        yield from self.period(due)
        for month in self._outlook.months():
            figures = self._outlook.period(month)
            if month != due and (figures.events or figures.silent or figures.disagreements):
                holes = len(notices(self._words, figures, str))
                said = self._sums(figures)
                if holes:
                    said += "\n" + self._words.say("bureau.paper.holes", count=holes)
                yield Verdict.WARN if holes else Verdict.PASS, self._span(month), said

    def _sums(self, figures: PeriodFigures) -> str:
        said = [
            self._words.say(
                "bureau.paper.sums",
                held=len(figures.events),
                people=sum(one.people for one in figures.kinds),
                silent=len(figures.silent),
                clashes=len(figures.disagreements),
            )
        ]
        first, last = figures.period.first, figures.period.last
        if figures.period.is_month:
            said += self._written(PaperKind.MONTHLY, first)
        for kind in (PaperKind.COMPLETION, PaperKind.PERIOD):
            said += self._written(kind, first, last)
        return "\n".join(said)

    def _span(self, period: Period) -> str:
        words = self._words
        if period.is_month:
            first = period.first
            return words.say("bureau.paper.month", year=first.year, month=first.month)
        return words.say(
            "bureau.paper.span",
            first=long_day(period.first, words),
            last=long_day(period.last, words),
        )

    def _written(self, kind: PaperKind, first: date, last: date | None = None) -> list[str]:
        done = self._done.get(written_key(kind, first, last))
        if done is None:
            return []
        words, folder = self._words, done.wish.out.name
        return [words.say("bureau.paper.written", at=minute(done.at, words), folder=folder)]

    def _plan(self) -> Iterator[Line]:
        words, events = self._words, self._snapshot.events
        if not events:
            yield Verdict.FAIL, words["bureau.plan.none"], ""
        for status in _PLANNED:
            count = sum(one.status is status for one in events)
            if count:
                word = words[f"event_status.{status.value}"]
                yield Verdict.PASS, word, words.say("bureau.paper.events", count=count)
        homes = sum(one.place.private_home for one in events)
        if homes:
            yield Verdict.WARN, words.say("bureau.paper.homes", count=homes), ""

    def _staff(self) -> Iterator[Line]:
        words, people = self._words, self._snapshot.people
        if not people:
            yield Verdict.FAIL, words["bureau.people.none"], ""
        for one in people:
            missing = joined(words[f"roster.lack.{lack.value}"] for lack in one.lacks)
            fit = words["roster.fit"]
            shape = Verdict.WARN if one.lacks else Verdict.PASS
            yield shape, f"{one.person.id} {one.person.name}", missing if one.lacks else fit

    def _pledges(self) -> Iterator[Line]:
        words = self._words
        if not self._snapshot.people:
            yield Verdict.WARN, words["bureau.people.none"], ""
        for one in self._snapshot.people:
            day = one.person.pledge
            said = long_day(day, words) if day else words["roster.lack.no_pledge"]
            shape = Verdict.PASS if day else Verdict.WARN
            yield shape, f"{one.person.id} {one.person.name}", said

    def _cases(self) -> Iterator[Line]:
        words, cases = self._words, [one.case for one in self._snapshot.cases]
        if not cases:
            yield Verdict.WARN, words["bureau.cases.none"], ""
        for kind in dict.fromkeys(one.kind for one in cases):
            mine = [one for one in cases if one.kind == kind]
            still = sum(one.status is not CaseStatus.CLOSED for one in mine)
            word = words[f"case.kind.{kind}"]
            said = words.say("bureau.paper.case_counts", count=len(mine), open=still)
            yield Verdict.WARN if still else Verdict.PASS, word, said

    def _incidents(self) -> Iterator[Line]:
        words = self._words
        found = [one for one in self._snapshot.cases if isinstance(one.case, Incident)]
        if not found:
            yield Verdict.PASS, words["bureau.paper.no_incident"], ""
        for one in found:
            owed = [duty for duty in one.duties if duty.open]
            said = [
                words.say(
                    "bureau.paper.duty",
                    stage=words[f"incident.stage.{duty.stage.value}"],
                    day=long_day(duty.due, words),
                )
                for duty in owed
            ]
            shape = Verdict.FAIL if one.late else Verdict.WARN if owed else Verdict.PASS
            yield shape, f"{one.case.id} {about(one.case, words)}", "\n".join(said)


def notice_lines(told: Sequence[str], words: Catalogue) -> tuple[Line, ...]:
    """Return what readers are warned of as one line; the paper itself has all of it."""
    if not told:
        return ()
    shown = [f"・{one}" for one in told[:MOST_NOTICES]]
    if len(told) > MOST_NOTICES:
        shown.append(words.say("bureau.paper.more_notices", count=len(told) - MOST_NOTICES))
    word = words.say("bureau.paper.notice", count=len(told))
    return ((Verdict.WARN, word, "\n".join(shown)),)


def written_key(kind: PaperKind, first: date | None, last: date | None) -> str:
    """Return under which name a report of this session is remembered."""
    return f"{kind.value} {first} {last}"


def _place(one: EventFigures, words: Catalogue) -> str:
    place = one.event.place
    return words["reports.home"] if place.private_home else place.name
