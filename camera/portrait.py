"""The best photo that several frames of one person can give, judged in full."""

from collections.abc import Sequence
from dataclasses import replace

from camera.cutting import cut_photo
from camera.imagefile import decode, facts_of
from camera.photo_errors import PortraitError, PortraitFault
from camera.ranking import best_first
from camera.stilleye import StillEye
from camera.subject import Subject, look_at
from camera.verdict import Judgement, judge_nobody, judge_subject
from kiosk.domain.face import FaceReading, Point
from kiosk.domain.finding import Verdict, faults_of
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.photo import Photo
from kiosk.domain.room import WallReference
from kiosk.domain.shot import HeadLines, Shot
from kiosk.guidance.policy import Policy, photo_policy
from kiosk.ports import Clock

MOST_JUDGED = 3
"""A full verdict costs a tenth of a second: the promising frames get one, not every frame."""


class Portraitist:
    """`PortraitMaker` with OpenCV and Pillow.

    A photo is judged anew from its own bytes. ``eye`` may be shared with others who work in the
    same thread; `close` lets go of its models.
    """

    def __init__(
        self, clock: Clock, policy: Policy | None = None, eye: StillEye | None = None
    ) -> None:
        self._policy = policy or photo_policy()
        self._eye = eye or StillEye(clock)

    def develop(self, candidates: Sequence[Observation], wall: WallReference | None) -> Shot:
        """Return the best photo the frames can give; the next is tried while one fails."""
        best: Shot | None = None
        fault = PortraitError(PortraitFault.NO_FACE)
        judged = 0
        for observation in best_first(candidates, self._policy):
            try:
                shot = self._shoot(observation, wall)
            except PortraitError as error:
                fault = error if error.fault is not PortraitFault.NO_FACE else fault
                continue
            judged += 1
            if best is None or faults_of(shot.findings) < faults_of(best.findings):
                best = shot
            if best.verdict is not Verdict.FAIL or judged == MOST_JUDGED:
                break
        if best is None:
            raise fault
        return best

    def reframe(self, shot: Shot, lines: HeadLines, wall: WallReference | None) -> Shot:
        """Return the photo cut anew around a head whose crown and chin staff have placed."""
        if shot.source is None:
            raise PortraitError(PortraitFault.NO_FRAME)
        face = shot.source.face
        if face is None:
            raise PortraitError(PortraitFault.NO_FACE)
        crop = shot.photo.proof.crop
        placed = replace(
            face,
            crown=Point(face.crown.x, crop.top + lines.crown * crop.height),
            chin=Point(face.chin.x, crop.top + lines.chin * crop.height),
            crown_measured=True,
        )
        return self._shoot(replace(shot.source, face=placed), wall, by_hand=True)

    def make(self, observation: Observation) -> Photo:
        """Return the photo of one frame; raise `PortraitError` when it cannot give one."""
        if observation.face is None:
            raise PortraitError(PortraitFault.NO_FACE)
        return cut_photo(observation.frame, observation.face, self._policy)

    def close(self) -> None:
        """Let go of the models; harmless when none were loaded."""
        self._eye.close()

    def _shoot(
        self, observation: Observation, wall: WallReference | None, *, by_hand: bool = False
    ) -> Shot:
        face, frame = observation.face, observation.frame
        if face is None:
            raise PortraitError(PortraitFault.NO_FACE)
        photo = cut_photo(frame, face, self._policy, by_hand=by_hand)
        lines = _lines_in(photo, face)
        judgement = self._judge(photo, wall, lines if by_hand else None)
        return Shot(
            photo=photo,
            findings=judgement.findings,
            source=observation,
            lines=lines,
            by_hand=by_hand,
            beside=judgement.beside,
        )

    def _judge(
        self, photo: Photo, wall: WallReference | None, lines: HeadLines | None
    ) -> Judgement:
        """Return the full verdict on the finished photo, read from its own bytes.

        ``wall`` is that of the whole frame.
        """
        frame = Frame(seq=0, captured_at_ns=0, pixels=decode(photo.jpeg))
        subject = look_at(self._eye.open(), frame)
        if subject is None:
            return judge_nobody()
        if lines is not None:
            subject = _with_lines(subject, lines)
        seen = None if wall is None else wall.seen_in(photo.proof.part)
        return judge_subject(subject, facts_of(photo.jpeg), self._policy, seen)


def _lines_in(photo: Photo, face: FaceReading) -> HeadLines:
    crop = photo.proof.crop
    return HeadLines(
        crown=(face.crown.y - crop.top) / crop.height,
        chin=(face.chin.y - crop.top) / crop.height,
    )


def _with_lines(subject: Subject, lines: HeadLines) -> Subject:
    """Return the subject with the head between the lines, wherever it was measured to be."""
    reading, height = subject.reading, subject.frame.height_px
    placed = replace(
        reading,
        crown=Point(reading.crown.x, lines.crown * height),
        chin=Point(reading.chin.x, lines.chin * height),
        crown_measured=True,
    )
    return replace(subject, reading=placed)
