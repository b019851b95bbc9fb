"""Pictures of venues beside the book: each sealed in a file of its own, its line in the book.

The file comes first and the line after it: a power cut between the two leaves a file that no line
names, which the next opening of the book destroys. See docs/SECURITY.md, "Office".
"""

import contextlib
from collections.abc import Callable, Collection
from pathlib import Path

from kiosk.domain.event import Event
from kiosk.domain.ids import EventId, StaffId
from kiosk.domain.sitephoto import SitePhoto
from kiosk.domain.sitepicture import PictureId, SitePicture, new_picture
from kiosk.errors import KioskError
from kiosk.officeports import EntryRef, OfficeBook, PictureAlteredError, PictureGoneError
from kiosk.ports import Clock
from kiosk.siteports import require_clean
from storage.crypto.envelope import OVERHEAD_BYTES, seal
from storage.errors import TamperedError
from storage.files import create, disk_error, disk_errors, make_folder, shred
from storage.office.bookkeys import KeySource
from storage.office.errors import OfficeUnknownError
from storage.office.kinds import PICTURE
from storage.office.picturefile import (
    FOLDER,
    LARGEST_BYTES,
    SUFFIX,
    is_picture_file,
    opened_picture,
    picture_place,
)

Names = Callable[[], Collection[str]]
"""The pictures that the book's lines name, without opening what the lines say."""


class SealedPictures:
    """Implements `kiosk.officeports.PictureStore` in a folder of its own."""

    def __init__(
        self, *, book: OfficeBook, folder: Path, keys: KeySource, names: Names, clock: Clock
    ) -> None:
        """Keep pictures below ``folder``, their lines in ``book``."""
        self._book = book
        self._folder = folder / FOLDER
        self._keys = keys
        self._names = names
        self._clock = clock

    def keep(self, event: EventId, caption: str, photo: SitePhoto, *, by: StaffId) -> SitePicture:
        """Keep a picture and write its line into the book: both, or neither."""
        require_clean(photo)
        if len(photo.jpeg) > LARGEST_BYTES:
            raise ValueError("no covered picture is that large")
        picture = new_picture(photo, event=event, caption=caption, added=self._clock.now())
        if all(one.id != event for one in self._book.read(Event).events):
            raise OfficeUnknownError("picture of no event", entry=event)
        with self._keys() as keys:
            sealed = seal(keys.pictures, picture_place(keys, picture.id), photo.jpeg)
        with disk_errors():
            make_folder(self._folder)
            create(self._path(picture.id), sealed)
        try:
            self._book.put(picture, by=by, expected_version=0)
        except BaseException:
            self.sweep_quietly()
            raise
        return picture

    def jpeg(self, picture: SitePicture) -> bytes:
        """Return the very bytes that were kept."""
        sealed = self._sealed(picture)
        with self._keys() as keys:
            try:
                return opened_picture(keys, picture.id, picture.sha256, sealed)
            except TamperedError as error:
                raise _altered(str(error), picture) from error

    def forget(self, picture: SitePicture, *, by: StaffId) -> None:
        """Destroy the line's content, then the pixels.

        What the disk does not give up now goes with the next opening of the book.
        """
        ref = EntryRef(kind=PICTURE, id=picture.id)
        version = self._book.read(SitePicture).version(ref)
        self._book.forget(ref, by=by, expected_version=version)
        self.sweep_quietly()

    def sweep(self) -> None:
        """Destroy the files that no line names; other people's files in the folder are left."""
        named = self._names()
        with disk_errors():
            for path in self._folder.glob(f"*{SUFFIX}"):
                if is_picture_file(path) and path.stem not in named:
                    shred(path)

    def sweep_quietly(self) -> None:
        """Sweep as far as the disk allows: what stays is sealed, and swept another time."""
        with contextlib.suppress(KioskError):
            self.sweep()

    def _path(self, picture: PictureId) -> Path:
        return self._folder / f"{picture}{SUFFIX}"

    def _sealed(self, picture: SitePicture) -> bytes:
        try:
            with self._path(picture.id).open("rb") as file:
                content = file.read(LARGEST_BYTES + OVERHEAD_BYTES + 1)
        except FileNotFoundError as error:
            raise PictureGoneError(
                "no file", event=picture.event, caption=picture.caption
            ) from error
        except OSError as error:
            raise disk_error(error) from error
        if len(content) > LARGEST_BYTES + OVERHEAD_BYTES:
            raise _altered("too long", picture)
        return content


def _altered(detail: str, picture: SitePicture) -> PictureAlteredError:
    return PictureAlteredError(detail, event=picture.event, caption=picture.caption)
