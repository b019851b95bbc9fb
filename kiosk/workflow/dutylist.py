"""The day's list of what is still to be done about sealed records."""

from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import RecordId
from kiosk.errors import KioskError
from kiosk.workflow import events
from kiosk.workflow.phases import Ready, Receipted, TendingDuties
from kiosk.workflow.stage import Stage


class DutyList:
    """Keeps the list of duties."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

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
        stage = self._stage
        if isinstance(answer, KioskError):
            stage.changed(notice=answer)
            return
        stage.duties_open = sum(duty.done is None for duty in answer)
        if isinstance(stage.phase, Ready | Receipted | TendingDuties):
            stage.happened(events.DutiesRead(answer))
        else:
            stage.changed()
