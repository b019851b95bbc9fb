"""What `kiosk site-photo keep` does: a picture of a venue covered, checked, and in the book."""

from dataclasses import dataclass
from pathlib import Path

from camera.redaction.redactor import Redactor
from kiosk.domain.event import Event
from kiosk.domain.ids import EventId
from kiosk.domain.sitephoto import ChosenBoxes
from kiosk.domain.sitepicture import SitePicture, parse_caption
from kiosk.errors import ExitCode, KioskError
from kiosk.native import mute_native_libraries
from kiosk.siteports import require_clean
from kiosk.wiring.openbook import Door, open_book


class NoSuchEventError(KioskError):
    """The plan has no event ``event``."""

    message_key = "no_such_event"
    exit_code = ExitCode.BAD_INPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Of which event a picture is, in which book, and what is to be seen on it."""

    door: Door
    event: EventId
    caption: str


def keep(picture: Path, chosen: ChosenBoxes, where: Where) -> SitePicture:
    """Keep the covered picture in the book; the file is read and left alone.

    Caption, event and log-in are looked at before the covering, which takes a while, and the book
    is not held up by it.
    """
    caption = parse_caption(where.caption)
    _require_event(where)
    mute_native_libraries()
    with Redactor() as redactor:
        photo = require_clean(redactor.redact(picture, chosen))
    with open_book(where.door) as book:
        return book.pictures.keep(where.event, caption, photo, by=where.door.by)


def _require_event(where: Where) -> None:
    with open_book(where.door) as book:
        if all(one.id != where.event for one in book.read(Event).events):
            raise NoSuchEventError(event=where.event)


def as_json(kept: SitePicture) -> dict[str, object]:
    """Return what was kept; the stable schema of `--json`."""
    return {
        "id": kept.id,
        "event": kept.event,
        "caption": kept.caption,
        "sha256": kept.sha256,
        "width_px": kept.width_px,
        "height_px": kept.height_px,
        "covered": {"face": kept.faces, "paper": kept.papers, "chosen": kept.chosen},
    }
