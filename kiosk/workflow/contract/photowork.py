"""Kept pictures of venues: one more, another caption, one destroyed, its pixels read."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.ids import EventId
from kiosk.domain.sitephoto import SitePhoto
from kiosk.domain.sitepicture import SitePicture, parse_caption
from kiosk.errors import KioskError
from kiosk.officeports import Change, Kept
from kiosk.workflow.contract.session import Office, OfficeSession
from kiosk.workflow.contract.snapshot import Did, Done, OfficeSnapshot


def pictures_of(event: EventId, office: OfficeSnapshot) -> tuple[Kept[SitePicture], ...]:
    """Return the kept pictures of an event, the first kept first."""
    return tuple(one for one in office.pictures if one.entry.event == event)


def keep_picture(session: OfficeSession, event: EventId, caption: str, photo: SitePhoto) -> None:
    """Have a picture kept; `FieldError` for its caption comes before anything is begun."""
    caption = parse_caption(caption)

    def work(office: Office) -> Done:
        office.book.pictures.keep(event, caption, photo, by=office.by)
        return Done(did=Did.PICTURE_KEPT, id=event)

    session.do(work)


def forget_picture(session: OfficeSession, picture: SitePicture) -> None:
    """Have a picture destroyed; that it was, when and by whom stays."""

    def work(office: Office) -> Done:
        office.book.pictures.forget(picture, by=office.by)
        return Done(did=Did.PICTURE_FORGOTTEN, id=picture.event)

    session.do(work)


def name_picture(session: OfficeSession, kept: Kept[SitePicture], caption: str) -> None:
    """Have a picture called otherwise, as it was seen; `FieldError` for what it is called."""
    named = replace(kept.entry, caption=parse_caption(caption))

    def work(office: Office) -> Done:
        office.book.put_all([Change(entry=named, expected_version=kept.version)], by=office.by)
        return Done(did=Did.PICTURE_NAMED, id=named.event)

    session.do(work)


def read_picture(
    session: OfficeSession, picture: SitePicture, then: Callable[[bytes | KioskError], None]
) -> None:
    """Have the pixels of a kept picture read; ``then`` is called on the main thread."""
    session.fetch(lambda office: office.book.pictures.jpeg(picture), then)
