"""不備, 問い合わせ, 苦情, 事故: a case and everything that was ever done about it.

What was done is an entry at the end of the history; nothing is ever taken out of it or changed. The
status is what `kiosk.cases.life.status_of` reads from the entries. A case names nobody: the
申請書ID is kept as a keyed hash, names stay in the city's list and in the batch.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, NewType

from kiosk.domain.ids import CaseId, EventId, ReceiptNumber, StaffId

NumberHash = NewType("NumberHash", str)
"""A keyed hash of an 申請書ID in hexadecimal; without the key nobody can try numbers on it."""


class CaseKind(StrEnum):
    DEFECT = "defect"
    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    INCIDENT = "incident"


class CaseStatus(StrEnum):
    OPEN = "open"
    UNDER_WAY = "under_way"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


class Channel(StrEnum):
    PHONE = "phone"
    VISIT = "visit"
    COUNTER = "counter"
    LETTER = "letter"
    MAIL = "mail"
    SYSTEM = "system"


class DefectSource(StrEnum):
    CITY_LIST = "city_list"
    CITY_CALL = "city_call"
    JLIS_NOTICE = "jlis_notice"


class DefectReason(StrEnum):
    PHOTO = "photo"
    NAME = "name"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    FORM_ID = "form_id"
    TWICE = "twice"
    IDENTITY = "identity"
    OTHER = "other"


class ContactResult(StrEnum):
    REACHED = "reached"
    MESSAGE_LEFT = "message_left"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    RETURNED = "returned"


class DefectOutcome(StrEnum):
    RESHOT = "reshot"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    AT_THE_CITY = "at_the_city"
    UNREACHABLE = "unreachable"
    NOT_OURS = "not_ours"


class InquiryTopic(StrEnum):
    APPLICATION = "application"
    RECEIPT = "receipt"
    VISIT = "visit"
    VENUE = "venue"
    NOTICES = "notices"
    DEFECT = "defect"
    CERTIFICATE = "certificate"
    CONDUCT = "conduct"
    OTHER = "other"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"


class IncidentKind(StrEnum):
    LEAK = "leak"
    WRONG_PERSON = "wrong_person"
    SEEN_BY_OTHERS = "seen_by_others"
    LOST_MEDIUM = "lost_medium"
    THEFT = "theft"
    INTRUSION = "intrusion"
    KEY_LOST = "key_lost"
    DAMAGE = "damage"
    OTHER = "other"


class IncidentItem(StrEnum):
    """The nine items of a breach report, in its order (PPC guideline; domain facts 5)."""

    OVERVIEW = "overview"
    FIELDS = "fields"
    PEOPLE = "people"
    CAUSE = "cause"
    SECONDARY = "secondary"
    RESPONSE = "response"
    PUBLICATION = "publication"
    PREVENTION = "prevention"
    OTHER = "other"


PERSON_NOTICE_ITEMS = (
    IncidentItem.OVERVIEW,
    IncidentItem.FIELDS,
    IncidentItem.CAUSE,
    IncidentItem.SECONDARY,
    IncidentItem.OTHER,
)
"""Items 1, 2, 4, 5 and 9: what the person concerned is told."""


class Audience(StrEnum):
    LEAD = "lead"
    CITY = "city"
    COMMISSION = "commission"
    PERSON = "person"
    POLICE = "police"
    OTHER = "other"


class Stage(StrEnum):
    """What was told: the first word, 速報, 確報, the notice to the person concerned."""

    FIRST_WORD = "first_word"
    PRELIMINARY = "preliminary"
    FINAL = "final"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPlace:
    """Where an application is; receipt numbers begin anew each day, so the day belongs to it."""

    batch: str
    receipt: ReceiptNumber
    business_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    place: BatchPlace
    match: Literal["found"] = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    match: Literal["not_found"] = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """Several fit, or number and receipt point to different ones; a person decides."""

    candidates: tuple[BatchPlace, ...]
    match: Literal["ambiguous"] = "ambiguous"


Match = Found | NotFound | Ambiguous


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something worth knowing was written down."""

    words: str
    act: Literal["noted"] = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The city goes on with it."""

    to: str
    words: str
    act: Literal["handed_over"] = "handed_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """It was not over yet."""

    words: str
    act: Literal["reopened"] = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """An inquiry, a complaint or an incident is over."""

    words: str
    act: Literal["closed"] = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """A person found which application a 不備 is about."""

    place: BatchPlace
    act: Literal["identified"] = "identified"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactTried:
    """Somebody tried to speak to the applicant."""

    how: Channel
    result: ContactResult
    words: str = ""
    act: Literal["contact_tried"] = "contact_tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reshot:
    """The applicant came again; the new application is under this number."""

    receipt: ReceiptNumber
    business_date: date
    act: Literal["reshot"] = "reshot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A 不備 is over."""

    outcome: DefectOutcome
    words: str = ""
    act: Literal["settled"] = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Who asked or complained got an answer."""

    how: Channel
    words: str
    act: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The city was told of a complaint."""

    when: datetime
    to: str
    how: Channel
    act: Literal["reported"] = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWritten:
    """One of the nine items has these words now; the earlier ones stay in the history."""

    item: IncidentItem
    words: str
    act: Literal["item_written"] = "item_written"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleCounted:
    """So many people are concerned, as far as is known."""

    people: int
    about: bool = False
    act: Literal["people_counted"] = "people_counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeJudged:
    """Whether a wrongful purpose is suspected (確報 within 60 days then, else 30)."""

    wrongful: bool
    words: str
    act: Literal["purpose_judged"] = "purpose_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionAnswered:
    """Whether 高度な暗号化 protected the data with its key elsewhere, and why one thinks so."""

    encrypted: bool
    key_apart: bool
    words: str
    act: Literal["protection_answered"] = "protection_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody was told of an incident at ``when``."""

    when: datetime
    whom: Audience
    stage: Stage
    how: Channel
    to: str
    words: str = ""
    act: Literal["told"] = "told"


