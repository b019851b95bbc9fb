"""How a station may stand in the morning and in the evening, for the pages that show it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kiosk.domain.custody import (
    AnchorState,
    Backup,
    DayStage,
    DayStanding,
    MediaCopy,
    PolicyStanding,
    RecipientMark,
    StationStanding,
)
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.ids import parse_staff_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.errors import CancelledError, SecondPersonError
from kiosk.vaultports import Progress
from kiosk.workflow import phases
from kiosk.workflow.errors import PeopleMissingError
from kiosk.workflow.outlook import Outlook, outlook
from kiosk.workflow.snapshots import StationView
from tests.ui import samples

NOW = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
YESTERDAY = samples.TODAY - timedelta(days=1)
LAST_WEEK = samples.TODAY - timedelta(days=7)
CITY = RecipientMark(
    name="下関市 市民課（研修）",
    fingerprint="1f2e3d4c" * 8,
    words="うみ・つくえ・かもめ・ほうき・みかん・たいこ・やかん・ふで",
)
OFFICE = RecipientMark(
    name="本部（研修）",
    fingerprint="a1b2c3d4" * 8,
    words="そら・いす・すずめ・なべ・りんご・ふえ・さら・すみ",
)
STAFF = StaffMember(id=parse_staff_id("kenshu2"), display_name="研修 次郎", role=Role.STAFF)
MEMBERS = (
    samples.LEAD,
    STAFF,
    StaffMember(id=parse_staff_id("kenshu3"), display_name="研修 一郎", role=Role.STAFF),
    StaffMember(id=parse_staff_id("kenshu4"), display_name="研修 幸子", role=Role.GENERAL),
)
STANDING = StationStanding(
    days=(),
    policy=PolicyStanding(
        version=3,
        expires_at=datetime(2027, 3, 31, tzinfo=UTC),
        root_words=CITY.words,
        recipients=(CITY, OFFICE),
    ),
    anchor=AnchorState.AGREES,
    free_bytes=120_000_000_000,
    training=False,
)
DRAFT = Draft(
    sitting=18,
    step=DraftStep.FORM,
    case=samples.CASE,
    shot=samples.shot(),
    review=samples.review(),
)


def day(business_date: date, stage: DayStage, records: int = 41) -> DayStanding:
    """Return a day that is this far."""
    return DayStanding(business_date=business_date, stage=stage, records=records)


def seen(*days: DayStanding, **changes: object) -> Outlook:
    """Return how the station looks with these days."""
    standing = replace(STANDING, days=days, **changes)  # type: ignore[arg-type]
    return outlook(standing, today=samples.TODAY, now=NOW)


_SHREDDED = day(LAST_WEEK, DayStage.KEY_SHREDDED)
_COPIED = replace(
    _SHREDDED,
    business_date=LAST_WEEK + timedelta(days=1),
    backup=Backup(file="b.db", sha256="0" * 64),
    copies=(MediaCopy(medium="USB", made_at=NOW, made_by=STAFF.id),),
)
_COOLING = replace(
    _COPIED,
    business_date=LAST_WEEK + timedelta(days=2),
    stage=DayStage.CONFIRMED,
    deletable_from=NOW + timedelta(hours=5),
)
UNOPENED = seen()
OPEN = seen(day(samples.TODAY, DayStage.OPEN, 17))
CLOSED = seen(replace(day(samples.TODAY, DayStage.KEY_SHREDDED), backup=_COPIED.backup))
LEFT_OPEN = seen(day(YESTERDAY, DayStage.OPEN))
CUT_OFF = seen(day(samples.TODAY, DayStage.CLOSING))
BUSY_WEEK = seen(_SHREDDED, _COPIED, _COOLING)
FROZEN = outlook(
    replace(
        STANDING,
        days=(_SHREDDED, _COPIED),
        anchor=AnchorState.DATABASE_BEHIND,
        free_bytes=812_000_000,
        clock_went_back=True,
        policy=replace(STANDING.policy, expires_at=NOW, unrehearsed=(OFFICE.name,)),
    ),
    today=samples.TODAY,
    now=NOW,
)


def opening(standing: Outlook, **changes: object) -> StationView:
    """Return a view of the morning."""
    known: dict[str, object] = {"members": MEMBERS, "outlook": standing, **changes}
    return samples.view(phases.Opening(standing), **known)


def scenes() -> Mapping[str, StationView]:
    """Return one view per page and state of morning, lock and evening."""
    asked = phases.ConfirmingClose(41, 0, (CITY, OFFICE))
    half = Progress(20_000_000, 41_000_000)
    return {
        "opening": opening(UNOPENED),
        "opening-busy": samples.view(phases.Opening(UNOPENED, busy=True), members=MEMBERS),
        "opening-staff": opening(UNOPENED, staff=STAFF),
        "opening-notice": opening(UNOPENED, notice=PeopleMissingError()),
        "opening-week": opening(BUSY_WEEK),
        "opening-frozen": opening(FROZEN),
        "opening-left-open": opening(LEFT_OPEN, business_date=YESTERDAY),
        "opening-cut-off": opening(CUT_OFF),
        "resuming": samples.view(phases.Resuming(DRAFT), outlook=OPEN),
        "sign-in-kept": samples.view(phases.SignedOut(kept=True)),
        "ready-frozen": samples.view(phases.Ready(), outlook=FROZEN),
        "confirming": samples.view(asked, outlook=OPEN),
        "confirming-refused": samples.view(
            replace(asked, duties=2), notice=SecondPersonError(second_reason="refused")
        ),
        "closing": samples.view(phases.Closing(half, asked)),
        "closing-cancelling": samples.view(phases.Closing(half, asked, cancelling=True)),
        "closing-cancelled": samples.view(phases.Ready(), notice=CancelledError()),
        "closed-filed": samples.view(
            phases.DayClosed(samples.BATCH, CLOSED, Path("/data/papers/nippo-SHIMO01.pdf"))
        ),
        "closed-earlier-day": samples.view(phases.DayClosed(samples.BATCH, UNOPENED)),
    }
