"""訂正: a sealed record of today is opened, changed, read by the applicant, and sealed anew."""

from dataclasses import replace

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.correction import Correction, changed_fields, needs_new_yes
from kiosk.domain.ids import RecordId
from kiosk.domain.record import CorrectionReason, Receipt, Record, RecordLine
from kiosk.domain.shot import HeadLines, Shot
from kiosk.errors import KioskError
from kiosk.intake.reopening import case_of
from kiosk.workflow import events, recordevents
from kiosk.workflow.confirming import Confirmation
from kiosk.workflow.errors import (
    ConfirmationMissingError,
    CorrectionsClosedError,
    NothingChangedError,
)
from kiosk.workflow.phases import (
    Confirming,
    DayClosed,
    Filling,
    ListingRecords,
    Ready,
    Receipted,
)
from kiosk.workflow.stage import Stage

_NO_LINES = HeadLines(crown=0.0, chin=1.0)  # a sealed photo is not cut again


class Corrections:
    """The list of today's records, and one of them at a time before staff and applicant."""

    def __init__(self, stage: Stage, confirmation: Confirmation) -> None:
        self._stage = stage
        self._confirmation = confirmation

    def open_list(self) -> None:
        """Show today's records; of a closed day only that it is closed."""
        stage = self._stage
        if isinstance(stage.phase, DayClosed):
            stage.changed(notice=CorrectionsClosedError())
        elif isinstance(stage.phase, Ready | Receipted):
            station, day = stage.doors.station, stage.business_date
            stage.doors.background.run(lambda: station.records_today(day), self._read)

    def show_names(self) -> None:
        """Show the names in the list, once the trail says so."""
        stage, phase = self._stage, self._stage.phase
        if isinstance(phase, ListingRecords) and not phase.names:
            station, day = stage.doors.station, stage.business_date
            stage.doors.background.run(lambda: station.note_names_shown(day), self._noted)

    def leave_list(self) -> None:
        """Go back to the day."""
        if isinstance(self._stage.phase, ListingRecords):
            self._stage.happened(recordevents.RecordsLeft())

    def open(self, record_id: RecordId) -> None:
        """Show a record of the list as the form it was."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, ListingRecords):
            return
        line = next((one for one in phase.lines if one.record_id == record_id), None)
        if line is None:
            return
        station = stage.doors.station

        def opened(answer: Record | KioskError) -> None:
            self._opened(line, answer)

        stage.doors.background.run(lambda: station.open_record(record_id), opened)

    def complete(self, form: ApplicantForm, reason: CorrectionReason) -> None:
        """Show the changed application to the applicant.

        Where nothing that they read is another than before, their yes of before stands.
        """
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Filling) or phase.correction is None:
            return
        stage.happened(recordevents.ReasonGiven(reason))
        self._confirmation.complete(form)
        after = stage.phase
        if not isinstance(after, Confirming):
            return
        was = phase.correction.record.application
        changed = changed_fields(was, after.application)
        if not changed:
            stage.happened(events.FormReopened(), notice=NothingChangedError())
        elif was.confirmed is not None and not needs_new_yes(changed):
            stage.happened(events.ApplicantConfirmed(was.confirmed))

    def leave(self) -> None:
        """Let the record be as it is sealed."""
        stage, phase = self._stage, self._stage.phase
        if isinstance(phase, Filling | Confirming) and phase.correction is not None:
            stage.forget_sitting()
            stage.happened(recordevents.CorrectionLeft())

    def seal(self) -> bool:
        """Seal the record anew when one is being corrected; tell whether one is."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Confirming) or phase.correction is None:
            return False
        if phase.confirmed is None:
            stage.changed(notice=ConfirmationMissingError())
            return True
        opened, reason = phase.correction, phase.correction.reason
        if reason is None:
            return True
        application = replace(phase.application, confirmed=phase.confirmed)
        record = replace(opened.record, application=application)
        stage.happened(events.RecordAccepted())
        station = stage.doors.station

        def stored(answer: Receipt | KioskError) -> None:
            self._stored(opened, record, answer)

        stage.doors.background.run(lambda: station.correct(record, reason), stored)
        return True

    def _read(self, answer: tuple[RecordLine, ...] | KioskError) -> None:
        stage = self._stage
        if isinstance(answer, KioskError):
            stage.changed(notice=answer)
        elif isinstance(stage.phase, Ready | Receipted):
            stage.happened(recordevents.RecordsRead(answer))

    def _noted(self, answer: KioskError | None) -> None:
        stage = self._stage
        if isinstance(answer, KioskError):
            stage.changed(notice=answer)
        elif isinstance(stage.phase, ListingRecords):
            stage.happened(recordevents.NamesAsked())

    def _opened(self, line: RecordLine, answer: Record | KioskError) -> None:
        stage = self._stage
        if isinstance(answer, KioskError):
            stage.changed(notice=answer)
        elif isinstance(stage.phase, ListingRecords):
            stage.case = case_of(answer.application)
            correction = Correction(record=answer, line=line, lines=stage.phase.lines)
            stage.happened(recordevents.RecordOpened(correction, _shot_of(answer)))

    def _stored(self, was: Correction, record: Record, answer: Receipt | KioskError) -> None:
        stage = self._stage
        if isinstance(answer, KioskError):
            stage.happened(events.RecordNotStored(), notice=answer)
            return
        stage.forget_sitting()
        lines = was.lines_after(record)
        stage.happened(recordevents.RecordCorrected(lines, answer.number))


def _shot_of(record: Record) -> Shot | None:
    if record.photo is None:
        return None
    return Shot(photo=record.photo, findings=record.findings, source=None, lines=_NO_LINES)
