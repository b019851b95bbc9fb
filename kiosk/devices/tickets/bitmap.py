"""A picture of black dots, as a ticket printer burns it."""

from dataclasses import dataclass

DOTS_PER_MM = 8  # 203 dpi, the pitch of nearly every ticket printer
WIDTH_DOTS = {58: 384, 80: 576}  # printable dots of a roll of so many mm: 48 mm and 72 mm


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of ``width_dots``, a multiple of 8; eight dots a byte, the left one high; 1 is ink."""

    width_dots: int
    ink: bytes

    @property
    def row_bytes(self) -> int:
        """Return the bytes of one row."""
        return self.width_dots // 8

    @property
    def height_dots(self) -> int:
        """Return the number of rows."""
        return len(self.ink) // self.row_bytes

    def strips(self, rows: int) -> tuple[bytes, ...]:
        """Return the ink in strips of at most ``rows`` rows, from the top."""
        step = rows * self.row_bytes
        return tuple(self.ink[at : at + step] for at in range(0, len(self.ink), step))
