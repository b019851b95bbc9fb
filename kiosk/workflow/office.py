"""The back office as one part of the session: five desks and the work behind them."""

from datetime import date
from pathlib import Path

from kiosk.contract.checklists import Said
from kiosk.contract.returns import Loss
from kiosk.domain.audit import AuditGroup
from kiosk.domain.cardslip import CardSlipId, CardStays, CardTaker
from kiosk.domain.custody import SecondPerson
from kiosk.domain.ids import StaffId
from kiosk.domain.station import NewStaffMember
from kiosk.intake.cardform import CardForm
from kiosk.workflow.auditing import Auditing
from kiosk.workflow.cardslips import CardKeeping
from kiosk.workflow.deskwork import DeskWork
from kiosk.workflow.gatekeeping import GateKeeping
from kiosk.workflow.gatethings import GateThings
from kiosk.workflow.handingover import HandingOver
from kiosk.workflow.keykeeping import KeyKeeping
from kiosk.workflow.staffing import Staffing
from kiosk.workflow.stage import Stage


class Office:
    """Holds the desks; only one of them is open at a time."""

    def __init__(self, stage: Stage) -> None:
        self._work = DeskWork(stage)
        self.hand_over = HandingOver(self._work)
        self.audit = Auditing(self._work)
        self.staff = Staffing(self._work)
        self.policy = KeyKeeping(self._work)
        self.cards = CardKeeping(self._work)
        self.gate = GateKeeping(self._work)
        self.things = GateThings(self._work, self.gate)

    def cancel(self) -> None:
        """Have what the open desk does given up at the next safe point."""
        self._work.cancel()


class OfficeCommands:
    """The desks' share of `StationCommands`; a session has it by inheritance."""

    _office: Office

    def open_hand_over(self) -> None:
        """Show every day that is not deleted yet and what is to be done about it."""
        self._office.hand_over.open()

    def back_up(self, business_date: date) -> None:
        """Make the backup that could not be made when the day was closed."""
        self._office.hand_over.back_up(business_date)

    def copy_batch(self, business_date: date, folder: Path) -> None:
        """Put the day's batch on a medium."""
        self._office.hand_over.copy(business_date, folder)

    def confirm_receipt(self, business_date: date, code: str) -> None:
        """Take the recipient's code as proof that the batch arrived."""
        self._office.hand_over.confirm_receipt(business_date, code)

    def accept_receipt_token(self, business_date: date, token: Path) -> None:
        """Take headquarters' signed word that the batch arrived."""
        self._office.hand_over.accept_token(business_date, token)

    def delete_day(
        self, business_date: date, second: SecondPerson, remaining_media: tuple[str, ...]
    ) -> None:
        """Delete a day that has cooled, by two people, and write its certificate."""
        self._office.hand_over.delete(business_date, second, remaining_media)

    def print_certificate(self, number: str) -> None:
        """Write the certificate's PDF anew."""
        self._office.hand_over.print_certificate(number)

    def open_audit(self, group: AuditGroup = AuditGroup.ALL, before: int | None = None) -> None:
        """Show a page of the audit trail."""
        self._office.audit.open(group, before)

    def verify_audit(self) -> None:
        """Verify the whole trail."""
        self._office.audit.verify()

    def open_staff(self) -> None:
        """Show who may sign in."""
        self._office.staff.open()

    def add_staff(self, person: NewStaffMember) -> None:
        """Let another member in from now on."""
        self._office.staff.add(person)

    def remove_staff(self, staff_id: StaffId) -> None:
        """Let a member in no longer."""
        self._office.staff.remove(staff_id)

    def reset_password(self, staff_id: StaffId, new: str) -> None:
        """Give another member a new password."""
        self._office.staff.reset_password(staff_id, new)

    def change_password(self, old: str, new: str) -> None:
        """Change one's own password."""
        self._office.staff.change_password(old, new)

    def open_cards(self) -> None:
        """Show whose cards are with the city."""
        self._office.cards.open()

    def give_card(self, form: CardForm) -> None:
        """Note that a card is handed over, when nothing is wrong with what was typed."""
        self._office.cards.give(form)

    def return_card(self, slip: CardSlipId, taker: CardTaker) -> None:
        """Note that the card was given back."""
        self._office.cards.end(slip, taker)

    def settle_card(self, slip: CardSlipId, why: CardStays) -> None:
        """Note why the card does not come back here."""
        self._office.cards.end(slip, why)

    def print_card_slip(self, slip: CardSlipId) -> None:
        """Put the 預り証 of this card on paper."""
        self._office.cards.print_slip(slip)

    def open_gate(self, people: tuple[StaffId, ...] = ()) -> None:
        """Show the list of today's event; ``people`` are on duty."""
        self._office.gate.open(people)

    def tick_gate(self, key: str, said: Said) -> None:
        """Note what whoever is signed in says about an item of the list."""
        self._office.gate.tick(key, said)

    def override_gate(self, reason: str) -> None:
        """Go on with what is lacking, on the word of 総括責任者."""
        self._office.gate.override(reason)

    def bring_things_back(self, key: str, seen: int) -> None:
        """Note that all is back of which an item of the list speaks, and tick the item."""
        self._office.things.bring_back(key, seen)

    def lose_thing(self, loss: Loss, seen: int) -> None:
        """Note what was looked for and not found."""
        self._office.things.lose(loss, seen)

    def take_things_out(self, seen: int) -> None:
        """Note that all went out as the plan of today's event names it."""
        self._office.things.take_out(seen)

    def open_policy(self) -> None:
        """Show for whom the station seals."""
        self._office.policy.open()

    def preview_policy(self, file: Path) -> None:
        """Show a newer policy before it is taken."""
        self._office.policy.preview(file)

    def install_policy(self, file: Path) -> None:
        """Take a newer signed policy, when it is the one that was shown."""
        self._office.policy.install(file)

    def write_rehearsal(self, folder: Path) -> None:
        """Leave the rehearsal files for the recipients."""
        self._office.policy.write_rehearsal(folder)

    def prove_rehearsal(self, code: str) -> None:
        """Take a recipient's rehearsal code."""
        self._office.policy.prove_rehearsal(code)

    def accept_anchor(self, password: str) -> None:
        """Have the database count as right; 総括責任者 only."""
        self._office.policy.accept_anchor(password)
