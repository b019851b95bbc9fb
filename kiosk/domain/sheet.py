"""The paper way: a sheet of ID photos with what belongs on their backs."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.domain.dates import BirthDate


class Paper(StrEnum):
    """Paper that photos are printed on."""

    A4 = "a4"
    L = "l"
    """L判, 89 × 127 mm."""
    POSTCARD = "postcard"
    """はがき, 100 × 148 mm."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhotoSheet:
    """What is printed: the photo's file (35:45) and whose it is; without a repr.

    An empty ``name`` and a ``birth_date`` of None leave room to write by hand.
    """

    jpeg: bytes
    name: str = ""
    birth_date: BirthDate | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTarget:
    """Where it goes: a printer ("" is the machine's own choice), or a new PDF when ``pdf`` is set.

    ``photos`` is how many are on the page.
    """

    paper: Paper = Paper.A4
    photos: int = 4
    printer: str = ""
    pdf: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPrinted:
    """What became of it.

    ``replaced`` characters of the name had no glyph and are 〓 on the paper, ``uncertain`` ones
    were drawn in their usual form, not in the variant that was typed.
    """

    photos: int
    replaced: int = 0
    uncertain: int = 0
