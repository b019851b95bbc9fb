"""Ties the audit chain to a file beside the database, so that no older copy passes for it.

What is compared, and what each answer means: docs/adr/0015-anchor-and-ratchet.md.
"""

import base64

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AnchorState
from storage.audit.anchorfile import LOST, AnchorFile, DevicePart, VaultPart
from storage.audit.chain import HALF, RATCHETED, KeyedBy, entries
from storage.audit.journal import AuditEvent, Journal, head, head_at
from storage.audit.ratchet import SETTING, Ratchet, pin_of
from storage.crypto.age import encrypt_small
from storage.crypto.digests import AuditHead
from storage.crypto.keys import Keyring, wipe
from storage.database.models import AuditRow, SettingRow
from storage.database.rowmac import RowMacs
from storage.errors import TamperedError
from storage.profile import Profile

_SHOWN = 8
"""Bytes of a hash that the trail's 64 characters have room for, twice."""


class Anchor:
    """The anchor of one station; writes it after each commit while both agree."""

    def __init__(self, file: AnchorFile, profile: Profile, journal: Journal) -> None:
        self._file = file
        self._profile = profile
        self._journal = journal
        self._key = bytearray()
        self._next_key = bytearray()
        self._anchored = LOST

    def take_up(
        self, session: Session, keys: Keyring, macs: RowMacs, device: DevicePart | None
    ) -> AnchorState:
        """Compare a verified chain with the anchor; go on with the ratchet when they agree.

        A station of an earlier release gets its first ratchet and anchor here. ``device`` is the
        device's part as it was before this log-in.
        """
        self._use(keys)
        part = self._file.read_vault(self._key)
        self._anchored = part.end if part else LOST
        if not _is_ratcheted(session):
            return self._take_up_older(session, keys, macs, part)
        if part is None or device is None:
            return AnchorState.ANCHOR_LOST
        # A lost device part is made anew after an acceptance's commit; the power may go in between.
        known = part.end if device.end == LOST and _has_just_begun(session) else device.end
        if known == LOST:
            return AnchorState.ANCHOR_LOST
        ratchet = Ratchet(part.ratchet)
        state = _compare(session, part.end, known, ratchet)
        if state is AnchorState.AGREES:
            _check_starts(session)
            self._journal.arm(ratchet, self)
        else:
            ratchet.wipe()
        return state

    def is_first(self, session: Session) -> bool:
        """Tell whether a log-in now gives a station of an earlier release its first anchor."""
        return not _is_ratcheted(session) and not self._file.was_tied()

    def begin(
        self,
        session: Session,
        keys: Keyring,
        macs: RowMacs,
        kind: AuditKind = AuditKind.BEGIN_RATCHET,
    ) -> None:
        """Begin a ratchet with an entry of ``kind``; its first key goes to the recipients alone."""
        self._use(keys)
        ratchet = Ratchet.fresh()
        recipients = [one.age_recipient for one in self._profile.recipients]
        sealed = encrypt_small(ratchet.key, recipients)
        value = base64.b64encode(sealed).decode("ascii")
        row = SettingRow(key=f"{SETTING}{head(session).n + 1}", value=value)
        macs.stamp(row)
        session.add(row)
        self._journal.arm(ratchet, self)
        self._journal.append(session, keys.audit, AuditEvent(kind=kind, subject=pin_of(sealed)))

    def tie(self, end: AuditHead, ratchet: Ratchet) -> None:
        """Write the chain's end and the ratchet's next key; one write and one flush."""
        if self._next_key:
            wipe(self._key)
            self._key, self._next_key = self._next_key, bytearray()
            self._file.use_prepared()
        self._file.write_vault(self._key, end, ratchet.key)

    def slip(self) -> None:
        """Go on under the key of before a rotation that was taken back."""
        wipe(self._next_key)
        self._next_key = bytearray()

    def reseal(self, session: Session, keys: Keyring) -> None:
        """Prepare the anchor for new keys, as the last thing in the rotation's transaction.

        Until the commit the slot under the old keys counts, after it this one, wherever the power
        goes. Nothing is written while anchor and database disagree.
        """
        ratchet = self._journal.ratchet
        if ratchet is None:
            return
        self._next_key = bytearray(keys.anchor)
        self._file.prepare_vault(self._next_key, head(session), ratchet.key)

    def ends(self, session: Session) -> str:
        """Return where database and anchor ended at log-in, for the trail: numbers and hashes."""
        ends = (head(session), self._anchored)
        return "/".join(f"{one.n}:{one.head[:_SHOWN].hex()}" for one in ends)

    def let_go(self) -> None:
        """Wipe every key."""
        self._journal.disarm()
        wipe(self._key, self._next_key)
        self._next_key = bytearray()

    def _use(self, keys: Keyring) -> None:
        wipe(self._key)
        self._key = bytearray(keys.anchor)

    def _take_up_older(
        self, session: Session, keys: Keyring, macs: RowMacs, part: VaultPart | None
    ) -> AnchorState:
        if self._file.was_tied():
            return AnchorState.DATABASE_BEHIND if part else AnchorState.ANCHOR_LOST
        self._file.forget_vault()
        self.begin(session, keys, macs)
        # Before the commit, so that a database with a ratchet never lacks its anchor.
        ratchet = self._journal.ratchet
        if ratchet is not None:
            self._file.write_vault(self._key, head(session), ratchet.key)
        return AnchorState.AGREES


