"""One station, opened: what the core asks of storage, as one object on the storage thread."""

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from kiosk.domain.audit import AuditGroup, AuditLine, AuditProof
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
from kiosk.officeports import OfficeBook
from kiosk.ports import Clock
from kiosk.vaultports import DayState, Report
from storage.assembly import assemble
from storage.audit.trail import Trail
from storage.crypto.passwords import stretch
from storage.custody.backup import Backups
from storage.custody.closing import Closer
from storage.custody.dayfigures import FiguresDesk
from storage.custody.dayplan import DayPlan
from storage.custody.dayreporting import DayReports
from storage.custody.deletion import Deleter
from storage.custody.handover import HandOver
from storage.custody.media import plugged_in
from storage.custody.receipt import Receipts
from storage.database.engine import Store
from storage.database.schema import upgrade
from storage.errors import DamagedDatabaseError, StationMissingError, TamperedError
from storage.instance import InstanceLock
from storage.layout import Layout, is_station
from storage.office.errors import OfficeMissingError
from storage.office.stationoffice import StationOffice
from storage.parts import Parts
from storage.people.devicesecret import DeviceSecret, device_secret
from storage.people.staffkeys import Stretch
from storage.people.wayout import let_out
from storage.policies.policy import PolicyBook
from storage.policies.rehearsal import Rehearsal
from storage.profile import Profile
from storage.standing import Standings
from storage.tickets.stationbook import StationBook


