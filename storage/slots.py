"""Shift keys: one file a day, destroyed in place, so that a closed day stays closed."""

from dataclasses import dataclass
from pathlib import Path

from storage.envelope import Place, seal, unseal
from storage.errors import DamagedKeyFileError
from storage.files import create, disk_errors, shred
from storage.keys import new_key

SUFFIX = ".slot"


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
            self.folder.mkdir(mode=0o700, exist_ok=True)
            create(self._path(shift), seal(wrapping, self._place(shift), key))
        return key

    def load(self, shift: str, wrapping: bytearray) -> bytearray:
        """Return the shift key."""
        try:
            content = self._path(shift).read_bytes()
        except OSError as error:
            raise DamagedKeyFileError(type(error).__name__, file=self._path(shift).name) from error
        return unseal(wrapping, self._place(shift), content)

    def destroy(self, shift: str) -> None:
        """Leave nothing of the shift key; harmless when it is gone already."""
        with disk_errors():
            shred(self._path(shift))

    def holds(self, shift: str) -> bool:
        """Tell whether the slot is still there."""
        return self._path(shift).exists()

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
