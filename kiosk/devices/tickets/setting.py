"""A strip of paper that is set from the top: lines, rules, pictures; it grows as it is filled."""

from dataclasses import dataclass
from enum import Enum

from PIL import Image, ImageDraw

from kiosk.devices.tickets.bitmap import Bitmap
from kiosk.devices.tickets.lines import balanced
from kiosk.devices.tickets.typeface import typeface_for
from kiosk.domain.ticket import PublicLanguage

_LONGEST_DOTS = 4000  # half a metre: a ticket that is longer is a fault
_LEADING = 1.3  # of the size, between lines
_PROBE_PX = 100
_INK, _PAPER = 1, 0


class Side(Enum):
    """Where a line stands on the paper."""

    LEFT = 0.0
    MIDDLE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a line looks; it becomes smaller down to ``least_px`` before it is broken."""

    size_px: int
    least_px: int
    bold: bool = False
    side: Side = Side.LEFT


class Strip:
    """The paper of one ticket while it is being set."""

    def __init__(self, width_dots: int, margin_dots: int) -> None:
        self._image = Image.new("1", (width_dots, _LONGEST_DOTS), _PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._draw.fontmode = "1"  # dots are black or white
        self._margin = margin_dots
        self.y = 0

    @property
    def width(self) -> int:
        """Return the dots between the margins."""
        return self._image.width - 2 * self._margin

    def gap(self, dots: int) -> None:
        """Leave white."""
        self.y += dots

    def rule(self) -> None:
        """Draw a thin line across."""
        left, right = self._margin, self._image.width - self._margin
        self._draw.line([(left, self.y), (right, self.y)], _INK, 2)
        self.y += 2

    def write(self, words: str, language: PublicLanguage, style: Style, *, indent: int = 0) -> bool:
        """Set the words, on several lines where they need them; False: signs are missing."""
        face = typeface_for(words, language, bold=style.bold)
        if face is None:
            return False
        room = self.width - indent
        size = style.size_px
        while size > style.least_px and face.at(size).getlength(words) > room:
            size -= 1
        font = face.at(size)
        for line in balanced(words, font.getlength, room):
            x = self._margin + indent + (room - font.getlength(line)) * style.side.value
            baseline = self.y + size  # not the face's own height: faces of one size differ in it
            self._draw.text((int(x), baseline), line, _INK, font, "ls")
            self.y += int(size * _LEADING)
        return True

    def fits(self, words: str, language: PublicLanguage, style: Style) -> bool:
        """Tell whether the words need one line only."""
        face = typeface_for(words, language, bold=style.bold)
        return face is not None and face.at(style.least_px).getlength(words) <= self.width

    def write_across(self, words: str, share: float) -> None:
        """Set the number in the middle, as large as a share of the width lets it be."""
        face = typeface_for(words, PublicLanguage.JA, bold=True)
        if face is None:
            return
        per_px = face.at(_PROBE_PX).getlength(words) / _PROBE_PX
        font = face.at(int(self.width * share / per_px))
        _, top, _, bottom = font.getbbox(words, anchor="ls")
        self._draw.text((self._image.width // 2, self.y - top), words, _INK, font, "ms")
        self.y += int(bottom - top)

    def stamp(self, words: str, language: PublicLanguage, size_px: int) -> bool:
        """Set the words white on black over the whole width."""
        face = typeface_for(words, language, bold=True)
        if face is None:
            return False
        height = int(size_px * 1.4)
        self._draw.rectangle((0, self.y, self._image.width, self.y + height), _INK)
        middle = (self._image.width // 2, self.y + height // 2)
        self._draw.text(middle, words, _PAPER, face.at(size_px), "mm")
        self.y += height
        return True

    def paste(self, picture: Image.Image) -> None:
        """Put a picture in the middle."""
        self._image.paste(picture, ((self._image.width - picture.width) // 2, self.y))
        self.y += picture.height

    def cut(self) -> Bitmap:
        """Return what was set."""
        made = self._image.crop((0, 0, self._image.width, min(self.y, _LONGEST_DOTS)))
        return Bitmap(made.width, made.tobytes())
