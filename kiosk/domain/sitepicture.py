"""A picture of a venue that is kept for reports: its line; the pixels lie beside the book."""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from kiosk.domain.ids import EventId
from kiosk.domain.sitephoto import Hides, SitePhoto
from kiosk.errors import FieldError

PictureId = NewType("PictureId", str)

LONGEST_CAPTION = 80  # two lines under a picture of half a page
_ID = re.compile(r"S-[0-9A-F]{16}")
_RANDOM_BYTES = 8
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePicture:
    """What is covered is counted, not described: ``faces``, ``papers``, ``chosen`` by staff.

    ``sha256`` is of the covered JPEG, in hexadecimal. Another caption is another version; the
    pixels of a picture never change.
    """

    id: PictureId
    event: EventId
    caption: str
    sha256: str
    width_px: int
    height_px: int
    added: datetime
    faces: int = 0
    papers: int = 0
    chosen: int = 0


def new_picture(photo: SitePhoto, *, event: EventId, caption: str, added: datetime) -> SitePicture:
    """Return the line of a picture nobody has kept before; `FieldError` for its caption."""
    return SitePicture(
        id=PictureId(f"S-{secrets.token_hex(_RANDOM_BYTES).upper()}"),
        event=event,
        caption=parse_caption(caption),
        sha256=hashlib.sha256(photo.jpeg).hexdigest(),
        width_px=photo.width_px,
        height_px=photo.height_px,
        added=added,
        faces=photo.found(Hides.FACE),
        papers=photo.found(Hides.PAPER),
        chosen=photo.found(Hides.CHOSEN),
    )


def parse_caption(text: str) -> str:
    """Return what stands under a picture: one line of 1 to 80 visible characters."""
    caption = unicodedata.normalize("NFC", text).strip()
    if not caption:
        raise FieldError("site_caption", "site_caption_empty")
    if len(caption) > LONGEST_CAPTION:
        raise FieldError("site_caption", "site_caption_long")
    if any(unicodedata.category(one) in _UNSEEN for one in caption):
        raise FieldError("site_caption", "site_caption_line")
    return caption


def is_picture_id(text: str) -> bool:
    """Tell whether a picture can be called that; then it is safe as the name of a file."""
    return _ID.fullmatch(text) is not None
