"""Standings of an invented station."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kiosk.domain.custody import (
    AnchorState,
    Backup,
    DayStage,
    DayStanding,
    MediaCopy,
    PolicyStanding,
    StationStanding,
)
from kiosk.domain.ids import StaffId

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
COPY = MediaCopy(medium="研修 USB", made_at=NOW, made_by=StaffId("lead1"))
BACKUP = Backup(file="KENSHU1-20261123-0001.backup.db", sha256="ab" * 32)
POLICY = PolicyStanding(
    version=1, expires_at=NOW + timedelta(days=90), root_words="研修", recipients=()
)
WELL = StationStanding(
    days=(),
    policy=POLICY,
    anchor=AnchorState.AGREES,
    free_bytes=100_000_000_000,
    training=False,
)


def day(
    stage: DayStage,
    *,
    ago: int = 0,
    records: int = 3,
    copied: bool = False,
    backed_up: bool = True,
    deletable_from: datetime | None = None,
) -> DayStanding:
    return DayStanding(
        business_date=TODAY - timedelta(days=ago),
        stage=stage,
        records=records,
        copies=(COPY,) if copied else (),
        backup=BACKUP if backed_up else None,
        deletable_from=deletable_from,
    )


def station(*days: DayStanding, **changes: object) -> StationStanding:
    return replace(WELL, days=days, **changes)  # type: ignore[arg-type]
