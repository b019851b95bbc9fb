"""What becomes of an approved photo: the form, the sealed record, and its duties."""

from kiosk.domain.applicant import Applicant, ApplicantForm, field_errors, parse_applicant
from kiosk.domain.dates import age_on
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import RecordId
from kiosk.domain.record import Receipt, Record
from kiosk.errors import FieldError, KioskError
from kiosk.workflow import events
from kiosk.workflow.drafting import Drafting
from kiosk.workflow.opening import Rounds
from kiosk.workflow.phases import Filling, Ready, Receipted, TendingDuties
from kiosk.workflow.stage import Stage


class Counter:
    """Seals records and keeps the list of what is still to be done about them."""

    def __init__(self, stage: Stage, drafting: Drafting, rounds: Rounds) -> None:
        self._stage = stage
        self._drafting = drafting
        self._round = rounds

    def accept(self, form: ApplicantForm) -> None:
        """Validate, seal and store; what is wrong is shown beside its field."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Filling) or stage.staff is None:
            return
        today = stage.business_date
        stage.field_errors = field_errors(form, today=today) or photo_errors(
            parse_applicant(form, today=today), phase, stage
        )
        if stage.field_errors:
            stage.changed()
            return
        record = Record(
            id=RecordId.new(),
            business_date=today,
            accepted_at=stage.doors.clock.now(),
            accepted_by=stage.staff.id,
            applicant=parse_applicant(form, today=today),
            photo=phase.shot.photo if phase.shot else None,
            findings=phase.shot.findings if phase.shot else (),
            review=phase.review,
        )
        stage.happened(events.RecordAccepted())
        station = stage.doors.station

        def store() -> tuple[Receipt, tuple[PhotoDuty, ...]]:
            return station.put(record), station.duties(today)

        stage.doors.background.run(store, self._stored)

    def _stored(self, answer: tuple[Receipt, tuple[PhotoDuty, ...]] | KioskError) -> None:
        stage = self._stage
        if isinstance(answer, KioskError):
            stage.happened(events.RecordNotStored(), notice=answer)
            return
        receipt, duties = answer
        stage.records += 1
        self._count(duties)
        self._drafting.end_sitting()
        stage.happened(events.RecordStored(receipt))
        self._round.refresh()

    def open_duties(self) -> None:
        """Show the list of what is to be done."""
        stage = self._stage
        if isinstance(stage.phase, Ready | Receipted):
            station, day = stage.doors.station, stage.business_date
            stage.doors.background.run(lambda: station.duties(day), self._read)

    def complete_duty(self, record_id: RecordId) -> None:
        """Note that it was done now."""
        stage = self._stage
        if isinstance(stage.phase, TendingDuties):
            station, day = stage.doors.station, stage.business_date
            stage.doors.background.run(lambda: station.complete_duty(day, record_id), self._read)

    def leave_duties(self) -> None:
        """Go back to the day."""
        if isinstance(self._stage.phase, TendingDuties):
            self._stage.happened(events.DutiesLeft())

    def _read(self, answer: tuple[PhotoDuty, ...] | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._stage.changed(notice=answer)
            return
        self._count(answer)
        if isinstance(self._stage.phase, Ready | Receipted | TendingDuties):
            self._stage.happened(events.DutiesRead(answer))
        else:
            self._stage.changed()

    def _count(self, duties: tuple[PhotoDuty, ...]) -> None:
        self._stage.duties_open = sum(duty.done is None for duty in duties)


def photo_errors(person: Applicant, phase: Filling, stage: Stage) -> tuple[FieldError, ...]:
    """Return whether photo and age belong together: under one year there is none, else there is."""
    baby = age_on(person.birth_date.day, stage.business_date) < 1
    if baby == (phase.shot is None):
        return ()
    return (FieldError("birth_date", "photo_not_needed" if baby else "photo_needed"),)
