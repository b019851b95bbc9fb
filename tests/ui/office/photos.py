"""A venue's photo on a disk, a room that knows where its people and papers are, the page."""

from pathlib import Path

import cv2
import numpy as np

from kiosk.background import InlineBackground
from kiosk.domain.box import Box
from kiosk.domain.ids import EventId
from kiosk.domain.sitepicture import SitePicture
from kiosk.officeports import OfficeBook
from kiosk.ports import Background
from kiosk.workflow.contract.photodraft import PhotoRoom
from tests.fakes.studio import KnowingStudio
from tests.ui.office.acts import OpenGate
from tests.ui.office.keys import Make, enter
from ui.hands import Hands
from ui.office.sitephotos import SitePhotosPage
from ui.office.sitephotoswork import CoverWork
from ui.office.window import OfficeWindow

FACE = Box(0.2, 0.2, 0.1, 0.2)
SIGN = Box(0.55, 0.3, 0.2, 0.2)
MISSED = Box(0.8, 0.65, 0.06, 0.09)
EVENT = EventId("E-1")


def write_photo(folder: Path, name: str = "受付.jpg") -> Path:
    """Leave a drawn room as a JPEG; nobody is in it but what the studio says."""
    picture = np.full((300, 400, 3), (190, 200, 205), np.uint8)
    picture[190:] = (70, 90, 105)
    cv2.rectangle(picture, (40, 180), (190, 260), (50, 80, 140), -1)
    cv2.ellipse(picture, (100, 90), (18, 26), 0, 0, 360, (120, 150, 200), -1)
    cv2.rectangle(picture, (224, 94), (296, 146), (245, 245, 245), -1)
    cv2.putText(picture, "WELCOME", (228, 124), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (30, 30, 30), 1)
    path = folder / name
    path.write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())
    return path


def room(*, missed: bool = False, background: Background | None = None) -> PhotoRoom:
    """Return a room that covers one face and one sign, and may have missed another face."""
    studio = KnowingStudio(faces=(FACE,), papers=(SIGN,), missed=(MISSED,) if missed else ())
    return PhotoRoom(studio=studio, background=background or InlineBackground())


def page_of(window: OfficeWindow) -> SitePhotosPage:
    """Return the page of photos, which is seen."""
    page = window.page
    assert isinstance(page, SitePhotosPage)
    return page


def cover_of(window: OfficeWindow) -> CoverWork:
    """Return the picture that is worked on."""
    cover = page_of(window).cover
    assert cover is not None
    assert page_of(window).work is cover
    return cover


def pictures(book: OfficeBook) -> tuple[SitePicture, ...]:
    """Return what the book says of pictures."""
    return book.read(SitePicture).entries(SitePicture)


def at_photos(make: Make, gate: OpenGate, made: PhotoRoom) -> tuple[OfficeWindow, Hands]:
    gate.room = made
    window = make()
    hands = enter(window)
    hands.press("F6")
    page_of(window).choose(EVENT)
    return window, hands


def box_of(window: OfficeWindow) -> Box | None:
    return cover_of(window).canvas.box


def holds(made: PhotoRoom) -> bool:
    """Tell whether the original is still in memory."""
    studio = made.studio
    assert isinstance(studio, KnowingStudio)
    return studio.pixels is not None


def keep_one(hands: Hands, caption: str = "（研修）受付の様子") -> None:
    hands.press("Enter")
    hands.press("Enter")
    hands.write(caption)
    hands.press("Enter")
