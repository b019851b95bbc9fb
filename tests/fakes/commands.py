"""A station that does nothing but write down what it was asked."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.contract.checklists import Said
from kiosk.contract.returns import Loss
from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.audit import AuditGroup
from kiosk.domain.cardslip import CardSlipId, CardStays, CardTaker
from kiosk.domain.custody import Consent, SecondPerson
from kiosk.domain.ids import RecordId, StaffId
from kiosk.domain.intake import LeaveReason, SaidBy, TriagePoint
from kiosk.domain.numbers import FormId
from kiosk.domain.record import CorrectionReason
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import HeadLines
from kiosk.domain.station import NewStaffMember
from kiosk.domain.ticket import IntentId, PublicLanguage, Ticket, TicketRequest
from kiosk.intake.cardform import CardForm
from kiosk.queue.acts import Act
from kiosk.queue.rules import OrderRule


@dataclass
class RecordingCommands:
    """Implements `StationCommands`; ``asked`` holds the wishes in order."""

    asked: list[str] = field(default_factory=list)
    forms: list[ApplicantForm] = field(default_factory=list)
    reviews: list[PhotoReview] = field(default_factory=list)
    lines: list[HeadLines] = field(default_factory=list)
    duties_done: list[RecordId] = field(default_factory=list)
    credentials: list[tuple[str, str]] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    people: list[tuple[StaffId, ...]] = field(default_factory=list)
    noted: list[ApplicantForm] = field(default_factory=list)
    touches: int = 0
    at_desks: list[tuple[object, ...]] = field(default_factory=list)
    """What was given with each wish at a desk, in order."""
    in_line: list[tuple[object, ...]] = field(default_factory=list)
    """What was given with each wish about the line, in order."""
    case_notes: list[tuple[object, ...]] = field(default_factory=list)
    """What was given with each wish about the case and its confirmation, in order."""

    def sign_in(self, staff_id: str, password: str) -> None:
        self.asked.append("sign_in")
        self.credentials.append((staff_id, password))

    def sign_out(self) -> None:
        self.asked.append("sign_out")

    def open_cards(self) -> None:
        self.asked.append("open_cards")

    def give_card(self, form: CardForm) -> None:
        self.asked.append("give_card")
        self.at_desks.append((form,))

    def return_card(self, slip: CardSlipId, taker: CardTaker) -> None:
        self.asked.append("return_card")
        self.at_desks.append((slip, taker))

    def settle_card(self, slip: CardSlipId, why: CardStays) -> None:
        self.asked.append("settle_card")
        self.at_desks.append((slip, why))

    def print_card_slip(self, slip: CardSlipId) -> None:
        self.asked.append("print_card_slip")
        self.at_desks.append((slip,))

    def begin_sitting(self) -> None:
        self.asked.append("begin_sitting")

    def open_records(self) -> None:
        self.asked.append("open_records")

    def show_record_names(self) -> None:
        self.asked.append("show_record_names")

    def leave_records(self) -> None:
        self.asked.append("leave_records")

    def open_record(self, record_id: RecordId) -> None:
        self._of_case("open_record", record_id)

    def complete_correction(self, form: ApplicantForm, reason: CorrectionReason) -> None:
        self._of_case("complete_correction", form, reason)

    def leave_correction(self) -> None:
        self.asked.append("leave_correction")

    def choose_language(self, language: PublicLanguage) -> None:
        self._of_case("choose_language", language)

    def note_consent(self, said: SaidBy) -> None:
        self._of_case("note_consent", said)

    def set_point(self, point: TriagePoint, *, applies: bool) -> None:
        self._of_case("set_point", point, applies)

    def take_number(self, form_id: FormId) -> None:
        self._of_case("take_number", form_id)

    def follow_receipt(self, receipt: str) -> None:
        self._of_case("follow_receipt", receipt)

    def finish_intake(self) -> None:
        self._of_case("finish_intake")

    def reopen_intake(self) -> None:
        self._of_case("reopen_intake")

    def leave_sitting(self, reason: LeaveReason) -> None:
        self._of_case("leave_sitting", reason)

    def take_photo(self) -> None:
        self.asked.append("take_photo")

    def retake(self) -> None:
        self.asked.append("retake")

    def complete_form(self, form: ApplicantForm) -> None:
        self.asked.append("complete_form")
        self.forms.append(form)

    def confirm_application(self, said: SaidBy) -> None:
        self._of_case("confirm_application", said)

    def correct_form(self) -> None:
        self._of_case("correct_form")

    def show_confirmation(self) -> None:
        self._of_case("show_confirmation")

    def seal(self) -> None:
        self._of_case("seal")

    def print_slip_again(self) -> None:
        self._of_case("print_slip_again")

    def toggle_auto_capture(self) -> None:
        self.asked.append("toggle_auto_capture")

    def ask_close(self) -> None:
        self.asked.append("ask_close")

    def decline_close(self) -> None:
        self.asked.append("decline_close")

    def confirm_close(self, consent: Consent) -> None:
        self.asked.append("confirm_close")
        self.consents.append(consent)

    def begin_light_check(self) -> None:
        self.asked.append("begin_light_check")

    def measure_light(self) -> None:
        self.asked.append("measure_light")

    def next_light_step(self) -> None:
        self.asked.append("next_light_step")

    def leave_light_check(self) -> None:
        self.asked.append("leave_light_check")

    def waive_photo(self) -> None:
        self.asked.append("waive_photo")

    def agree(self) -> None:
        self.asked.append("agree")

    def reopen_review(self) -> None:
        self.asked.append("reopen_review")

    def open_duties(self) -> None:
        self.asked.append("open_duties")

    def leave_duties(self) -> None:
        self.asked.append("leave_duties")

    def place_head(self, lines: HeadLines) -> None:
        self.asked.append("place_head")
        self.lines.append(lines)

    def approve(self, review: PhotoReview) -> None:
        self.asked.append("approve")
        self.reviews.append(review)

    def complete_duty(self, record_id: RecordId) -> None:
        self.asked.append("complete_duty")
        self.duties_done.append(record_id)

    def print_sheet(self, form: ApplicantForm) -> None:
        self.asked.append("print_sheet")
        self.forms.append(form)

    # --- opening, locking, going on -----------------------------------------------------------

    def lock(self) -> None:
        self.asked.append("lock")

    def leave_program(self, staff_id: str, password: str) -> None:
        self.asked.append("leave_program")
        self.credentials.append((staff_id, password))

    def stay(self) -> None:
        self.asked.append("stay")

    def touch(self) -> None:
        self.touches += 1

    def note_form(self, form: ApplicantForm) -> None:
        self.noted.append(form)

    def open_day(self, people: tuple[StaffId, ...]) -> None:
        self.asked.append("open_day")
        self.people.append(people)

    def resume_draft(self) -> None:
        self.asked.append("resume_draft")

    def drop_draft(self) -> None:
        self.asked.append("drop_draft")

    def go_home(self) -> None:
        self.asked.append("go_home")

    def cancel(self) -> None:
        self.asked.append("cancel")

    # --- the back office ----------------------------------------------------------------------

    def open_hand_over(self) -> None:
        self._at_desk("open_hand_over")

    def back_up(self, business_date: date) -> None:
        self._at_desk("back_up", business_date)

    def copy_batch(self, business_date: date, folder: Path) -> None:
        self._at_desk("copy_batch", business_date, folder)

    def confirm_receipt(self, business_date: date, code: str) -> None:
        self._at_desk("confirm_receipt", business_date, code)

    def accept_receipt_token(self, business_date: date, token: Path) -> None:
        self._at_desk("accept_receipt_token", business_date, token)

    def delete_day(
        self, business_date: date, second: SecondPerson, remaining_media: tuple[str, ...]
    ) -> None:
        self._at_desk("delete_day", business_date, second, remaining_media)

    def print_certificate(self, number: str) -> None:
        self._at_desk("print_certificate", number)

    def open_audit(self, group: AuditGroup = AuditGroup.ALL, before: int | None = None) -> None:
        self._at_desk("open_audit", group, before)

    def verify_audit(self) -> None:
        self._at_desk("verify_audit")

    def open_staff(self) -> None:
        self._at_desk("open_staff")

    def add_staff(self, person: NewStaffMember) -> None:
        self._at_desk("add_staff", person)

    def remove_staff(self, staff_id: StaffId) -> None:
        self._at_desk("remove_staff", staff_id)

    def reset_password(self, staff_id: StaffId, new: str) -> None:
        self._at_desk("reset_password", staff_id, new)

    def change_password(self, old: str, new: str) -> None:
        self._at_desk("change_password", old, new)

    def open_gate(self, people: tuple[StaffId, ...] = ()) -> None:
        self._at_desk("open_gate", people)

    def tick_gate(self, key: str, said: Said) -> None:
        self._at_desk("tick_gate", key, said)

    def override_gate(self, reason: str) -> None:
        self._at_desk("override_gate", reason)

    def bring_things_back(self, key: str, seen: int) -> None:
        self._at_desk("bring_things_back", key, seen)

    def lose_thing(self, loss: Loss, seen: int) -> None:
        self._at_desk("lose_thing", loss, seen)

    def take_things_out(self, seen: int) -> None:
        self._at_desk("take_things_out", seen)

    def open_through_gate(self) -> None:
        self._at_desk("open_through_gate")

    def open_policy(self) -> None:
        self._at_desk("open_policy")

    def preview_policy(self, file: Path) -> None:
        self._at_desk("preview_policy", file)

    def install_policy(self, file: Path) -> None:
        self._at_desk("install_policy", file)

    def write_rehearsal(self, folder: Path) -> None:
        self._at_desk("write_rehearsal", folder)

    def prove_rehearsal(self, code: str) -> None:
        self._at_desk("prove_rehearsal", code)

    def accept_anchor(self, password: str) -> None:
        self._at_desk("accept_anchor", password)

    def _at_desk(self, wish: str, *given: object) -> None:
        self.asked.append(wish)
        self.at_desks.append(given)

    def issue_ticket(self, request: TicketRequest, intent: IntentId) -> None:
        self._in_line("issue_ticket", request, intent)

    def retry_paper(self, ticket: Ticket) -> None:
        self._in_line("retry_paper", ticket)

    def reprint_ticket(self, ticket: Ticket) -> None:
        self._in_line("reprint_ticket", ticket)

    def call_next(self, intent: IntentId) -> None:
        self._in_line("call_next", intent)

    def order_ticket(self, ticket: Ticket, act: Act, intent: IntentId) -> None:
        self._in_line("order_ticket", ticket, act, intent)

    def take_in(self, ticket: Ticket) -> None:
        self._in_line("take_in", ticket)

    def take_scan(self, text: str) -> None:
        self._in_line("take_scan", text)

    def change_order(self, rule: OrderRule) -> None:
        self._in_line("change_order", rule)

    def compare_orders(self) -> None:
        self._in_line("compare_orders")

    def end_all_waiting(self, intent: IntentId) -> None:
        self._in_line("end_all_waiting", intent)

    def _in_line(self, wish: str, *given: object) -> None:
        self.asked.append(wish)
        self.in_line.append(given)

    def _of_case(self, wish: str, *given: object) -> None:
        self.asked.append(wish)
        self.case_notes.append((wish, *given))
