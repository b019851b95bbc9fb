"""A folder in place of a printer: each ticket a PNG, for trying out and for training."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from PIL import Image, ImageChops

from kiosk.devices.tickets.bitmap import Bitmap
from kiosk.domain.ticket import PrintTrouble
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState


def picture_of(bitmap: Bitmap) -> Image.Image:
    """Return the dots as black on white."""
    size = (bitmap.width_dots, bitmap.height_dots)
    return ImageChops.invert(Image.frombytes("1", size, bitmap.ink))


class FolderOutlet:
    """Implements `kiosk.devices.tickets.outlet.Outlet`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self) -> PrinterState:
        """Return that a folder is always there: it is made when it is needed."""
        return PrinterState.READY

    def put(self, picture: Bitmap, sending: Callable[[], None]) -> None:
        """Leave ``ticket-0001.png`` or the next free number; nothing is overwritten."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            sending()
            for number in count(1):
                path = self._folder / f"ticket-{number:04d}.png"
                if not path.exists():
                    picture_of(picture).save(path)
                    return
        except OSError:
            raise TicketPaperError(PrintTrouble.REFUSED) from None

    def close(self) -> None:
        """Nothing is held."""
