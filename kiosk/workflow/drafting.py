"""The sitting that is under way: kept sealed at every step, resumed or dropped at the log-in."""

from dataclasses import replace

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.intake import CaseFile
from kiosk.errors import KioskError
from kiosk.workflow import events
from kiosk.workflow.phases import (
    Confirming,
    Filling,
    Phase,
    Posing,
    Receiving,
    Resuming,
    Reviewing,
    SignedOut,
)
from kiosk.workflow.stage import Stage

TYPING_NS = 3_000_000_000
"""How long typed words may wait until they are kept: a draft holds the photo, so it is large."""


class Drafting:
    """Has the store keep what is there of the applicant, so that a crash loses three seconds."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._kept: Draft | None = None
        self._typed_ns: int | None = None

    def typed(self) -> None:
        """Take notice that something was typed or chosen; it is kept soon."""
        if self._typed_ns is None:
            self._typed_ns = self._stage.doors.clock.monotonic_ns()

    def pass_time(self) -> None:
        """Keep what was typed when it has waited long enough."""
        waited_since = self._typed_ns
        if waited_since is None:
            return
        if self._stage.doors.clock.monotonic_ns() - waited_since >= TYPING_NS:
            self._keep()

    def follow(self, _before: Phase) -> None:
        """Keep the sitting as it is after a step; after the lock it is another session's."""
        if isinstance(self._stage.phase, SignedOut):
            self._kept, self._typed_ns = None, None
        else:
            self._keep()

    def _keep(self) -> None:
        stage = self._stage
        self._typed_ns = None
        draft = draft_of(stage)
        if draft is None or draft == self._kept or stage.staff is None:
            return
        self._kept, stage.kept = draft, True
        station = stage.doors.station

        def told(answer: KioskError | None) -> None:
            if isinstance(answer, KioskError) and self._kept == draft:
                self._kept = None  # the next step or word tries again
            stage.report_failure(answer)

        stage.doors.background.run(lambda: station.keep_draft(draft), told)

    def resume(self) -> None:
        """Go on with the interrupted sitting; it stays kept until it is stored or left."""
        stage, phase = self._stage, self._stage.phase
        if not isinstance(phase, Resuming):
            return
        stage.case, stage.kept = phase.draft.case, True
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
        """Forget the person who sat here, in the store too."""
        stage = self._stage
        self._kept, self._typed_ns = None, None
        if stage.kept:
            stage.doors.background.run(stage.doors.station.drop_draft, stage.report_failure)
        stage.forget_sitting()


def draft_of(stage: Stage) -> Draft | None:
    """Return what is to be kept of the sitting as it is; None when nothing would be lost.

    What was kept once is kept on, or a point that was taken back would come back with it.
    """
    case, worth = stage.case, stage.kept or _has_words(stage.case)
    match stage.phase:
        case Receiving(sitting=sitting) if worth:
            return Draft(sitting=sitting, step=DraftStep.RECEPTION, case=case)
        case Posing(sitting=sitting) if worth:
            return Draft(sitting=sitting, step=DraftStep.CAMERA, case=case)
        case Reviewing(sitting=sitting, shot=shot):
            return Draft(sitting=sitting, step=DraftStep.REVIEW, shot=shot, case=case)
        case Filling(sitting=sitting, shot=shot, review=review, correction=None):
            return Draft(sitting=sitting, step=DraftStep.FORM, shot=shot, review=review, case=case)
        case Confirming(sitting=sitting, shot=shot, review=review, correction=None):
            return Draft(sitting=sitting, step=DraftStep.FORM, shot=shot, review=review, case=case)
        case _:
            return None


def _has_words(case: CaseFile) -> bool:
    """Tell whether anything was said or typed yet; the officer's name was there before."""
    said = case.intake.consent is not None or bool(case.intake.points) or bool(case.follows)
    return said or replace(case.form, officer="") != ApplicantForm()
