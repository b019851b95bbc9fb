"""Pictures of venues for a report: those that the book keeps, and files that a command names."""

from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from kiosk.documents.barejpeg import is_bare_jpeg
from kiosk.documents.reportcontent import MOST_PICTURES, ReportPicture
from kiosk.documents.spelling import day
from kiosk.domain.ids import EventId
from kiosk.domain.sitephoto import SitePhoto
from kiosk.domain.sitepicture import SitePicture, parse_caption
from kiosk.errors import ExitCode, FieldError, KioskError
from kiosk.siteports import SiteRedactor
from kiosk.workflow.contract.paperwork import PaperSource


class PictureFileError(KioskError):
    """``file`` is not as `kiosk site-photo cover` leaves pictures: it may hold more than pixels."""

    message_key = "picture_file"
    exit_code = ExitCode.BAD_INPUT


class FaceInFileError(KioskError):
    """A face is still found in ``file``; no report was made."""

    message_key = "face_in_file"
    exit_code = ExitCode.REFUSED


class WhichEventError(KioskError):
    """A picture was given for ``day``, which has ``count`` events: which it is of is not known."""

    message_key = "which_event"
    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPicture:
    """A finished picture in a file of its own, with what is to stand under it."""

    file: Path
    caption: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return what was typed as FILE=caption; the file's name may have a "=" in it."""
        file, sign, caption = text.rpartition("=")
        if not sign or not file:
            raise FieldError("site_picture", "site_picture_form")
        return cls(file=Path(file), caption=parse_caption(caption))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands in a report, and how many more there would be."""

    pictures: tuple[ReportPicture, ...] = ()
    left_out: int = 0


def shown(
    source: PaperSource,
    events: Collection[EventId],
    given: Iterable[GivenPicture] = (),
    *,
    dated: bool = False,
) -> Shown:
    """Return the pictures of these events, then those given; ``dated``: with the event's day.

    Raises what is wrong with one of them, by its caption or file: then no report is made.
    """
    of_command = _given(tuple(given))
    kept = [one for one in source.view.pictures if one.event in events]
    room = max(MOST_PICTURES - len(of_command), 0)
    of_book = tuple(_kept(one, source, dated=dated) for one in kept[:room])
    pictures = (*of_book, *of_command)[:MOST_PICTURES]
    return Shown(pictures=pictures, left_out=len(kept) + len(of_command) - len(pictures))


def require_one_event(given: Collection[GivenPicture], day: date, events: int) -> None:
    """Refuse pictures in files for a day of several events; the book knows whose its own are."""
    if given and events > 1:
        raise WhichEventError(day=day.isoformat(), count=str(events))


def checked(given: Iterable[GivenPicture], redactor: SiteRedactor) -> tuple[ReportPicture, ...]:
    """Return the pictures as they are in their files, each looked at for faces once more."""
    return tuple(_checked(one, redactor) for one in given)


def _checked(one: GivenPicture, redactor: SiteRedactor) -> ReportPicture:
    photo = redactor.recheck(one.file)
    if not photo.clean:
        raise FaceInFileError(file=one.file.name, count=str(len(photo.left)))
    if not is_bare_jpeg(photo.jpeg):
        raise PictureFileError(file=one.file.name)
    return ReportPicture(photo=photo, caption=one.caption)


def _given(given: tuple[GivenPicture, ...]) -> tuple[ReportPicture, ...]:
    if not given:
        return ()
    with _redactor() as redactor:
        return checked(given, redactor)


def _redactor() -> AbstractContextManager[SiteRedactor]:
    """Return whoever finds faces; imported here because most reports need no camera room."""
    from camera.redaction.redactor import Redactor

    return Redactor()


def _kept(one: SitePicture, source: PaperSource, *, dated: bool) -> ReportPicture:
    """Return a picture of the book: only clean ones were kept, and these are the same bytes."""
    caption = one.caption
    if dated:
        held = next((event.date for event in source.view.events if event.id == one.event), None)
        caption = f"{day(held)}　{caption}" if held else caption
    photo = SitePhoto(
        jpeg=source.pictures.jpeg(one),
        sha256=one.sha256,
        width_px=one.width_px,
        height_px=one.height_px,
        covers=(),
        left=(),
    )
    return ReportPicture(photo=photo, caption=caption)
