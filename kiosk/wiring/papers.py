"""Papers that need no sitting: the manual, the plan, a flyer, an exercise's certificate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import kiosk
from kiosk.clock import SystemClock
from kiosk.contract.calendar import service_calendar
from kiosk.contract.invitations import invited_to
from kiosk.documents.exercisepaper import CertificateHead, exercise_certificate
from kiosk.documents.flyer import FlyerHead, flyer
from kiosk.documents.manualbook import Imprint, Manual, manual_pdf, read_manual
from kiosk.documents.planpaper import Plan, PlanHead, plan_paper
from kiosk.domain.dates import JST
from kiosk.domain.event import Event
from kiosk.domain.names import parse_person_name
from kiosk.errors import UnreadableFileError
from kiosk.officeports import OfficeView
from kiosk.paths import manual_folder
from kiosk.training.exercisegrade import Grade, grade, read_exercise
from kiosk.wiring.newfile import require_new, write_new
from kiosk.wiring.openbook import Door, open_book
from kiosk.workflow.contract.reading import applicants_of


def write_manual(out: Path, *, contractor: str = "") -> Manual:
    """Leave 運営マニュアル at ``out``; what of it could not be read is among its ``faults``."""
    require_new(out)
    manual, pdf = manual_of(SystemClock().now(), contractor=contractor)
    write_new(out, pdf)
    return manual


def manual_of(at: datetime, *, contractor: str = "") -> tuple[Manual, bytes]:
    """Return 運営マニュアル as it was read, and as PDF."""
    manual = read_manual(manual_folder())
    imprint = Imprint(version=kiosk.__version__, made_at=at, contractor=contractor)
    return manual, manual_pdf(manual, imprint)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWish:
    """What a paper of the plan is made with; ``contact`` is where people ask."""

    out: Path
    contractor: str = ""
    contact: str = ""
    training: bool = False


def write_plan(door: Door, wish: PlanWish, *, homes: bool, notes: tuple[str, ...] = ()) -> int:
    """Leave the 業務計画書 of the office's book; return how many events are in the plan."""
    require_new(wish.out)
    view = _read(door)
    write_new(wish.out, plan_of(view, wish, SystemClock().now(), homes=homes, notes=notes))
    return len(view.events)


def plan_of(
    view: OfficeView, wish: PlanWish, at: datetime, *, homes: bool, notes: tuple[str, ...] = ()
) -> bytes:
    """Return the 業務計画書 of a book that was read."""
    plan = Plan(
        events=view.events,
        people=view.people,
        calendar=service_calendar(),
        applicants=applicants_of(view.events, view.figures),
        notes=notes,
    )
    head = PlanHead(
        made_at=at,
        program=kiosk.__version__,
        contractor=wish.contractor,
        contact=wish.contact,
        training=wish.training,
        homes=homes,
    )
    return plan_paper(plan, head)


def write_flyer(door: Door, wish: PlanWish, *, first: date | None, last: date | None) -> int:
    """Leave a flyer of the venues from ``first`` (today) to ``last``; return how many they are."""
    require_new(wish.out)
    now = SystemClock().now()
    events = invited_to(_read(door).events, first or now.astimezone(JST).date(), last)
    write_new(wish.out, flyer_of(events, wish, now))
    return len(events)


def flyer_of(events: Iterable[Event], wish: PlanWish, at: datetime) -> bytes:
    """Return a flyer of these venues."""
    head = FlyerHead(
        made_at=at, contact=wish.contact, contractor=wish.contractor, training=wish.training
    )
    return flyer(events, head)


def _read(door: Door) -> OfficeView:
    with open_book(door) as book:
        return book.read()


def grade_file(record: Path) -> Grade:
    """Return the grade of a recorded exercise."""
    try:
        content = record.read_bytes()
    except OSError as error:
        raise UnreadableFileError(file=record.name) from error
    return grade(*read_exercise(content))


def write_certificate(out: Path, graded: Grade, *, name: str, contractor: str = "") -> None:
    """Leave the certificate at ``out`` for the person of this name."""
    head = CertificateHead(
        name=parse_person_name(name),
        made_at=SystemClock().now(),
        program=kiosk.__version__,
        contractor=contractor,
    )
    require_new(out)
    write_new(out, exercise_certificate(graded, head))
