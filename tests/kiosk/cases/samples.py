"""Cases of invented people (研修) for the tests."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from kiosk.cases.hashing import hash_number
from kiosk.cases.matching import BatchItem
from kiosk.domain.case import (
    Act,
    Answered,
    Audience,
    BatchPlace,
    Channel,
    Closed,
    Complaint,
    ContactResult,
    ContactTried,
    Defect,
    DefectOutcome,
    DefectReason,
    DefectSource,
    Found,
    HandedOver,
    Identified,
    Incident,
    IncidentItem,
    IncidentKind,
    Inquiry,
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
from kiosk.domain.ids import CaseId, ReceiptNumber, StaffId, StationId
from kiosk.domain.numbers import FormId

AT = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)  # Tuesday, noon in Japan
BY = StaffId("kenshu1")
KEY = bytes(range(32))
STATION = StationId("KENSHU1")


def number(at: int) -> FormId:
    """Return an invented 申請書ID; all of them begin with 9999."""
    return FormId(f"9999{at:018d}1")


def place(at: int, day: date = date(2026, 11, 24)) -> BatchPlace:
    return BatchPlace(
        batch=f"KB-KENSHU1-{day:%Y%m%d}-0001",
        receipt=ReceiptNumber(STATION, at),
        business_date=day,
    )


def item(at: int, day: date = date(2026, 11, 24)) -> BatchItem:
    return BatchItem(place=place(at, day), number_hash=hash_number(KEY, number(at)))


DEFECT = Defect(
    id=CaseId("D-HQ-20261201-001"),
    opened=AT,
    by=BY,
    source=DefectSource.CITY_LIST,
    reason=DefectReason.PHOTO,
    words="背景に影",
    match=Found(place=place(7)),
)
INQUIRY = Inquiry(
    id=CaseId("Q-HQ-20261201-001"),
    opened=AT,
    by=BY,
    topic=InquiryTopic.VENUE,
    how=Channel.PHONE,
    words="次の会場はどこか。",
)
COMPLAINT = Complaint(
    id=CaseId("C-HQ-20261201-001"),
    opened=AT,
    by=BY,
    topic=InquiryTopic.CONDUCT,
    how=Channel.COUNTER,
    words="待ち時間が長い。",
)
INCIDENT = Incident(
    id=CaseId("I-HQ-20261201-001"),
    opened=AT,
    by=BY,
    what=IncidentKind.LOST_MEDIUM,
    known=date(2026, 12, 1),
    place="研修会場",
)
CASES = (DEFECT, INQUIRY, COMPLAINT, INCIDENT)
ACTS: tuple[Act, ...] = (
    Noted(words="メモ"),
    HandedOver(to="研修課", words="お願いします。"),
    Reopened(words="続きがあった。"),
    Closed(words="終わり。"),
    Identified(place=place(9)),
    ContactTried(how=Channel.PHONE, result=ContactResult.NO_ANSWER),
    ContactTried(how=Channel.PHONE, result=ContactResult.REACHED),
    Reshot(receipt=ReceiptNumber(STATION, 3), business_date=date(2026, 12, 8)),
    *(Settled(outcome=outcome) for outcome in DefectOutcome),
    Answered(how=Channel.PHONE, words="答えた。"),
    Reported(when=AT, to="研修課", how=Channel.PHONE),
    *(ItemWritten(item=one, words="研修の記載") for one in IncidentItem),
    PeopleCounted(people=3),
    PurposeJudged(wrongful=True, words="持ち去り。"),
    ProtectionAnswered(encrypted=True, key_apart=True, words="鍵は本部。"),
    *(
        Told(when=AT, whom=whom, stage=stage, how=Channel.PHONE, to="研修課")
        for whom in Audience
        for stage in Stage
    ),
)
anything = st.sampled_from(ACTS)
moments = st.integers(min_value=0, max_value=90 * 24).map(lambda hours: AT + timedelta(hours=hours))
