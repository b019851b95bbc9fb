"""Pictures of the windows: grabbed on the main thread, written to disk on another."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kiosk.errors import DiskFullError, KioskError
from kiosk.ports import Background


class Windows(Protocol):
    """What is pictured; each by its object name."""

    @property
    def windows(self) -> Sequence[QWidget]: ...


class PictureBook:
    """Numbered PNG files of the windows, one of each per name."""

    def __init__(self, folder: Path, background: Background, around: Callable[[], None]) -> None:
        """``around`` is called after each grab, which blocks the main thread by intent."""
        self._folder = folder
        self._background = background
        self._around = around
        self._names: list[str] = []
        self.paths: list[Path] = []
        self.failed: list[KioskError] = []

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def picture(self, name: str, windows: Windows) -> None:
        """Picture every window, once per name."""
        if name in self._names:
            return
        self._names.append(name)
        number = len(self._names)
        for window in windows.windows:
            path = self._folder / f"{number:02d}-{name}-{window.objectName()}.png"
            self.paths.append(path)
            self._background.run(partial(_save, window.grab().toImage(), path), self._saved)
        self._around()

    def _saved(self, answer: KioskError | None) -> None:
        if answer is not None:
            self.failed.append(answer)


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]
        raise DiskFullError(path.name)
