"""What can be done about a case: its fields, and how what was typed becomes an act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.cases.receipts import parse_receipt
from kiosk.cases.wording import LONGEST_LINE, parse_words
from kiosk.contract.plancells import parse_clock, parse_count, parse_day
from kiosk.domain.case import (
    Act,
    Answered,
    Audience,
    BatchPlace,
    CaseKind,
    Channel,
    Closed,
    ContactResult,
    ContactTried,
    DefectOutcome,
    DefectReason,
    DefectSource,
    HandedOver,
    Identified,
    IncidentItem,
    IncidentKind,
    InquiryTopic,
    ItemWritten,
    Noted,
    PeopleCounted,
    ProtectionAnswered,
    PurposeJudged,
    Reopened,
    Reported,
    Reshot,
    Settled,
    Stage,
    Told,
)
from kiosk.domain.dates import JST
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.errors import FieldError
from kiosk.workflow.contract.planwork import fiscal_year_of

WORDS, NOTE, TO, HOW, RESULT = "case_words", "case_note", "case_to", "case_how", "case_result"
DAY, CLOCK, RECEIPT, OUTCOME = "case_day", "case_clock", "case_receipt", "case_outcome"
WHOM, STAGE, ITEM, PEOPLE, ABOUT = (
    "case_whom",
    "case_stage",
    "case_item",
    "case_people",
    "case_about",
)
WRONGFUL, ENCRYPTED, APART = "case_wrongful", "case_encrypted", "case_apart"
KIND, TOPIC, URGENT, WHAT, PLACE = (
    "case_kind",
    "case_topic",
    "case_urgent",
    "case_what",
    "case_place",
)
KNOWN, BATCH, REASON, SOURCE = "case_known", "case_batch", "case_reason", "case_source"
CHOICES: dict[str, tuple[type[StrEnum], str]] = {
    HOW: (Channel, "case.how"),
    RESULT: (ContactResult, "case.contact"),
    OUTCOME: (DefectOutcome, "case.outcome"),
    WHOM: (Audience, "incident.whom"),
    STAGE: (Stage, "incident.stage"),
    ITEM: (IncidentItem, "incident.item"),
    TOPIC: (InquiryTopic, "case.topic"),
    WHAT: (IncidentKind, "incident.kind"),
    REASON: (DefectReason, "case.reason"),
    SOURCE: (DefectSource, "case.source"),
}
YES_NO = frozenset({ABOUT, WRONGFUL, ENCRYPTED, APART, URGENT})
NEW_KINDS = (CaseKind.INQUIRY, CaseKind.COMPLAINT)


class Values:
    """What was typed into a form, read; raises `FieldError` naming the field."""

    def __init__(self, typed: dict[str, str], now: datetime) -> None:
        self._typed, self._now = typed, now.astimezone(JST)

    def text(self, field: str) -> str:
        """Return the bare text."""
        return self._typed[field].strip()

    def words(self, field: str = WORDS) -> str:
        """Return words that have to be there."""
        return parse_words(field, self._typed[field])

    def note(self, field: str = NOTE) -> str:
        """Return words that need not be there."""
        return self.words(field) if self.text(field) else ""

    def line(self, field: str) -> str:
        """Return one short line that has to be there."""
        return parse_words(field, self._typed[field], longest=LONGEST_LINE)

    def yes(self, field: str) -> bool:
        """Return the answer; none is no answer."""
        if not self.text(field):
            raise FieldError(field, "required")
        return self.text(field) == "yes"

    def member(self, field: str, members: type[StrEnum]) -> str:
        """Return what was chosen."""
        if not self.text(field):
            raise FieldError(field, "required")
        return members(self.text(field)).value

    def day(self, field: str = DAY) -> date:
        """Return a day; one without a year is of this 年度."""
        if not self.text(field):
            raise FieldError(field, "required")
        return parse_day(field, self.text(field), fiscal_year=fiscal_year_of(self._now.date()))

    def moment(self) -> datetime:
        """Return day and time in Japan."""
        clock = parse_clock(CLOCK, self.text(CLOCK))
        return datetime.combine(self.day(), clock, JST)

    def receipt(self) -> ReceiptNumber:
        """Return a receipt number."""
        if not self.text(RECEIPT):
            raise FieldError(RECEIPT, "required")
        return parse_receipt(self.text(RECEIPT))

    def people(self) -> int:
        """Return a number of people."""
        count = parse_count(PEOPLE, self.text(PEOPLE))
        if count is None:
            raise FieldError(PEOPLE, "required")
        return count


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPlan:
    """What can be done: its key, its fields, how it is read, one of its kind to ask the rules."""

    key: str
    fields: tuple[str, ...]
    read: Callable[[Values], Act]
    probe: Callable[[datetime], Act]


_SOME_RECEIPT = ReceiptNumber(station=StationId("XX"), number=0)
ACTS = (
    ActPlan(
        key="T",
        fields=(HOW, RESULT, NOTE),
        read=lambda v: ContactTried(
            how=Channel(v.member(HOW, Channel)),
            result=ContactResult(v.member(RESULT, ContactResult)),
            words=v.note(),
        ),
        probe=lambda _now: ContactTried(how=Channel.PHONE, result=ContactResult.REACHED),
    ),
    ActPlan(
        key="G",
        fields=(BATCH, RECEIPT, DAY),
        read=lambda v: Identified(
            place=BatchPlace(batch=v.line(BATCH), receipt=v.receipt(), business_date=v.day())
        ),
        probe=lambda now: Identified(
            place=BatchPlace(batch="-", receipt=_SOME_RECEIPT, business_date=now.date())
        ),
    ),
    ActPlan(
        key="S",
        fields=(RECEIPT, DAY),
        read=lambda v: Reshot(receipt=v.receipt(), business_date=v.day()),
        probe=lambda now: Reshot(receipt=_SOME_RECEIPT, business_date=now.date()),
    ),
    ActPlan(
        key="D",
        fields=(OUTCOME, NOTE),
        read=lambda v: Settled(
            outcome=DefectOutcome(v.member(OUTCOME, DefectOutcome)), words=v.note()
        ),
        probe=lambda _now: Settled(outcome=DefectOutcome.WITHDRAWN),
    ),
    ActPlan(
        key="A",
        fields=(HOW, WORDS),
        read=lambda v: Answered(how=Channel(v.member(HOW, Channel)), words=v.words()),
        probe=lambda _now: Answered(how=Channel.PHONE, words="-"),
    ),
    ActPlan(
        key="R",
        fields=(TO, HOW, DAY, CLOCK),
        read=lambda v: Reported(
            when=v.moment(), to=v.line(TO), how=Channel(v.member(HOW, Channel))
        ),
        probe=lambda now: Reported(when=now, to="-", how=Channel.PHONE),
    ),
    ActPlan(
        key="B",
        fields=(WHOM, STAGE, TO, HOW, DAY, CLOCK, NOTE),
        read=lambda v: Told(
            when=v.moment(),
            whom=Audience(v.member(WHOM, Audience)),
            stage=Stage(v.member(STAGE, Stage)),
            how=Channel(v.member(HOW, Channel)),
            to=v.line(TO),
            words=v.note(),
        ),
        probe=lambda now: Told(
            when=now, whom=Audience.CITY, stage=Stage.FIRST_WORD, how=Channel.PHONE, to="-"
        ),
    ),
    ActPlan(
        key="W",
        fields=(ITEM, WORDS),
        read=lambda v: ItemWritten(
            item=IncidentItem(v.member(ITEM, IncidentItem)), words=v.words()
        ),
        probe=lambda _now: ItemWritten(item=IncidentItem.OTHER, words="-"),
    ),
    ActPlan(
        key="P",
        fields=(PEOPLE, ABOUT),
        read=lambda v: PeopleCounted(people=v.people(), about=v.yes(ABOUT)),
        probe=lambda _now: PeopleCounted(people=0),
    ),
    ActPlan(
        key="J",
        fields=(WRONGFUL, WORDS),
        read=lambda v: PurposeJudged(wrongful=v.yes(WRONGFUL), words=v.words()),
        probe=lambda _now: PurposeJudged(wrongful=False, words="-"),
    ),
    ActPlan(
        key="E",
        fields=(ENCRYPTED, APART, WORDS),
        read=lambda v: ProtectionAnswered(
            encrypted=v.yes(ENCRYPTED), key_apart=v.yes(APART), words=v.words()
        ),
        probe=lambda _now: ProtectionAnswered(encrypted=False, key_apart=False, words="-"),
    ),
    ActPlan(
        key="H",
        fields=(TO, NOTE),
        read=lambda v: HandedOver(to=v.line(TO), words=v.note()),
        probe=lambda _now: HandedOver(to="-", words=""),
    ),
    ActPlan(
        key="Z",
        fields=(WORDS,),
        read=lambda v: Closed(words=v.words()),
        probe=lambda _now: Closed(words="-"),
    ),
    ActPlan(
        key="U",
        fields=(WORDS,),
        read=lambda v: Reopened(words=v.words()),
        probe=lambda _now: Reopened(words="-"),
    ),
    ActPlan(
        key="M",
        fields=(WORDS,),
        read=lambda v: Noted(words=v.words()),
        probe=lambda _now: Noted(words="-"),
    ),
)
"""In the order of the keys in the bar; which of them fit a case its rules say."""
