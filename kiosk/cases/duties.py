"""What is owed to whom after an incident, by when, and what was done of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.cases.deadlines import deadlines
from kiosk.cases.incidents import is_exempt, is_wrongful, tellings
from kiosk.domain.case import Audience, Incident, Stage, Told
from kiosk.domain.dates import JST


class Lifted(StrEnum):
    """Why a duty is not ours any more."""

    ENCRYPTED = "encrypted"
    CITY_TOLD = "city_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that is owed. ``done`` is when it was done; ``late`` that it was after ``due``."""

    stage: Stage
    due: date
    done: datetime | None = None
    lifted: Lifted | None = None

    @property
    def open(self) -> bool:
        """Neither done nor lifted."""
        return self.done is None and self.lifted is None

    @property
    def late(self) -> bool:
        """Done, but after its last day in Japan."""
        return self.done is not None and self.done.astimezone(JST).date() > self.due


_OFFICES = frozenset({Audience.CITY, Audience.COMMISSION})


def duties(case: Incident, holidays: Collection[date]) -> tuple[Duty, ...]:
    """Return the four duties in the order in which they fall due.

    - The city hears the first word at once (specification 10 (5)); nothing lifts that.
    - 速報 and 確報 are done when the city or the commission has them: a contractor that tells the
      city in time owes the commission nothing, but the city needs the nine items from it.
    - The notice to the person is the city's once the city has the 速報 in time. The law names no
      day for it (速やかに): the last day of the 速報 is when we remind.
    - 高度な暗号化 lifts 速報, 確報 and notice.
    """
    last = deadlines(case.known, wrongful=is_wrongful(case), holidays=holidays)
    told = tellings(case)
    lifted = Lifted.ENCRYPTED if is_exempt(case) else None
    first_word = Duty(stage=Stage.FIRST_WORD, due=case.known, done=_first(told, {Audience.CITY}))
    report = {Stage.PRELIMINARY, Stage.FINAL}
    by_city = _first(told, {Audience.CITY}, report)
    city_in_time = by_city is not None and by_city.astimezone(JST).date() <= last.preliminary
    preliminary = _first(told, _OFFICES, report)
    final = _first(told, _OFFICES, {Stage.FINAL})
    return (
        first_word,
        Duty(stage=Stage.PRELIMINARY, due=last.preliminary, done=preliminary, lifted=lifted),
        Duty(
            stage=Stage.NOTICE,
            due=last.preliminary,
            done=_first(told, {Audience.PERSON}, {Stage.NOTICE}),
            lifted=lifted or (Lifted.CITY_TOLD if city_in_time else None),
        ),
        Duty(stage=Stage.FINAL, due=last.final, done=final, lifted=lifted),
    )


def _first(
    told: tuple[Told, ...], whom: Collection[Audience], stages: Collection[Stage] = frozenset(Stage)
) -> datetime | None:
    times = [one.when for one in told if one.whom in whom and one.stage in stages]
    return min(times, default=None)
