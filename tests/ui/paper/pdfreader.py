"""Just enough of PDF (ISO 32000-1) to measure a page that Qt wrote."""

import re
import zlib
from dataclasses import dataclass
from functools import cached_property

Matrix = tuple[float, float, float, float, float, float]
MM_PER_POINT = 25.4 / 72
_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)stream\r?\n(.*)", re.DOTALL)
_FONT = re.compile(rb"/(F\d+)\s+(\d+) 0 R")
_SHOWN = re.compile(rb"/(F\d+)\s+\S+\s+Tf|<([0-9A-Fa-f]+)>\s*Tj|(ET)")


@dataclass(frozen=True)
class Placed:
    """Where an image is, in millimetres from the page's left upper corner."""

    name: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Pdf:
    content: bytes

    @cached_property
    def objects(self) -> dict[int, bytes]:
        return {int(number): body for number, body in _OBJECT.findall(self.content)}

    @cached_property
    def page_mm(self) -> tuple[float, float]:
        (box,) = re.findall(rb"/MediaBox \[([^\]]*)\]", self.content)
        _, _, width, height = map(float, box.split())
        return width * MM_PER_POINT, height * MM_PER_POINT

    def stream(self, body: bytes) -> bytes:
        match = _STREAM.match(body)
        assert match is not None
        raw = match[2]
        return zlib.decompressobj().decompress(raw) if b"/FlateDecode" in match[1] else raw

    @cached_property
    def drawing(self) -> bytes:
        (page,) = (body for body in self.objects.values() if re.search(rb"/Type /Page\s", body))
        match = re.search(rb"/Contents (\d+) 0 R", page)
        assert match is not None
        return self.stream(self.objects[int(match[1])])

    @cached_property
    def pictures(self) -> list[tuple[int, int, bytes]]:
        """Width, height and pixels of each picture that is in the file."""
        found = []
        for body in self.objects.values():
            if b"/Subtype /Image" in body:
                size = [re.search(rb"/" + key + rb" (\d+)", body) for key in (b"Width", b"Height")]
                assert size[0] is not None
                assert size[1] is not None
                found.append((int(size[0][1]), int(size[1][1]), self.stream(body)))
        return found

    def placed(self) -> list[Placed]:
        """Every drawing of a picture."""
        _, page_height = self.page_mm
        now: Matrix = (1, 0, 0, 1, 0, 0)
        kept: list[Matrix] = []
        words: list[bytes] = []
        found = []
        for word in self.drawing.split():
            match word:
                case b"q":
                    kept.append(now)
                case b"Q":
                    now = kept.pop()
                case b"cm":
                    a, b, c, d, e, f = map(float, words[-6:])
                    now = times((a, b, c, d, e, f), now)
                case b"Do":
                    a, b, c, d, e, f = now
                    assert (b, c) == (0, 0)
                    left, width = e * MM_PER_POINT, a * MM_PER_POINT
                    height = abs(d) * MM_PER_POINT
                    top = page_height - max(f, f + d) * MM_PER_POINT
                    found.append(Placed(words[-1].decode(), left, top, width, height))
                case _:
                    words.append(word)
        return found

    def fonts(self) -> dict[bytes, bytes]:
        """Return each font's dictionary by its name on the page."""
        found = {}
        for body in self.objects.values():
            for name, number in _FONT.findall(body):
                if b"/Subtype /Type0" in (font := self.objects[int(number)]):
                    found[name] = font
        return found

    def text(self) -> list[str]:
        """Return what can be copied from the page, a line per piece of text."""
        maps = {name: self._unicode(body) for name, body in self.fonts().items()}
        lines, line, font = [], "", b""
        for name, shown, ended in _SHOWN.findall(self.drawing):
            font = name or font
            glyphs = [shown[at : at + 4] for at in range(0, len(shown), 4)]
            line += "".join(maps[font][int(glyph, 16)] for glyph in glyphs)
            if ended:
                lines.append(line)
                line = ""
        return lines

    def _unicode(self, font: bytes) -> dict[int, str]:
        match = re.search(rb"/ToUnicode (\d+) 0 R", font)
        assert match is not None
        table = self.stream(self.objects[int(match[1])]).decode("ascii")
        found: dict[int, str] = {}
        for first, _, values in re.findall(r"<(\w+)> <(\w+)> (\[[^\]]*\]|<\w+>)", table):
            for at, value in enumerate(re.findall(r"<(\w+)>", values)):
                found[int(first, 16) + at] = bytes.fromhex(value).decode("utf-16-be")
        return found


def times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
