"""A station in memory: the same promises as `storage.station.Station`, without disk and keys.

`tests/storage/port_suite.py` runs over both.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kiosk.domain.audit import GROUPS, AuditGroup, AuditKind, AuditLine, AuditProof
from kiosk.domain.custody import (
    DayStage,
    MediaCopy,
    Medium,
    PolicyStanding,
    ReceiptProof,
    SecondPerson,
)
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import StaffMember
from kiosk.domain.station import NewStaffMember
from kiosk.vaultports import Progress, Report
from storage.custody.errors import NotConfirmedError, ReceiptCodeError
from storage.policies.errors import PolicyRefusedError, ReceiptTokenError, RehearsalCodeError
from tests.fakes.memorydays import MemoryDays
from tests.fakes.memoryrecords import MemoryDay

RECEIPT_CODE = "KENSHU-CODE"
REHEARSAL_CODE = "KENSHU-REHEARSAL"


@dataclass
class MemoryStation(MemoryDays):
    """Implements `kiosk.vaultports.OpenStation`."""

    # --- people -------------------------------------------------------------------------------

    def staff(self) -> tuple[StaffMember, ...]:
        return tuple(self.people[one][1] for one in sorted(self.people))

    def add_staff(self, person: NewStaffMember) -> None:
        self._lead()
        self.people[person.member.id] = (person.password, person.member)
        self._note(AuditKind.ADD_STAFF, person.member.id)

    def remove_staff(self, staff_id: StaffId) -> None:
        self._lead()
        del self.people[staff_id]
        self._note(AuditKind.REMOVE_STAFF, staff_id)

    def reset_password(self, staff_id: StaffId, new: str) -> None:
        self._lead()
        self.people[staff_id] = (new, self.people[staff_id][1])
        self._note(AuditKind.RESET_PASSWORD, staff_id)

    # --- what becomes of the batch ------------------------------------------------------------

    def media(self) -> tuple[Medium, ...]:
        self._require()
        return self.plugged_in

    def copy_batch(self, business_date: date, folder: Path, report: Report) -> None:
        member = self._require()
        day = self._closed_one(business_date)
        self._fail_if_told()
        for done in range(3):
            report(Progress(done + 1, 3))
        copy = MediaCopy(medium=folder.name, made_at=self.clock.now(), made_by=member.id)
        before = self._standing_of(business_date, day)
        day.standing = replace(before, copies=(*before.copies, copy))
        self._note(AuditKind.COPY_BATCH, folder.name)

    def confirm_receipt(self, business_date: date, code: str) -> None:
        self._require()
        day = self._closed_one(business_date)
        if code.strip().upper() != RECEIPT_CODE:
            self._note(AuditKind.REFUSE_RECEIPT)
            raise ReceiptCodeError("other code")
        self._confirm(business_date, day, ReceiptProof.CODE)

    def accept_receipt_token(self, business_date: date, token: Path) -> None:
        self._require()
        if token.suffix != ".json":
            raise ReceiptTokenError("malformed", token_reason="malformed")
        self._confirm(business_date, self._closed_one(business_date), ReceiptProof.HEADQUARTERS)

    def delete_day(
        self,
        business_date: date,
        second: SecondPerson,
        remaining_media: tuple[str, ...],
        report: Report,
    ) -> DeletionCertificate:
        self._lead()
        day = self._closed_one(business_date)
        operators = self._agree(second)
        standing = self._standing_of(business_date, day)
        if standing.proof is None or standing.confirmed_at is None or standing.closed_at is None:
            raise NotConfirmedError("no proof", day=business_date.isoformat())
        self._fail_if_told()
        for done in range(3):
            report(Progress(done + 1, 3))
        day.stage = DayStage.DELETED
        day.standing = replace(standing, deleted_at=self.clock.now())
        made = DeletionCertificate(
            number=f"DEL-{self.station}-{business_date:%Y%m%d}-0001",
            station=self.station,
            training=self.training,
            business_date=business_date,
            shift="00000000-0000-4000-8000-000000000000",
            batch=standing.batch,
            seq=1,
            records=len(day.records),
            envelope_sha256="22" * 32,
            closed_at=standing.closed_at,
            confirmed_at=standing.confirmed_at,
            proof=standing.proof,
            deleted_at=self.clock.now(),
            operators=operators,
            deleted_rows=len(day.records),
            deleted_files=(f"{standing.batch}.zip.age",),
            deleted_backups=(standing.backup.file,) if standing.backup else (),
            remaining_media=remaining_media,
            audit_n=len(self.trail),
            audit_head="33" * 32,
            program="kenshu",
            sha256="44" * 32,
        )
        self.made.insert(0, made)
        self._note(AuditKind.DELETE_DAY)
        return made

    def certificates(self) -> tuple[DeletionCertificate, ...]:
        self._require()
        return tuple(self.made)

    # --- headquarters -------------------------------------------------------------------------

    def preview_policy(self, file: Path) -> PolicyStanding:
        self._lead()
        if file.suffix != ".json":
            raise PolicyRefusedError("malformed")
        return replace(self.policy, version=self.policy.version + 1)

    def install_policy(self, file: Path) -> PolicyStanding:
        self.policy = self.preview_policy(file)
        self._note(AuditKind.INSTALL_POLICY)
        return self.policy

    def write_rehearsal(self, folder: Path) -> tuple[Path, ...]:
        self._lead()
        return tuple(
            folder / f"REHEARSAL-{self.station}-{n}.age"
            for n, _ in enumerate(self.policy.recipients, start=1)
        )

    def prove_rehearsal(self, code: str) -> PolicyStanding:
        self._lead()
        if code.strip().upper() != REHEARSAL_CODE or not self.policy.unrehearsed:
            raise RehearsalCodeError("nobody's")
        self.policy = replace(self.policy, unrehearsed=self.policy.unrehearsed[1:])
        self._note(AuditKind.PROVE_REHEARSAL)
        return self.policy

    # --- the trail ----------------------------------------------------------------------------

    def audit_lines(
        self, group: AuditGroup, *, before: int | None, most: int
    ) -> tuple[AuditLine, ...]:
        self._lead()
        wanted = [one for one in self.trail if one.kind in GROUPS[group]]
        older = [one for one in wanted if before is None or one.n < before]
        return tuple(reversed(older))[:most]

    def verify_audit(self) -> AuditProof:
        self._lead()
        since = self.trail[0].at if self.trail else None
        return AuditProof(
            n=len(self.trail), head=b"\x33" * 32, verified_at=self.clock.now(), since=since
        )

    def _confirm(self, business_date: date, day: MemoryDay, proof: ReceiptProof) -> None:
        now = self.clock.now()
        day.stage = DayStage.CONFIRMED
        day.standing = replace(
            self._standing_of(business_date, day),
            confirmed_at=now,
            proof=proof,
            deletable_from=now + self.policy.rules.cooling,
        )
        self._note(AuditKind.CONFIRM_RECEIPT)
