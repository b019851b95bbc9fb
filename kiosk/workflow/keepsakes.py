"""The best moments of a sitting, kept so that a shutter never comes back with nothing."""

from dataclasses import dataclass

from kiosk.domain.finding import Finding, faults_of
from kiosk.domain.frame import Observation

KEPT = 3
APART_NS = 1_000_000_000
"""Two moments closer than this are one: a blink spoils both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A frame with a face and how much is wrong with it; less is better."""

    observation: Observation
    faults: float


class Keepsakes:
    """Keeps the best few moments, at most one per second."""

    def __init__(self) -> None:
        self._moments: list[Moment] = []

    def clear(self) -> None:
        """Forget everything."""
        self._moments = []

    def consider(self, observation: Observation, findings: tuple[Finding, ...]) -> None:
        """Keep the moment if it is better than one that is kept."""
        if observation.face is None:
            return
        moment = Moment(observation=observation, faults=faults_of(findings))
        near = [one for one in self._moments if _close(one, moment)]
        if any(one.faults <= moment.faults for one in near):
            return
        kept = [one for one in self._moments if one not in near]
        self._moments = sorted([*kept, moment], key=lambda one: one.faults)[:KEPT]

    def best_first(self) -> tuple[Observation, ...]:
        """Return what was kept."""
        return tuple(one.observation for one in self._moments)


def _close(one: Moment, other: Moment) -> bool:
    gap = one.observation.frame.captured_at_ns - other.observation.frame.captured_at_ns
    return abs(gap) < APART_NS
