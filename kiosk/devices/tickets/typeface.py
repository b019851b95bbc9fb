"""The faces a ticket is set in, and which signs they have: never a box on paper."""

from dataclasses import dataclass
from functools import cache

from PIL import ImageFont

from kiosk.domain.ticket import PublicLanguage
from kiosk.fonts import FontFile, font_files

_PROBE_PX = 24
_ABSENT = "\U0010fffe"  # no character: shows what the face draws for one it does not have
_WITHOUT_INK = frozenset(" \u3000\u00a0")


@dataclass(frozen=True, slots=True)
class Typeface:
    """A face of one weight; sizes are in dots."""

    file: FontFile

    def at(self, size_px: int) -> ImageFont.FreeTypeFont:
        """Return the face at a size."""
        return _sized(self.file, size_px)

    def has(self, words: str) -> bool:
        """Tell whether every sign of the words can be drawn."""
        return all(sign in _WITHOUT_INK or _drawn(self.file, sign) for sign in set(words))


def typeface_for(words: str, language: PublicLanguage, *, bold: bool = False) -> Typeface | None:
    """Return the best face of this machine that has all signs of the words, None without one.

    One face for the whole line: letters of two faces in one word look broken.
    """
    for weight in (bold, False):
        for file in font_files(language.value, bold=weight):
            face = Typeface(file)
            if face.has(words):
                return face
    return None


@cache
def _sized(file: FontFile, size_px: int) -> ImageFont.FreeTypeFont:
    """Return the face, loaded once; the simple layout is the same on every machine."""
    return ImageFont.truetype(
        str(file.path), size_px, index=file.index, layout_engine=ImageFont.Layout.BASIC
    )


@cache
def _drawn(file: FontFile, sign: str) -> bool:
    """Tell whether the face draws anything else than what it draws for a missing sign."""
    face = _sized(file, _PROBE_PX)
    ours, absent = face.getmask(sign), face.getmask(_ABSENT)
    return (ours.size, bytes(ours)) != (absent.size, bytes(absent))
