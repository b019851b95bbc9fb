"""A season in memory, and its files: plan, people, days, cases, the city's list, known totals."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from kiosk.contract.figuresfile import spell_figures
from kiosk.contract.season import CREW, FIRST, SeasonPlan, plan_season
from kiosk.contract.seasondays import Visitor, days_of, visitors_of
from kiosk.contract.seasontotals import totals_of
from kiosk.domain.case import Case
from kiosk.domain.event import Event
from kiosk.domain.figures import DayFigures
from kiosk.domain.names import parse_person_name
from kiosk.domain.person import Person, PersonRole, Training, TrainingSubject
from kiosk.training.seasoncases import case_totals, cases_of
from kiosk.training.seasonlist import (
    Handed,
    Listed,
    defect_rows,
    handed_over,
    list_bytes,
    list_totals,
)

_ROLES = {
    CREW[0]: PersonRole.GENERAL,
    CREW[1]: PersonRole.MANAGER,
    CREW[3]: PersonRole.MANAGER,
    CREW[6]: PersonRole.MANAGER,
}
_NAMES = ("一郎", "髙子", "﨑男", "四季", "葛", "六花", "七海", "八重")
_TRAINED, _PLEDGED = date(2026, 9, 14), date(2026, 9, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Everything of a season; the same seed makes the same one."""

    seed: int
    plan: SeasonPlan
    people: tuple[Person, ...]
    visitors: tuple[Visitor, ...]
    days: tuple[DayFigures, ...]
    cases: tuple[Case, ...]
    handed: tuple[Handed, ...]
    listed: tuple[Listed, ...]

    def totals(self) -> dict[str, object]:
        """Return what reports must say, as plain JSON."""
        return {
            "seed": self.seed,
            **totals_of(self.plan, self.visitors),
            "cases": case_totals(self.cases),
            "defect_list": list_totals(self.listed),
        }


def make_season(seed: int) -> Season:
    """Return the season of a seed."""
    plan = plan_season(seed)
    visitors = visitors_of(plan, seed)
    handed = handed_over(plan, visitors)
    return Season(
        seed=seed,
        plan=plan,
        people=crew(),
        visitors=visitors,
        days=days_of(plan, visitors, seed),
        cases=cases_of(plan, seed),
        handed=handed,
        listed=defect_rows(handed, seed),
    )


def crew() -> tuple[Person, ...]:
    """Return the people of the season, trained, pledged and, as managers, approved."""
    return tuple(
        Person(
            id=one,
            name=parse_person_name(f"研修 {name}"),
            role=_ROLES.get(one, PersonRole.STAFF),
            city_approved=FIRST if _ROLES.get(one) is PersonRole.MANAGER else None,
            trainings=(
                Training(subject=TrainingSubject.OPERATIONS, date=_TRAINED),
                Training(subject=TrainingSubject.SECURITY, date=_TRAINED),
            ),
            pledge=_PLEDGED,
        )
        for one, name in zip(CREW, _NAMES, strict=True)
    )


def season_files(season: Season) -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes; equal for equal seeds."""
    yield "totals.json", _json(season.totals())
    yield "events.json", _values(tuple[Event, ...], season.plan.events)
    yield "people.json", _values(tuple[Person, ...], season.people)
    yield "cases.json", _values(tuple[Case, ...], season.cases)
    yield "defects_utf8.csv", list_bytes(season.listed, "utf-8")
    yield "defects_cp932.csv", list_bytes(season.listed, "cp932")
    yield "handed_over.json", _json({"items": [_item(one) for one in season.handed]})
    for day in season.days:
        yield f"figures/{day.station}-{day.business_date.isoformat()}.json", spell_figures(day)


def _item(one: Handed) -> dict[str, str]:
    return {
        "form_id": one.form_id,
        "receipt": str(one.receipt),
        "business_date": one.day.isoformat(),
        "batch": one.batch,
    }


def _values(kind: Any, values: object) -> bytes:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    return adapter.dump_json(values, indent=1) + b"\n"


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
