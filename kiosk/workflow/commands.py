"""What the screens may ask of the station; `session.Session` does it."""

from datetime import date
from pathlib import Path
from typing import Protocol

from kiosk.contract.checklists import Said
from kiosk.contract.returns import Loss
from kiosk.domain.audit import AuditGroup
from kiosk.domain.cardslip import CardSlipId, CardStays, CardTaker
from kiosk.domain.custody import Consent, SecondPerson
from kiosk.domain.ids import RecordId, StaffId
from kiosk.domain.station import NewStaffMember
from kiosk.intake.cardform import CardForm
from kiosk.workflow.queue.commands import QueueCommands
from kiosk.workflow.sittingcommands import SittingCommands


class StationCommands(SittingCommands, QueueCommands, Protocol):
    """One method per wish; a command that does not fit the phase does nothing."""

    def sign_in(self, staff_id: str, password: str) -> None:
        """Check the password and look how the station stands."""
        ...

    def sign_out(self) -> None:
        """Forget every key and blank the screens."""
        ...

    def begin_light_check(self) -> None:
        """Open the lighting check with the empty wall."""
        ...

    def measure_light(self) -> None:
        """Measure what the camera sees in the next second."""
        ...

    def next_light_step(self) -> None:
        """Go on from the wall to the person, and from the person to the day."""
        ...

    def leave_light_check(self) -> None:
        """Put the rest off; what was measured is kept."""
        ...

    def open_duties(self) -> None:
        """Show the day's list of what is to be done about sealed records."""
        ...

    def complete_duty(self, record_id: RecordId) -> None:
        """Note that a duty was done now."""
        ...

    def leave_duties(self) -> None:
        """Go back to the day."""
        ...

    def ask_close(self) -> None:
        """Show the day's figures to a lead."""
        ...

    def decline_close(self) -> None:
        """Go on with the day."""
        ...

    def confirm_close(self, consent: Consent) -> None:
        """Build the day's batch and close the day."""
        ...

    # --- opening, locking, going on -----------------------------------------------------------

    def lock(self) -> None:
        """Keep an interrupted sitting sealed, blank the screens and forget every key."""
        ...

    def leave_program(self, staff_id: str, password: str) -> None:
        """Open the way out of the program to a lead; an interrupted sitting is kept sealed."""
        ...

    def stay(self) -> None:
        """Forget the wish to end the program."""
        ...

    def touch(self) -> None:
        """Take notice that somebody is at the keys: the idle lock begins to wait anew."""
        ...

    def open_day(self, people: tuple[StaffId, ...]) -> None:
        """Open today with these people on duty; leads only."""
        ...

    def resume_draft(self) -> None:
        """Go on with the interrupted sitting."""
        ...

    def drop_draft(self) -> None:
        """Forget the interrupted sitting."""
        ...

    def go_home(self) -> None:
        """Leave a desk, or look again at how the station stands."""
        ...

    def cancel(self) -> None:
        """Have the closing, the copy or the deletion given up at the next safe point."""
        ...

    # --- the back office ----------------------------------------------------------------------

    def open_hand_over(self) -> None:
        """Show every day that is not deleted yet and what is to be done about it."""
        ...

    def back_up(self, business_date: date) -> None:
        """Make the backup that could not be made when the day was closed."""
        ...

    def copy_batch(self, business_date: date, folder: Path) -> None:
        """Put the day's batch on a medium."""
        ...

    def confirm_receipt(self, business_date: date, code: str) -> None:
        """Take the recipient's code as proof that the batch arrived."""
        ...

    def accept_receipt_token(self, business_date: date, token: Path) -> None:
        """Take headquarters' signed word that the batch arrived."""
        ...

    def delete_day(
        self, business_date: date, second: SecondPerson, remaining_media: tuple[str, ...]
    ) -> None:
        """Delete a day that has cooled, by two people, and write its certificate."""
        ...

    def print_certificate(self, number: str) -> None:
        """Write the certificate's PDF anew."""
        ...

    def open_audit(self, group: AuditGroup = AuditGroup.ALL, before: int | None = None) -> None:
        """Show a page of the audit trail."""
        ...

    def verify_audit(self) -> None:
        """Verify the whole trail."""
        ...

    def open_staff(self) -> None:
        """Show who may sign in."""
        ...

    def add_staff(self, person: NewStaffMember) -> None:
        """Let another member in from now on."""
        ...

    def remove_staff(self, staff_id: StaffId) -> None:
        """Let a member in no longer."""
        ...

    def reset_password(self, staff_id: StaffId, new: str) -> None:
        """Give another member a new password."""
        ...

    def change_password(self, old: str, new: str) -> None:
        """Change one's own password."""
        ...

    def open_cards(self) -> None:
        """Show whose cards are with the city."""
        ...

    def give_card(self, form: CardForm) -> None:
        """Note that a card is handed over, when nothing is wrong with what was typed."""
        ...

    def return_card(self, slip: CardSlipId, taker: CardTaker) -> None:
        """Note that the card was given back."""
        ...

    def settle_card(self, slip: CardSlipId, why: CardStays) -> None:
        """Note why the card does not come back here."""
        ...

    def print_card_slip(self, slip: CardSlipId) -> None:
        """Put the 預り証 of this card on paper."""
        ...

    def open_gate(self, people: tuple[StaffId, ...] = ()) -> None:
        """Show the list of today's event; ``people`` are on duty."""
        ...

    def tick_gate(self, key: str, said: Said) -> None:
        """Note what whoever is signed in says about an item of the list."""
        ...

    def override_gate(self, reason: str) -> None:
        """Go on with what is lacking, on the word of 総括責任者."""
        ...

    def bring_things_back(self, key: str, seen: int) -> None:
        """Note that all is back of which an item of the list speaks, and tick the item.

        ``seen`` is the version of 持出返却表 that was shown: a newer one is shown first.
        """
        ...

    def lose_thing(self, loss: Loss, seen: int) -> None:
        """Note what was looked for and not found."""
        ...

    def take_things_out(self, seen: int) -> None:
        """Note that all went out as the plan of today's event names it."""
        ...

    def open_through_gate(self) -> None:
        """Open today with the people of the list, when nothing is lacking any more."""
        ...

    def open_policy(self) -> None:
        """Show for whom the station seals."""
        ...

    def preview_policy(self, file: Path) -> None:
        """Show a newer policy before it is taken."""
        ...

    def install_policy(self, file: Path) -> None:
        """Take a newer signed policy, when it is the one that was shown."""
        ...

    def write_rehearsal(self, folder: Path) -> None:
        """Leave the rehearsal files for the recipients."""
        ...

    def prove_rehearsal(self, code: str) -> None:
        """Take a recipient's rehearsal code."""
        ...

    def accept_anchor(self, password: str) -> None:
        """Have the database count as right; 総括責任者 only."""
        ...
