"""The tables that reports have in common."""

from collections.abc import Iterable, Sequence

from kiosk.cases.counting import CaseFigures
from kiosk.contract.periods import Period, PeriodFigures, Progress
from kiosk.contract.smallcells import Breakdown, is_small, place_label
from kiosk.documents.reportcontent import Block, Cell, Chart
from kiosk.documents.spelling import day, grouped, minute
from kiosk.domain.case import CaseKind, CaseStatus, ContactTried, Defect, Settled
from kiosk.domain.dates import JST, birth_date_of
from kiosk.domain.event import Event, EventKind
from kiosk.domain.figures import EventFigures, Tally
from kiosk.texts import Catalogue

_MINUTE_S = 60


def block(
    words: Catalogue,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    total: bool = False,
) -> Block:
    """Return a table with its title and the words of its columns."""
    return Block(
        title=words[f"reports.block.{name}"],
        columns=tuple(words[f"reports.column.{column}"] for column in columns),
        rows=tuple(map(tuple, rows)),
        total=total,
    )


def breakdown_block(words: Catalogue, breakdown: Breakdown) -> Block:
    """Return people by part; who is hidden or not known is counted in lines of its own."""
    part = breakdown.part
    rows: list[tuple[Cell, ...]] = [
        (words[f"reports.{part.value}.{member.value}"], count) for member, count in breakdown.cells
    ]
    if breakdown.hidden:
        rows.append((words["reports.hidden"], breakdown.hidden))
    if breakdown.unknown:
        rows.append((words["reports.unknown"], breakdown.unknown))
    rows.append((words["reports.total"], breakdown.total))
    return block(words, part.value, ("what", "people"), rows, total=True)


def line_block(words: Catalogue, tally: Tally) -> Block:
    """Return how the line's tickets ended; without a line nothing."""
    tickets = tally.tickets
    rows: list[tuple[Cell, ...]] = []
    if tickets is not None:
        rows = [(words["paper.ticket.issued"], tickets.issued)]
        rows += [(words[f"paper.ticket.{one.value}"], count) for one, count in tickets.finished]
        rows += [
            (words["paper.ticket.no_shows"], tickets.no_shows),
            (words["paper.ticket.cancelled"], tickets.cancelled),
            (words["paper.ticket.without_paper"], tickets.without_paper),
        ]
    return block(words, "line", ("what", "count"), rows)


def services_block(words: Catalogue, tally: Tally) -> Block:
    """Return what those who were served had come for."""
    rows = [(words[f"reports.service.{one.value}"], count) for one, count in tally.services]
    return block(words, "services", ("what", "people"), rows)


def event_figures(words: Catalogue, tally: Tally) -> dict[str, tuple[str, Cell]]:
    """Return the numbers that every report begins with, by name."""
    waits = tally.waits
    values: dict[str, Cell] = {
        "visitors": tally.visitors,
        "applications": tally.applications,
        "consultations": tally.consultations,
        "not_accepted": tally.not_accepted,
        "cards": tally.cards,
        "cards_settled": tally.cards_settled,
        "sheets_printed": tally.sheets_printed,
        "corrected": tally.corrected,
        "retaken": words["reports.not_counted"] if tally.retaken is None else tally.retaken,
        "wait_mean_min": minutes(waits.mean_s) if waits.people else words["reports.no_line"],
        "wait_longest_min": minutes(waits.longest_s) if waits.people else words["reports.no_line"],
    }
    return {name: (words[f"reports.figure.{name}"], value) for name, value in values.items()}


def explained(words: Catalogue, tally: Tally) -> tuple[str, ...]:
    """Return what the main numbers mean, a sentence each."""
    names = ["visitors", "consultations", "not_accepted", "retaken"]
    if tally.retaken is None:
        names.append("not_counted")
    return tuple(words[f"reports.explained.{name}"] for name in names)


def minutes(seconds: float) -> float:
    """Return minutes with one decimal."""
    return round(seconds / _MINUTE_S, 1)


def kinds_block(words: Catalogue, figures: PeriodFigures) -> Block:
    """Return each kind's sums and, last, everything."""
    rows: list[tuple[Cell, ...]] = [
        (
            words[f"reports.kind.{one.kind.value}"],
            one.events,
            one.people,
            one.tally.visitors,
            one.tally.consultations,
            one.tally.not_accepted,
        )
        for one in figures.kinds
    ]
    sums = [sum(int(row[at]) for row in rows) for at in range(1, 6)]
    columns = ("kind", "events", "applicants", "visitors", "consultations", "not_accepted")
    return block(words, "kinds", columns, [*rows, (words["reports.total"], *sums)], total=True)


def targets_block(words: Catalogue, progress: Iterable[Progress]) -> Block:
    """Return the targets and what is reached, from the contract's first day on."""
    rows = [
        (
            words[f"reports.kind.{one.target.kind.value}"],
            one.events,
            one.target.events,
            one.people,
            one.target.applicants,
            words[f"reports.side.{one.side.value}"],
        )
        for one in progress
    ]
    columns = ("kind", "events_so_far", "events_target", "people_so_far", "people_target", "side")
    return block(words, "targets", columns, rows)


def events_block(words: Catalogue, events: Iterable[EventFigures]) -> Block:
    """Return every event that was held: when, where, how many."""
    rows = [
        (
            day(one.event.date),
            words[f"reports.short_kind.{one.event.kind.value}"],
            place_label(one, words["reports.home"])
            + (words["reports.mark"] if one.provisional else ""),
            one.tally.visitors,
            one.people,
            one.tally.consultations,
            one.tally.not_accepted,
        )
        for one in events
    ]
    columns = ("date", "kind", "place", "visitors", "applicants", "consultations", "not_accepted")
    return block(words, "events", columns, rows)


