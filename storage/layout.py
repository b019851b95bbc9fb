"""Where a station keeps what, below its data folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """``vault`` appears by one rename at set-up, so it is there in full or not at all."""

    folder: Path

    @property
    def vault(self) -> Path:
        """Return the folder of keys and database."""
        return self.folder / "vault"

    @property
    def database(self) -> Path:
        """Return the SQLite file."""
        return self.vault / "station.db"

    @property
    def device_key(self) -> Path:
        """Return the device secret's file."""
        return self.vault / "device.key"

    @property
    def anchor(self) -> Path:
        """Return what the audit chain's end is tied to; wrong passwords are counted in it."""
        return self.vault / "anchor"

    @property
    def throttle(self) -> Path:
        """Return where the first release counted wrong passwords."""
        return self.vault / "sign-in.json"

    @property
    def slots(self) -> Path:
        """Return the folder of shift keys, one file a day."""
        return self.vault / "slots"

    @property
    def lock(self) -> Path:
        """Return the file that is locked while a process works here."""
        return self.vault / "in-use.lock"

    @property
    def wall(self) -> Path:
        """Return where the room's wall of the day is kept; nothing secret."""
        return self.folder / "wall.json"

    @property
    def order(self) -> Path:
        """Return where the rule that a lead chose for the line is kept; nothing secret."""
        return self.folder / "order.json"

    @property
    def outbox(self) -> Path:
        """Return the folder of finished batches."""
        return self.folder / "outbox"

    @property
    def unfinished(self) -> Path:
        """Return the folder of a batch that is being written."""
        return self.outbox / ".part"

    @property
    def backups(self) -> Path:
        """Return the folder of backups when no other place was named."""
        return self.folder / "backups"

    @property
    def office(self) -> Path:
        """Return the folder of the office's book."""
        return self.folder / "office"

    @property
    def certificates(self) -> Path:
        """Return the folder of deletion certificates."""
        return self.folder / "certificates"


def is_station(folder: Path) -> bool:
    """Tell whether a station was set up in this data folder."""
    return Layout(folder).vault.is_dir()
