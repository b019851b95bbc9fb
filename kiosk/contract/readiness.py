"""Is everything ready to open? The station, the people and the opening list on one sheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import PureWindowsPath
from typing import Protocol

from kiosk.contract.checklists import open_items, still_open
from kiosk.contract.planfinding import day_words
from kiosk.contract.roster import Obstacle, still_blocking
from kiosk.domain.checklist import Checklist
from kiosk.domain.custody import AnchorState, DayStage, DayStanding, StationStanding
from kiosk.domain.event import Event
from kiosk.domain.ids import PersonId, StationId
from kiosk.domain.person import Override, Person
from kiosk.texts import Catalogue


class DoctorsFinding(Protocol):
    """What `kiosk doctor` found; its `DoctorFinding` is one, this room does not know it."""

    @property
    def check(self) -> StrEnum: ...

    @property
    def state(self) -> StrEnum: ...

    @property
    def detail_key(self) -> str: ...

    @property
    def params(self) -> Mapping[str, str]: ...


class LineState(StrEnum):
    """As the doctor's: ``BAD`` means that no record may be taken."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessLine:
    """One thing that was looked at; both keys are text keys, a date is spelled by the language."""

    name_key: str
    state: LineState
    detail_key: str
    params: tuple[tuple[str, str | int | date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """準備状況 of an event at one station, as it was at ``made_at``.

    ``event`` is None where the plan has none today: then it is about the station alone. ``took`` is
    how long the looking took. ``checklist`` is None when nobody has begun it.
    """

    event: Event | None
    station: StationId
    training: bool
    made_at: datetime
    made_by: PersonId
    took: timedelta
    devices: tuple[ReadinessLine, ...]
    standing: tuple[ReadinessLine, ...]
    people: tuple[Person, ...]
    present: tuple[PersonId, ...]
    obstacles: tuple[Obstacle, ...]
    override: Override | None
    checklist: Checklist | None
    program: str


class Verdict(StrEnum):
    """What the sheet says at its top."""

    READY = "ready"
    CAUTIONS = "cautions"
    OVERRIDDEN = "overridden"
    NOT_READY = "not_ready"


def verdict(sheet: Readiness) -> Verdict:
    """Return whether the event may open, the strictest that applies."""
    states = {line.state for line in (*sheet.devices, *sheet.standing)}
    listed = sheet.checklist
    not_looked_at = sheet.event is not None and (listed is None or bool(still_open(listed)))
    blocked = still_blocking(sheet.obstacles, sheet.override)
    if LineState.BAD in states or blocked or not_looked_at:
        return Verdict.NOT_READY
    if sheet.obstacles or (listed is not None and open_items(listed)):
        return Verdict.OVERRIDDEN
    return Verdict.CAUTIONS if states - {LineState.OK} else Verdict.READY


def device_lines(findings: Iterable[DoctorsFinding]) -> tuple[ReadinessLine, ...]:
    """Return the doctor's findings as lines, in the doctor's order.

    Of a folder only the last part is told: the others may be the name of somebody's account.
    """
    return tuple(
        ReadinessLine(
            name_key=f"doctor.name.{one.check.value}",
            state=LineState(one.state.value),
            detail_key=one.detail_key,
            params=tuple((name, _without_path(name, said)) for name, said in one.params.items()),
        )
        for one in findings
    )


def standing_lines(
    standing: StationStanding, *, today: date, now: datetime
) -> tuple[ReadinessLine, ...]:
    """Return how the store stands; bad is what stops the station.

    That is what `kiosk.custody.freeze` finds, and a batch that nobody could open.
    """
    return (
        _line("anchor", _bad(standing.anchor is not AnchorState.AGREES), standing.anchor.value),
        _line("clock", _bad(standing.clock_went_back), _clock(standing)),
        _free_space(standing),
        *_recipients(standing, now),
        _days(standing, today),
        _line(
            "draft",
            LineState.WARN if standing.draft_kept else LineState.OK,
            "kept" if standing.draft_kept else "none",
        ),
    )


def line_words(line: ReadinessLine, words: Catalogue) -> str:
    """Return what was found as a sentence."""
    filled = {
        name: day_words(value, words) if isinstance(value, date) else value
        for name, value in line.params
    }
    return words.say(line.detail_key, **filled)


_GIGABYTE = 1e9
_COMFORTABLE = 2  # times the least space: room for a second day before anybody has to act
# As `kiosk.custody.freeze`: nobody has proved yet that another place has these.
_ONLY_HERE = frozenset({DayStage.OPEN, DayStage.CLOSING, DayStage.SEALED, DayStage.KEY_SHREDDED})


def _without_path(name: str, said: str) -> str:
    return PureWindowsPath(said).name or said if name == "folder" else said  # it knows / as well


def _line(
    row: str, state: LineState, detail: str = "", **params: str | int | date
) -> ReadinessLine:
    return ReadinessLine(
        name_key=f"readiness.row.{row}",
        state=state,
        detail_key=f"readiness.{row}.{detail}" if detail else f"readiness.{row}",
        params=tuple(params.items()),
    )


def _bad(wrong: bool) -> LineState:  # noqa: FBT001 - the one thing it is about
    return LineState.BAD if wrong else LineState.OK


def _clock(standing: StationStanding) -> str:
    return "back" if standing.clock_went_back else "ok"


def _free_space(standing: StationStanding) -> ReadinessLine:
    free, least = standing.free_bytes, standing.policy.rules.least_free_bytes
    state = _bad(free < least)
    if state is LineState.OK and free < _COMFORTABLE * least:
        state = LineState.WARN
    gigabytes = f"{free / _GIGABYTE:.1f}"
    return _line("free_space", state, gigabytes=gigabytes, least=f"{least / _GIGABYTE:.1f}")


def _recipients(standing: StationStanding, now: datetime) -> Iterator[ReadinessLine]:
    policy = standing.policy
    count = len(policy.recipients)
    if not count:
        yield _line("recipients", LineState.BAD, "none")
    elif policy.expires_at is not None and now >= policy.expires_at:
        yield _line("recipients", LineState.BAD, "expired")
    elif policy.version:
        yield _line("recipients", LineState.OK, "named", version=policy.version, count=count)
    else:
        yield _line("recipients", LineState.WARN, "setup", count=count)
    if policy.unrehearsed and policy.version and not standing.training:
        yield _line("recipients", LineState.BAD, "unrehearsed", names="、".join(policy.unrehearsed))


def _days(standing: StationStanding, today: date) -> ReadinessLine:
    earlier = [day for day in standing.days if day.business_date != today]
    if not earlier:
        return _line("days", LineState.OK, "none")
    patience = timedelta(days=standing.policy.rules.overdue_days)
    late = [day for day in earlier if _waits(day) and today - day.business_date > patience]
    first = min(day.business_date for day in late or earlier)
    if late:
        return _line("days", LineState.BAD, "overdue", count=len(late), day=first)
    return _line("days", LineState.WARN, "waiting", count=len(earlier), day=first)


def _waits(day: DayStanding) -> bool:
    return day.stage in _ONLY_HERE and day.records > 0
