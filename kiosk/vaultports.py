"""The doors of the core to what is kept: people, records, days, copies, keys, the audit trail."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kiosk.domain import progress
from kiosk.domain.audit import AuditGroup, AuditLine, AuditProof
from kiosk.domain.cardpaper import CardSlipPaper
from kiosk.domain.cardslip import CardGiving, CardSlip, CardSlipId, CardStays, CardTaker
from kiosk.domain.custody import Consent, Medium, PolicyStanding, SecondPerson, StationStanding
from kiosk.domain.dayreport import DayReport
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.draft import Draft
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId
from kiosk.domain.intake import LeaveReason
from kiosk.domain.record import CorrectionReason, Receipt, Record, RecordLine
from kiosk.domain.staff import StaffMember
from kiosk.domain.station import BatchFiles, NewStaffMember, SignedFigures


class StaffDoor(Protocol):
    """Log-in of staff; what it unlocks stays unlocked until `sign_out` or `lock`."""

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        """Return who came in; unknown name and wrong password raise the same `SignInError`."""
        ...

    def sign_out(self) -> None:
        """Forget every key."""
        ...

    def lock(self, draft: Draft | None) -> None:
        """Keep the draft sealed, then forget every key; a draft that cannot be kept still locks."""
        ...

    def change_password(self, old: str, new: str) -> None:
        """Give the one who is signed in a new password; the old one is asked for again."""
        ...

    def let_out(self, staff_id: str, password: str) -> None:
        """Note that a lead ends the program; whoever is signed in stays so, or nobody.

        `SignInError` as at a log-in, `LeadNeededError` when the person may not.
        """
        ...


class StaffRegister(Protocol):
    """Who may sign in; changed by leads only (`LeadNeededError`)."""

    def staff(self) -> tuple[StaffMember, ...]:
        """Return the active members, by log-in name; readable while nobody is signed in."""
        ...

    def add_staff(self, person: NewStaffMember) -> None:
        """Let another member in from now on."""
        ...

    def remove_staff(self, staff_id: StaffId) -> None:
        """Let a member in no longer; the vault gets a new key. Not the last lead, nor oneself."""
        ...

    def reset_password(self, staff_id: StaffId, new: str) -> None:
        """Give another member a new password, without the old one."""
        ...


class DayState(StrEnum):
    """How far a business day is, as far as taking records goes."""

    OPEN = "open"
    CLOSED = "closed"


class RecordVault(Protocol):
    """Sealed records of the open day."""

    def open_day(self, business_date: date, people: tuple[StaffId, ...] = ()) -> DayState:
        """Make the day ready for records, or say that it is closed already.

        ``people`` are on duty today; they are kept when the day is made.
        """
        ...

    def unclosed_days(self) -> tuple[date, ...]:
        """Return the business dates that hold records and were never closed, oldest first."""
        ...

    def put(self, record: Record) -> Receipt:
        """Seal, store, read back and compare; the receipt exists only when all of it went well."""
        ...

    def count(self, business_date: date) -> int:
        """Return how many records the day holds."""
        ...

    def duties(self, business_date: date) -> tuple[PhotoDuty, ...]:
        """Return what is or was to be done about the day's records, in the order of receipts."""
        ...

    def complete_duty(self, business_date: date, record_id: RecordId) -> tuple[PhotoDuty, ...]:
        """Note that the one who is signed in has done it now; return the day's duties.

        A duty that is done already stays as it is.
        """
        ...

    def note_sheet_printed(self, business_date: date) -> None:
        """Note in the audit trail that a photo sheet was put on paper."""
        ...

    def note_leaving(
        self, business_date: date, reason: LeaveReason, *, in_line: bool = False
    ) -> None:
        """Note in the audit trail that somebody left without an application, and why.

        ``in_line``: had a ticket, and is counted among the line's people as well.
        """
        ...

    def earlier_receipts(self, number: str) -> tuple[ReceiptNumber, ...]:
        """Return the receipts here of this 申請書ID or 個人番号, the newest first; often none.

        A 個人番号 is known on its day only, a 申請書ID until the day is deleted.
        """
        ...

    def records_today(self, business_date: date) -> tuple[RecordLine, ...]:
        """Return the open day's records in the order of receipts; looking is noted."""
        ...

    def note_names_shown(self, business_date: date) -> None:
        """Note in the audit trail that the names in the list were looked at."""
        ...

    def open_record(self, record_id: RecordId) -> Record:
        """Return a record whose day is open; opening is noted."""
        ...

    def correct(self, record: Record, reason: CorrectionReason) -> Receipt:
        """Seal the record in place of what was sealed of it, as long as its day is open.

        The trail keeps the reason and the names of the fields that differ, never their words.
        Its application alone may differ: `CorrectionRefusedError` when anything else does.
        """
        ...


class CardBook(Protocol):
    """Cards that are with the city's officer for a while, sealed with the open day."""

    def cards(self, business_date: date) -> tuple[CardSlip, ...]:
        """Return the day's cards in the order in which they were handed over."""
        ...

    def give_card(self, business_date: date, giving: CardGiving) -> tuple[CardSlip, ...]:
        """Note that the one who is signed in hands this card over now; return the day's cards.

        The newest is the last. The day does not close until its card is back or settled.
        """
        ...

    def end_card(
        self, business_date: date, slip: CardSlipId, end: CardTaker | CardStays
    ) -> tuple[CardSlip, ...]:
        """Note to whom the card was given back now, or why it is not; return the day's cards.

        What is over already stays as it is.
        """
        ...


