"""A rule that is remembered without a disk."""

from dataclasses import dataclass, field

from kiosk.errors import KioskError
from kiosk.queue.rules import OrderRule


@dataclass
class MemoryOrder:
    """Implements `kiosk.queueports.OrderMemory`; ``fail`` is raised instead of keeping."""

    kept: list[OrderRule] = field(default_factory=list)
    fail: KioskError | None = None

    def load(self) -> OrderRule | None:
        return self.kept[-1] if self.kept else None

    def save(self, rule: OrderRule) -> None:
        if self.fail is not None:
            raise self.fail
        self.kept.append(rule)