class Station(StationBook):
    """Implements `kiosk.vaultports.OpenStation`, all on the thread that opened it."""

    def __init__(self, parts: Parts, lock: InstanceLock) -> None:
        self._parts = parts
        self._lock = lock
        self._office = StationOffice(parts)
        day_plan = DayPlan(parts, self.office_if_begun)
        self._closer = Closer(parts, day_plan)
        self._backups = Backups(parts)
        self._reports = DayReports(parts)
        self._figures = FiguresDesk(parts, self._reports, day_plan, self.office_if_begun)
        self._handover = HandOver(parts, self._figures.files)
        self._receipts = Receipts(parts)
        self._deleter = Deleter(parts)
        self._closed = False
        self._trail = Trail(
            store=parts.store, door=parts.door, journal=parts.journal, clock=parts.clock
        )
        self._standings = Standings(
            layout=parts.layout,
            store=parts.store,
            profile=parts.profile,
            door=parts.door,
            drafts=parts.drafts,
        )
        self._policy = PolicyBook(
            store=parts.store,
            profile=parts.profile,
            door=parts.door,
            journal=parts.journal,
            clock=parts.clock,
        )
        self._rehearsal = Rehearsal(
            store=parts.store,
            profile=parts.profile,
            door=parts.door,
            journal=parts.journal,
            clock=parts.clock,
        )

    @property
    def profile(self) -> Profile:
        """Return what the station was set up with."""
        return self._parts.profile

    @property
    def office(self) -> OfficeBook:
        """Return the book of plan, people, cases and figures; open while somebody is signed in."""
        return self._office

    def accept_office(self, lines: int) -> None:
        """Go on with a whole book that is older than the trail says; 総括責任者 only."""
        self._office.accept_older(lines)

    def office_if_begun(self) -> OfficeBook | None:
        """Return the book, None where nobody ever wrote one: asking does not begin it."""
        return self._office if self._office.begun() else None

    def staff(self) -> tuple[StaffMember, ...]:
        """Return who may sign in, by log-in name."""
        return self._parts.register.staff()

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        """Unlock the vault; raise `SignInError` alike for an unknown name and a wrong password."""
        member = self._parts.door.sign_in(staff_id, password)
        try:
            self._policy.check_newest()
            self._parts.register.check()
            self._parts.days.finish_what_was_begun()
            self._parts.queue_key.unlock()
        except BaseException:
            self._parts.door.sign_out()
            raise
        return member

    def add_staff(self, person: NewStaffMember) -> None:
        """Let another member in from now on; leads only."""
        self._parts.register.add_staff(person)

    def remove_staff(self, staff_id: StaffId) -> None:
        """Let a member in no longer; vault and open days get new keys. Leads only."""
        self._parts.register.remove_staff(staff_id)

    def reset_password(self, staff_id: StaffId, new: str) -> None:
        """Give another member a new password, without the old one; leads only."""
        self._parts.register.reset_password(staff_id, new)

    def change_password(self, old: str, new: str) -> None:
        """Give the one who is signed in a new password; the old one is asked for again."""
        self._parts.register.change_password(old, new)

    def sign_out(self) -> None:
        """Wipe every key."""
        self._parts.door.sign_out()

    def let_out(self, staff_id: str, password: str) -> None:
        """Note that a lead ends the program; whoever is signed in stays so, or nobody."""
        let_out(self._parts, staff_id, password)

    def lock(self, draft: Draft | None) -> None:
        """Keep the draft sealed, then wipe every key; one that cannot be kept still locks."""
        try:
            if draft is not None:
                self._parts.drafts.keep_for_lock(draft)
        finally:
            self._parts.door.lock()

    def keep_draft(self, draft: Draft) -> None:
        """Keep the sitting as it is now, in place of what was kept of it before."""
        self._parts.drafts.keep(draft)

    def draft(self) -> Draft | None:
        """Return the sitting that was interrupted; it stays kept until `drop_draft`."""
        return self._parts.drafts.draft()

    def drop_draft(self) -> None:
        """Forget the interrupted sitting; harmless when there is none."""
        self._parts.drafts.drop_draft()

    def open_day(self, business_date: date, people: tuple[StaffId, ...] = ()) -> DayState:
        """Make the day ready for records, also one whose closing was interrupted."""
        self._closer.go_on(business_date)
        self._parts.door.trusted()
        state = self._parts.vault.open_day(business_date, people)
        self._figures.keep_never_closed(business_date)
        return state

    def standing(self) -> StationStanding:
        """Return days, policy, anchor and disk as they are now."""
        return self._standings.standing()

    def accept_anchor(self, password: str) -> None:
        """Have the database count as right from now on; 総括責任者 only, kept in the trail."""
        self._parts.door.accept_anchor(password)

    def audit_lines(
        self, group: AuditGroup, *, before: int | None, most: int
    ) -> tuple[AuditLine, ...]:
        """Return entries with a number below ``before`` (None: the newest), the newest first."""
        return self._trail.lines(group, before=before, most=most)

    def verify_audit(self) -> AuditProof:
        """Verify every entry from the first to the last."""
        return self._trail.verify()

    def unclosed_days(self) -> tuple[date, ...]:
        """Return the business dates that hold records and were never closed, oldest first."""
        return self._parts.vault.unclosed_days()

    def put(self, record: Record) -> Receipt:
        """Seal, store, read back and compare."""
        self._parts.door.trusted()
        return self._parts.vault.put(record)

    def count(self, business_date: date) -> int:
        """Return how many records the day holds."""
        return self._parts.vault.count(business_date)

    def duties(self, business_date: date) -> tuple[PhotoDuty, ...]:
        """Return what is or was to be done about the open day's records, by receipt."""
        return self._parts.duties.of_day(business_date)

    def complete_duty(self, business_date: date, record_id: RecordId) -> tuple[PhotoDuty, ...]:
        """Note that whoever is signed in has done it now; done stays done."""
        return self._parts.duties.complete(business_date, record_id)

    def cards(self, business_date: date) -> tuple[CardSlip, ...]:
        """Return the open day's cards that were handed to the city, in their order."""
        return self._parts.cards.of_day(business_date)

    def give_card(self, business_date: date, giving: CardGiving) -> tuple[CardSlip, ...]:
        """Note that whoever is signed in hands this card over now."""
        self._parts.door.trusted()
        return self._parts.cards.give(business_date, giving)

    def end_card(
        self, business_date: date, slip: CardSlipId, end: CardTaker | CardStays
    ) -> tuple[CardSlip, ...]:
        """Note who has the card back now, or why it does not come back; over stays over."""
        return self._parts.cards.end(business_date, slip, end)

    def note_sheet_printed(self, business_date: date) -> None:
        """Note in the audit trail that a photo sheet of the open day was put on paper."""
        self._parts.days.note_sheet_printed(business_date)

    def note_leaving(
        self, business_date: date, reason: LeaveReason, *, in_line: bool = False
    ) -> None:
        """Note in the audit trail that somebody left without an application, and why."""
        self._parts.days.note_leaving(business_date, reason, in_line=in_line)

    def earlier_receipts(self, number: str) -> tuple[ReceiptNumber, ...]:
        """Return the receipts here of this 申請書ID or 個人番号, the newest first; often none."""
        return self._parts.tags.earlier(number)

    def records_today(self, business_date: date) -> tuple[RecordLine, ...]:
        """Return the open day's records in the order of receipts; looking is noted."""
        return self._parts.corrections.records(business_date)

    def note_names_shown(self, business_date: date) -> None:
        """Note in the audit trail that the names in the list were looked at."""
        self._parts.corrections.note_names_shown(business_date)

    def open_record(self, record_id: RecordId) -> Record:
        """Return a record whose day is open; opening is noted."""
        return self._parts.corrections.open(record_id)

    def correct(self, record: Record, reason: CorrectionReason) -> Receipt:
        """Seal the record in place of what was sealed of it, as long as its day is open."""
        self._parts.door.trusted()
        return self._parts.corrections.correct(record, reason)

    def close_day(self, business_date: date, consent: Consent, report: Report) -> BatchFiles:
        """Return the day's verified batch and throw the day's key away."""
        self._parts.door.trusted()
        files = self._closer.close_day(business_date, consent, report)
        self._figures.keep(business_date)
        return files

    def back_up(self, business_date: date) -> None:
        """Leave a verified copy of the closed day's sealed rows, and of the book, elsewhere.

        A damaged book holds up no evening: it is told wherever the book is opened.
        """
        self._backups.back_up(business_date)
        with contextlib.suppress(TamperedError, DamagedDatabaseError, OfficeMissingError):
            self._office.back_up(self._backups.folder)

    def day_report(self, business_date: date) -> DayReport:
        """Return the figures of a closed day."""
        return self._reports.day_report(business_date)

    def day_figures(self, business_date: date) -> SignedFigures:
        """Return the day's numbers as headquarters gets them; of an open day, of the moment."""
        return self._figures.day_figures(business_date)

    def media(self) -> tuple[Medium, ...]:
        """Return the removable disks that are plugged in."""
        return plugged_in()

    def copy_batch(self, business_date: date, folder: Path, report: Report) -> None:
        """Leave a copy that was read back; afterwards the medium may be pulled out."""
        self._handover.copy_batch(business_date, folder, report)

    def confirm_receipt(self, business_date: date, code: str) -> None:
        """Take the recipient's code as proof that the batch arrived."""
        self._receipts.confirm_receipt(business_date, code)

    def accept_receipt_token(self, business_date: date, token: Path) -> None:
        """Take headquarters' signed word instead of the code."""
        self._receipts.accept_receipt_token(business_date, token)

    def delete_day(
        self,
        business_date: date,
        second: SecondPerson,
        remaining_media: tuple[str, ...],
        report: Report,
    ) -> DeletionCertificate:
        """Delete what is left of a day that has cooled; return its certificate."""
        return self._deleter.delete_day(business_date, second, remaining_media, report)

    def certificates(self) -> tuple[DeletionCertificate, ...]:
        """Return every deletion certificate, the newest first."""
        return self._deleter.certificates()

    def policy_standing(self) -> PolicyStanding:
        """Return for whom the station seals, and who has yet to prove that it opens."""
        return self._policy.standing()

    def preview_policy(self, file: Path) -> PolicyStanding:
        """Return what `install_policy` would put in force; nothing is changed."""
        return self._policy.preview(file)

    def install_policy(self, file: Path) -> PolicyStanding:
        """Take a newer policy signed by the pinned root, else raise `PolicyRefusedError`."""
        return self._policy.install(file)

    def write_rehearsal(self, folder: Path) -> tuple[Path, ...]:
        """Leave one small age file per recipient, each with a code only that recipient can read."""
        return self._rehearsal.write(folder)

    def prove_rehearsal(self, code: str) -> PolicyStanding:
        """Note whose code it is; `RehearsalCodeError` when it is nobody's."""
        self._rehearsal.prove(code)
        return self._policy.standing()

    def close(self) -> None:
        """Sign out and let go of the data folder; harmless when that is done."""
        if self._closed:
            return
        self._closed = True
        with contextlib.ExitStack() as last:
            last.callback(self._lock.release)
            last.callback(self._parts.store.close)
            last.callback(self._parts.queue_key.forget)
            last.callback(self._office.close)
            self.sign_out()


def open_station(
    folder: Path,
    clock: Clock,
    *,
    device: DeviceSecret | None = None,
    stretch: Stretch = stretch,
    backups: Path | None = None,
) -> Station:
    """Return the station of a data folder, locked up; the folder is ours until `close`.

    ``backups`` is the second place; None keeps them in the data folder.
    """
    layout = Layout(folder)
    if not is_station(folder):
        raise StationMissingError("no vault")
    with contextlib.ExitStack() as undo:
        lock = InstanceLock(layout.lock)
        undo.callback(lock.release)
        store = _open_store(layout)
        undo.callback(store.close)
        secret = device or device_secret(layout.device_key)
        parts = assemble(layout, clock, store, secret, stretch)
        station = Station(replace(parts, backups=backups), lock)
        undo.pop_all()
    return station


def _open_store(layout: Layout) -> Store:
    if not layout.database.is_file():
        raise DamagedDatabaseError("no database file")
    store = Store(layout.database)
    try:
        with store.connection() as connection:
            upgrade(connection)
    except BaseException:
        store.close()
        raise
    return store
