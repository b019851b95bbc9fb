"""The station as staff use it, with a store in memory, a scripted guide and instant answers."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kiosk.background import InlineBackground
from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.finding import Finding, Hint
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.ids import StaffId
from kiosk.domain.photo import Photo
from kiosk.domain.staff import Role, StaffMember
from kiosk.errors import DiskFullError, KioskError, LeadNeededError
from kiosk.ports import CameraState, CameraStatus
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.errors import EarlierDayOpenError, NobodyInPictureError
from kiosk.workflow.session import Doors, Session, StationFacts
from kiosk.workflow.snapshots import LiveView, StationView
from storage.errors import SignInError
from tests.fakes.vault import MemoryStation
from tests.kiosk.domain.test_photo import FACE
from tests.kiosk.workflow.test_phases import PHOTO

MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # 10:00 in Shimonoseki
LEAD = StaffMember(id=StaffId("lead"), display_name="研修 責任者", role=Role.LEAD)
STAFF = StaffMember(id=StaffId("staff"), display_name="研修 従事者", role=Role.STAFF)


@dataclass
class Clock:
    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at

    def monotonic_ns(self) -> int:
        return 0


@dataclass
class Portraits:
    """Makes the same photo of everybody, or fails as told."""

    fail: KioskError | None = None
    made: int = 0

    def make(self, observation: Observation) -> Photo:
        assert observation.face is not None
        if self.fail is not None:
            raise self.fail
        self.made += 1
        return PHOTO

    def judge(self, observation: Observation, photo: Photo) -> tuple[Finding, ...]:
        assert observation.face is not None
        assert photo is PHOTO
        return ()


@dataclass
class ScriptedGuide:
    """Says what it was told to say."""

    due: bool = False
    restarts: int = 0

    def look(self, observation: Observation) -> LiveView:
        return LiveView(
            hint=Hint.HOLD_STILL, hold=0.5, due=self.due, face=observation.face, findings=()
        )

    def restart(self) -> None:
        self.restarts += 1


@dataclass
class Bench:
    """A session with everything it touches in reach."""

    clock: Clock = field(default_factory=Clock)
    portraits: Portraits = field(default_factory=Portraits)
    guide: ScriptedGuide = field(default_factory=ScriptedGuide)
    views: list[StationView] = field(default_factory=list)
    watched: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        passwords = {"lead": ("open sesame", LEAD), "staff": ("open sesame", STAFF)}
        self.station = MemoryStation(clock=self.clock, passwords=passwords)
        self.session = self.new_session()

    def new_session(self) -> Session:
        doors = Doors(
            clock=self.clock,
            staff=self.station,
            vault=self.station,
            closer=self.station,
            portraits=self.portraits,
            background=InlineBackground(),
            deliver=call,
            watch=self.watched.append,
        )
        facts = StationFacts(station_name="研修会場", training=True)
        session = Session(doors, facts, self.guide)
        session.attend(self.views.append)
        return session

    @property
    def view(self) -> StationView:
        return self.views[-1]

    def is_at(self, phase: phases.Phase) -> bool:
        return self.view.phase == phase

    def is_in(self, kind: type[phases.Phase]) -> bool:
        return isinstance(self.view.phase, kind)

    def sign_in(self, staff_id: str = "lead") -> None:
        self.session.sign_in(staff_id, "open sesame")

    def review(self) -> None:
        """Come to the review page of a first applicant."""
        self.sign_in()
        self.session.begin_sitting()
        self.session.observe(observation())
        self.session.take_photo()

    def serve(self, number: int = 1) -> None:
        self.session.begin_sitting()
        self.session.observe(observation())
        self.session.take_photo()
        self.session.accept(training_form(number))


def call(work: Callable[[], None]) -> None:
    work()


def observation(*, seen: bool = True) -> Observation:
    frame = Frame(seq=1, captured_at_ns=1, pixels=np.zeros((16, 12, 3), np.uint8))
    return Observation(frame=frame, face=FACE if seen else None, analysed_at_ns=2)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_wrong_password_says_so_and_asks_again(bench: Bench) -> None:
    bench.session.sign_in("lead", "wrong")
    assert bench.is_at(phases.SignedOut())
    assert [type(view.notice) for view in bench.views[-1:]] == [SignInError]
    bench.sign_in()
    assert bench.is_at(phases.Ready())
    assert bench.view.notice is None
    assert bench.view.staff == LEAD


def test_a_good_frame_takes_itself_and_becomes_a_stored_record(bench: Bench) -> None:
    bench.sign_in()
    bench.session.begin_sitting()
    bench.session.observe(observation())
    assert bench.is_in(phases.Posing)
    bench.guide.due = True
    bench.session.observe(observation())
    assert bench.is_in(phases.Reviewing)
    bench.session.accept(training_form(1))
    assert bench.is_in(phases.Receipted)
    assert bench.view.records_today == 1
    assert bench.station.count(bench.view.business_date) == 1


def test_with_auto_capture_off_only_staff_take_the_photo(bench: Bench) -> None:
    bench.guide.due = True
    bench.sign_in()
    bench.session.toggle_auto_capture()
    bench.session.begin_sitting()
    bench.session.observe(observation())
    assert bench.is_in(phases.Posing)
    bench.session.take_photo()
    assert bench.is_in(phases.Reviewing)


def test_nobody_in_the_picture_means_no_photo(bench: Bench) -> None:
    bench.sign_in()
    bench.session.begin_sitting()
    bench.session.take_photo()
    assert isinstance(bench.view.notice, NobodyInPictureError)
    bench.session.observe(observation(seen=False))
    bench.session.take_photo()
    assert isinstance(bench.view.notice, NobodyInPictureError)
    assert bench.portraits.made == 0


def test_a_frame_that_gives_no_photo_leads_back_to_the_camera(bench: Bench) -> None:
    bench.portraits.fail = DiskFullError()
    bench.review()
    assert bench.is_in(phases.Posing)
    assert isinstance(bench.view.notice, DiskFullError)


def test_an_incomplete_form_is_answered_beside_its_fields(bench: Bench) -> None:
    bench.review()
    bench.session.accept(replace(training_form(1), kana="", birth_date="S99.1.1"))
    assert [error.field for error in bench.view.field_errors] == ["kana", "birth_date"]
    assert bench.is_in(phases.Reviewing)
    assert bench.station.count(bench.view.business_date) == 0


def test_a_full_disk_loses_nothing_and_the_same_form_can_be_stored_again(bench: Bench) -> None:
    bench.review()
    bench.station.fail_next = DiskFullError()
    bench.session.accept(training_form(1))
    assert bench.is_in(phases.Reviewing)
    assert isinstance(bench.view.notice, DiskFullError)
    bench.session.accept(training_form(1))
    assert bench.is_in(phases.Receipted)
    assert bench.station.count(bench.view.business_date) == 1


def test_the_camera_going_away_takes_no_photo_and_keeps_the_sitting(bench: Bench) -> None:
    bench.sign_in()
    bench.session.begin_sitting()
    bench.session.observe(observation())
    bench.session.camera_changed(CameraStatus(state=CameraState.LOST))
    bench.session.take_photo()
    assert isinstance(bench.view.notice, NobodyInPictureError)
    assert bench.is_at(phases.Posing(1))
    bench.session.camera_changed(CameraStatus(state=CameraState.LIVE))
    bench.session.observe(observation())
    bench.session.take_photo()
    assert bench.is_in(phases.Reviewing)


def test_locking_while_reviewing_forgets_photo_and_form(bench: Bench) -> None:
    bench.review()
    bench.session.sign_out()
    assert bench.is_at(phases.SignedOut())
    assert bench.view.staff is None
    assert bench.station.member is None


def test_what_is_analysed_between_two_sittings_is_not_shown(bench: Bench) -> None:
    bench.sign_in()
    bench.session.observe(observation())
    assert bench.session.live is None


def test_faces_are_read_only_while_somebody_poses(bench: Bench) -> None:
    bench.sign_in()
    assert True not in bench.watched
    bench.session.begin_sitting()
    assert bench.watched[-1]
    bench.session.observe(observation())
    bench.session.take_photo()
    assert not bench.watched[-1]


def test_leaving_and_retaking(bench: Bench) -> None:
    bench.review()
    bench.session.retake()
    assert bench.is_at(phases.Posing(1))
    bench.session.leave_sitting()
    assert bench.is_at(phases.Ready())
    bench.session.begin_sitting()
    assert bench.is_at(phases.Posing(2))


def test_only_a_lead_closes_the_day(bench: Bench) -> None:
    bench.sign_in("staff")
    bench.serve()
    bench.session.ask_close()
    assert isinstance(bench.view.notice, LeadNeededError)
    bench.session.sign_out()
    bench.sign_in("lead")
    bench.session.ask_close()
    assert bench.is_at(phases.ConfirmingClose(1))
    bench.session.decline_close()
    assert bench.is_at(phases.Ready())
    bench.session.ask_close()
    bench.session.confirm_close()
    assert bench.is_in(phases.DayClosed)


def test_a_closing_that_fails_leaves_the_day_open(bench: Bench) -> None:
    bench.sign_in()
    bench.serve()
    bench.session.ask_close()
    bench.station.fail_next = DiskFullError()
    bench.session.confirm_close()
    assert bench.is_at(phases.Ready())
    assert isinstance(bench.view.notice, DiskFullError)
    bench.session.begin_sitting()
    assert bench.is_in(phases.Posing)


def test_a_day_left_open_must_be_closed_before_the_next_begins(bench: Bench) -> None:
    bench.sign_in()
    bench.serve()
    bench.clock.at = MORNING + timedelta(days=1)
    bench.session = bench.new_session()
    bench.sign_in()
    assert bench.view.business_date.isoformat() == "2026-11-22"
    bench.session.begin_sitting()
    assert isinstance(bench.view.notice, EarlierDayOpenError)
    bench.session.ask_close()
    bench.session.confirm_close()
    bench.session.sign_out()
    bench.sign_in()
    assert bench.view.business_date.isoformat() == "2026-11-23"
    bench.session.begin_sitting()
    assert bench.is_in(phases.Posing)


@pytest.mark.parametrize(
    ("hour_utc", "date"), [(14, "2026-11-22"), (15, "2026-11-23")]
)  # 23:00 and 00:00 in Japan
def test_the_business_date_is_japans(hour_utc: int, date: str) -> None:
    bench = Bench(clock=Clock(MORNING.replace(hour=hour_utc)))
    bench.sign_in()
    assert bench.view.business_date.isoformat() == date


def test_a_closed_day_stays_closed_at_the_next_log_in(bench: Bench) -> None:
    bench.sign_in()
    bench.session.ask_close()
    bench.session.confirm_close()
    bench.session.sign_out()
    bench.sign_in()
    assert bench.is_at(phases.DayClosed(None))
    bench.session.begin_sitting()
    assert bench.is_at(phases.DayClosed(None))


def test_commands_that_do_not_fit_do_nothing(bench: Bench) -> None:
    for command in (
        bench.session.begin_sitting,
        bench.session.leave_sitting,
        bench.session.take_photo,
        bench.session.retake,
        bench.session.ask_close,
        bench.session.decline_close,
        bench.session.confirm_close,
        bench.session.sign_out,
    ):
        command()
        assert bench.is_at(phases.SignedOut())
    bench.session.accept(ApplicantForm())
    assert bench.is_at(phases.SignedOut())