def _has_just_begun(session: Session) -> bool:
    """Tell whether the newest commit is the one that began a ratchet, after an acceptance too."""
    asked = select(AuditRow.kind).where(AuditRow.keyed_by == KeyedBy.RATCHET.value)
    newest = session.scalar(asked.order_by(AuditRow.n.desc()).limit(1))
    return newest == AuditKind.BEGIN_RATCHET.value


def _check_starts(session: Session) -> None:
    """Raise `TamperedError` when what lets the recipients prove the trail was taken away."""
    begun = (AuditKind.SET_UP.value, AuditKind.BEGIN_RATCHET.value)
    asked = select(AuditRow.n, AuditRow.subject).where(
        AuditRow.kind.in_(begun), AuditRow.keyed_by.in_([one.value for one in RATCHETED])
    )
    for n, pin in session.execute(asked):
        row = session.get(SettingRow, f"{SETTING}{n}")
        if row is None or pin_of(base64.b64decode(row.value)) != pin:
            raise TamperedError("start of a ratchet")


def _is_ratcheted(session: Session) -> bool:
    asked = select(AuditRow.n).where(AuditRow.keyed_by.in_([one.value for one in RATCHETED]))
    return session.scalar(asked.order_by(AuditRow.n.desc()).limit(1)) is not None


def _compare(
    session: Session, anchored: AuditHead, device: AuditHead, ratchet: Ratchet
) -> AnchorState:
    """Return the answer; when it is `AGREES`, the ratchet has caught up with the database."""
    if head(session).n < max(anchored.n, device.n):
        return AnchorState.DATABASE_BEHIND
    if any(head_at(session, one.n) != one.head for one in (anchored, device)):
        return AnchorState.OTHER_HISTORY
    commits = 0
    for entry in entries(session, after=anchored.n):
        if entry.keyed_by == KeyedBy.VAULT:
            return AnchorState.ANCHOR_LOST  # made while the anchor was away or disagreed
        if entry.keyed_by == KeyedBy.DEVICE:
            continue
        if ratchet.mac(entry.head) != entry.mac[HALF:]:
            return AnchorState.OTHER_HISTORY
        commits += entry.keyed_by == KeyedBy.RATCHET
    # One commit can come between the database and the anchor, when the power goes; two cannot.
    return AnchorState.AGREES if commits <= 1 else AnchorState.ANCHOR_LOST
