"""What the office's book knows of an event besides its numbers: people, equipment, lists, cases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.cases.counting import count_cases
from kiosk.contract.checklists import item_words
from kiosk.contract.equipment import balances
from kiosk.contract.figures import Disagreement
from kiosk.documents.reports import DayNotes
from kiosk.domain.checklist import Checklist, EquipmentSheet
from kiosk.domain.event import Event
from kiosk.domain.figures import EventFigures
from kiosk.domain.person import Person, PersonRole, person_of
from kiosk.officeports import OfficeView
from kiosk.texts import Catalogue, Language, catalogue
from kiosk.wiring.reportpictures import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What people add to a report with the command."""

    weather: str = ""
    remarks: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()


def day_notes(
    view: OfficeView,
    figures: EventFigures,
    clashes: Iterable[Disagreement],
    said: Said,
    shown: Shown,
) -> DayNotes:
    """Return what stands on the 日次報告書 of an event besides its numbers."""
    words, event = catalogue(Language.JA), figures.event
    lists = [one for one in view.entries(Checklist) if one.event == event.id]
    sheets = [one for one in view.entries(EquipmentSheet) if one.event == event.id]
    return DayNotes(
        weather=said.weather,
        people=tuple(_people(event, view.people, words)),
        equipment=tuple(
            (one.equipment.name, one.out, one.back) for sheet in sheets for one in balances(sheet)
        ),
        checks=tuple(_checks(lists, words)),
        cases=count_cases(
            (one for one in view.cases if one.event == event.id), event.date, event.date
        ),
        remarks=(*((event.remarks,) if event.remarks else ()), *said.remarks),
        pictures=shown.pictures,
        unshown=shown.left_out,
        disagreements=tuple(one for one in clashes if _concerns(one, event)),
    )


def _concerns(one: Disagreement, event: Event) -> bool:
    """Tell whether numbers that were left out name the event, or stand for its day and station."""
    if one.event is not None:
        return one.event == event.id
    day = one.day
    return day.business_date == event.date and day.station in (event.stations or (day.station,))


def _people(event: Event, people: Iterable[Person], words: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield duty and name, the manager first; of somebody who is in no roster the number."""
    roster = tuple(people)
    order = (*((event.manager,) if event.manager else ()), *event.staff)
    for one in dict.fromkeys(order):
        found = person_of(roster, one)
        role = PersonRole.MANAGER if one == event.manager else PersonRole.STAFF
        yield words[f"person_role.{role.value}"], str(found.name) if found else one


def _checks(lists: Iterable[Checklist], words: Catalogue) -> Iterator[tuple[str, str]]:
    for checklist in lists:
        for item in checklist.items:
            mark = words[f"checklist.mark.{checklist.mark(item.key).value}"]
            tick = checklist.last_tick(item.key)
            said = f"{mark}（{tick.remark}）" if tick and tick.remark else mark
            yield item_words(item, words), said
