"""What the desks of the back office are shown in tests; all people and media are invented."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from kiosk.domain.audit import AuditGroup, AuditKind, AuditLine, AuditProof
from kiosk.domain.custody import (
    AloneReason,
    AnchorState,
    Backup,
    DayStage,
    DayStanding,
    MediaCopy,
    Medium,
    PolicyStanding,
    ReceiptProof,
    RecipientMark,
    StationStanding,
)
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.ids import StationId, parse_staff_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.vaultports import Progress
from kiosk.workflow.desks import (
    AuditDesk,
    Desk,
    DeskAct,
    HandOverDesk,
    PolicyDesk,
    PolicyPreview,
    StaffDesk,
)
from kiosk.workflow.outlook import Outlook, outlook
from kiosk.workflow.phases import AtDesk
from kiosk.workflow.snapshots import StationView
from storage.custody.errors import ReceiptCodeError
from tests.ui import cards, samples
from ui.screens import StationScreens

NOW = datetime(2026, 11, 28, 5, 32, tzinfo=UTC)  # 14:32 in Shimonoseki
TODAY = samples.TODAY
STICK = Medium(name="KENSHU-USB1", folder=Path("/media/kenshu-usb1"), free_bytes=31_200_000_000)
SMALL = Medium(name="KENSHU-SD", folder=Path("/media/kenshu-sd"), free_bytes=100_000_000)
ODD = Medium(name="KENSHU-USB2", folder=Path("/media/kenshu-usb2"), free_bytes=None)
CITY = RecipientMark(
    name="研修市 市民課", fingerprint="ab" * 16, words="うみ かぜ そら やま ほし つき はな とり"
)
HOME = RecipientMark(
    name="研修 本部", fingerprint="cd" * 16, words="いし かわ もり たに くも ゆき みず つち"
)
GENERAL = StaffMember(id=parse_staff_id("sokatsu"), display_name="研修 総括", role=Role.GENERAL)
CLERK = StaffMember(id=parse_staff_id("kenshu2"), display_name="研修 次郎", role=Role.STAFF)


def copy_on(medium: str, hour: int) -> MediaCopy:
    """Return a copy made on the day after the closing."""
    at = datetime(2026, 11, 26, hour, 5, tzinfo=UTC)
    return MediaCopy(medium=medium, made_at=at, made_by=samples.LEAD.id)


def day(number: int, stage: DayStage, **changes: object) -> DayStanding:
    """Return a closed day of November, as far as the stage says."""
    known: dict[str, object] = {
        "business_date": date(2026, 11, number),
        "stage": stage,
        "records": 41,
        "batch": f"KB-SHIMO01-202611{number:02d}-0003",
        "batch_bytes": 16_400_000_000 if number == 27 else 180_000_000,
        "closed_at": datetime(2026, 11, number, 9, 12, tzinfo=UTC),
        "operators": ("研修 太郎", "研修 次郎"),
        "backup": Backup(file=f"SHIMO01-202611{number:02d}-0003.backup.db", sha256="0" * 64),
        **changes,
    }
    return DayStanding(**known)  # type: ignore[arg-type]


COPIES = (copy_on("KENSHU-USB1", 3), copy_on("KENSHU-USB2", 4))
CLOSED = day(27, DayStage.KEY_SHREDDED)
BARE = day(26, DayStage.KEY_SHREDDED, backup=None, alone=AloneReason.PARTNER_ILL)
COPIED = day(25, DayStage.KEY_SHREDDED, copies=COPIES)
_CONFIRMED_AT = NOW - timedelta(hours=30)
RIPE = day(
    24,
    DayStage.CONFIRMED,
    copies=COPIES,
    confirmed_at=_CONFIRMED_AT,
    proof=ReceiptProof.CODE,
    deletable_from=_CONFIRMED_AT + timedelta(hours=24),
)
COOLING = replace(
    RIPE,
    business_date=date(2026, 11, 23),
    confirmed_at=NOW,
    deletable_from=NOW + timedelta(hours=24),
)
TORN = day(22, DayStage.DELETING, copies=COPIES[:1])
OPEN = DayStanding(business_date=TODAY, stage=DayStage.OPEN, records=17)
DAYS = (TORN, COOLING, RIPE, COPIED, BARE, CLOSED, OPEN)

SIGNED = PolicyStanding(
    version=7,
    expires_at=datetime(2027, 3, 31, 14, 59, tzinfo=UTC),
    root_words="あさ ひる よる はる なつ あき ふゆ みち",
    recipients=(CITY, HOME),
    unrehearsed=(HOME.name,),
)
UNSIGNED = PolicyStanding(version=0, expires_at=None, root_words="", recipients=(CITY,))


def standing(
    *days: DayStanding,
    policy: PolicyStanding = SIGNED,
    anchor: AnchorState = AnchorState.AGREES,
) -> Outlook:
    """Return how a station with these days stands."""
    known = StationStanding(
        days=tuple(sorted(days, key=lambda one: one.business_date)),
        policy=policy,
        anchor=anchor,
        free_bytes=50_000_000_000,
        training=True,
    )
    return outlook(known, today=TODAY, now=NOW)


def certificate(number: int) -> DeletionCertificate:
    """Return the certificate of an invented day."""
    at = datetime(2026, 11, number, 6, 30, tzinfo=UTC)
    return DeletionCertificate(
        number=f"DEL-SHIMO01-202611{number:02d}-0001",
        station=StationId("SHIMO01"),
        training=True,
        business_date=date(2026, 11, number - 3),
        shift="0" * 32,
        batch=f"KB-SHIMO01-202611{number - 3:02d}-0001",
        seq=1,
        records=38,
        envelope_sha256="0" * 64,
        closed_at=at,
        confirmed_at=at,
        proof=ReceiptProof.CODE,
        deleted_at=at,
        operators=("研修 太郎", "研修 次郎"),
        deleted_rows=76,
        deleted_files=(),
        deleted_backups=(),
        remaining_media=("KENSHU-USB1",),
        audit_n=412,
        audit_head="ab" * 32,
        program="0.3.0",
    )


CERTIFICATES = (certificate(17), certificate(14), certificate(10))
PAPER = Path("/home/kenshu/.local/share/shinsei-kiosk/papers") / f"{CERTIFICATES[0].number}.pdf"


def hand_over(*days: DayStanding, **changes: object) -> HandOverDesk:
    """Return the desk with these days; without any, with one day of every stage."""
    known: dict[str, object] = {
        "outlook": standing(*(days or DAYS)),
        "media": (STICK, SMALL, ODD),
        "certificates": CERTIFICATES,
        **changes,
    }
    return HandOverDesk(**known)  # type: ignore[arg-type]


def line(n: int) -> AuditLine:
    """Return an invented entry; the kinds take turns."""
    kinds = list(AuditKind)
    kind = kinds[n % len(kinds)]
    return AuditLine(
        n=n,
        at=NOW - timedelta(minutes=7 * (600 - n)),
        kind=kind,
        actor="kenshu" if n % 3 else "kenshu2",
        shift="2026-11-28",
        subject=("KB-SHIMO01-20261127-0003", f"{n:08x}-0000-4000-8000-000000000000", "")[n % 3],
    )


def trail(newest: int = 600, most: int = 12, **changes: object) -> AuditDesk:
    """Return a page of the trail that ends with this entry."""
    known: dict[str, object] = {
        "group": AuditGroup.ALL,
        "lines": tuple(line(n) for n in range(newest, newest - most, -1)),
        "more": True,
        **changes,
    }
    return AuditDesk(**known)  # type: ignore[arg-type]


PROOF = AuditProof(n=12_600, head=bytes(range(32)), verified_at=NOW, since=NOW - timedelta(days=27))
PEOPLE = StaffDesk(members=(samples.LEAD, CLERK, GENERAL))
POLICY = PolicyDesk(policy=SIGNED, outlook=standing(policy=SIGNED), media=(STICK,))
NEW_ROOT_WORDS = "うし とら うさぎ たつ へび うま ひつじ さる"
BRANCH = RecipientMark(
    name="研修 支所", fingerprint="ef" * 16, words="まつ たけ うめ きく ゆり ふじ はぎ すぎ"
)
NEWER = replace(
    POLICY,
    preview=PolicyPreview(
        file=Path("policy.json"),
        policy=replace(SIGNED, version=8, root_words=NEW_ROOT_WORDS, recipients=(CITY, BRANCH)),
    ),
)
BEHIND = replace(POLICY, outlook=standing(anchor=AnchorState.DATABASE_BEHIND))

Scene = tuple[str, StationView, tuple[str, ...]]


def at(desk: Desk, **changes: object) -> StationView:
    """Return a view with the desk open."""
    busy = bool(changes.pop("busy", False))
    progress = changes.pop("progress", None)
    assert progress is None or isinstance(progress, Progress)
    return samples.view(AtDesk(desk, busy, progress), **changes)


def scenes() -> Mapping[str, tuple[StationView, tuple[str, ...]]]:
    """Return view and keys pressed then, of every state that has a look of its own."""
    refused = ReceiptCodeError("not this batch's")
    pulled = hand_over(act=DeskAct.COPIED, pulled=STICK.name)
    deleted = hand_over(act=DeskAct.DELETED, certificate=CERTIFICATES[0], paper=PAPER)
    unprinted = replace(deleted, paper=None)
    received = hand_over(RIPE, act=DeskAct.RECEIVED)
    removed = replace(PEOPLE, act=DeskAct.REMOVED, whom="kenshu3")
    expired = replace(SIGNED, expires_at=NOW - timedelta(days=2), unrehearsed=())
    return {
        "hand-over": (at(hand_over()), ()),
        "hand-over-copied": (at(hand_over(COPIED)), ()),
        "hand-over-alone": (at(hand_over(BARE)), ()),
        "hand-over-received": (at(received), ()),
        "hand-over-none": (at(HandOverDesk(outlook=standing())), ()),
        "hand-over-copy": (at(hand_over(CLOSED)), ("F2", "Down")),
        "hand-over-copying": (
            at(hand_over(CLOSED), busy=True, progress=Progress(41, 100)),
            (),
        ),
        "hand-over-cancel": (
            at(hand_over(CLOSED), busy=True, progress=Progress(41, 100)),
            ("Esc",),
        ),
        "hand-over-pulled": (at(pulled), ()),
        "hand-over-code": (at(hand_over(COPIED)), ("F3", "*abcd2345kenshu")),
        "hand-over-code-refused": (at(hand_over(COPIED), notice=refused), ("F3",)),
        "hand-over-delete": (at(hand_over(RIPE)), ("Enter",)),
        "hand-over-delete-wrong": (at(hand_over(RIPE)), ("Enter", "*kenshu2", "Ctrl+Enter")),
        "hand-over-deleted": (at(deleted), ()),
        "hand-over-unprinted": (at(unprinted), ()),
        "hand-over-certificates": (at(hand_over()), ("F6",)),
        "audit": (at(trail()), ()),
        "audit-proof": (at(trail(proof=PROOF, before=700)), ()),
        "audit-none": (at(trail(most=0, group=AuditGroup.DELETIONS, more=False)), ()),
        "staff": (at(PEOPLE), ("Down",)),
        "staff-removed": (at(removed), ()),
        "staff-own": (at(PEOPLE), ("Enter",)),
        "staff-add": (at(PEOPLE), ("F2",)),
        "staff-reset": (at(PEOPLE), ("Down", "F3")),
        "staff-remove": (at(PEOPLE), ("Down", "F4")),
        "staff-remove-asked": (at(PEOPLE), ("Down", "F4", "Enter")),
        "staff-clerk": (at(StaffDesk(members=(CLERK,)), staff=CLERK), ()),
        "policy": (at(POLICY), ()),
        "policy-expired": (at(replace(POLICY, policy=expired)), ()),
        "policy-unsigned": (at(replace(POLICY, policy=UNSIGNED)), ()),
        "policy-preview": (at(NEWER), ()),
        "policy-files": (at(POLICY), ("F3",)),
        "policy-code": (at(POLICY), ("F4",)),
        "policy-behind": (at(BEHIND), ()),
        "policy-behind-general": (at(BEHIND, staff=GENERAL), ()),
        "policy-accept": (at(BEHIND, staff=GENERAL), ("F5",)),
        **cards.scenes(),
    }


@dataclass
class Pick:
    """A person who picks what they were told to, at once."""

    chosen: Path | None = None
    titles: list[str] = field(default_factory=list)
    over: list[QWidget] = field(default_factory=list)
    withdrawn: int = 0

    def folder(self, over: QWidget, title: str, picked: Callable[[Path], None]) -> None:
        self._pick(over, title, picked)

    def file(self, over: QWidget, title: str, picked: Callable[[Path], None]) -> None:
        self._pick(over, title, picked)

    def withdraw(self) -> None:
        self.withdrawn += 1

    def _pick(self, over: QWidget, title: str, picked: Callable[[Path], None]) -> None:
        self.over.append(over)
        self.titles.append(title)
        if self.chosen is not None:
            picked(self.chosen)


def show(screens: StationScreens, desk: Desk, **changes: object) -> None:
    screens.show_view(at(desk, **changes))
    QApplication.processEvents()


def typed(screens: StationScreens) -> str:
    """Return everything that stands in any field of the staff window, seen or not."""
    lines = [one.text() for one in screens.staff.findChildren(QLineEdit)]
    return "".join(
        lines + [one.toPlainText() for one in screens.staff.findChildren(QPlainTextEdit)]
    )
