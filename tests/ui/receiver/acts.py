"""What the receiver's window is shown with: a door that answers as told, a person who chooses."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.domain.custody import AloneReason
from kiosk.domain.delivery import BatchLook, Reception
from kiosk.domain.ids import StationId
from kiosk.domain.ledger import BatchMark, Gap, LedgerLine, Outcome
from kiosk.errors import KioskError
from kiosk.vaultports import Progress, Report
from storage.receiving.errors import BatchForkError, BatchGapError, UnknownStationError
from ui.receiver.door import History, OpenRequest

NAME = "KB-SK01-20261103-0007"
WORDS = "さくら たいこ みかん つくえ ほたる いるか とけい すずめ"
CODE = "ABCDEFGHIJKLMN22"
AT = datetime(2026, 11, 3, 9, 15, tzinfo=UTC)
GOOD = BatchLook(
    file=Path("stick") / f"{NAME}.zip.age",
    name=NAME,
    station="SK01",
    business_date=date(2026, 11, 3),
    seq=7,
    records=132,
    length_bytes=52_400_000,
    training=False,
    operators=("lead1", "staff1"),
    alone=None,
    closed_at=AT,
    key_words=WORDS,
    authentic=True,
    late=False,
    refusal=None,
)
STRANGER = replace(
    GOOD,
    operators=("lead1",),
    alone=AloneReason.PARTNER_CALLED_AWAY,
    authentic=False,
    refusal=UnknownStationError(station="SK01"),
)
GAP = replace(GOOD, refusal=BatchGapError(batch_name=NAME, missing="5–6"))
FORK = replace(GOOD, training=True, refusal=BatchForkError(batch_name=NAME, seq="7"))
WELL = Reception(
    batch=NAME, folder=Path("received") / NAME, records=132, photos=130, problems=(), code=CODE
)
BAD = replace(
    WELL,
    photos=129,
    problems=(
        ("photos/SK01-0002.jpg", "batch.fault.other_bytes"),
        ("SK01-0003", "batch.fault.missing"),
    ),
)


def _line(n: int, outcome: Outcome, **more: object) -> LedgerLine:
    made = LedgerLine(n=n, previous="0" * 64, at=AT, outcome=outcome, station="SK01")
    return replace(made, **more)  # type: ignore[arg-type]


_MARK = BatchMark(
    name=NAME,
    business_date=date(2026, 11, 3),
    seq=7,
    envelope_sha256="a" * 64,
    previous_sha256="b" * 64,
    records=132,
    audit_n=900,
    audit_head="c" * 64,
)
HISTORY = History(
    lines=(
        _line(1, Outcome.TRUSTED),
        _line(2, Outcome.OPENED, batch=_MARK, words="研修 媒体を紛失したため待たない"),
        _line(3, Outcome.OPENED_WITH_PROBLEMS, batch=_MARK),
        _line(4, Outcome.REFUSED, file=f"{NAME}.zip.age", words="batch_gap"),
    ),
    gaps=(Gap(station=StationId("SK01"), first=5, last=6, words="研修 媒体を紛失"),),
)


@dataclass
class PlayedDoor:
    """Answers with what it was given, or raises it; remembers what it was asked."""

    answer: BatchLook = GOOD
    reception: Reception | KioskError = WELL
    found: tuple[Path, ...] = (GOOD.file,)
    trouble: KioskError | None = None
    opened: list[OpenRequest] = field(default_factory=list)
    trusted: list[str] = field(default_factory=list)
    meanwhile: Callable[[Report], None] = lambda report: report(Progress(1, 2))

    def profiles(self) -> tuple[str, ...]:
        return ("folder", "xlsx", "per-person")

    def batches_in(self, _place: Path) -> tuple[Path, ...]:
        if self.trouble is not None:
            raise self.trouble
        return self.found

    def look(self, _file: Path, report: Report) -> BatchLook:
        self.meanwhile(report)
        return self.answer

    def trust(self, look: BatchLook) -> None:
        self.trusted.append(look.key_words)
        self.answer = GOOD

    def open(self, request: OpenRequest, report: Report) -> Reception:
        self.meanwhile(report)
        self.opened.append(request)
        if isinstance(self.reception, KioskError):
            raise self.reception
        return self.reception

    def history(self, *, training: bool) -> History:
        return History(lines=(), gaps=()) if training else HISTORY


@dataclass
class Person:
    """Chooses the same files each time; None for whoever closes the dialog."""

    place: Path | None = GOOD.file
    key: Path | None = Path("keys") / "city.txt"
    folder: Path | None = Path("received")

    def batch(self) -> Path | None:
        return self.place

    def stick(self) -> Path | None:
        return self.place

    def identity(self) -> Path | None:
        return self.key

    def out(self) -> Path | None:
        return self.folder
