"""Pictures of venues in memory: the promises of those on the disk, without disk and keys."""

from kiosk.domain.event import Event
from kiosk.domain.ids import EventId, StaffId
from kiosk.domain.sitephoto import SitePhoto
from kiosk.domain.sitepicture import PictureId, SitePicture, new_picture
from kiosk.officeports import EntryRef, OfficeBook, PictureAlteredError, PictureGoneError
from kiosk.ports import Clock
from kiosk.siteports import require_clean
from storage.office.errors import OfficeUnknownError


class MemoryPictures:
    """Implements `kiosk.officeports.PictureStore`; ``files`` are there to be taken away."""

    def __init__(self, book: OfficeBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self.files: dict[PictureId, tuple[PictureId, bytes]] = {}

    def keep(self, event: EventId, caption: str, photo: SitePhoto, *, by: StaffId) -> SitePicture:
        require_clean(photo)
        picture = new_picture(photo, event=event, caption=caption, added=self._clock.now())
        if all(one.id != event for one in self._book.read(Event).events):
            raise OfficeUnknownError(entry=event)
        self._book.put(picture, by=by, expected_version=0)
        self.files[picture.id] = (picture.id, photo.jpeg)
        return picture

    def jpeg(self, picture: SitePicture) -> bytes:
        if picture.id not in self.files:
            raise PictureGoneError(event=picture.event, caption=picture.caption)
        of, content = self.files[picture.id]
        if of != picture.id:
            raise PictureAlteredError(event=picture.event, caption=picture.caption)
        return content

    def forget(self, picture: SitePicture, *, by: StaffId) -> None:
        ref = EntryRef(kind="picture", id=picture.id)
        version = self._book.read(SitePicture).version(ref)
        self._book.forget(ref, by=by, expected_version=version)
        self.files.pop(picture.id, None)
