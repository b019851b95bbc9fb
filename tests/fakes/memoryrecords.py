"""Records and drafts in memory: what a station does while its day is open."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kiosk.domain.audit import AuditKind, AuditLine
from kiosk.domain.correction import changed_fields
from kiosk.domain.custody import (
    AnchorState,
    DayStage,
    DayStanding,
    Medium,
    PolicyStanding,
    RecipientMark,
)
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.draft import Draft
from kiosk.domain.duty import DutyDone, PhotoDuty
from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId, StationId
from kiosk.domain.intake import LeaveReason
from kiosk.domain.record import CorrectionReason, Receipt, Record, RecordLine
from kiosk.domain.staff import StaffMember
from kiosk.domain.station import BatchFiles
from kiosk.errors import KioskError, LeadNeededError
from kiosk.ports import Clock
from kiosk.vaultports import DayState
from storage.errors import (
    CorrectionRefusedError,
    DayClosedError,
    DayNotOpenError,
    NoSuchDutyError,
    NoSuchRecordError,
    NotSignedInError,
    RecordExistsError,
    SignInError,
)
from storage.records.drafts import is_retake

_STATION = StationId("SK01")
CITY = RecipientMark(name="研修 市役所", fingerprint="ab" * 16, words="うみ かぜ そら やま")
HEAD_OFFICE = RecipientMark(name="研修 本部", fingerprint="cd" * 16, words="ほし つき はな とり")
FREE_BYTES = 50_000_000_000


@dataclass
class MemoryDay:
    stage: DayStage = DayStage.OPEN
    records: list[Record] = field(default_factory=list)
    duties: dict[RecordId, PhotoDuty] = field(default_factory=dict)
    batch: BatchFiles | None = None
    standing: DayStanding | None = None
    sheets: int = 0
    versions: dict[RecordId, int] = field(default_factory=dict)
    stored_at: dict[RecordId, datetime] = field(default_factory=dict)
    leavings: Counter[LeaveReason] = field(default_factory=Counter)
    left_line: Counter[LeaveReason] = field(default_factory=Counter)
    retaken: int = 0


@dataclass
class MemoryRecords:
    """The door, the records and the draft of a `MemoryStation`.

    ``fail_next`` is raised once by the next `put`, `keep_draft`, `close_day`, `back_up`,
    `copy_batch`, `lock`, `open_day`, `standing` or `delete_day`, before anything changes.
    ``policy``, ``anchor``, ``free_bytes`` and ``plugged_in`` are what the world around it is like.
    """

    clock: Clock
    passwords: Mapping[str, tuple[str, StaffMember]]
    station: StationId = _STATION
    fail_next: KioskError | None = None
    training: bool = True
    days: dict[date, MemoryDay] = field(default_factory=dict)
    member: StaffMember | None = None
    kept: Draft | None = None
    policy: PolicyStanding = field(
        default_factory=lambda: PolicyStanding(
            version=1, expires_at=None, root_words="", recipients=(CITY, HEAD_OFFICE)
        )
    )
    anchor: AnchorState = AnchorState.AGREES
    clock_went_back: bool = False
    free_bytes: int = FREE_BYTES
    plugged_in: tuple[Medium, ...] = ()
    made: list[DeletionCertificate] = field(default_factory=list)
    trail: list[AuditLine] = field(default_factory=list)
    tickets_open: int = 0
    """How many tickets of any day have not ended; the book itself is `tests.fakes.ticket_book`."""
    steps: int | None = None
    """How many steps a closing takes; None: one per record and one more."""

    def __post_init__(self) -> None:
        self.people = dict(self.passwords)

    # --- the door -----------------------------------------------------------------------------

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        self.member = None
        expected, member = self.people.get(staff_id, (None, None))
        if member is None or password != expected:
            self._note(AuditKind.FAILED_SIGN_IN)
            raise SignInError("refused")
        self.member = member
        self._note(AuditKind.SIGN_IN)
        return member

    def sign_out(self) -> None:
        self.member = None

    def lock(self, draft: Draft | None) -> None:
        failure, self.fail_next = self.fail_next, None
        if self.member is not None and draft is not None and failure is None:
            self.kept = draft
            self._note(AuditKind.KEEP_DRAFT)
        self.member = None
        if failure is not None:
            raise failure

    def change_password(self, old: str, new: str) -> None:
        member = self._require()
        if self.people[member.id][0] != old:
            raise SignInError("refused")
        self.people[member.id] = (new, member)
        self._note(AuditKind.CHANGE_PASSWORD, member.id)

    def let_out(self, staff_id: str, password: str) -> None:
        self._fail_if_told()
        expected, member = self.people.get(staff_id, (None, None))
        if member is None or password != expected:
            self._note(AuditKind.FAILED_SIGN_IN)
            raise SignInError("refused")
        if not member.role.may_close_the_day():
            raise LeadNeededError("not a lead")
        before, self.member = self.member, member
        self._note(AuditKind.LEAVE_PROGRAM)
        self.member = before

    # --- records ------------------------------------------------------------------------------

    def open_day(self, business_date: date, people: tuple[StaffId, ...] = ()) -> DayState:
        member = self._require()
        self._fail_if_told()
        day = self.days.setdefault(business_date, MemoryDay())
        if day.standing is None:
            day.standing = DayStanding(
                business_date=business_date,
                stage=DayStage.OPEN,
                records=0,
                opened_by=member.id,
                people=people,
            )
            self._note(AuditKind.OPEN_DAY)
        elif day.stage is DayStage.CLOSING:
            day.stage = DayStage.OPEN
            self._note(AuditKind.GIVE_UP_CLOSING)
        return DayState.OPEN if day.stage is DayStage.OPEN else DayState.CLOSED

    def unclosed_days(self) -> tuple[date, ...]:
        self._require()
        held = (d for d, day in self.days.items() if day.records and day.stage is DayStage.OPEN)
        return tuple(sorted(held))

    def put(self, record: Record) -> Receipt:
        self._require()
        self._fail_if_told()
        day = self._open_one(record.business_date)
        if any(record.id == one.id for each in self.days.values() for one in each.records):
            raise RecordExistsError("stored before")
        day.records.append(record)
        day.versions[record.id], day.stored_at[record.id] = 1, self.clock.now()
        number = ReceiptNumber(self.station, len(day.records))
        if record.review is not None and record.review.exemption is not None:
            day.duties[record.id] = PhotoDuty(
                record_id=record.id,
                number=number,
                form_id=record.applicant.form_id,
                exemption=record.review.exemption,
            )
        self.kept = None
        self._note(AuditKind.PUT, str(record.id))
        return Receipt(record_id=record.id, number=number, stored_at=self.clock.now())

    def count(self, business_date: date) -> int:
        self._require()
        day = self.days.get(business_date)
        return len(day.records) if day else 0

    def duties(self, business_date: date) -> tuple[PhotoDuty, ...]:
        self._require()
        if business_date not in self.days:
            return ()
        return tuple(self._open_one(business_date).duties.values())

    def complete_duty(self, business_date: date, record_id: RecordId) -> tuple[PhotoDuty, ...]:
        member = self._require()
        duties = self._open_one(business_date).duties
        if record_id not in duties:
            raise NoSuchDutyError("no duty of this record")
        if duties[record_id].done is None:
            done = DutyDone(by=member.id, at=self.clock.now())
            duties[record_id] = replace(duties[record_id], done=done)
        return tuple(duties.values())

    def note_sheet_printed(self, business_date: date) -> None:
        self._require()
        self._open_one(business_date).sheets += 1
        self._note(AuditKind.PRINT_SHEET)

    def note_leaving(
        self, business_date: date, reason: LeaveReason, *, in_line: bool = False
    ) -> None:
        self._require()
        day = self._open_one(business_date)
        day.leavings[reason] += 1
        day.left_line[reason] += in_line
        self._note(AuditKind.LEAVE_SITTING, f"{reason.value}.ticket" if in_line else reason.value)

    def earlier_receipts(self, number: str) -> tuple[ReceiptNumber, ...]:
        self._require()
        found = [
            ReceiptNumber(self.station, n)
            for _, day in sorted(self.days.items())
            if day.stage is not DayStage.DELETED
            for n, record in enumerate(day.records, start=1)
            if number and number in _numbers(record, still_open=day.batch is None)
        ]
        return tuple(reversed(found))

    # --- the sitting under way ----------------------------------------------------------------

    def keep_draft(self, draft: Draft) -> None:
        self._require()
        self._fail_if_told()
        if not any(day.stage is DayStage.OPEN for day in self.days.values()):
            raise DayNotOpenError("no open day for a draft", day="")
        if self.kept is None or self.kept.sitting != draft.sitting:
            self._note(AuditKind.KEEP_DRAFT)
        elif is_retake(self.kept, draft):
            newest = max(one for one, day in self.days.items() if day.stage is DayStage.OPEN)
            self.days[newest].retaken += 1
            self._note(AuditKind.RETAKE_PHOTO)
        self.kept = draft

    def draft(self) -> Draft | None:
        self._require()
        return self.kept

    def drop_draft(self) -> None:
        self._require()
        self.kept = None

    # --- corrections of today -----------------------------------------------------------------

    def records_today(self, business_date: date) -> tuple[RecordLine, ...]:
        self._require()
        day = self._open_one(business_date)
        self._note(AuditKind.LIST_RECORDS)
        return tuple(
            RecordLine(
                record_id=one.id,
                number=ReceiptNumber(self.station, n),
                stored_at=day.stored_at[one.id],
                name=one.applicant.name,
                version=day.versions[one.id],
                procedure=one.application.procedure,
                form_id=one.applicant.form_id,
                kana=one.applicant.kana,
                birth_date=one.applicant.birth_date,
            )
            for n, one in enumerate(day.records, start=1)
        )

    def note_names_shown(self, business_date: date) -> None:
        self._require()
        self._open_one(business_date)
        self._note(AuditKind.SHOW_NAMES)

    def open_record(self, record_id: RecordId) -> Record:
        self._require()
        day, at = self._place(record_id)
        self._note(AuditKind.OPEN_RECORD, str(record_id))
        return day.records[at]

    def correct(self, record: Record, reason: CorrectionReason) -> Receipt:
        self._require()
        day, at = self._place(record.id)
        self._fail_if_told()
        before = day.records[at]
        if replace(before, application=record.application) != record:
            raise CorrectionRefusedError("more than the application")
        day.records[at] = record
        day.versions[record.id] += 1
        if record.id in day.duties:
            form_id = record.applicant.form_id
            day.duties[record.id] = replace(day.duties[record.id], form_id=form_id)
        version = f"{record.id}.{day.versions[record.id]}"
        self._note(AuditKind.CORRECT_RECORD, f"{version}.{reason.value}")
        for name in changed_fields(before.application, record.application):
            self._note(AuditKind.CHANGE_FIELD, f"{version}.{name}")
        number = ReceiptNumber(self.station, at + 1)
        return Receipt(record_id=record.id, number=number, stored_at=day.stored_at[record.id])

    def _place(self, record_id: RecordId) -> tuple[MemoryDay, int]:
        for business_date, day in self.days.items():
            for at, one in enumerate(day.records):
                if one.id == record_id:
                    return self._open_one(business_date), at
        raise NoSuchRecordError("no such record")

    # --- inside -------------------------------------------------------------------------------

    def _note(self, kind: AuditKind, subject: str = "") -> None:
        actor = self.member.id if self.member else ""
        n = len(self.trail) + 1
        at = self.clock.now()
        self.trail.append(AuditLine(n=n, at=at, kind=kind, actor=actor, shift="", subject=subject))

    def _require(self) -> StaffMember:
        if self.member is None:
            raise NotSignedInError("locked")
        return self.member

    def _lead(self) -> StaffMember:
        member = self._require()
        if not member.role.may_close_the_day():
            raise LeadNeededError("not a lead")
        return member

    def _day(self, business_date: date) -> MemoryDay:
        try:
            return self.days[business_date]
        except KeyError as error:
            raise DayNotOpenError("no such day", day=business_date.isoformat()) from error

    def _open_one(self, business_date: date) -> MemoryDay:
        day = self._day(business_date)
        if day.stage is not DayStage.OPEN:
            raise DayClosedError("closed", day=business_date.isoformat())
        return day

    def _fail_if_told(self) -> None:
        failure, self.fail_next = self.fail_next, None
        if failure is not None:
            raise failure


def _numbers(record: Record, *, still_open: bool) -> tuple[str | None, ...]:
    """Return what the record is found by: a 個人番号 only as long as its day is open."""
    person = record.applicant
    return (person.form_id, person.individual_number if still_open else None)
