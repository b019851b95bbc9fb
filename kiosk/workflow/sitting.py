"""Somebody before the camera: guidance, and the burst after the shutter."""

from dataclasses import replace

from kiosk.domain.frame import Observation
from kiosk.domain.intake import CaseFile
from kiosk.domain.shot import Shot
from kiosk.errors import KioskError
from kiosk.guidance.light_policy import LightPolicy
from kiosk.guidance.lighting import has_drifted
from kiosk.workflow import events
from kiosk.workflow.errors import EarlierDayOpenError, NobodyInPictureError
from kiosk.workflow.frozen import frozen
from kiosk.workflow.keepsakes import Keepsakes
from kiosk.workflow.live import Guide
from kiosk.workflow.phases import Posing, Ready, Receipted, Shooting
from kiosk.workflow.stage import Stage

BURST = 5
LONGEST_BURST_NS = 600_000_000
"""A slow camera gives fewer frames rather than a late photo."""
DRIFTED_SHOTS = 2
"""One shot may have caught a lamp being moved or a passer-by's shadow."""


class Sitting:
    """One applicant after the other, from sitting down to a photo."""

    def __init__(self, stage: Stage, guide: Guide, light: LightPolicy) -> None:
        self._stage = stage
        self._guide = guide
        self._light = light
        self._burst: list[Observation] = []
        self._kept = Keepsakes()
        self._drifted = 0

    def begin(self, case: CaseFile | None = None) -> None:
        """Begin with the next applicant at the reception; without a case nothing is known yet."""
        stage = self._stage
        if not isinstance(stage.phase, Ready | Receipted):
            return
        hindrance = self.hindrance()
        if hindrance is not None:
            stage.changed(notice=hindrance)
            return
        stage.sittings += 1
        stage.left_for = None
        begun = case or CaseFile(procedure=stage.facts.procedure)
        stage.case = replace(begun, form=replace(begun.form, officer=stage.officer_today()))
        stage.happened(events.SittingBegan(stage.sittings))

    def hindrance(self) -> KioskError | None:
        """Return why no sitting may begin now, None when one may."""
        stage = self._stage
        if stage.today() != stage.business_date:
            return EarlierDayOpenError(day=stage.business_date.isoformat())
        if stage.outlook is not None and stage.outlook.freezes:
            return frozen(stage.outlook.freezes[0])
        return None

    def forget_picture(self) -> None:
        """Drop every picture of the person who sits here; what is typed stays."""
        self._burst = []
        self._kept.clear()
        self._stage.forget_picture()

    def toggle_auto_capture(self) -> None:
        """Switch taking the photo by itself on or off."""
        self._stage.auto_capture = not self._stage.auto_capture
        self._guide.restart()
        self._stage.changed()

    # --- the camera ---------------------------------------------------------------------------

    def camera_left(self) -> None:
        """Guide afresh when it is back; a burst goes on with what it has."""
        self._stage.newest = None
        self._stage.live = None
        self._guide.restart()
        if isinstance(self._stage.phase, Shooting):
            self._end_burst()
        else:
            self._stage.changed()

    def observe(self, observation: Observation) -> None:
        """Take in the newest judged frame while somebody poses; may take the photo by itself."""
        stage = self._stage
        if isinstance(stage.phase, Shooting):
            self._gather(observation)
        elif isinstance(stage.phase, Posing):
            stage.newest = observation
            stage.live = self._guide.look(observation)
            self._kept.consider(observation, stage.live.findings)
            if stage.auto_capture and stage.live.due:
                self._shoot(observation)

    def take_photo(self) -> None:
        """Release the shutter, whatever the guidance says of the moment."""
        stage = self._stage
        if not isinstance(stage.phase, Posing):
            return
        if stage.newest is None or not (stage.newest.face or self._kept.best_first()):
            stage.changed(notice=NobodyInPictureError())
            return
        self._shoot(stage.newest)

    def _shoot(self, observation: Observation) -> None:
        self._burst = [observation]
        self._stage.happened(events.ShutterReleased())

    def _gather(self, observation: Observation) -> None:
        began_ns = self._burst[0].frame.captured_at_ns
        self._burst.append(observation)
        late = observation.frame.captured_at_ns - began_ns >= LONGEST_BURST_NS
        if len(self._burst) > BURST or late:
            self._end_burst()

    def _end_burst(self) -> None:
        stage = self._stage
        taken = [one for one in self._burst if one.face is not None]
        candidates = (*taken, *self._kept.best_first())
        self._burst = []
        stage.happened(events.BurstTaken())
        portraits, wall = stage.doors.portraits, stage.wall
        stage.doors.background.run(lambda: portraits.develop(candidates, wall), self._developed)

    def _developed(self, answer: Shot | KioskError) -> None:
        stage = self._stage
        stage.newest, stage.live = None, None
        if isinstance(answer, KioskError):
            self.watch_anew()
            stage.happened(events.PhotoFailed(), notice=answer)
            return
        self._mind_the_light(answer)
        stage.happened(events.PhotoTaken(answer))

    def _mind_the_light(self, shot: Shot) -> None:
        wall = self._stage.wall
        if wall is None or shot.beside is None:
            return
        seen = wall.seen_in(shot.photo.proof.part)
        moved = has_drifted(shot.beside, seen, self._light)
        self._drifted = self._drifted + 1 if moved else 0
        self._stage.light_drifted = self._drifted >= DRIFTED_SHOTS

    def watch_anew(self) -> None:
        """Guide from the beginning; what was kept of this sitting is forgotten."""
        self._guide.restart()
        self._kept.clear()
