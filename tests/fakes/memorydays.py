"""Days, records and drafts in memory: what a station does until the day is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kiosk.domain.audit import AuditKind, AuditLine
from kiosk.domain.custody import (
    AloneReason,
    AnchorState,
    Backup,
    Consent,
    DayStage,
    DayStanding,
    Medium,
    PolicyStanding,
    RecipientMark,
    StationStanding,
)
from kiosk.domain.dayreport import DayReport
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.draft import Draft
from kiosk.domain.duty import DutyDone, PhotoDuty
from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId, StationId
from kiosk.domain.record import Receipt, Record
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import BatchFiles
from kiosk.errors import CancelledError, KioskError, LeadNeededError, SecondPersonError
from kiosk.ports import Clock
from kiosk.queue.errors import TicketsOpenError
from kiosk.vaultports import DayState, Progress, Report
from storage.custody.errors import DayNotClosedError
from storage.errors import (
    DayClosedError,
    DayNotOpenError,
    NoSuchDutyError,
    NotSignedInError,
    RecordExistsError,
    SignInError,
)

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


@dataclass
class MemoryDays:
    """The door, the records and the closing of a `MemoryStation`.

    ``fail_next`` is raised once by the next `put`, `close_day`, `back_up`, `copy_batch`, `lock`,
    `open_day`, `standing` or `delete_day`, before anything changes. ``policy``, ``anchor``,
    ``free_bytes`` and ``plugged_in`` are what the world around it is like.
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

    # --- the interrupted sitting --------------------------------------------------------------

    def draft(self) -> Draft | None:
        self._require()
        return self.kept

    def drop_draft(self) -> None:
        self._require()
        self.kept = None

    # --- closing ------------------------------------------------------------------------------

    def close_day(self, business_date: date, consent: Consent, report: Report) -> BatchFiles:
        self._lead()
        day = self._day(business_date)
        if day.batch is None:
            operators = self._agree(consent)
            self._fail_if_told()
            if self.tickets_open:
                raise TicketsOpenError("open", tickets=str(self.tickets_open))
            day.stage = DayStage.CLOSING
            total = len(day.records) + 1 if self.steps is None else self.steps
            for done in range(1, total + 1):
                try:
                    report(Progress(done, total))
                except CancelledError:
                    day.stage = DayStage.OPEN
                    raise
            day.stage, day.batch = DayStage.KEY_SHREDDED, self._batch(business_date, day)
            day.standing = replace(
                self._standing_of(business_date, day),
                operators=operators,
                alone=consent if isinstance(consent, AloneReason) else None,
                closed_at=self.clock.now(),
                batch=day.batch.age.name.removesuffix(".zip.age"),
            )
            self._note(AuditKind.CLOSE_DAY)
        return day.batch

    def back_up(self, business_date: date) -> None:
        self._require()
        day = self._closed_one(business_date)
        self._fail_if_told()
        backup = Backup(file="backup.db", sha256="11" * 32)
        day.standing = replace(self._standing_of(business_date, day), backup=backup)
        self._note(AuditKind.BACK_UP)

    def day_report(self, business_date: date) -> DayReport:
        self._require()
        day = self._closed_one(business_date)
        standing, batch = self._standing_of(business_date, day), day.batch
        if standing.closed_at is None or batch is None:
            raise DayNotClosedError("open", day=business_date.isoformat())
        overridden = [one for one in day.records if one.review and one.review.override]
        return DayReport(
            station=self.station,
            venue="",
            training=self.training,
            business_date=business_date,
            opened_at=standing.closed_at,
            opened_by=standing.opened_by,
            people=standing.people,
            records=len(day.records),
            without_photo=sum(one.photo is None for one in day.records),
            overrides=len(overridden),
            exemptions=len(day.duties),
            duties_open=sum(one.done is None for one in day.duties.values()),
            sheets_printed=day.sheets,
            closed_at=standing.closed_at,
            operators=standing.operators,
            alone=standing.alone,
            batch=standing.batch,
            batch_bytes=0,
            batch_sha256=batch.sha256,
            envelope_sha256="22" * 32,
            recipients=self.policy.recipients,
            policy_version=self.policy.version,
            audit_n=len(self.trail),
            audit_head="33" * 32,
            program="kenshu",
        )

    # --- how the station stands ---------------------------------------------------------------

    def standing(self) -> StationStanding:
        self._require()
        self._fail_if_told()
        closed = [d for d, day in self.days.items() if day.batch is not None]
        return StationStanding(
            days=tuple(
                self._standing_of(business_date, day)
                for business_date, day in sorted(self.days.items())
                if day.stage is not DayStage.DELETED
            ),
            policy=self.policy,
            anchor=self.anchor,
            free_bytes=self.free_bytes,
            training=self.training,
            clock_went_back=self.clock_went_back,
            draft_kept=self.kept is not None,
            last_closed=max(closed, default=None),
        )

    def accept_anchor(self) -> None:
        if self._require().role is not Role.GENERAL:
            raise LeadNeededError("not the general lead")
        self.anchor = AnchorState.AGREES
        self._note(AuditKind.ACCEPT_ANCHOR)

    # --- inside -------------------------------------------------------------------------------

    def _agree(self, consent: Consent) -> tuple[str, ...]:
        """Return by whom; the second person must be somebody else with the right password."""
        first = self._require()
        if isinstance(consent, AloneReason):
            return (first.id,)
        expected, second = self.people.get(consent.staff_id, (None, None))
        if second is None or consent.password != expected:
            raise SecondPersonError("refused", second_reason="refused")
        if second.id == first.id:
            raise SecondPersonError("same person", second_reason="same_person")
        self._note(AuditKind.WITNESS, second.id)
        return (first.id, second.id)

    def _standing_of(self, business_date: date, day: MemoryDay) -> DayStanding:
        known = day.standing or DayStanding(business_date=business_date, stage=day.stage, records=0)
        return replace(known, stage=day.stage, records=len(day.records))

    def _batch(self, business_date: date, day: MemoryDay) -> BatchFiles:
        seq = 1 + sum(one.batch is not None for one in self.days.values())
        name = f"KB-{self.station}-{business_date:%Y%m%d}-{seq:04d}"
        outbox = Path("outbox")
        return BatchFiles(
            age=outbox / f"{name}.zip.age",
            envelope=outbox / f"{name}.json",
            signature=outbox / f"{name}.json.sig",
            station_public_key=outbox / f"{self.station}.pub.pem",
            records=len(day.records),
            sha256="00" * 32,
        )

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

    def _closed_one(self, business_date: date) -> MemoryDay:
        day = self._day(business_date)
        if day.batch is None:
            raise DayNotClosedError("open", day=business_date.isoformat())
        return day

    def _fail_if_told(self) -> None:
        failure, self.fail_next = self.fail_next, None
        if failure is not None:
            raise failure
