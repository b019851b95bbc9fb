"""What `kiosk readiness` asks: the doctor, the store, and the book about today's event."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import __version__
from kiosk.clock import SystemClock
from kiosk.contract.gate import Gate, person_behind
from kiosk.contract.readiness import (
    LineState,
    Readiness,
    ReadinessLine,
    Verdict,
    device_lines,
    line_words,
    standing_lines,
    verdict,
)
from kiosk.contract.roster import obstacle_words
from kiosk.doctor.finding import State
from kiosk.documents.readinesspaper import readiness_report
from kiosk.domain.checklist import ChecklistPhase
from kiosk.domain.ids import PersonId, StaffId, StationId
from kiosk.errors import KioskError
from kiosk.paths import default_data_folder
from kiosk.texts import Catalogue
from kiosk.wiring import health
from kiosk.wiring.bookdoor import LogIn, OpenPlace, open_place
from kiosk.wiring.newfile import require_new, write_new
from kiosk.workflow.gatelook import OfficeDoor, look_at_gate
from kiosk.workflow.stage import business_date_at
from storage.layout import is_station

_NOBODY = PersonId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The sheet, and where its paper is."""

    sheet: Readiness
    paper: Path

    @property
    def verdict(self) -> Verdict:
        """Return what the paper says at its top."""
        return verdict(self.sheet)

    @property
    def fit(self) -> bool:
        """Tell whether nothing forbids to open."""
        return self.verdict is not Verdict.NOT_READY

    def as_json(self) -> dict[str, object]:
        """Return the sheet as one object; the stable schema of `--json`. It names nobody."""
        sheet, event = self.sheet, self.sheet.event
        return {
            "verdict": self.verdict.value,
            "paper": str(self.paper),
            "station": sheet.station,
            "event": event.id if event else None,
            "took_s": round(sheet.took.total_seconds(), 1),
            "obstacles": [one.kind.value for one in sheet.obstacles],
            "lines": [
                {"name": one.name_key, "state": one.state.value, "detail": one.detail_key}
                for one in (*sheet.standing, *sheet.devices)
            ],
        }

    def lines(self, words: Catalogue) -> list[str]:
        """Return what is wrong or wants a look, a line each."""
        sheet = self.sheet
        said = [
            f"{health.MARKS[State(one.state.value)]} {words[one.name_key]}："
            f"{line_words(one, words)}"
            for one in (*sheet.standing, *sheet.devices)
            if one.state is not LineState.OK
        ]
        said += [f"× {obstacle_words(one, sheet.people, words)}" for one in sheet.obstacles]
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inside:
    """What only a log-in shows."""

    station: StationId
    training: bool
    made_by: PersonId
    standing: tuple[ReadinessLine, ...]
    gate: Gate | None


def look(folder: Path | None, log_in: LogIn | None, out: Path) -> Looked:
    """Leave the paper in ``out``, which must not exist; without a log-in the store stays shut."""
    require_new(out)
    data, clock = folder or default_data_folder(), SystemClock()
    began_ns = clock.monotonic_ns()
    report = health.examine(folder)
    now = clock.now()
    inside = _inside(data, log_in, now)
    gate = inside.gate
    sheet = Readiness(
        event=gate.event if gate else None,
        station=inside.station,
        training=inside.training,
        made_at=now,
        made_by=inside.made_by,
        took=timedelta(microseconds=(clock.monotonic_ns() - began_ns) // 1000),
        devices=device_lines(report.findings),
        standing=inside.standing,
        people=gate.people if gate else (),
        present=gate.present if gate else (),
        obstacles=gate.obstacles if gate else (),
        override=gate.override if gate else None,
        checklist=gate.checklist if gate else None,
        program=__version__,
    )
    write_new(out, readiness_report(sheet))
    return Looked(sheet=sheet, paper=out)


def _inside(data: Path, log_in: LogIn | None, now: datetime) -> _Inside:
    if log_in is None or not is_station(data):
        return _shut()
    with open_place(data, log_in) as place:
        station, member = place.station, place.member
        if station is None or member is None:
            return _shut()
        standing = station.standing()
        today = business_date_at(now)
        opened = [one.people for one in standing.days if one.business_date == today]
        gate, told = _gate(place, station.profile.station, now, opened[0] if opened else None)
        return _Inside(
            station=station.profile.station,
            training=place.training,
            made_by=person_behind(member, gate.people).id
            if gate
            else PersonId(member.display_name),
            standing=(*standing_lines(standing, today=today, now=now), *told),
            gate=gate,
        )


def _gate(
    place: OpenPlace, station: StationId, now: datetime, on_duty: tuple[StaffId, ...] | None
) -> tuple[Gate | None, tuple[ReadinessLine, ...]]:
    """Return today's gate; a book that cannot be read is a line that is bad."""
    door = OfficeDoor(station=station, book=lambda: place.book)
    try:
        return look_at_gate(door, ChecklistPhase.OPENING, now, on_duty or None), ()
    except KioskError as error:
        told = ReadinessLine(
            name_key="gate.row.book",
            state=LineState.BAD,
            detail_key=f"error.{error.message_key}.what",
            params=tuple((name, str(value)) for name, value in error.params.items()),
        )
        return None, (told,)


def _shut() -> _Inside:
    """Return what can be said without a log-in: that nobody looked."""
    line = ReadinessLine(
        name_key="gate.row.vault", state=LineState.UNKNOWN, detail_key="gate.vault.shut"
    )
    return _Inside(
        station=StationId(""), training=False, made_by=_NOBODY, standing=(line,), gate=None
    )
