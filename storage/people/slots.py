"""Shift keys: one file a day, destroyed in place, so that a closed day stays closed."""

from dataclasses import dataclass
from pathlib import Path

from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import new_key, wipe
from storage.errors import DamagedKeyFileError, TamperedError
from storage.files import create, disk_errors, make_folder, shred, sync_folder

SUFFIX = ".slot"
_WAITING = ".next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """The folder of slot files; ``shift`` names are random identities."""

    folder: Path
    database: str
    station: str

    def make(self, shift: str, wrapping: bytearray) -> bytearray:
        """Return a new shift key, kept in its slot from now on."""
        key = new_key()
        with disk_errors():
            make_folder(self.folder)
            create(self._path(shift), seal(wrapping, self._place(shift), key))
        return key

    def prepare(self, shift: str, wrapping: bytearray) -> bytearray:
        """Return a new key that waits beside the slot, until `settle` puts it in."""
        key = new_key()
        with disk_errors():
            shred(self._waiting(shift))
            create(self._waiting(shift), seal(wrapping, self._place(shift), key))
        return key

    def settle(self, shift: str, wrapping: bytearray) -> None:
        """End an exchange that was begun; harmless when there is none.

        The waiting key comes in when ``wrapping`` opens it: then the database goes by the new vault
        key. It goes when ``wrapping`` opens the old one. While neither opens, nothing is destroyed.
        """
        slot, waiting = self._path(shift), self._waiting(shift)
        with disk_errors():
            if self._opens(waiting, shift, wrapping):
                shred(slot)
                waiting.rename(slot)  # onto no file: the old one's blocks were overwritten
                sync_folder(self.folder)
            elif self._opens(slot, shift, wrapping):
                shred(waiting)

    def load(self, shift: str, wrapping: bytearray) -> bytearray:
        """Return the shift key, wherever an exchange has left it."""
        if self._opens(self._waiting(shift), shift, wrapping):
            return self._read(self._waiting(shift), shift, wrapping)
        return self._read(self._path(shift), shift, wrapping)

    def destroy(self, shift: str) -> None:
        """Leave nothing of the shift key; harmless when it is gone already."""
        with disk_errors():
            shred(self._path(shift))
            shred(self._waiting(shift))

    def holds(self, shift: str) -> bool:
        """Tell whether the slot is still there."""
        return self._path(shift).exists() or self._waiting(shift).exists()

    def _opens(self, path: Path, shift: str, wrapping: bytearray) -> bool:
        try:
            wipe(self._read(path, shift, wrapping))
        except (DamagedKeyFileError, TamperedError):
            return False
        return True

    def _read(self, path: Path, shift: str, wrapping: bytearray) -> bytearray:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise DamagedKeyFileError(type(error).__name__, file=path.name) from error
        return unseal(wrapping, self._place(shift), content)

    def _waiting(self, shift: str) -> Path:
        return self.folder / f"{shift}{SUFFIX}{_WAITING}"

    def _path(self, shift: str) -> Path:
        return self.folder / f"{shift}{SUFFIX}"

    def _place(self, shift: str) -> Place:
        return Place(
            database=self.database,
            station=self.station,
            shift=shift,
            table="slots",
            row=shift,
            column="key",
            schema_version=1,
            row_version=1,
        )
