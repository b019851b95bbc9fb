"""How far a long piece of work is; light enough for commands that need no camera stack."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is; ``total`` 0 means unknown."""

    done: int
    total: int


Report = Callable[[Progress], None]
"""Is told how far the work is; may raise `CancelledError` to have it given up safely."""
