"""A session with everything it touches in reach: a store in memory, a scripted guide, a clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import numpy as np

from kiosk.background import InlineBackground
from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.finding import Finding, Hint
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.ids import StaffId
from kiosk.domain.intake import Procedure, SaidBy, TriagePoint
from kiosk.domain.numbers import parse_form_id
from kiosk.domain.photo import CropBox, Photo, PhotoProof
from kiosk.domain.review import PhotoReview, Question
from kiosk.domain.room import WallReference
from kiosk.domain.shot import HeadLines, Shot
from kiosk.domain.staff import Role, StaffMember
from kiosk.errors import KioskError
from kiosk.guidance.light_policy import light_policy
from kiosk.ports import Background, CameraState, CameraStatus
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.gatelook import OfficeDoor
from kiosk.workflow.session import Session
from kiosk.workflow.sitting import BURST
from kiosk.workflow.snapshots import LightState, LiveView, StationView
from kiosk.workflow.stage import (
    Doors,
    QueueDoors,
    QueueFacts,
    SlipDoors,
    StationFacts,
    business_date_at,
)
from tests.fakes.vault import MemoryStation
from tests.kiosk.domain.test_photo import FACE
from tests.kiosk.workflow.outside import Documents, Papers, Room, Sheets, Walls

T = TypeVar("T")

MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # 10:00 in Shimonoseki
LEAD = StaffMember(id=StaffId("lead"), display_name="研修 責任者", role=Role.LEAD)
STAFF = StaffMember(id=StaffId("staff"), display_name="研修 従事者", role=Role.STAFF)
ALL_WELL = PhotoReview(answers=tuple((question, True) for question in Question))
PHOTO = Photo(
    jpeg=b"training",
    width_px=827,
    height_px=1063,
    proof=PhotoProof(
        frame_sha256="0" * 64,
        frame_width_px=1200,
        frame_height_px=1600,
        crop=CropBox(0, 0, 827, 1063),
        rotation_deg=0,
        jpeg_quality=95,
    ),
)
LINES = HeadLines(crown=4 / 45, chin=38 / 45)


def observation(seq: int = 1, *, seen: bool = True, at_ms: int | None = None) -> Observation:
    at_ns = (seq * 33 if at_ms is None else at_ms) * 1_000_000
    frame = Frame(seq=seq, captured_at_ns=at_ns, pixels=np.zeros((16, 12, 3), np.uint8))
    return Observation(frame=frame, face=FACE if seen else None, analysed_at_ns=at_ns)


def shot_of(source: Observation, *findings: Finding) -> Shot:
    return Shot(photo=PHOTO, findings=findings, source=source, lines=LINES)


@dataclass
class Clock:
    at: datetime = MORNING
    ns: int = 0

    def now(self) -> datetime:
        return self.at

    def monotonic_ns(self) -> int:
        return self.ns

    def pass_s(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.ns += round(seconds * 1e9)


@dataclass
class Portraits:
    """Makes the same photo of everybody, or fails as told; remembers what it was given."""

    fail: KioskError | None = None
    findings: tuple[Finding, ...] = ()
    beside: WallReference | None = None
    candidates: list[tuple[Observation, ...]] = field(default_factory=list)
    walls: list[WallReference | None] = field(default_factory=list)

    def develop(self, candidates: Sequence[Observation], wall: WallReference | None) -> Shot:
        self.candidates.append(tuple(candidates))
        self.walls.append(wall)
        if self.fail is not None:
            raise self.fail
        return replace(shot_of(candidates[0], *self.findings), beside=self.beside)

    def reframe(self, shot: Shot, lines: HeadLines, wall: WallReference | None) -> Shot:
        self.walls.append(wall)
        if self.fail is not None:
            raise self.fail
        return replace(shot, lines=lines, by_hand=True)


@dataclass
class LateBackground:
    """Does its jobs when it is told to."""

    jobs: list[Callable[[], None]] = field(default_factory=list)

    def do(self) -> None:
        """Do the oldest job."""
        self.jobs.pop(0)()

    def do_all(self) -> None:
        """Do every job, also those that come of them."""
        while self.jobs:
            self.do()

    def run(self, job: Callable[[], T], done: Callable[[T | KioskError], None]) -> None:
        self.jobs.append(lambda: InlineBackground().run(job, done))


@dataclass
class ScriptedGuide:
    """Says what it was told to say."""

    due: bool = False
    findings: tuple[Finding, ...] = ()
    restarts: int = 0

    def look(self, observation: Observation) -> LiveView:
        return LiveView(
            hint=Hint.HOLD_STILL,
            hold=0.5,
            due=self.due,
            face=observation.face,
            findings=self.findings,
        )

    def restart(self) -> None:
        self.restarts += 1


@dataclass
class Bench:
    """Drives a session as screens and camera would."""

    clock: Clock = field(default_factory=Clock)
    portraits: Portraits = field(default_factory=Portraits)
    room: Room = field(default_factory=Room)
    walls: Walls = field(default_factory=Walls)
    sheets: Sheets = field(default_factory=Sheets)
    documents: Documents = field(default_factory=Documents)
    papers: Papers = field(default_factory=Papers)
    background: Background = field(default_factory=InlineBackground)
    printing: InlineBackground | LateBackground = field(default_factory=InlineBackground)
    guide: ScriptedGuide = field(default_factory=ScriptedGuide)
    views: list[StationView] = field(default_factory=list)
    watched: list[bool] = field(default_factory=list)
    codes: list[bool] = field(default_factory=list)
    locks: list[str] = field(default_factory=list)
    light_check: bool = False
    opened: bool = True
    """The day was opened by both before the test begins."""
    training: bool = True
    procedure: Procedure = Procedure.VENUE
    queue: QueueDoors | None = None
    slips: SlipDoors | None = None
    office: OfficeDoor | None = None
    queue_facts: QueueFacts = field(default_factory=QueueFacts)
    seq: int = 0

    def __post_init__(self) -> None:
        passwords = {"lead": ("open sesame", LEAD), "staff": ("open sesame", STAFF)}
        self.station = MemoryStation(clock=self.clock, passwords=passwords, training=self.training)
        if self.opened:
            self.open_day()
        self.session = self.new_session()

    def open_day(self) -> None:
        """Have the lead open today before the session begins."""
        self.station.sign_in("lead", "open sesame")
        self.station.open_day(business_date_at(self.clock.now()), (LEAD.id, STAFF.id))
        self.station.sign_out()

    def new_session(self) -> Session:
        doors = Doors(
            clock=self.clock,
            station=self.station,
            documents=self.documents,
            papers=self.papers,
            portraits=self.portraits,
            room=self.room,
            walls=self.walls,
            sheets=self.sheets,
            background=self.background,
            printing=self.printing,
            deliver=call,
            watch=self.watched.append,
            watch_codes=self.codes.append,
            lock_light=lambda: self.locks.append("light"),
            queue=self.queue,
            slips=self.slips,
            office=self.office,
        )
        facts = StationFacts(
            station_name="研修会場",
            venue="研修会場",
            training=self.training,
            light_check=self.light_check,
            procedure=self.procedure,
            queue=self.queue_facts,
        )
        session = Session(doors, facts, self.guide, light_policy())
        session.attend(self.views.append)
        session.camera_changed(CameraStatus(state=CameraState.LIVE))
        return session

    @property
    def view(self) -> StationView:
        return self.views[-1]

    def light_is(self, state: LightState) -> bool:
        return self.view.light is state

    def prints(self) -> bool:
        return self.view.printing

    def is_signed_in(self) -> bool:
        return self.station.member is not None

    def watches(self) -> bool:
        return self.watched[-1]

    def reads_codes(self) -> bool:
        return self.codes[-1]

    def is_at(self, phase: phases.Phase) -> bool:
        return self.view.phase == phase

    def is_in(self, kind: type[phases.Phase]) -> bool:
        return isinstance(self.view.phase, kind)

    def sign_in(self, staff_id: str = "lead") -> None:
        self.session.sign_in(staff_id, "open sesame")

    def see(self, frames: int = 1, *, seen: bool = True) -> None:
        """Have the camera give this many frames."""
        for _ in range(frames):
            self.seq += 1
            self.session.observe(observation(self.seq, seen=seen))

    def shoot(self) -> None:
        """Take the photo of somebody who sits there."""
        self.see()
        self.session.take_photo()
        self.see(BURST)

    def receive(self, number: int = 1, *points: TriagePoint) -> None:
        """Do at the reception what staff and the applicant do, up to the camera."""
        self.session.note_consent(SaidBy.SCREEN)
        for point in points:
            self.session.set_point(point, applies=True)
        self.session.take_number(parse_form_id(training_form(number).form_id))
        self.session.finish_intake()

    def pose(self, number: int = 1) -> None:
        """Have the next applicant sit before the camera."""
        self.session.begin_sitting()
        self.receive(number)

    def review(self) -> None:
        """Come to the review page of a first applicant."""
        self.sign_in()
        self.pose()
        self.shoot()

    def fill(self) -> None:
        """Come to the form of a first applicant."""
        self.review()
        self.session.approve(ALL_WELL)

    def confirm(self) -> None:
        """Come to where a first applicant reads everything."""
        self.fill()
        self.session.complete_form(training_form(1))

    def finish(self, form: ApplicantForm | None = None) -> None:
        """Complete the form, have the applicant say yes, and seal it."""
        self.session.complete_form(form or training_form(1))
        self.session.confirm_application(SaidBy.SCREEN)
        self.session.seal()

    def fill_from_review(self, number: int = 1) -> None:
        """Take the photo that is looked at, fill the form in and have it stored."""
        self.session.approve(ALL_WELL)
        self.finish(training_form(number))

    def fill_slowly(self, late: LateBackground, *, review_only: bool = False) -> None:
        """Come to the form, or to the review, of a station that does its jobs when told to."""
        self.sign_in()
        late.do_all()
        self.pose()
        self.shoot()
        late.do_all()
        if not review_only:
            self.session.approve(ALL_WELL)
            late.do_all()

    def serve(self, number: int = 1) -> None:
        self.pose(number)
        self.shoot()
        self.fill_from_review(number)


def call(work: Callable[[], None]) -> None:
    work()


def signed_in_late() -> tuple[Bench, LateBackground]:
    """Return a bench at which the lead is in, and what does its jobs when it is told to."""
    late = LateBackground()
    bench = Bench(background=late)
    bench.sign_in()
    late.do_all()
    return bench, late
