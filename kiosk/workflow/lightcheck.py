"""The lighting check: the empty wall, then a member of staff on the chair."""

from kiosk.domain.frame import Observation
from kiosk.domain.room import SitterReading, WallReading
from kiosk.errors import KioskError
from kiosk.guidance.light_policy import LightPolicy
from kiosk.guidance.lighting import LightFinding, judge_sitter, judge_wall
from kiosk.workflow import events
from kiosk.workflow.errors import CameraNeededError
from kiosk.workflow.events import LightStep
from kiosk.workflow.phases import CheckingLight, Ready, Receipted
from kiosk.workflow.stage import Stage

FRAMES = 30
"""A second of a usual camera: long enough to see lamps flicker, short enough to hold still."""


class LightCheck:
    """Gathers frames of the room, has them measured, and keeps the wall for the day."""

    def __init__(self, stage: Stage, policy: LightPolicy) -> None:
        self._stage = stage
        self._policy = policy
        self._gathered: list[Observation] = []

    def begin(self) -> None:
        """Open the check with the empty wall."""
        self._open(LightStep.WALL)

    def next_step(self) -> None:
        """Go on from the wall to the person, and from the person to the day."""
        phase = self._stage.phase
        if not isinstance(phase, CheckingLight) or phase.busy:
            return
        if phase.step is LightStep.WALL:
            self._open(LightStep.SITTER)
        else:
            self.leave()

    def measure(self) -> None:
        """Gather frames from now on and measure them."""
        phase = self._stage.phase
        if not isinstance(phase, CheckingLight) or phase.busy:
            return
        if not self._stage.camera_is_live():
            self._stage.changed(notice=CameraNeededError())
            return
        self._gathered = []
        self._stage.happened(events.LightWatched())

    def leave(self) -> None:
        """Put the rest off; what was measured is kept."""
        if isinstance(self._stage.phase, CheckingLight):
            self._gathered = []
            self._stage.happened(events.LightCheckLeft())

    def observe(self, observation: Observation) -> None:
        """Take in a frame; enough of them are measured."""
        phase = self._stage.phase
        if not isinstance(phase, CheckingLight) or not phase.busy or self._is_full():
            return
        self._gathered.append(observation)
        if self._is_full():
            self._measure(phase.step)

    def camera_left(self) -> None:
        """Give up what was being gathered."""
        phase = self._stage.phase
        if isinstance(phase, CheckingLight) and phase.busy and not self._is_full():
            self._gathered = []
            self._stage.happened(events.LightNotMeasured(), notice=CameraNeededError())

    def _open(self, step: LightStep) -> None:
        phase = self._stage.phase
        idle = isinstance(phase, CheckingLight) and not phase.busy
        if idle or isinstance(phase, Ready | Receipted):
            self._stage.happened(events.LightCheckBegan(step))

    def _is_full(self) -> bool:
        return len(self._gathered) >= FRAMES

    def _measure(self, step: LightStep) -> None:
        room, wall, frames = self._stage.doors.room, self._stage.wall, tuple(self._gathered)
        run = self._stage.doors.background.run
        if step is LightStep.WALL:
            run(lambda: room.measure_wall(frames), self._measured)
        else:
            run(lambda: room.measure_sitter(frames, wall), self._measured)

    def _measured(self, answer: WallReading | SitterReading | KioskError) -> None:
        self._gathered = []
        stage = self._stage
        if not isinstance(stage.phase, CheckingLight):  # somebody left meanwhile
            return
        match answer:
            case KioskError():
                stage.happened(events.LightNotMeasured(), notice=answer)
            case WallReading():
                self._keep(answer)
                self._tell(judge_wall(answer, self._policy))
            case SitterReading():
                self._tell(judge_sitter(answer, self._policy))

    def _tell(self, findings: tuple[LightFinding, ...]) -> None:
        self._stage.happened(events.LightMeasured(findings))

    def _keep(self, reading: WallReading) -> None:
        """Keep an empty wall for the day and have the camera stay as it is."""
        if reading.someone:
            return
        stage = self._stage
        wall = reading.reference(stage.doors.clock.monotonic_ns())
        stage.wall, stage.light_drifted = wall, False
        day = stage.business_date
        stage.doors.background.run(lambda: stage.doors.walls.save(day, wall), stage.report_failure)
        stage.doors.lock_light()
