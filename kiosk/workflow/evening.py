"""Closing the day."""

from kiosk.domain.custody import Consent
from kiosk.domain.station import BatchFiles
from kiosk.errors import KioskError, LeadNeededError
from kiosk.vaultports import Progress
from kiosk.workflow import events
from kiosk.workflow.phases import Closing, ConfirmingClose, Ready, Receipted
from kiosk.workflow.stage import Stage


class Evening:
    """Asks the lead, has the batch built, and closes the day."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def ask(self) -> None:
        """Show the day's figures to a lead."""
        stage = self._stage
        if not isinstance(stage.phase, Ready | Receipted) or stage.staff is None:
            return
        if not stage.staff.role.may_close_the_day():
            stage.changed(notice=LeadNeededError())
            return
        stage.happened(events.CloseAsked(stage.records, stage.duties_open))

    def decline(self) -> None:
        """Go on with the day."""
        if isinstance(self._stage.phase, ConfirmingClose):
            self._stage.happened(events.CloseDeclined())

    def confirm(self, consent: Consent) -> None:
        """Build the day's batch and close the day."""
        stage = self._stage
        if not isinstance(stage.phase, ConfirmingClose):
            return
        stage.happened(events.CloseConfirmed())
        day, closer, deliver = stage.business_date, stage.doors.closer, stage.doors.deliver

        def report(progress: Progress) -> None:
            deliver(lambda: self._advanced(progress))

        stage.doors.background.run(lambda: closer.close_day(day, consent, report), self._closed)

    def _advanced(self, progress: Progress) -> None:
        if isinstance(self._stage.phase, Closing):
            self._stage.happened(events.CloseAdvanced(progress))

    def _closed(self, answer: BatchFiles | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._stage.happened(events.CloseFailed(), notice=answer)
            return
        self._stage.happened(events.DayWasClosed(answer))
