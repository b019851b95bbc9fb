"""What a section of the harness counts, and which scenes it plays."""

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.faults.scenes import SCENES
from tests.faults.world import Scene

P = TypeVar("P")

ENOUGH = 3


@dataclass(slots=True)
class Tally:
    """How often something was tried, what was wrong, what could not be tried."""

    tried: int = 0
    distinct: int = 0
    harmless: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def is_hopeless(self) -> bool:
        """Tell whether so much is wrong that more of it would not help to find out why."""
        return len(self.wrong) >= ENOUGH

    def add(self, other: "Tally") -> None:
        """Count another one's figures too."""
        self.tried += other.tried
        self.distinct += other.distinct
        self.harmless += other.harmless
        self.wrong += other.wrong
        self.missing += other.missing


def chosen(only: str) -> Sequence[Scene]:
    """Return the scenes that are built, or the one that is named."""
    return [one for one in SCENES if one.is_built() and only in {"", one.name}]


def shared(scenes: Sequence[Scene], until: float) -> Iterator[tuple[Scene, float]]:
    """Give each scene with the time by which it has to end, so that none is left out."""
    for n, scene in enumerate(scenes):
        now = time.monotonic()
        yield scene, now + max(0.0, until - now) / (len(scenes) - n)


def spread(plans: Iterable[P], seed: int) -> list[P]:
    """Return the plans in an order that a bound of time cuts off anywhere, not at the end."""
    mixed = list(plans)
    random.Random(seed).shuffle(mixed)
    return mixed


def unbuilt() -> list[str]:
    """Return the scenes for which the station has no door yet."""
    return [scene.name for scene in SCENES if not scene.is_built()]
