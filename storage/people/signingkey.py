"""The station's private signing key, as the database keeps it under the vault key of today."""

from storage.crypto.envelope import Place, unseal
from storage.database.engine import Store
from storage.database.models import SettingRow
from storage.people.door import Unlocked
from storage.profile import Profile

ROW = "signing_private"


def signing_place(profile: Profile) -> Place:
    """Return where the sealed key lives."""
    return profile.place(table="settings", row=ROW, column="value")


def open_signing_key(store: Store, profile: Profile, unlocked: Unlocked) -> bytearray:
    """Return the private key, raw; the caller wipes it.

    Read anew each time: a rotation since the station was opened has sealed it anew.
    """
    with store.unit() as session:
        row = unlocked.macs.checked(session.get_one(SettingRow, ROW))
    return unseal(unlocked.keys.signing, signing_place(profile), bytes.fromhex(row.value))
