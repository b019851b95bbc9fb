"""A look at the office's book: is there an event of today, and what bars it?"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.contract.gate import Gate, Plan, gate_at
from kiosk.domain.checklist import Checklist, ChecklistPhase, EquipmentSheet
from kiosk.domain.event import Event
from kiosk.domain.ids import StaffId, StationId
from kiosk.domain.person import Person
from kiosk.errors import KioskError
from kiosk.officeports import OfficeBook


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDoor:
    """The way to the book of a station; ``book`` returns None where none was ever begun.

    Both it and what it returns are used on the storage thread, while somebody is signed in.
    """

    station: StationId
    book: Callable[[], OfficeBook | None]


class GateNews(StrEnum):
    """What the look found."""

    UNREAD = "unread"
    """Nobody has looked yet; the page is there before the answer is."""
    NO_EVENT = "no_event"
    READ = "read"
    TROUBLE = "trouble"
    """The book cannot be read: told, but the vault is another one and the day goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """What the pages of morning and evening say of today's event."""

    news: GateNews = GateNews.UNREAD
    phase: ChecklistPhase = ChecklistPhase.OPENING
    gate: Gate | None = None
    trouble: KioskError | None = None


def read_plan(book: OfficeBook) -> Plan:
    """Return what the book holds that a gate is made of."""
    view = book.read(Event, Person, Checklist, EquipmentSheet)
    return Plan(
        events=view.entries(Event),
        people=view.entries(Person),
        lists=view.entries(Checklist),
        sheets=view.entries(EquipmentSheet),
        versions={
            **{one.entry.id: one.version for one in view.of(Checklist)},
            **{one.entry.id: one.version for one in view.of(EquipmentSheet)},
        },
    )


def look_at_gate(
    door: OfficeDoor | None,
    phase: ChecklistPhase,
    now: datetime,
    on_duty: Collection[StaffId] | None = None,
) -> Gate | None:
    """Return the gate of today's event; None without a book, or without an event of today."""
    book = door.book() if door is not None else None
    if door is None or book is None:
        return None
    return gate_at(read_plan(book), phase, door.station, now, on_duty)


def gate_view(door: OfficeDoor | None, phase: ChecklistPhase, now: datetime) -> GateView:
    """Return what a page says; a book that cannot be read is told and stops nobody."""
    try:
        gate = look_at_gate(door, phase, now)
    except KioskError as error:
        return GateView(news=GateNews.TROUBLE, phase=phase, trouble=error)
    news = GateNews.NO_EVENT if gate is None else GateNews.READ
    return GateView(news=news, phase=phase, gate=gate)