class DraftBox(Protocol):
    """The sitting under way, sealed; at most one (`StaffDoor.lock` keeps it too)."""

    def keep_draft(self, draft: Draft) -> None:
        """Keep the sitting as it is now, in place of what was kept of it before."""
        ...

    def draft(self) -> Draft | None:
        """Return what was interrupted; it stays kept until `drop_draft`."""
        ...

    def drop_draft(self) -> None:
        """Forget it; harmless when there is none."""
        ...


Progress = progress.Progress
Report = progress.Report


class DayCloser(Protocol):
    """Builds and verifies the day's batch, then throws the day's key away."""

    def close_day(self, business_date: date, consent: Consent, report: Report) -> BatchFiles:
        """Return the verified batch; whatever fails, the records stay as they were.

        The one who is signed in must be a lead. The second person's password is checked first:
        `SecondPersonError` when it is wrong or the same person's. ``report`` may raise
        `CancelledError` until the day is sealed: then the day is open again, as before.
        """
        ...

    def back_up(self, business_date: date) -> None:
        """Leave a verified copy of the closed day's sealed rows in the second place."""
        ...

    def day_report(self, business_date: date) -> DayReport:
        """Return the figures of a closed day."""
        ...

    def day_figures(self, business_date: date) -> SignedFigures:
        """Return the day's numbers as headquarters gets them, the same each time once it is closed.

        Those of a day that is not closed are marked as such.
        """
        ...


class HandOver(Protocol):
    """What happens to a closed day's batch until nothing of it is left here."""

    def media(self) -> tuple[Medium, ...]:
        """Return the removable disks that are plugged in."""
        ...

    def copy_batch(self, business_date: date, folder: Path, report: Report) -> None:
        """Leave a copy that was read back and is equal; afterwards the medium may be pulled out."""
        ...

    def confirm_receipt(self, business_date: date, code: str) -> None:
        """Take the recipient's code as proof; `ReceiptCodeError` when it is not the batch's."""
        ...

    def accept_receipt_token(self, business_date: date, token: Path) -> None:
        """Take headquarters' signed word instead of the code."""
        ...

    def delete_day(
        self,
        business_date: date,
        second: SecondPerson,
        remaining_media: tuple[str, ...],
        report: Report,
    ) -> DeletionCertificate:
        """Delete rows, batch and backups of a day that has cooled; return its certificate.

        An interrupted deletion goes on where it stopped; the certificate names those who end it.
        """
        ...

    def certificates(self) -> tuple[DeletionCertificate, ...]:
        """Return every certificate of this station, the newest first."""
        ...


class StandingBook(Protocol):
    """How the station stands; readable when somebody is signed in."""

    def standing(self) -> StationStanding:
        """Return days, policy, anchor and disk as they are now."""
        ...

    def accept_anchor(self, password: str) -> None:
        """Have the database count as right from now on; 総括責任者 only, kept in the trail."""
        ...


class PolicyDesk(Protocol):
    """The signed policy of headquarters, and the proof that its recipients can open."""

    def preview_policy(self, file: Path) -> PolicyStanding:
        """Return what `install_policy` would put in force, or raise what it would raise."""
        ...

    def install_policy(self, file: Path) -> PolicyStanding:
        """Take a newer policy signed by the pinned root, else raise `PolicyRefusedError`."""
        ...

    def write_rehearsal(self, folder: Path) -> tuple[Path, ...]:
        """Leave one small age file per recipient, each with a code only that recipient can read."""
        ...

    def prove_rehearsal(self, code: str) -> PolicyStanding:
        """Note whose code it is; `RehearsalCodeError` when it is nobody's."""
        ...


class AuditTrail(Protocol):
    """The trail as leads read it (`LeadNeededError` for others)."""

    def audit_lines(
        self, group: AuditGroup, *, before: int | None, most: int
    ) -> tuple[AuditLine, ...]:
        """Return entries with a number below ``before`` (None: the newest), the newest first."""
        ...

    def verify_audit(self) -> AuditProof:
        """Verify every entry from the first to the last; `TamperedError` names the bad one."""
        ...


class OpenStation(
    StaffDoor,
    StaffRegister,
    RecordVault,
    CardBook,
    DraftBox,
    DayCloser,
    HandOver,
    StandingBook,
    PolicyDesk,
    AuditTrail,
    Protocol,
):
    """Everything that storage offers, as one object on the storage thread."""


class Documents(Protocol):
    """Papers as PDF/A: figures in, bytes out."""

    def certificate(self, certificate: DeletionCertificate) -> bytes:
        """Return the 消去証明書."""
        ...

    def day_report(self, report: DayReport) -> bytes:
        """Return the 日報 of the station."""
        ...

    def card_slip(self, paper: CardSlipPaper) -> tuple[bytes, ...]:
        """Return the 預り証 as PNG pages for a printer: it names a person and is kept nowhere."""
        ...


class Papers(Protocol):
    """Where finished papers are kept: below the data folder, never with personal data."""

    def keep(self, name: str, content: bytes) -> Path:
        """Leave the file in full and return where it is; the same name is replaced."""
        ...