CommonAct = Noted | HandedOver | Reopened | Closed
DefectAct = Identified | ContactTried | Reshot | Settled
TalkAct = Answered | Reported
IncidentAct = ItemWritten | PeopleCounted | PurposeJudged | ProtectionAnswered | Told
Act = CommonAct | DefectAct | TalkAct | IncidentAct


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """What was done, when it was written down, and by whom."""

    at: datetime
    by: StaffId
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseBase:
    """What every case has; ``event`` names the 実施 it belongs to."""

    id: CaseId
    opened: datetime
    by: StaffId
    event: EventId | None = None
    status: CaseStatus = CaseStatus.OPEN
    history: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Defect(CaseBase):
    """不備. ``list_sha256`` and ``row`` lead back to the city's list, which has the names."""

    source: DefectSource
    reason: DefectReason
    words: str = ""
    number_hash: NumberHash | None = None
    receipt: ReceiptNumber | None = None
    business_date: date | None = None
    noticed: date | None = None
    reply_by: date | None = None
    list_sha256: str = ""
    row: int | None = None
    match: Match = NotFound()
    kind: Literal["defect"] = "defect"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Talk(CaseBase):
    """What inquiries and complaints have in common."""

    topic: InquiryTopic
    how: Channel
    words: str
    urgency: Urgency = Urgency.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Inquiry(Talk):
    """問い合わせ."""

    kind: Literal["inquiry"] = "inquiry"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Complaint(Talk):
    """苦情."""

    kind: Literal["complaint"] = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Incident(CaseBase):
    """事故. ``known`` is day 1 of its deadlines, a day in Japan."""

    what: IncidentKind
    known: date
    happened: datetime | None = None
    place: str = ""
    kind: Literal["incident"] = "incident"


Case = Defect | Inquiry | Complaint | Incident
