"""The way into an office: who it is, and by which word."""

from enum import StrEnum
from typing import Protocol

from kiosk.workflow.contract.session import Office


class GateKind(StrEnum):
    """What opens the book."""

    STATION = "station"
    """A station's folder: log-in name and own password."""
    HEADQUARTERS = "headquarters"
    """Headquarters' folder: a name for the history, and the book's passphrase."""
    BEGINNING = "beginning"
    """An empty folder, in which headquarters begins a book with a passphrase of its own."""


class Gate(Protocol):
    """Opens one office; used on the storage thread, except for ``kind`` and ``training``."""

    @property
    def kind(self) -> GateKind:
        """Return what opens it."""
        ...

    @property
    def training(self) -> bool:
        """Tell whether everything in it is made up."""
        ...

    def open(self, name: str, word: str) -> Office:
        """Return the office; raise the `KioskError` that says why it stays shut."""
        ...

    def shut(self) -> None:
        """Let go of keys and files; harmless when that is done."""
        ...
