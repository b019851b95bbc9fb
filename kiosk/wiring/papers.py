"""Papers that need no sitting: the manual, the plan, a flyer, an exercise's certificate."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import kiosk
from kiosk.clock import SystemClock
from kiosk.contract.calendar import service_calendar
from kiosk.documents.exercisepaper import CertificateHead, exercise_certificate
from kiosk.documents.flyer import FlyerHead, advertised, flyer
from kiosk.documents.manualbook import Imprint, Manual, manual_pdf, read_manual
from kiosk.documents.planpaper import Plan, PlanHead, plan_paper
from kiosk.domain.dates import JST
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
    manual = read_manual(manual_folder())
    imprint = Imprint(version=kiosk.__version__, made_at=SystemClock().now(), contractor=contractor)
    write_new(out, manual_pdf(manual, imprint))
    return manual


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
    plan = Plan(
        events=view.events,
        people=view.people,
        calendar=service_calendar(),
        applicants=applicants_of(view.events, view.figures),
        notes=notes,
    )
    head = PlanHead(
        made_at=SystemClock().now(),
        program=kiosk.__version__,
        contractor=wish.contractor,
        contact=wish.contact,
        training=wish.training,
        homes=homes,
    )
    write_new(wish.out, plan_paper(plan, head))
    return len(view.events)


def write_flyer(door: Door, wish: PlanWish, *, first: date | None, last: date | None) -> int:
    """Leave a flyer of the venues from ``first`` (today) to ``last``; return how many they are."""
    require_new(wish.out)
    now = SystemClock().now()
    first = first or now.astimezone(JST).date()
    events = [
        event
        for event in advertised(_read(door).events)
        if first <= event.date <= (last or date.max)
    ]
    head = FlyerHead(
        made_at=now, contact=wish.contact, contractor=wish.contractor, training=wish.training
    )
    write_new(wish.out, flyer(events, head))
    return len(events)


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
