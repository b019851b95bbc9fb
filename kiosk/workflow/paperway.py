"""The paper way: a sheet of photos for an application that is made on paper."""

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.dates import BirthDate, parse_birth_date
from kiosk.domain.sheet import PhotoSheet, SheetPrinted
from kiosk.errors import FieldError, KioskError
from kiosk.workflow.phases import Filling
from kiosk.workflow.stage import Stage


class PaperWay:
    """Prints while the photo is there; one sheet at a time."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def print_sheet(self, form: ApplicantForm) -> None:
        """Put the photo on paper with what is known of the person; blanks are left to write on."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Filling) or phase.shot is None or stage.printing:
            return
        sheet = PhotoSheet(
            jpeg=phase.shot.photo.jpeg,
            name=form.name.strip(),
            birth_date=_birth_date(form, stage),
            training=stage.facts.training,
        )
        stage.printing, stage.printed = True, None
        stage.changed()
        printer, target = stage.doors.sheets, stage.facts.paper
        stage.doors.printing.run(lambda: printer.print_sheet(sheet, target), self._printed)

    def _printed(self, answer: SheetPrinted | KioskError) -> None:
        stage = self._stage
        stage.printing = False
        if isinstance(answer, KioskError):
            stage.changed(notice=answer)
            return
        stage.printed = answer
        stage.changed()
        if stage.staff is not None:
            station, day = stage.doors.station, stage.business_date
            stage.doors.background.run(
                lambda: station.note_sheet_printed(day), stage.report_failure
            )


def _birth_date(form: ApplicantForm, stage: Stage) -> BirthDate | None:
    try:
        return parse_birth_date(form.birth_date, today=stage.business_date)
    except FieldError:
        return None
