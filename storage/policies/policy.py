"""The policy in force: how it stands, and how a newer one takes its place."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import PolicyStanding
from kiosk.domain.staff import Role
from kiosk.ports import Clock
from storage.audit.journal import AuditEvent, Journal
from storage.database.engine import Store
from storage.database.models import AuditRow, SettingRow
from storage.database.rowmac import RowMacs
from storage.errors import TamperedError
from storage.people.door import Door, Unlocked
from storage.policies.errors import PolicyRefusedError
from storage.policies.policyfolder import read_policy_files
from storage.policies.rehearsal import read_proofs
from storage.policies.terms import (
    GIVEN_ROW,
    Terms,
    checked_terms,
    policy_mark,
    rows_of_terms,
    standing_of,
)
from storage.profile import Profile


def policy_standing(session: Session, profile: Profile, macs: RowMacs) -> PolicyStanding:
    """Return for whom the station seals, and who has not yet proved to be able to open."""
    return standing_of(profile.in_force.terms, proved=set(read_proofs(session, macs).proved))


class PolicyBook:
    """Takes newer policies of the pinned root; a refusal changes nothing but the trail."""

    def __init__(
        self, *, store: Store, profile: Profile, door: Door, journal: Journal, clock: Clock
    ) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._journal = journal
        self._clock = clock

    def standing(self) -> PolicyStanding:
        """Return how the policy in force stands."""
        with self._store.unit() as session:
            return policy_standing(session, self._profile, self._door.unlocked.macs)

    def preview(self, file: Path) -> PolicyStanding:
        """Return what `install` would put in force, or raise `PolicyRefusedError`."""
        self._door.lead()
        with self._store.unit() as session:
            proved = set(read_proofs(session, self._door.unlocked.macs).proved)
        return standing_of(self._acceptable(self._door.unlocked, file), proved=proved)

    def install(self, file: Path) -> PolicyStanding:
        """Put a newer policy in force, else raise `PolicyRefusedError` and note it."""
        unlocked = self._door.lead()
        try:
            terms = self._acceptable(unlocked, file)
        except PolicyRefusedError as refusal:
            with self._store.unit() as session:
                self._note(session, unlocked, AuditKind.REFUSE_POLICY, refusal.reason)
            raise
        with self._store.unit() as session:
            for key, value in rows_of_terms(terms).items():
                row = session.get(SettingRow, key) or SettingRow(key=key)
                row.value = value
                unlocked.macs.stamp(row)
                session.add(row)
            if given := session.get(SettingRow, GIVEN_ROW):
                session.delete(given)
            self._note(session, unlocked, AuditKind.INSTALL_POLICY, policy_mark(terms))
        self._profile.in_force.terms = terms
        return self.standing()

    def check_newest(self) -> None:
        """Raise `TamperedError` unless the policy in force is the one the trail put there last.

        A row keeps the MAC it once had, so an older policy put back would pass for the newest.
        """
        asked = (
            select(AuditRow.subject)
            .where(AuditRow.kind == AuditKind.INSTALL_POLICY.value)
            .order_by(AuditRow.n.desc())
            .limit(1)
        )
        with self._store.unit() as session:
            noted = session.scalar(asked) or ""
        if noted != policy_mark(self._profile.in_force.terms):
            raise TamperedError("another policy than the trail says")

    def _acceptable(self, unlocked: Unlocked, file: Path) -> Terms:
        """Return the file's terms; the first root is pinned by the 総括責任者 alone."""
        pinned = self._profile.root_public
        if pinned is None and unlocked.member.role is not Role.GENERAL:
            raise PolicyRefusedError("general_needed")
        terms = checked_terms(read_policy_files(file, pinned), self._clock.now())
        if terms.policy is not None and terms.policy.version <= self._profile.policy_version:
            same = terms.policy.version == self._profile.policy_version
            raise PolicyRefusedError("same_version" if same else "older")
        return terms

    def _note(self, session: Session, unlocked: Unlocked, kind: AuditKind, subject: str) -> None:
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, subject=subject)
        self._journal.append(session, unlocked.keys.audit, entry)
