"""The sitting that was interrupted: kept sealed by the lock, resumed or dropped at the log-in."""

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.draft import Draft
from kiosk.errors import KioskError
from kiosk.workflow import events
from kiosk.workflow.phases import Filling, Phase, Posing, Resuming, Reviewing
from kiosk.workflow.stage import Stage


class Drafting:
    """Knows what is typed, and what of it is still kept in the store."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def note(self, form: ApplicantForm) -> None:
        """Take notice of what is typed so far."""
        if isinstance(self._stage.phase, Filling):
            self._stage.typed = form

    def resume(self) -> None:
        """Go on with the interrupted sitting; it stays kept until it is stored or left."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Resuming):
            return
        stage.typed, stage.resumed = phase.draft.form, True
        stage.sittings = max(stage.sittings, phase.draft.sitting)
        stage.happened(events.DraftResumed())

    def drop(self) -> None:
        """Forget the interrupted sitting."""
        stage = self._stage
        if isinstance(stage.phase, Resuming):
            stage.doors.background.run(stage.doors.station.drop_draft, self._dropped)

    def _dropped(self, answer: KioskError | None) -> None:
        stage = self._stage
        if not isinstance(stage.phase, Resuming) or stage.outlook is None:
            return
        if isinstance(answer, KioskError):
            stage.changed(notice=answer)
        else:
            stage.happened(events.CameHome(stage.outlook))

    def end_sitting(self) -> None:
        """Forget the person who sat here, in the store too when the sitting was a resumed one."""
        stage = self._stage
        if stage.resumed:
            stage.doors.background.run(stage.doors.station.drop_draft, stage.report_failure)
        stage.forget_sitting()


def draft_of(phase: Phase, typed: ApplicantForm) -> Draft | None:
    """Return what a lock has to keep of this phase; None when nothing would be lost."""
    match phase:
        case Reviewing(sitting=sitting, shot=shot):
            return Draft(sitting=sitting, shot=shot, review=None, form=typed)
        case Filling(sitting=sitting, shot=shot, review=review) if shot or typed != _NOTHING:
            return Draft(sitting=sitting, shot=shot, review=review, form=typed)
        case Posing(sitting=sitting) if typed != _NOTHING:
            return Draft(sitting=sitting, shot=None, review=None, form=typed)
        case _:
            return None


_NOTHING = ApplicantForm()
