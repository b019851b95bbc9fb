"""Live guidance of one sitting: each observation becomes what the screens show of it."""

from dataclasses import replace
from typing import Protocol

from kiosk.domain.frame import Observation
from kiosk.guidance.advice import Advice, advise
from kiosk.guidance.compliance import in_order, judge_frame, judge_measurements
from kiosk.guidance.policy import Policy
from kiosk.guidance.steadiness import Hold, step
from kiosk.workflow.snapshots import LiveView


class Guide(Protocol):
    """Watches one person at a time."""

    def look(self, observation: Observation) -> LiveView:
        """Return the guidance after one more observation."""
        ...

    def restart(self) -> None:
        """Forget whoever was watched."""
        ...


class PolicyGuide:
    """Guides by the photo policy: one hint, the findings, the hold-still ring."""

    def __init__(self, policy: Policy, *, hold_ms: int) -> None:
        self._policy = policy
        self._hold_policy = replace(policy.hold, seconds=hold_ms / 1000)
        self._advice: Advice | None = None
        self._hold = Hold()

    def look(self, observation: Observation) -> LiveView:
        """Return the guidance after one more observation."""
        face = observation.face
        slow = judge_measurements(observation.slow, self._policy) if face else ()
        self._advice = advise(
            face,
            self._policy,
            before=self._advice,
            now_ns=observation.frame.captured_at_ns,
            slow=slow,
        )
        self._hold = step(self._hold, face, self._advice, self._hold_policy)
        return LiveView(
            hint=self._advice.hint,
            hold=self._hold.progress(self._hold_policy),
            due=self._hold.due(self._hold_policy),
            face=face,
            findings=in_order((*judge_frame(face, self._policy), *slow)),
        )

    def restart(self) -> None:
        """Forget whoever was watched."""
        self._advice = None
        self._hold = Hold()
