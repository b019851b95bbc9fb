"""What becomes of the bytes: commands, dots, papers. No network, no time."""

from dataclasses import dataclass, field
from enum import Enum

import zxingcpp
from PIL import Image

_HEAD = 8  # GS v 0: three bytes of name, one of mode, two sizes of two


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that was cut off."""

    picture: Image.Image

    @property
    def codes(self) -> tuple[str, ...]:
        """Return what a scanner reads from it, from the top."""
        found = zxingcpp.read_barcodes(self.picture.convert("L"))
        return tuple(one.text for one in sorted(found, key=lambda one: one.position.top_left.y))

    @property
    def blank(self) -> bool:
        return self.picture.convert("L").getextrema() == (255, 255)


class Wait(Enum):
    """Why the printer does not go on."""

    FOR_BYTES = "bytes"
    FOR_PAPER = "paper"


class UnknownCommandError(Exception):
    """A byte that no command begins with: real printers would print rubbish."""


@dataclass
class PaperPath:
    """Prints from ``buffer``; ``dots_left`` is how much paper there is, None: plenty.

    ``answers`` collects what commands in order have answered.
    """

    dots_left: int | None = None
    buffer: bytearray = field(default_factory=bytearray)
    answers: bytearray = field(default_factory=bytearray)
    papers: list[Paper] = field(default_factory=list)
    _rows: list[bytes] = field(default_factory=list)
    _strip: int = 0  # rows of the strip at the buffer's beginning that are on paper already

    @property
    def out(self) -> bool:
        return self.dots_left is not None and self.dots_left <= 0

    def run(self) -> Wait:
        """Print until bytes or paper are lacking."""
        while self.buffer:
            waits = self._step()
            if waits is not None:
                return waits
        return Wait.FOR_BYTES

    def _step(self) -> Wait | None:
        head = bytes(self.buffer[:_HEAD])
        match head[:2]:
            case b"\x1dv":
                return self._raster(head)
            case b"\x1b@":
                self._done(2)
            case b"\x1dr" if len(head) > 2:
                if self.out:
                    return Wait.FOR_PAPER
                self.answers.append(0)
                self._done(3)
            case b"\x1dV" if len(head) > 3:
                if self.out:
                    return Wait.FOR_PAPER
                self._cut()
                self._done(4)
            case _ if head[0] in {0, 10, 13}:
                self._done(1)
            case _ if len(head) < 4:
                return Wait.FOR_BYTES
            case _:
                raise UnknownCommandError(head.hex())
        return None

    def _done(self, count: int) -> None:
        del self.buffer[:count]

    def _raster(self, head: bytes) -> Wait | None:
        if len(head) < _HEAD:
            return Wait.FOR_BYTES
        wide, rows = int.from_bytes(head[4:6], "little"), int.from_bytes(head[6:8], "little")
        while self._strip < rows:
            at = _HEAD + self._strip * wide
            row = bytes(self.buffer[at : at + wide])
            if len(row) < wide:
                return Wait.FOR_BYTES
            if self.out:
                return Wait.FOR_PAPER
            if self.dots_left is not None:
                self.dots_left -= 1
            self._rows.append(row)
            self._strip += 1
        self._strip = 0
        self._done(_HEAD + rows * wide)
        return None

    def _cut(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            self.papers.append(Paper(Image.new("1", (8, 1), 1)))
            return
        size = (max(map(len, rows)) * 8, len(rows))
        ink = b"".join(row.ljust(size[0] // 8, b"\0") for row in rows)
        picture = Image.frombytes("1", size, ink).point(lambda dot: 0 if dot else 255)
        self.papers.append(Paper(picture))
