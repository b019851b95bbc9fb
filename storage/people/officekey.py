"""The office key: opens the book of plan, people, cases and figures beside the vault.

Made when the book is first used, kept sealed under the vault key of today. A rotation seals it anew
and does not change it. It is opened for each piece of work and wiped after it.
"""

from sqlalchemy.orm import Session

from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import new_key, wipe
from storage.database.models import SettingRow
from storage.people.door import Unlocked
from storage.profile import Profile

ROW = "office_key"


def office_place(profile: Profile) -> Place:
    """Return where the sealed key lives."""
    return profile.place(table="settings", row=ROW, column="value")


def has_office_key(session: Session) -> bool:
    """Tell whether the book was ever used here."""
    return session.get(SettingRow, ROW) is not None


def make_office_key(session: Session, profile: Profile, unlocked: Unlocked) -> None:
    """Keep a new key in the session's transaction."""
    key = new_key()
    row = SettingRow(key=ROW, value=seal(unlocked.keys.office, office_place(profile), key).hex())
    wipe(key)
    unlocked.macs.stamp(row)
    session.add(row)


def open_office_key(session: Session, profile: Profile, unlocked: Unlocked) -> bytearray:
    """Return the key; the caller wipes it."""
    row = unlocked.macs.checked(session.get_one(SettingRow, ROW))
    return unseal(unlocked.keys.office, office_place(profile), bytes.fromhex(row.value))
