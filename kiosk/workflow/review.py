"""Staff look at the photo that was taken, and decide."""

from dataclasses import replace

from kiosk.domain.intake import TriagePoint
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import HeadLines, Shot
from kiosk.errors import KioskError
from kiosk.guidance.acceptance import lacks
from kiosk.workflow import events
from kiosk.workflow.errors import PhotoLacksError
from kiosk.workflow.phases import Filling, Posing, Reviewing
from kiosk.workflow.sitting import Sitting
from kiosk.workflow.stage import Stage


class Review:
    """From a photo to an approved one, or back to the camera."""

    def __init__(self, stage: Stage, sitting: Sitting) -> None:
        self._stage = stage
        self._sitting = sitting

    def retake(self) -> None:
        """Discard the photo and go back to the camera; also from a form without a photo."""
        phase = self._stage.phase
        waived = isinstance(phase, Filling) and phase.shot is None and phase.correction is None
        if waived:
            self._set_under_one(applies=False)
        if waived or (isinstance(phase, Reviewing) and not phase.busy):
            self._sitting.watch_anew()
            self._stage.field_errors = ()
            self._stage.happened(events.PhotoDiscarded())

    def waive_photo(self) -> None:
        """Go on to the form without a photo: the applicant is under one year old."""
        phase = self._stage.phase
        if isinstance(phase, Posing) or (isinstance(phase, Reviewing) and not phase.busy):
            self._sitting.forget_picture()
            self._set_under_one(applies=True)
            self._stage.happened(events.PhotoWaived())

    def _set_under_one(self, *, applies: bool) -> None:
        """Have the case say whether the applicant is under one year: the form follows from it."""
        case, point = self._stage.case, TriagePoint.UNDER_ONE
        points = case.intake.points | {point} if applies else case.intake.points - {point}
        self._stage.case = replace(case, intake=replace(case.intake, points=points))

    def place_head(self, lines: HeadLines) -> None:
        """Cut the photo anew around a head between these lines."""
        phase, doors = self._stage.phase, self._stage.doors
        if not isinstance(phase, Reviewing) or phase.busy or not lines.crown < lines.chin:
            return
        shot, wall = phase.shot, self._stage.wall
        self._stage.happened(events.HeadPlaced())
        doors.background.run(lambda: doors.portraits.reframe(shot, lines, wall), self._revised)

    def _revised(self, answer: Shot | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._stage.happened(events.RevisionFailed(), notice=answer)
        else:
            self._stage.happened(events.PhotoRevised(answer))

    def agree(self) -> None:
        """Note that the applicant looked at the photo and said yes."""
        phase = self._stage.phase
        if isinstance(phase, Reviewing) and not phase.busy and not phase.agreed:
            self._stage.happened(events.ApplicantAgreed())

    def approve(self, review: PhotoReview) -> None:
        """Take the photo and go on to the form, when nothing is lacking."""
        phase = self._stage.phase
        if not isinstance(phase, Reviewing) or phase.busy:
            return
        lacking = lacks(phase.shot.findings, review)
        if lacking:
            self._stage.changed(notice=PhotoLacksError(lacking[0].value))
            return
        self._stage.happened(events.PhotoApproved(review))

    def reopen_review(self) -> None:
        """Go back from the form to the photo."""
        phase = self._stage.phase
        if isinstance(phase, Filling) and phase.shot and phase.correction is None:
            self._stage.field_errors = ()
            self._stage.happened(events.ReviewReopened())
