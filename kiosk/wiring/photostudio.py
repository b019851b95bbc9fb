"""The camera room as the office's window uses it: one picture at a time, kept in memory.

It is loaded with the first picture: most days of the office have none.
"""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kiosk.domain.sitephoto import ChosenBoxes, SitePhoto
from kiosk.workflow.contract.gate import Gate, GateKind
from kiosk.workflow.contract.photodraft import Covering, Pause, PhotoRoom, SearchStoppedError
from kiosk.workflow.contract.session import Office

if TYPE_CHECKING:
    from camera.redaction.redactor import Looked, Redactor


class CameraStudio:
    """Implements `photodraft.Studio`; the models are loaded with the first file."""

    def __init__(self) -> None:
        self._redactor: Redactor | None = None
        self._looked: Looked | None = None
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def bring(self, path: Path, pause: Pause) -> SitePhoto:
        """Return the picture of a file covered and checked, and go on with this one."""
        from camera.redaction.intake import decode_report_size, read_content

        self._looked = None
        pause()
        pixels = decode_report_size(read_content(path))
        looked = self._camera().look(pixels, pause)
        photo = self._camera().finish(looked, ChosenBoxes(), pause)
        self._looked = looked
        return photo

    def cover(self, chosen: ChosenBoxes) -> Covering:
        """Return the picture covered as it was chosen; at once, and not checked."""
        jpeg, covers = self._camera().cover(self._here(), chosen)
        return Covering(jpeg=jpeg, covers=covers)

    def check(self, chosen: ChosenBoxes, pause: Pause) -> SitePhoto:
        """Return the picture covered as it was chosen, with the faces still found in it."""
        return self._camera().finish(self._here(), chosen, pause)

    def forget(self) -> None:
        """Let go of the picture; harmless when there is none."""
        self._looked = None

    def close(self) -> None:
        """Let go of the picture and of the models."""
        self._looked, self._redactor = None, None
        self._opened.close()

    def _camera(self) -> "Redactor":
        if self._redactor is None:
            from camera.redaction.redactor import Redactor

            self._redactor = self._opened.enter_context(Redactor())
        return self._redactor

    def _here(self) -> "Looked":
        if self._looked is None:
            raise SearchStoppedError("no picture")
        return self._looked


class GateToRoom:
    """Implements `kiosk.workflow.contract.gate.Gate`: another gate, behind it also the room."""

    def __init__(self, gate: Gate, room: PhotoRoom) -> None:
        self._gate, self._room = gate, room

    @property
    def kind(self) -> GateKind:
        """Return what the other gate asks for."""
        return self._gate.kind

    @property
    def training(self) -> bool:
        """Tell whether the other gate leads to a practice."""
        return self._gate.training

    def open(self, name: str, word: str) -> Office:
        """Return the office with a room for pictures of venues."""
        return replace(self._gate.open(name, word), room=self._room)

    def shut(self) -> None:
        """Shut the other gate."""
        self._gate.shut()
