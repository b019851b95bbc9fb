"""How the station stands: its days, its policy, its anchor and its disk, as they are now."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.custody import (
    AloneReason,
    Backup,
    DayStage,
    DayStanding,
    MediaCopy,
    ReceiptProof,
    StationStanding,
)
from kiosk.domain.ids import StaffId
from storage.batches.batch import BatchPaths
from storage.database.engine import Store
from storage.database.models import CardSlipRow, CopyRow, ShiftRow
from storage.database.rowmac import RowMacs
from storage.files import disk_errors
from storage.layout import Layout
from storage.people.door import Door
from storage.policies.policy import policy_standing
from storage.profile import Profile
from storage.records.drafts import Drafts

MOST_DAYS = 400
"""More days than a year has cannot wait here: a station freezes long before."""
_KEY_GONE = (DayStage.KEY_SHREDDED, DayStage.CONFIRMED, DayStage.DELETING, DayStage.DELETED)


class Standings:
    """Implements `kiosk.vaultports.StandingBook.standing`."""

    def __init__(
        self, *, layout: Layout, store: Store, profile: Profile, door: Door, drafts: Drafts
    ) -> None:
        self._layout = layout
        self._store = store
        self._profile = profile
        self._door = door
        self._drafts = drafts

    def standing(self) -> StationStanding:
        """Return days, policy, anchor and disk; rows that do not fit their MAC are refused."""
        unlocked = self._door.unlocked
        with disk_errors():
            free_bytes = shutil.disk_usage(self._layout.folder).free
        with self._store.unit() as session:
            return StationStanding(
                days=self._days(session, unlocked.macs),
                policy=policy_standing(session, self._profile, unlocked.macs),
                anchor=unlocked.anchor,
                free_bytes=free_bytes,
                training=self._profile.training,
                clock_went_back=unlocked.clock_went_back,
                draft_kept=self._drafts.is_kept(session),
                last_closed=_last_closed(session),
            )

    def _days(self, session: Session, macs: RowMacs) -> tuple[DayStanding, ...]:
        asked = (
            select(ShiftRow)
            .where(ShiftRow.state != DayStage.DELETED.value)
            .order_by(ShiftRow.business_date)
            .limit(MOST_DAYS)
        )
        shifts = [macs.checked(row) for row in session.scalars(asked)]
        copies = _copies(session, macs, [row.id for row in shifts])
        cards = _cards(session)
        return tuple(
            replace(self._day(row, copies.get(row.id, ())), cards=cards.get(row.id, 0))
            for row in shifts
        )

    def _day(self, row: ShiftRow, copies: tuple[MediaCopy, ...]) -> DayStanding:
        cooled = row.confirmed_at and row.confirmed_at + self._profile.rules.cooling
        return DayStanding(
            business_date=date.fromisoformat(row.business_date),
            stage=DayStage(row.state),
            records=row.records,
            opened_by=row.opened_by or "",
            people=tuple(StaffId(one) for one in json.loads(row.people or "[]")),
            batch=row.batch_name or "",
            batch_sha256=row.batch_sha256 or "",
            batch_bytes=self._batch_bytes(row),
            closed_at=row.sealed_at,
            operators=tuple(one for one in (row.closing_by, row.closing_witness) if one),
            alone=AloneReason(row.alone) if row.alone else None,
            backup=_backup(row),
            copies=copies,
            confirmed_at=row.confirmed_at,
            proof=ReceiptProof(row.proof) if row.proof else None,
            deletable_from=cooled or None,
            deleted_at=row.deleted_at,
        )

    def _batch_bytes(self, row: ShiftRow) -> int:
        """Return the size of the archive in the outbox, 0 when it is not there."""
        if row.batch_name is None:
            return 0
        try:
            return BatchPaths(self._layout.outbox, row.batch_name).age.stat().st_size
        except FileNotFoundError:
            return 0


def _backup(row: ShiftRow) -> Backup | None:
    if row.backup_file is None or row.backup_sha256 is None:
        return None
    return Backup(file=row.backup_file, sha256=row.backup_sha256)


def _cards(session: Session) -> dict[str, int]:
    """Return how many card slips each day has; a day with one must be closed."""
    asked = select(CardSlipRow.shift, func.count().label("number")).group_by(CardSlipRow.shift)
    return {row.shift: row.number for row in session.execute(asked)}


def _copies(
    session: Session, macs: RowMacs, shifts: Iterable[str]
) -> dict[str, tuple[MediaCopy, ...]]:
    """Return each day's copies, the oldest first."""
    found: dict[str, tuple[MediaCopy, ...]] = {}
    asked = select(CopyRow).where(CopyRow.shift.in_(shifts)).order_by(CopyRow.made_at)
    for row in session.scalars(asked):
        macs.checked(row)
        copy = MediaCopy(medium=row.medium, made_at=row.made_at, made_by=StaffId(row.made_by))
        found[row.shift] = (*found.get(row.shift, ()), copy)
    return found


def _last_closed(session: Session) -> date | None:
    """Return the newest business date whose key is destroyed; the log-in verified the rows."""
    asked = select(func.max(ShiftRow.business_date)).where(
        ShiftRow.state.in_([stage.value for stage in _KEY_GONE])
    )
    newest = session.scalar(asked)
    return date.fromisoformat(newest) if newest else None
