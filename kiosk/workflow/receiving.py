"""受付: purpose of use, the points of the triage, the number of the form; and leaving again."""

from dataclasses import replace

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.intake import CaseFile, LeaveReason, SaidBy, SaidYes, TriagePoint
from kiosk.domain.numbers import FormId
from kiosk.domain.ticket import PublicLanguage
from kiosk.intake.reading import number_errors
from kiosk.intake.triage import rule
from kiosk.workflow import events
from kiosk.workflow.drafting import Drafting
from kiosk.workflow.duplicates import Duplicates
from kiosk.workflow.errors import ConsentMissingError, StoppedEarlyError
from kiosk.workflow.phases import Confirming, Filling, Posing, Receiving, Reviewing
from kiosk.workflow.sitting import Sitting
from kiosk.workflow.stage import Stage


class ReceptionDesk:
    """Everything before the camera, and every way out of a sitting."""

    def __init__(
        self, stage: Stage, sitting: Sitting, drafting: Drafting, duplicates: Duplicates
    ) -> None:
        self._stage = stage
        self._sitting = sitting
        self._drafting = drafting
        self._duplicates = duplicates

    def choose_language(self, language: PublicLanguage) -> None:
        """Have the applicant's screen speak this language; a yes that was said stays said."""
        if isinstance(self._stage.phase, Receiving | Posing | Reviewing | Filling | Confirming):
            self._change(replace(self._stage.case, language=language))

    def note_consent(self, said: SaidBy) -> None:
        """Note that the applicant accepted the purpose of use."""
        stage, case = self._stage, self._stage.case
        if isinstance(stage.phase, Receiving) and case.intake.consent is None:
            yes = SaidYes(said=said, language=case.language, at=stage.doors.clock.now())
            self._change(replace(case, intake=replace(case.intake, consent=yes)))

    def set_point(self, point: TriagePoint, *, applies: bool) -> None:
        """Name a point of the triage, or take it back."""
        case = self._stage.case
        if isinstance(self._stage.phase, Receiving):
            points = case.intake.points | {point} if applies else case.intake.points - {point}
            self._change(replace(case, intake=replace(case.intake, points=points)))

    def take_number(self, form_id: FormId) -> None:
        """Put the 申請書ID that was read from the form into the case; it needs no second typing."""
        stage, case = self._stage, self._stage.case
        if isinstance(stage.phase, Receiving | Filling) and not rule(case).shape.hand_written:
            form = replace(case.form, form_id=form_id, number_again="")
            self._change(replace(case, form=form, intake=replace(case.intake, scanned=True)))

    def follow(self, receipt: str) -> None:
        """Link the case to an earlier application by its receipt number; "" takes it back."""
        if isinstance(self._stage.phase, Receiving):
            self._change(replace(self._stage.case, follows=receipt.strip()))

    def finish(self) -> None:
        """Go on to the camera, or to the form where no photo is taken, when nothing is lacking."""
        stage, case = self._stage, self._stage.case
        if not isinstance(stage.phase, Receiving):
            return
        ruling = rule(case)
        if not ruling.may_go_on:
            stage.changed(notice=StoppedEarlyError(ruling.stops[0].value))
            return
        if case.intake.consent is None:
            stage.changed(notice=ConsentMissingError())
            return
        stage.field_errors = number_errors(case)
        if stage.field_errors:
            stage.changed()
            return
        stage.case = replace(case, intake=replace(case.intake, asked=True))
        self._sitting.watch_anew()
        stage.happened(events.IntakeDone(takes_photo=ruling.takes_photo))

    def reopen(self) -> None:
        """Go back to the reception; what was said and typed stays."""
        stage, phase = self._stage, self._stage.phase
        no_photo = isinstance(phase, Filling) and phase.shot is None and phase.correction is None
        if isinstance(phase, Posing) or no_photo:
            self._sitting.forget_picture()
            stage.happened(events.IntakeReopened())

    def leave(self, reason: LeaveReason) -> None:
        """Send the applicant away with a reason; photo and form are forgotten."""
        stage = self._stage
        phase = stage.phase
        busy = isinstance(phase, Reviewing) and phase.busy
        corrects = isinstance(phase, Filling | Confirming) and phase.correction is not None
        if (
            busy
            or corrects
            or not isinstance(phase, Receiving | Posing | Reviewing | Filling | Confirming)
        ):
            return
        in_line = bool(stage.case.ticket)
        self._sitting.forget_picture()
        self._drafting.end_sitting()
        stage.left_for = reason
        station, day = stage.doors.station, stage.business_date

        def note() -> None:
            station.note_leaving(day, reason, in_line=in_line)

        stage.doors.background.run(note, stage.report_failure)
        stage.happened(events.SittingLeft(reason))

    def note(self, form: ApplicantForm) -> None:
        """Take notice of what is typed so far; a number typed by hand is a typed one again."""
        stage, case = self._stage, self._stage.case
        if not isinstance(stage.phase, Receiving | Filling) or form == case.form:
            return
        stage.case = with_form(case, form, number_shown=isinstance(stage.phase, Receiving))
        self._duplicates.look()
        self._drafting.typed()
        if stage.case.intake.scanned is not case.intake.scanned:
            stage.changed(notice=stage.notice)

    def _change(self, case: CaseFile) -> None:
        self._stage.case = case
        self._stage.field_errors = ()
        self._duplicates.look()
        self._drafting.typed()
        self._stage.changed()


def with_form(case: CaseFile, form: ApplicantForm, *, number_shown: bool) -> CaseFile:
    """Return the case with what is typed; a number that is typed over is a typed one again.

    ``number_shown``: the number stands on the screen twice; the form shows it once, and there the
    second typing stays as it was until the first one is changed.
    """
    was = case.form
    same = (form.form_id, form.individual_number) == (was.form_id, was.individual_number)
    if same and not (number_shown or form.number_again):
        form = replace(form, number_again=was.number_again)
    scanned = case.intake.scanned and form.form_id == was.form_id
    return replace(case, form=form, intake=replace(case.intake, scanned=scanned))
