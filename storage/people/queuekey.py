"""The queue key: authenticates the line's rows and codes, opens nothing of an applicant.

Made at set-up, kept sealed under the vault key of today. A rotation seals it anew and
does not change it, or every printed code would be void. It stays in memory from the first log-in
until the station is closed: the line goes on while the vault is locked.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import Keyring, derive, new_key, wipe
from storage.database.engine import Store
from storage.database.models import SettingRow, TicketRow
from storage.database.rowmac import RowMacs
from storage.errors import NotSignedInError, TamperedError
from storage.people.door import Door, Unlocked
from storage.profile import Profile

ROW = "queue_key"


def queue_place(profile: Profile) -> Place:
    """Return where the sealed key lives."""
    return profile.place(table="settings", row=ROW, column="value")


class QueueKey:
    """The keys derived from the queue key, once somebody was in."""

    def __init__(self, store: Store, profile: Profile, door: Door) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._rows = self._codes = bytearray()

    @property
    def macs(self) -> RowMacs:
        """Return what stamps and checks the line's rows; `NotSignedInError` before a log-in."""
        self._require()
        return RowMacs(self._rows, self._profile.database)

    @property
    def codes(self) -> bytearray:
        """Return the key of the printed codes; `NotSignedInError` before a log-in."""
        self._require()
        return self._codes

    def unlock(self) -> None:
        """Have the key from now on, an upgraded station's is made; somebody must be signed in."""
        if self._rows:
            return
        key = self._load(self._door.unlocked)
        self._rows, self._codes = derive(key, "queue rows"), derive(key, "queue codes")
        wipe(key)

    def forget(self) -> None:
        """Wipe what was derived; harmless when nothing was."""
        wipe(self._rows, self._codes)
        self._rows = self._codes = bytearray()

    def _require(self) -> None:
        if not self._rows:
            raise NotSignedInError("nobody was in since the start")

    def _load(self, unlocked: Unlocked) -> bytearray:
        with self._store.unit() as session:
            row = session.get(SettingRow, ROW)
            if row is not None:
                sealed = bytes.fromhex(unlocked.macs.checked(row).value)
                return unseal(unlocked.keys.queue, queue_place(self._profile), sealed)
            _refuse_unless_upgraded(session)
            key = new_key()
            row = queue_row(unlocked.keys, self._profile, key)
            unlocked.macs.stamp(row)
            session.add(row)
        return key


def queue_row(keys: Keyring, profile: Profile, key: bytearray) -> SettingRow:
    """Return the row that keeps the key, not yet stamped."""
    return SettingRow(key=ROW, value=seal(keys.queue, queue_place(profile), key).hex())


def _refuse_unless_upgraded(session: Session) -> None:
    """Raise `TamperedError` unless the station is of a release without a line, seen for once.

    A new key would make strangers of the tickets that are there.
    """
    connection = session.connection()
    marked = connection.exec_driver_sql("PRAGMA user_version").scalar()
    if not marked or session.scalar(select(TicketRow.id).limit(1)) is not None:
        raise TamperedError("queue key gone")
    connection.exec_driver_sql("PRAGMA user_version = 0")
