"""The rehearsal: each recipient proves, before it matters, that the identity is there and opens.

Kept in one settings row: what is left of each code is its hash, and who proved to have read it.
Proofs belong to a key, so a policy with a new recipient asks that one alone.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.ports import Clock
from storage.audit.journal import AuditEvent, Journal
from storage.crypto.age import fingerprint
from storage.crypto.canonical import spell_json, spell_time
from storage.crypto.codes import code_sha256, new_code
from storage.database.engine import Store
from storage.database.models import SettingRow
from storage.database.rowmac import RowMacs
from storage.files import disk_errors, replace
from storage.people.door import Door
from storage.policies.errors import RehearsalCodeError
from storage.policies.letters import seal_letter
from storage.profile import Profile

ROW = "rehearsal"


@dataclass(slots=True)
class Proofs:
    """``codes`` maps fingerprints to hashes of codes, ``proved`` fingerprints to when."""

    codes: dict[str, str] = field(default_factory=dict)
    proved: dict[str, str] = field(default_factory=dict)

    def spell(self) -> str:
        """Return the row's value."""
        return spell_json({"codes": self.codes, "proved": self.proved}).decode()


def read_proofs(session: Session, macs: RowMacs) -> Proofs:
    """Return what was proved; the row's MAC is checked."""
    row = session.get(SettingRow, ROW)
    return Proofs(**json.loads(macs.checked(row).value)) if row else Proofs()


class Rehearsal:
    """Gives codes to the recipients in force, and takes them back."""

    def __init__(
        self, *, store: Store, profile: Profile, door: Door, journal: Journal, clock: Clock
    ) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._journal = journal
        self._clock = clock

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Leave a file with a new code for each recipient; codes given out before end."""
        unlocked = self._door.lead()
        codes, paths = {}, []
        for n, one in enumerate(self._profile.recipients, start=1):
            path = folder / f"REHEARSAL-{self._profile.station}-{n}.age"
            code = new_code()
            with disk_errors():
                replace(path, seal_letter(code, self._profile.station, one.age_recipient))
            codes[fingerprint(one.age_recipient)] = code_sha256(code)
            paths.append(path)
        with self._store.unit() as session:
            proofs = read_proofs(session, unlocked.macs)
            proofs.codes = codes
            self._keep(session, unlocked.macs, proofs)
        return tuple(paths)

    def prove(self, code: str) -> None:
        """Note whose code it is; raise `RehearsalCodeError` when it is nobody's in force."""
        unlocked = self._door.lead()
        given = code_sha256(code)
        with self._store.unit() as session:
            proofs = read_proofs(session, unlocked.macs)
            in_force = {fingerprint(one.age_recipient) for one in self._profile.recipients}
            whose = next((key for key, kept in proofs.codes.items() if kept == given), None)
            if whose is None or whose not in in_force:
                raise RehearsalCodeError("nobody's code")
            proofs.proved[whose] = spell_time(self._clock.now())
            self._keep(session, unlocked.macs, proofs)
            entry = AuditEvent(
                kind=AuditKind.PROVE_REHEARSAL, actor=unlocked.member.id, subject=whose
            )
            self._journal.append(session, unlocked.keys.audit, entry)

    def _keep(self, session: Session, macs: RowMacs, proofs: Proofs) -> None:
        row = session.get(SettingRow, ROW) or SettingRow(key=ROW)
        row.value = proofs.spell()
        macs.stamp(row)
        session.add(row)