def months_block(words: Catalogue, figures: PeriodFigures) -> Block:
    """Return the applicants of each month by kind."""
    rows: list[Sequence[Cell]] = [
        (month_words(month), *counts.values(), sum(counts.values()))
        for month, counts in figures.by_months().items()
    ]
    columns = ("month", *(f"kind_{kind.value}" for kind in EventKind), "all")
    return block(words, "months", columns, rows)


def plan_block(words: Catalogue, events: Iterable[Event]) -> Block:
    """Return what is planned next."""
    rows = [
        (
            day(event.date),
            f"{event.start:%H:%M}–{event.end:%H:%M}",
            words[f"reports.short_kind.{event.kind.value}"],
            place_label(EventFigures(event=event), words["reports.home"]),
        )
        for event in events
    ]
    return block(words, "plan", ("date", "time", "kind", "place"), rows)


def cases_block(words: Catalogue, cases: CaseFigures | None) -> Block:
    """Return how many cases came, were closed, and how far all of them are."""
    opened, closed = dict(cases.opened if cases else ()), dict(cases.closed if cases else ())
    standing = {(kind, status): n for kind, status, n in (cases.standing if cases else ())}
    rows: list[Sequence[Cell]] = [
        (
            words[f"reports.case.{kind.value}"],
            opened.get(kind, 0),
            closed.get(kind, 0),
            *(standing.get((kind, status), 0) for status in CaseStatus),
        )
        for kind in CaseKind
    ]
    columns = ("what", "opened", "settled", *(f"status_{one.value}" for one in CaseStatus))
    return block(words, "cases", columns, rows)


def defects_block(words: Catalogue, defects: Iterable[Defect]) -> Block:
    """Return the ledger of 不備: no names, they are in the city's list."""
    rows: list[tuple[Cell, ...]] = []
    for one in defects:
        tried = sum(isinstance(entry.act, ContactTried) for entry in one.history)
        ends = [entry.act.outcome for entry in one.history if isinstance(entry.act, Settled)]
        rows.append(
            (
                one.id,
                day(one.opened.astimezone(JST).date()),
                words[f"reports.defect.{one.reason.value}"],
                tried,
                words[f"reports.status.{one.status.value}"],
                words[f"reports.outcome.{ends[-1].value}"] if ends else "",
            )
        )
    columns = ("number", "date", "reason", "contacts", "status", "outcome")
    return block(words, "defects", columns, rows)


def batches_block(words: Catalogue, events: Iterable[EventFigures]) -> Block:
    """Return the sealed batch and the audit trail's end of each station's day, once each."""
    days = {(one.business_date, one.station): one for event in events for one in event.days}
    rows = [
        (
            day(one.business_date),
            one.station,
            minute(one.closed_at) if one.closed_at else words["reports.not_closed"],
            one.batch,
            grouped(one.batch_sha256),
            one.audit_n,
            grouped(one.audit_head),
        )
        for one in days.values()
    ]
    columns = ("date", "station", "closed", "batch", "sha256", "audit_n", "audit_head")
    return block(words, "batches", columns, rows)


def audit_block(words: Catalogue, events: Iterable[EventFigures]) -> Block:
    """Return the end of each station's audit trail, as it was at the last closing."""
    last = {one.station: one for event in events for one in event.days if one.closed}
    rows = [
        (one.station, day(one.business_date), one.audit_n, grouped(one.audit_head))
        for one in last.values()
    ]
    return block(words, "audit", ("station", "date", "audit_n", "audit_head"), rows)


def days_chart(words: Catalogue, figures: PeriodFigures) -> Chart:
    """Return bars of each day's applicants by kind."""
    bars = [(str(one.day), tuple(counts.values())) for one, counts in figures.by_day().items()]
    return _kinds_chart(words, "days", bars)


def months_chart(words: Catalogue, figures: PeriodFigures) -> Chart:
    """Return bars of each month's applicants by kind."""
    bars = [
        (words.say("reports.month_bar", month=str(month.first.month)), tuple(counts.values()))
        for month, counts in figures.by_months().items()
    ]
    return _kinds_chart(words, "months", bars)


def _kinds_chart(words: Catalogue, name: str, bars: Sequence[tuple[str, tuple[int, ...]]]) -> Chart:
    everyone = sum(sum(counts) for _, counts in bars)
    label, most = max(bars, key=lambda bar: sum(bar[1]), default=("", (0,)))
    said = words.say("reports.chart.alt", all=everyone, label=label, most=sum(most))
    return Chart(
        title=words[f"reports.chart.{name}"],
        series=tuple(words[f"reports.kind.{kind.value}"] for kind in EventKind),
        bars=tuple(bars),
        alt=said if everyone else words["reports.chart.empty"],
    )


def breakdowns(words: Catalogue, found: Iterable[Breakdown]) -> dict[str, Block]:
    """Return the tables of people by part, by name."""
    return {one.part.value: breakdown_block(words, one) for one in found}


def open_tally(events: Iterable[EventFigures]) -> Tally:
    """Return the sums of the events whose parts may be shown."""
    total = Tally(retaken=0)
    for one in events:
        if not is_small(one):
            total += one.tally
    return total


def month_words(month: Period) -> str:
    """Return the month in 和暦."""
    return birth_date_of(month.first).wareki().partition("月")[0] + "月"
