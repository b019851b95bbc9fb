"""What staff typed becomes a new case, or a reason beside its field."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.cases.days import parse_day
from kiosk.cases.hashing import hash_number
from kiosk.cases.listreading import LONGEST_REASON
from kiosk.cases.receipts import parse_receipt
from kiosk.cases.rows import DefectRow
from kiosk.cases.wording import parse_words
from kiosk.domain.case import (
    Channel,
    Complaint,
    DefectReason,
    Incident,
    IncidentKind,
    Inquiry,
    InquiryTopic,
    Urgency,
)
from kiosk.domain.dates import JST
from kiosk.domain.ids import CaseId, EventId, StaffId
from kiosk.domain.numbers import parse_form_id
from kiosk.errors import FieldError


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DefectForm:
    """A notice of J-LIS or a word from the city as somebody types it; all are texts."""

    form_id: str = ""
    receipt: str = ""
    business_date: str = ""
    words: str = ""
    noticed: str = ""
    reply_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Which name a new case has, when and by whom it was opened, and at which 実施."""

    id: CaseId
    at: datetime
    by: StaffId
    event: EventId | None = None


def parse_defect(form: DefectForm, reason: DefectReason, *, key: bytes) -> DefectRow:
    """Return the 不備 for `defects.open_defect`; of the 申請書ID only its hash goes on.

    Raises `FieldError`; a number or a receipt has to be there.
    """
    if not form.form_id.strip() and not form.receipt.strip():
        raise FieldError("form_id", "required")
    return DefectRow(
        number_hash=hash_number(key, parse_form_id(form.form_id)) if form.form_id.strip() else None,
        receipt=parse_receipt(form.receipt) if form.receipt.strip() else None,
        business_date=_day("case_business_date", form.business_date),
        reason=reason,
        words=_words("case_words", form.words),
        noticed=_day("case_noticed", form.noticed),
        reply_by=_day("case_reply_by", form.reply_by),
    )


def open_inquiry(
    opening: Opening, topic: InquiryTopic, how: Channel, words: str, *, urgent: bool = False
) -> Inquiry:
    """Return a new 問い合わせ; raises `FieldError` for words that cannot be kept."""
    return Inquiry(
        id=opening.id,
        opened=opening.at,
        by=opening.by,
        event=opening.event,
        topic=topic,
        how=how,
        words=parse_words("case_words", words),
        urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
    )


def open_complaint(
    opening: Opening, topic: InquiryTopic, how: Channel, words: str, *, urgent: bool = False
) -> Complaint:
    """Return a new 苦情; raises `FieldError` for words that cannot be kept."""
    return Complaint(
        id=opening.id,
        opened=opening.at,
        by=opening.by,
        event=opening.event,
        topic=topic,
        how=how,
        words=parse_words("case_words", words),
        urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
    )


def open_incident(
    opening: Opening,
    what: IncidentKind,
    known: date,
    *,
    happened: datetime | None = None,
    place: str = "",
) -> Incident:
    """Return a new 事故; it happened, became known and was written down in this order."""
    today = opening.at.astimezone(JST).date()
    if known > today:
        raise FieldError("case_known", "date_future")
    if happened is not None and happened.astimezone(JST).date() > known:
        raise FieldError("case_happened", "date_future")
    return Incident(
        id=opening.id,
        opened=opening.at,
        by=opening.by,
        event=opening.event,
        what=what,
        known=known,
        happened=happened,
        place=_words("case_place", place),
    )


def _day(field: str, text: str) -> date | None:
    return parse_day(field, text) if text.strip() else None


def _words(field: str, text: str) -> str:
    return parse_words(field, text, longest=LONGEST_REASON) if text.strip() else ""
