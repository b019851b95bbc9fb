"""日次・月次・委託業務完了・任意期間: figures become the contents of a report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.cases.counting import CaseFigures
from kiosk.contract.figures import Disagreement
from kiosk.contract.figurewords import disagreement, missing_stations, notices
from kiosk.contract.periods import PeriodFigures
from kiosk.contract.smallcells import Part, event_breakdown, is_small, place_label
from kiosk.documents.reportblocks import (
    audit_block,
    batches_block,
    block,
    breakdowns,
    cases_block,
    days_chart,
    defects_block,
    event_figures,
    events_block,
    explained,
    kinds_block,
    line_block,
    months_block,
    months_chart,
    open_tally,
    plan_block,
    services_block,
    targets_block,
)
from kiosk.documents.reportcontent import (
    MOST_PICTURES,
    Cell,
    Chart,
    ReportContent,
    ReportHead,
    ReportKind,
    ReportPicture,
)
from kiosk.documents.reportdeliveries import BatchProof, deliveries_block, unproved
from kiosk.documents.spelling import day
from kiosk.domain.case import Defect
from kiosk.domain.event import Event
from kiosk.domain.figures import EventFigures, Tally
from kiosk.texts import Catalogue, Language, catalogue

_TELLING = ("corrected", "retaken")
_BARS = ("visitors", "applications", "consultations", "not_accepted", "cards")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNotes:
    """What people add to a day's figures; nothing of it is counted again.

    ``people`` are duty and name, ``equipment`` thing and how many went out and came back,
    ``checks`` what was looked at and how it was; ``unshown`` pictures had no room.
    """

    weather: str = ""
    people: tuple[tuple[str, str], ...] = ()
    equipment: tuple[tuple[str, int, int], ...] = ()
    checks: tuple[tuple[str, str], ...] = ()
    cases: CaseFigures | None = None
    remarks: tuple[str, ...] = ()
    pictures: tuple[ReportPicture, ...] = ()
    unshown: int = 0
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodNotes:
    """What people and the office's book add to a period.

    ``certificates`` are of deleted days: number, day, station, records; ``proofs`` are what is
    known of each batch, ``notices`` what readers are warned of besides.
    """

    cases: CaseFigures | None = None
    defects: tuple[Defect, ...] = ()
    planned: tuple[Event, ...] = ()
    certificates: tuple[tuple[str, str, str, int], ...] = ()
    proofs: tuple[BatchProof, ...] = ()
    notices: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    pictures: tuple[ReportPicture, ...] = ()
    unshown: int = 0


def daily_report(head: ReportHead, figures: EventFigures, notes: DayNotes) -> ReportContent:
    """Return the 日次報告書 of one event; what would tell of somebody is left out."""
    words = catalogue(Language.JA)
    small, tally = is_small(figures), figures.tally
    numbers = event_figures(words, tally)
    if small:
        numbers |= {one: (numbers[one][0], words["reports.hidden_cell"]) for one in _TELLING}
    told = Tally() if small else tally
    parts = [event_breakdown(figures, part) for part in Part]
    return ReportContent(
        kind=ReportKind.DAILY,
        title=words["reports.title.daily"],
        head=_addressed(head, words),
        facts=_day_facts(words, figures, notes),
        figures=numbers,
        blocks={
            **breakdowns(words, parts),
            "services": services_block(words, told),
            "line": line_block(words, told),
            "people": block(words, "people", ("duty", "name"), notes.people),
            "equipment": block(words, "equipment", ("thing", "out", "back"), notes.equipment),
            "checks": block(words, "checks", ("what", "how"), notes.checks),
            "cases": cases_block(words, notes.cases),
            "batches": batches_block(words, [figures]),
            "audit": audit_block(words, [figures]),
        },
        chart=_day_chart(words, numbers),
        notices=_day_notices(words, figures, notes, small=small),
        remarks=notes.remarks,
        pictures=notes.pictures,
        explained=explained(words, tally),
    )


def period_report(
    kind: ReportKind, head: ReportHead, figures: PeriodFigures, notes: PeriodNotes
) -> ReportContent:
    """Return the 月次, 委託業務完了 or 任意期間報告書."""
    words = catalogue(Language.JA)
    whole = kind is ReportKind.COMPLETION
    tally, line = figures.tally, open_tally(figures.events)
    numbers = event_figures(words, replace(tally, waits=line.waits, retaken=line.retaken))
    return ReportContent(
        kind=kind,
        title=words[f"reports.title.{kind.value}"],
        head=_addressed(head, words),
        facts=_period_facts(words, figures),
        figures=numbers,
        blocks={
            "kinds": kinds_block(words, figures),
            "targets": targets_block(words, figures.progress),
            "months": months_block(words, figures),
            "events": events_block(words, figures.events),
            **breakdowns(words, [figures.breakdown(part, last=whole) for part in Part]),
            "services": services_block(words, line),
            "line": line_block(words, line),
            "cases": cases_block(words, notes.cases),
            "defects": defects_block(words, notes.defects),
            "plan": plan_block(words, notes.planned),
            "certificates": block(
                words, "certificates", ("number", "date", "station", "records"), notes.certificates
            ),
            "lessons": block(words, "lessons", ("what",), [(one,) for one in notes.lessons]),
            "batches": batches_block(words, figures.events),
            "deliveries": deliveries_block(words, figures.events, notes.proofs),
            "audit": audit_block(words, figures.events),
        },
        chart=_chart(words, figures),
        notices=_period_notices(words, figures, notes, whole=whole),
        remarks=notes.remarks,
        pictures=notes.pictures,
        explained=explained(words, line),
    )


def _period_notices(
    words: Catalogue, figures: PeriodFigures, notes: PeriodNotes, *, whole: bool
) -> tuple[str, ...]:
    """Return what is missing; at the end of the contract a batch without proof is, too."""
    left = unproved(words, figures.events, notes.proofs) if whole else ()
    found = notices(words, figures, day)
    return (*found, *left, *notes.notices, *_unshown(words, notes.unshown))


def _chart(words: Catalogue, figures: PeriodFigures) -> Chart:
    """Return bars of the days, of the months where there are too many days to read."""
    many = len(figures.period.months) > 1
    return months_chart(words, figures) if many else days_chart(words, figures)


def _addressed(head: ReportHead, words: Catalogue) -> ReportHead:
    return head if head.addressee else replace(head, addressee=words["reports.addressee"])


def _day_facts(
    words: Catalogue, figures: EventFigures, notes: DayNotes
) -> dict[str, tuple[str, str]]:
    event = figures.event
    values = {
        "date": day(event.date),
        "weather": notes.weather,
        "kind": words[f"reports.kind.{event.kind.value}"],
        "place": place_label(figures, words["reports.home"]),
        "address": "" if event.place.private_home else event.place.address,
        "hours": f"{event.start:%H:%M}–{event.end:%H:%M}",
        "people": "、".join(words.say("reports.person", duty=d, name=n) for d, n in notes.people),
        "stations": "、".join(one.station for one in figures.days),
    }
    return {name: (words[f"reports.fact.{name}"], value) for name, value in values.items()}


def _period_facts(words: Catalogue, figures: PeriodFigures) -> dict[str, tuple[str, str]]:
    period = figures.period
    values = {
        "period": words.say("reports.from_to", first=day(period.first), last=day(period.last)),
        "events": words.say("reports.events_held", count=len(figures.events)),
    }
    return {name: (words[f"reports.fact.{name}"], value) for name, value in values.items()}


def _day_chart(words: Catalogue, numbers: Mapping[str, tuple[str, Cell]]) -> Chart:
    shown = {name: numbers[name] for name in _BARS}
    bars = [(label, (int(value),)) for label, value in shown.values() if isinstance(value, int)]
    said = "、".join(f"{label} {counts[0]}" for label, counts in bars)
    title = words["reports.chart.day"]
    return Chart(title=title, series=(words["reports.people"],), bars=tuple(bars), alt=said)


def _day_notices(
    words: Catalogue, figures: EventFigures, notes: DayNotes, *, small: bool
) -> tuple[str, ...]:
    found = []
    if not figures.days:
        found.append(words["reports.notice.no_figures"])
    found += [
        words.say("reports.notice.day_open", station=one.station)
        for one in figures.days
        if not one.closed
    ]
    if figures.days and figures.missing:
        found.append(missing_stations(words, figures, day))
    if small:
        found.append(words["reports.notice.small"])
    found += _unshown(words, notes.unshown)
    return (*found, *(disagreement(words, one, day) for one in notes.disagreements))


def _unshown(words: Catalogue, count: int) -> tuple[str, ...]:
    return (words.say("reports.notice.pictures", most=MOST_PICTURES, count=count),) if count else ()
