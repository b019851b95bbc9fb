"""A case in words: a row of the list, its facts, its history, its last days."""

from collections.abc import Sequence

from kiosk.cases.defects import place_of
from kiosk.cases.duties import Duty
from kiosk.cases.telling import Speech, tell_act
from kiosk.domain.case import Case, CaseStatus, Complaint, Defect, Entry, Incident, Inquiry
from kiosk.domain.dates import JST
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from kiosk.workflow.contract.snapshot import CaseStanding, OfficeSnapshot
from ui.office.table import TableRow
from ui.office.words import long_day, minute, short_day


def case_row(one: CaseStanding, texts: Catalogue) -> TableRow:
    """Return a row: how late, what about, how far."""
    case = one.case
    return TableRow(
        name=case.id,
        cells=(
            texts[f"case.kind.{case.kind}"],
            short_day(case.opened.astimezone(JST).date(), texts),
            texts[f"case.status.{case.status.value}"],
            _next_words(one, texts) or about(case, texts),
        ),
        verdict=case_verdict(one),
    )


def case_verdict(one: CaseStanding) -> Verdict | None:
    """Return the shape of a case: late, waiting, or over."""
    if one.case.status is CaseStatus.CLOSED:
        return None
    return Verdict.FAIL if one.late else Verdict.WARN if one.waits else Verdict.PASS


def about(case: Case, texts: Catalogue) -> str:
    """Return in a few words what it is about."""
    match case:
        case Defect():
            return texts[f"case.reason.{case.reason.value}"]
        case Inquiry() | Complaint():
            return texts[f"case.topic.{case.topic.value}"]
        case Incident():
            return texts[f"incident.kind.{case.what.value}"]


def wait_lines(one: CaseStanding, texts: Catalogue) -> tuple[tuple[Verdict, str, str], ...]:
    """Return what the case waits for and by when; late days are counted."""
    late = tuple(
        (
            Verdict.FAIL if wait.days > 0 else Verdict.WARN,
            texts[f"case.wait.{wait.wait.value}"],
            f"{long_day(wait.due, texts)} {_days(wait.days, texts)}",
        )
        for wait in one.waits
    )
    if isinstance(one.case, Complaint) and any(w.wait == "complaint_report" for w in one.waits):
        return ((Verdict.FAIL, texts["bureau.case.flagged"], ""), *late)
    return late or ((Verdict.PASS, texts["bureau.case.nothing_waits"], ""),)


def case_facts(
    one: CaseStanding, snapshot: OfficeSnapshot, texts: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Return what is known, the four duties of an incident, and the whole history."""
    case = one.case
    event = snapshot.event(case.event) if case.event else None
    lines = [
        (texts["bureau.fact.opened"], f"{minute(case.opened, texts)} {case.by}"),
        (texts["bureau.fact.about"], about(case, texts)),
        (texts["field.case_words"], getattr(case, "words", "")),
        (texts["bureau.fact.event"], event.entry.place.name if event else ""),
        *_own_facts(case, texts),
        *((texts[f"incident.stage.{duty.stage.value}"], _duty(duty, texts)) for duty in one.duties),
    ]
    lines += reversed(told_entries(case.history, texts))
    return tuple((name, value) for name, value in lines if value)


def told_entries(entries: Sequence[Entry], texts: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return when each entry was written, and what was done by whom."""
    speech = Speech(
        words=texts, day=lambda day: long_day(day, texts), minute=lambda at: minute(at, texts)
    )
    told = []
    for entry in entries:
        said, words = tell_act(entry.act, speech)
        what = f"{said}\n{words}" if words else said
        told.append((minute(entry.at, texts), f"{what}\n（{entry.by}）"))
    return tuple(told)


def _own_facts(case: Case, texts: Catalogue) -> tuple[tuple[str, str], ...]:
    match case:
        case Defect():
            place = place_of(case)
            where = (
                f"{place.receipt} {long_day(place.business_date, texts)} {place.batch}"
                if place
                else texts[f"case.match.{case.match.match}"]
            )
            return (
                (texts["case_paper.source"], texts[f"case.source.{case.source.value}"]),
                (texts["case_list.place"], where),
                (
                    texts["field.case_reply_by"],
                    long_day(case.reply_by, texts) if case.reply_by else "",
                ),
            )
        case Incident():
            return (
                (texts["case_paper.known"], long_day(case.known, texts)),
                (texts["field.case_place"], case.place),
            )
        case _:
            how, urgency = texts[f"case.how.{case.how.value}"], case.urgency
            return (
                (texts["case_paper.how"], how),
                (texts["case_paper.urgency"], texts[f"case.urgency.{urgency.value}"]),
            )


def _duty(duty: Duty, texts: Catalogue) -> str:
    due = long_day(duty.due, texts)
    if duty.lifted is not None:
        return f"{due}　{texts[f'incident.lifted.{duty.lifted.value}']}"
    if duty.done is None:
        return f"{due}　{texts['incident.duty.open']}"
    key = "late" if duty.late else "done"
    return f"{due}　{texts.say(f'incident.duty.{key}', when=minute(duty.done, texts))}"


def _next_words(one: CaseStanding, texts: Catalogue) -> str:
    if not one.waits:
        return ""
    first = one.waits[0]
    return f"{texts[f'case.wait.{first.wait.value}']} {_days(first.days, texts)}"


def _days(days: int, texts: Catalogue) -> str:
    if days > 0:
        return texts.say("bureau.days.late", days=days)
    return texts["bureau.days.today"] if not days else texts.say("bureau.days.left", days=-days)
