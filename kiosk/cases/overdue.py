"""Which cases wait for somebody, longest and gravest first: the list of the start page."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.cases.defects import attempts, place_of
from kiosk.cases.duties import duties
from kiosk.cases.talks import answered, reported
from kiosk.domain.case import (
    Case,
    CaseKind,
    CaseStatus,
    Complaint,
    Defect,
    Incident,
    Inquiry,
    Stage,
    Urgency,
)
from kiosk.domain.dates import JST
from kiosk.domain.ids import CaseId


class Wait(StrEnum):
    """What a case waits for; the order is how grave it is."""

    FIRST_WORD = "first_word"
    PRELIMINARY = "preliminary"
    NOTICE = "notice"
    FINAL = "final"
    COMPLAINT_REPORT = "complaint_report"
    REPLY_BY = "reply_by"
    COMPLAINT_ANSWER = "complaint_answer"
    INQUIRY_ANSWER = "inquiry_answer"
    IDENTIFYING = "identifying"
    FIRST_CONTACT = "first_contact"
    NEXT_STEP = "next_step"


_GRAVITY = {wait: place for place, wait in enumerate(Wait)}
_AT_ONCE = frozenset({Wait.FIRST_WORD, Wait.COMPLAINT_REPORT})
"""遅延なく: shown from the first moment, not only from the day after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Days from one day to the last on which something is in time.

    Our own rules until the city says otherwise (domain facts 9); the days of incidents are law.
    """

    complaint_answer_days: int = 3
    inquiry_answer_days: int = 3
    urgent_answer_days: int = 1
    identify_days: int = 2
    first_contact_days: int = 3
    quiet_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """One thing that is late. ``days`` since ``due``; 0 is today, below 0 are days left."""

    case: CaseId
    kind: CaseKind
    wait: Wait
    due: date
    days: int


def overdue(
    cases: Iterable[Case],
    now: datetime,
    *,
    holidays: Collection[date],
    limits: Limits | None = None,
    ahead_days: int = 0,
) -> tuple[Overdue, ...]:
    """Return what is late now, gravest first, then longest; ``ahead_days`` also what soon will be.

    What has to be done at once is on the list from its first day.
    """
    today = now.astimezone(JST).date()
    rules = limits or Limits()
    found = [
        Overdue(case=case.id, kind=CaseKind(case.kind), wait=wait, due=due, days=(today - due).days)
        for case in cases
        if case.status is not CaseStatus.CLOSED
        for wait, due in _waits(case, rules, holidays)
    ]
    listed = [one for one in found if one.days > -ahead_days or _is_due_at_once(one)]
    return tuple(sorted(listed, key=lambda one: (_GRAVITY[one.wait], one.due, one.case)))


def _is_due_at_once(one: Overdue) -> bool:
    return one.wait in _AT_ONCE and one.days >= 0


def _waits(case: Case, limits: Limits, holidays: Collection[date]) -> Iterator[tuple[Wait, date]]:
    match case:
        case Incident():
            for duty in duties(case, holidays):
                if duty.open:
                    yield _OF_STAGE[duty.stage], duty.due
        case Complaint():
            if reported(case) is None:
                yield Wait.COMPLAINT_REPORT, _day(case.opened)
            yield from _answer(case, Wait.COMPLAINT_ANSWER, limits.complaint_answer_days, limits)
        case Inquiry():
            yield from _answer(case, Wait.INQUIRY_ANSWER, limits.inquiry_answer_days, limits)
        case Defect():
            yield _defect(case, limits)


_OF_STAGE = {
    Stage.FIRST_WORD: Wait.FIRST_WORD,
    Stage.PRELIMINARY: Wait.PRELIMINARY,
    Stage.NOTICE: Wait.NOTICE,
    Stage.FINAL: Wait.FINAL,
}


def _answer(
    case: Inquiry | Complaint, wait: Wait, days: int, limits: Limits
) -> Iterator[tuple[Wait, date]]:
    if not answered(case):
        urgent = case.urgency is Urgency.URGENT
        yield wait, _later(_day(case.opened), limits.urgent_answer_days if urgent else days)
    else:
        yield Wait.NEXT_STEP, _later(_last_day(case), limits.quiet_days)


def _defect(case: Defect, limits: Limits) -> tuple[Wait, date]:
    """Return the one thing that an open 不備 waits for; the city's own last day comes first."""
    if attempts(case) or case.status is CaseStatus.HANDED_OVER:
        step = Wait.NEXT_STEP, _later(_last_day(case), limits.quiet_days)
    elif place_of(case) is None:
        step = Wait.IDENTIFYING, _later(_day(case.opened), limits.identify_days)
    else:
        step = Wait.FIRST_CONTACT, _later(_day(case.opened), limits.first_contact_days)
    if case.reply_by is not None and case.reply_by <= step[1]:
        return Wait.REPLY_BY, case.reply_by
    return step


def _last_day(case: Case) -> date:
    return max((_day(entry.at) for entry in case.history), default=_day(case.opened))


def _day(moment: datetime) -> date:
    return moment.astimezone(JST).date()


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)
