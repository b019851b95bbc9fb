"""The applicant reads everything on the own screen and says yes; then it is sealed."""

from dataclasses import replace

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import RecordId
from kiosk.domain.intake import Procedure, SaidBy, SaidYes
from kiosk.domain.record import Receipt, Record
from kiosk.errors import KioskError
from kiosk.intake.reading import field_errors, number_errors, parse_application
from kiosk.workflow import events
from kiosk.workflow.drafting import Drafting
from kiosk.workflow.errors import ConfirmationMissingError
from kiosk.workflow.opening import Rounds
from kiosk.workflow.phases import Confirming, Filling
from kiosk.workflow.receiving import with_form
from kiosk.workflow.stage import Stage

SHOWN_NS = 30_000_000_000
"""How long personal data stays on the applicant's screen without an answer."""


class Confirmation:
    """From a form that is complete to a record that is sealed."""

    def __init__(self, stage: Stage, drafting: Drafting, rounds: Rounds) -> None:
        self._stage = stage
        self._drafting = drafting
        self._rounds = rounds
        self._shown_ns = 0

    def complete(self, form: ApplicantForm) -> None:
        """Show photo and fields to the applicant; what is wrong is shown beside its field."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Filling):
            return
        stage.case = with_form(stage.case, form, number_shown=False)
        photo, today = phase.shot is not None, stage.business_date
        number = number_errors(stage.case)
        others = field_errors(stage.case, today=today, photo=photo)
        told = {one.field for one in number}
        stage.field_errors = (*number, *(one for one in others if one.field not in told))
        if stage.field_errors:
            self._drafting.typed()
            stage.changed()
            return
        application = parse_application(stage.case, today=today, photo=photo)
        self._shown_ns = stage.doors.clock.monotonic_ns()
        stage.happened(events.FormCompleted(application))

    def confirm(self, said: SaidBy) -> None:
        """Note the applicant's yes; on the screen only while everything is seen there."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Confirming) or phase.confirmed is not None:
            return
        if phase.hidden and said is SaidBy.SCREEN:
            return
        now = stage.doors.clock.now()
        yes = SaidYes(said=said, language=stage.case.language, at=now)
        stage.happened(events.ApplicantConfirmed(yes))

    def correct(self) -> None:
        """Go back to the form: something is to be changed."""
        if isinstance(self._stage.phase, Confirming):
            self._stage.happened(events.FormReopened())

    def show_again(self) -> None:
        """Have the applicant's screen show everything once more."""
        phase = self._stage.phase
        if isinstance(phase, Confirming) and phase.hidden:
            self._shown_ns = self._stage.doors.clock.monotonic_ns()
            self._stage.happened(events.ConfirmationShown())

    def pass_time(self) -> None:
        """Blank the applicant's screen when nobody answered for `SHOWN_NS`, or after the yes."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Confirming) or phase.hidden:
            return
        if stage.doors.clock.monotonic_ns() - self._shown_ns >= SHOWN_NS:
            stage.happened(events.ConfirmationHidden(), notice=stage.notice)

    def seal(self) -> None:
        """Seal and store what the applicant said yes to."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Confirming) or stage.staff is None:
            return
        if phase.confirmed is None:
            stage.changed(notice=ConfirmationMissingError())
            return
        record = Record(
            id=RecordId.new(),
            business_date=stage.business_date,
            accepted_at=stage.doors.clock.now(),
            accepted_by=stage.staff.id,
            application=replace(phase.application, confirmed=phase.confirmed),
            photo=phase.shot.photo if phase.shot else None,
            findings=phase.shot.findings if phase.shot else (),
            review=phase.review,
        )
        stage.happened(events.RecordAccepted())
        station, today = stage.doors.station, stage.business_date

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
        if stage.case.procedure is Procedure.VISIT:
            stage.officer = (stage.business_date, stage.case.form.officer)
        stage.duties_open = sum(duty.done is None for duty in duties)
        self._drafting.end_sitting()
        stage.happened(events.RecordStored(receipt))
        self._rounds.refresh()
