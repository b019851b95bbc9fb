"""Brings answers from the worker to the main thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Deliverer(QObject):
    """Calls what it is given on the main thread, in order."""

    _work_arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._work_arrived.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def deliver(self, work: Callable[[], None]) -> None:
        """Have ``work`` called on the main thread; from any thread."""
        self._work_arrived.emit(work)

    @Slot(object)
    def _do(self, work: Callable[[], None]) -> None:
        work()
