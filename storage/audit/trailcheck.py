"""The audit trail of a station that nobody signs in to: its links, and the ratchet from its start.

The first key of each ratchet was sealed for the recipients alone, so an identity proves that no
entry was redone by whoever had the laptop later.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.errors import KioskError
from storage.audit.chain import Chain, Entry
from storage.audit.ratchet import SETTING, begins_ratchet, pin_of, verify_ratchet
from storage.crypto.age import Identities, decrypt_small
from storage.crypto.envelope import KEY_BYTES
from storage.crypto.keys import wipe
from storage.errors import TamperedError
from storage.headquarters.salvage import Salvage, Unread


class TrailState(StrEnum):
    """How much is known of the trail."""

    PROVED = "proved"
    """Every link, and every entry with the ratchet's keys."""
    LINKS = "links"
    """Every link; for some entries there was no ratchet, or none that this identity opens."""
    BROKEN = "broken"
    """An entry is not as it was written, or missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailFound:
    """``n`` is the last entry's number; of a broken trail, the first bad one's."""

    state: TrailState
    n: int

    def fields(self) -> dict[str, object]:
        """Return this as JSON."""
        return {"state": self.state.value, "n": self.n}


def check_trail(
    salvage: Salvage, database: str, settings: Mapping[str, str], identities: Identities
) -> TrailFound:
    """Return how far the trail holds; a backup's may begin later than with the first entry."""
    chain, entries = Chain(database), list[Entry]()
    for entry in salvage.audit():
        last = entries[-1] if entries else None
        if isinstance(entry, Unread):
            return TrailFound(state=TrailState.BROKEN, n=last.n + 1 if last else 1)
        follows = last is None or (entry.n, entry.previous) == (last.n + 1, last.head)
        if not follows or entry.head != chain.link(entry):
            return TrailFound(state=TrailState.BROKEN, n=entry.n)
        entries.append(entry)
    if not entries:
        return TrailFound(state=TrailState.LINKS, n=0)
    return _ratcheted(entries, settings, identities)


def _ratcheted(
    entries: list[Entry], settings: Mapping[str, str], identities: Identities
) -> TrailFound:
    proved = entries[0].n == 1
    by_ratchet = False
    for at, entry in enumerate(entries):
        if begins_ratchet(entry):
            start = _start_key(entry, settings, identities)
            try:
                if start is None:
                    proved = False
                else:
                    proved &= not verify_ratchet(entries[at:], start).unproved
            except TamperedError:
                return TrailFound(state=TrailState.BROKEN, n=entry.n)
            finally:
                wipe(start or bytearray())
            by_ratchet = True
        proved &= by_ratchet
    state = TrailState.PROVED if proved else TrailState.LINKS
    return TrailFound(state=state, n=entries[-1].n)


def _start_key(
    entry: Entry, settings: Mapping[str, str], identities: Identities
) -> bytearray | None:
    """Return the first key of the ratchet that begins here, None when it does not open."""
    try:
        sealed = base64.b64decode(settings.get(f"{SETTING}{entry.n}", ""), validate=True)
        if pin_of(sealed) != entry.subject:
            return None
        return decrypt_small(sealed, identities, KEY_BYTES)
    except (KioskError, binascii.Error):
        return None
