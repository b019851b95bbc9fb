"""A station in memory: the same promises as `storage.station.Station`, without disk and keys.

`tests/storage/port_suite.py` runs over both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kiosk.domain.custody import Consent
from kiosk.domain.duty import DutyDone, PhotoDuty
from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId, StationId
from kiosk.domain.record import Receipt, Record
from kiosk.domain.staff import StaffMember
from kiosk.domain.station import BatchFiles
from kiosk.errors import KioskError, LeadNeededError
from kiosk.ports import Clock
from kiosk.vaultports import DayState, Progress, Report
from storage.errors import (
    DayClosedError,
    DayNotOpenError,
    NoSuchDutyError,
    NotSignedInError,
    RecordExistsError,
    SignInError,
)

_STATION = StationId("SK01")


@dataclass
class _Day:
    state: DayState = DayState.OPEN
    records: list[Record] = field(default_factory=list)
    duties: dict[RecordId, PhotoDuty] = field(default_factory=dict)
    batch: BatchFiles | None = None


@dataclass
class MemoryStation:
    """Implements `StaffDoor`, `RecordVault` and `DayCloser`.

    ``fail_next`` is raised once by the next `put` or `close_day`, before anything changes.
    """

    clock: Clock
    passwords: Mapping[str, tuple[str, StaffMember]]
    station: StationId = _STATION
    fail_next: KioskError | None = None
    days: dict[date, _Day] = field(default_factory=dict)
    member: StaffMember | None = None

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        self.member = None
        expected, member = self.passwords.get(staff_id, (None, None))
        if member is None or password != expected:
            raise SignInError("refused")
        self.member = member
        return member

    def sign_out(self) -> None:
        self.member = None

    def open_day(self, business_date: date, people: tuple[StaffId, ...] = ()) -> DayState:
        self._require()
        return self.days.setdefault(business_date, _Day()).state

    def unclosed_days(self) -> tuple[date, ...]:
        self._require()
        held = (d for d, day in self.days.items() if day.records and day.state is DayState.OPEN)
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

    def close_day(self, business_date: date, consent: Consent, report: Report) -> BatchFiles:
        if not self._require().role.may_close_the_day():
            raise LeadNeededError("not a lead")
        day = self._day(business_date)
        if day.batch is None:
            self._fail_if_told()
            total = len(day.records) + 1
            for done in range(1, total + 1):
                report(Progress(done, total))
            day.state, day.batch = DayState.CLOSED, self._batch(business_date, len(day.records))
        return day.batch

    def _batch(self, business_date: date, records: int) -> BatchFiles:
        seq = 1 + sum(day.batch is not None for day in self.days.values())
        name = f"KB-{self.station}-{business_date:%Y%m%d}-{seq:04d}"
        outbox = Path("outbox")
        return BatchFiles(
            age=outbox / f"{name}.zip.age",
            envelope=outbox / f"{name}.json",
            signature=outbox / f"{name}.json.sig",
            station_public_key=outbox / f"{self.station}.pub.pem",
            records=records,
            sha256="00" * 32,
        )

    def _require(self) -> StaffMember:
        if self.member is None:
            raise NotSignedInError("locked")
        return self.member

    def _day(self, business_date: date) -> _Day:
        try:
            return self.days[business_date]
        except KeyError as error:
            raise DayNotOpenError("no such day", day=business_date.isoformat()) from error

    def _open_one(self, business_date: date) -> _Day:
        day = self._day(business_date)
        if day.state is DayState.CLOSED:
            raise DayClosedError("closed", day=business_date.isoformat())
        return day

    def _fail_if_told(self) -> None:
        failure, self.fail_next = self.fail_next, None
        if failure is not None:
            raise failure
