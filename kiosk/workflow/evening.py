"""Closing the day by two: figures, batch, and afterwards backup and daily report."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kiosk.domain.custody import Consent, DayStanding
from kiosk.domain.station import BatchFiles
from kiosk.errors import CancelledError, KioskError, LeadNeededError, SecondPersonError
from kiosk.vaultports import Progress
from kiosk.workflow import events
from kiosk.workflow.lookround import LookRound, day_to_work_on, look_out, look_round
from kiosk.workflow.opening import Rounds
from kiosk.workflow.outlook import Outlook, Today
from kiosk.workflow.phases import Closing, ConfirmingClose, Opening, Ready, Receipted
from kiosk.workflow.queue.recording import keep_played_day
from kiosk.workflow.stage import Doors, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filed:
    """What was made of a closed day; ``trouble`` is what did not work first."""

    outlook: Outlook
    report: Path | None
    trouble: KioskError | None


class Evening:
    """Asks the lead, has the batch built, and closes the day."""

    def __init__(self, stage: Stage, rounds: Rounds) -> None:
        self._stage = stage
        self._rounds = rounds
        self._given_up = threading.Event()

    def ask(self) -> None:
        """Show a lead the figures of the day that is to be closed."""
        stage, phase = self._stage, self._stage.phase
        between = isinstance(phase, Ready | Receipted) or _may_close(phase)
        if not between or stage.staff is None or stage.outlook is None:
            return
        if not stage.staff.role.may_close_the_day():
            stage.changed(notice=LeadNeededError())
            return
        recipients = stage.outlook.standing.policy.recipients
        stage.happened(events.CloseAsked(stage.records, stage.duties_open, recipients))

    def decline(self) -> None:
        """Go on with the day, or back to where it was asked."""
        stage = self._stage
        if isinstance(stage.phase, ConfirmingClose) and stage.outlook is not None:
            stage.happened(events.CloseDeclined(stage.outlook))

    def confirm(self, consent: Consent) -> None:
        """Build the day's batch and close the day."""
        stage = self._stage
        if not isinstance(stage.phase, ConfirmingClose):
            return
        self._given_up.clear()
        stage.happened(events.CloseConfirmed())
        day, station, deliver = stage.business_date, stage.doors.station, stage.doors.deliver

        def report(progress: Progress) -> None:
            if self._given_up.is_set():
                raise CancelledError("given up by hand")
            deliver(lambda: self._advanced(progress))

        stage.doors.background.run(lambda: station.close_day(day, consent, report), self._closed)

    def cancel(self) -> None:
        """Have the closing given up; too late once the day is sealed."""
        if isinstance(self._stage.phase, Closing) and not self._given_up.is_set():
            self._given_up.set()
            self._stage.happened(events.CloseCancelled())

    def _advanced(self, progress: Progress) -> None:
        if isinstance(self._stage.phase, Closing):
            self._stage.happened(events.CloseAdvanced(progress))

    def _closed(self, answer: BatchFiles | KioskError) -> None:
        stage, doors = self._stage, self._stage.doors
        match answer:
            case KioskError() if _was_not_believed(answer):
                stage.happened(events.CloseRefused(), notice=answer)
            case KioskError():
                doors.background.run(lambda: look_round(doors), self._stay(answer))
            case BatchFiles():
                stage.happened(events.DayWasClosed(answer))
                day = stage.business_date
                venue = stage.facts.venue
                doors.background.run(lambda: _file(doors, day, venue), self._filed)

    def _stay(self, trouble: KioskError) -> Callable[[LookRound | KioskError], None]:
        """Return what shows the station as the failed closing left it, with what went wrong."""

        def stay(answer: LookRound | KioskError) -> None:
            stage = self._stage
            if isinstance(answer, LookRound):
                self._rounds.take_in(answer)
            if stage.outlook is not None:
                stage.happened(events.CloseFailed(stage.outlook), notice=trouble)

        return stay

    def _filed(self, answer: _Filed | KioskError) -> None:
        stage = self._stage
        if stage.staff is None:  # locked meanwhile
            return
        if isinstance(answer, KioskError):
            if stage.outlook is not None:  # the day is closed all the same
                stage.happened(events.DayWasFiled(stage.outlook), notice=answer)
            return
        stage.outlook = answer.outlook
        stage.happened(events.DayWasFiled(answer.outlook, answer.report), notice=answer.trouble)


def day_to_close(seen: Outlook) -> DayStanding | None:
    """Return the day that must be closed before anything else, if there is one."""
    if seen.state is not Today.UNOPENED:
        return None
    day = day_to_work_on(seen)
    return next((one for one in seen.standing.days if one.business_date == day), None)


def _was_not_believed(error: KioskError) -> bool:
    """Tell whether the second person is to be asked again, perhaps after a while."""
    return isinstance(error, SecondPersonError) or error.message_key == "sign_in_throttled"


def _may_close(phase: object) -> bool:
    return isinstance(phase, Opening) and not phase.busy and day_to_close(phase.outlook) is not None


def _file(doors: Doors, day: date, venue: str) -> _Filed:
    """Back up the closed day and write its 日報; nothing that fails here undoes the closing."""
    troubles: list[KioskError] = []
    report: Path | None = None
    try:
        doors.station.back_up(day)
    except KioskError as error:
        troubles.append(error)
    try:
        if doors.queue is not None:
            keep_played_day(doors.queue.book, doors.papers, day)
    except KioskError as error:
        troubles.append(error)
    try:
        figures = replace(doors.station.day_report(day), venue=venue)
        name = f"nippo-{figures.station}-{day:%Y%m%d}.pdf"
        report = doors.papers.keep(name, doors.documents.day_report(figures))
    except KioskError as error:
        troubles.append(error)
    try:
        numbers = doors.station.day_figures(day)
        doors.papers.keep(numbers.name, numbers.content)
        doors.papers.keep(f"{numbers.name}.sig", numbers.signature)
    except KioskError as error:
        troubles.append(error)
    return _Filed(
        outlook=look_out(doors, doors.station.standing()),
        report=report,
        trouble=troubles[0] if troubles else None,
    )
