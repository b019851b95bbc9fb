"""Facts and frames cross from other threads to the screens on the main thread."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.background import WorkerBackground
from kiosk.domain.frame import Frame, Observation
from kiosk.ports import CameraState, CameraStatus
from kiosk.threads import Latest
from kiosk.workflow import phases
from kiosk.workflow.snapshots import LiveView
from tests.ui import samples
from ui.bridge import STALE_NS, Bridge, Listeners
from ui.screens import StationScreens

LIVE = CameraStatus(state=CameraState.LIVE)


@dataclass
class TurnedClock:
    """Time that goes on only when a test says so."""

    ns: int = 1_000_000_000

    def now(self) -> datetime:
        return datetime(2026, 11, 28, tzinfo=UTC)

    def monotonic_ns(self) -> int:
        return self.ns


@dataclass
class Station:
    """Writes down what the bridge tells it, and on which thread."""

    observations: Latest[Observation] = field(default_factory=Latest)
    previews: Latest[Frame] = field(default_factory=Latest)
    clock: TurnedClock = field(default_factory=TurnedClock)
    observed: list[int] = field(default_factory=list)
    shown: list[tuple[int, bool]] = field(default_factory=list)
    states: list[CameraState] = field(default_factory=list)
    seconds: int = 0

    def observe(self, observation: Observation) -> LiveView | None:
        self.observed.append(observation.frame.seq)
        return samples.live()

    def show(self, frame: Frame, live: LiveView | None) -> None:
        self.shown.append((frame.seq, live is not None))

    def pass_time(self) -> None:
        self.seconds += 1

    def status(self, status: CameraStatus) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.states.append(status.state)

    def listeners(self) -> Listeners:
        return Listeners(
            on_observation=self.observe,
            show_frame=self.show,
            on_status=self.status,
            pass_time=self.pass_time,
        )


@pytest.fixture
def station() -> Station:
    return Station()


@pytest.fixture
def bridge(qtbot: QtBot, station: Station) -> Iterator[Bridge]:
    made = Bridge(station.observations, station.previews, clock=station.clock)
    yield made
    made.stop()
    made.heartbeat.stop()
    made.deleteLater()
    QApplication.processEvents()


def observation(seq: int) -> Observation:
    frame = Frame(seq=seq, captured_at_ns=seq, pixels=samples.frame().pixels)
    return Observation(frame=frame, face=samples.face(), analysed_at_ns=seq)


def test_work_from_another_thread_is_done_on_the_main_thread_in_order(
    qtbot: QtBot, bridge: Bridge
) -> None:
    done: list[tuple[int, bool]] = []

    def post() -> None:
        for at in range(50):
            bridge.deliver(
                lambda at=at: done.append(  # type: ignore[misc]
                    (at, threading.current_thread() is threading.main_thread())
                )
            )

    poster = threading.Thread(target=post)
    poster.start()
    poster.join()
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == [(at, True) for at in range(50)]


def test_work_delivered_on_the_main_thread_waits_for_its_turn(qtbot: QtBot, bridge: Bridge) -> None:
    done: list[int] = []
    bridge.deliver(lambda: done.append(1))
    assert done == []
    qtbot.waitUntil(lambda: done == [1])


def test_answers_of_the_storage_thread_come_back_on_the_main_thread(
    qtbot: QtBot, bridge: Bridge
) -> None:
    answers: list[object] = []
    with WorkerBackground("storage", bridge.deliver) as background:
        background.run(lambda: threading.current_thread().name, answers.append)
        qtbot.waitUntil(lambda: answers == ["storage"])


def test_the_cameras_word_reaches_the_station(
    qtbot: QtBot, bridge: Bridge, station: Station
) -> None:
    bridge.start(station.listeners())
    poster = threading.Thread(target=bridge.post_status, args=(LIVE,))
    poster.start()
    poster.join()
    qtbot.waitUntil(lambda: station.states == [CameraState.LIVE])


def test_the_newest_observation_is_judged_and_its_own_frame_shown(
    qtbot: QtBot, bridge: Bridge, station: Station
) -> None:
    for seq in (1, 2, 3):
        station.observations.put(observation(seq))
        station.previews.put(observation(seq + 1).frame)
    bridge.start(station.listeners())
    qtbot.waitUntil(lambda: station.shown == [(3, True)])
    assert station.observed == [3]


def test_without_analysis_the_preview_goes_on_without_overlay(
    qtbot: QtBot, bridge: Bridge, station: Station
) -> None:
    bridge.start(station.listeners())
    station.observations.put(observation(1))
    qtbot.waitUntil(lambda: station.shown == [(1, True)])
    station.clock.ns += STALE_NS
    station.previews.put(observation(2).frame)
    qtbot.waitUntil(lambda: station.previews.take() is None)
    assert station.shown == [(1, True)], "not yet stale: the judged frame stays"
    station.clock.ns += 1
    station.previews.put(observation(3).frame)
    qtbot.waitUntil(lambda: station.shown == [(1, True), (3, False)])


def test_a_stopped_bridge_brings_no_frame_but_still_tells_facts(
    qtbot: QtBot, bridge: Bridge, station: Station
) -> None:
    bridge.start(station.listeners())
    bridge.stop()
    station.observations.put(observation(1))
    bridge.post_status(LIVE)
    qtbot.waitUntil(lambda: station.states == [CameraState.LIVE])
    assert station.shown == []


def test_the_time_from_capture_to_the_screen_is_measured_where_it_is_painted(
    qtbot: QtBot, bridge: Bridge, station: Station, screens: StationScreens
) -> None:
    screens.on_painted(bridge.frame_painted)
    screens.show_view(samples.view(phases.Posing(1)))
    QApplication.processEvents()
    frame = samples.frame()
    station.clock.ns = frame.captured_at_ns + 40_000_000
    screens.show_frame(frame, samples.live())
    qtbot.waitUntil(lambda: bridge.frames_painted == 2)
    assert bridge.latencies_ms == (40.0, 40.0)
    bridge.forget_figures()
    assert bridge.frames_painted == 0
    assert len(bridge.latencies_ms) == 0


def test_a_blocked_main_thread_is_noticed(qtbot: QtBot, bridge: Bridge, station: Station) -> None:
    bridge.heartbeat.start()
    bridge.deliver(lambda: setattr(station.clock, "ns", station.clock.ns + 80_000_000))
    qtbot.waitUntil(lambda: bridge.heartbeat.max_block_ms > 0)
    assert bridge.heartbeat.max_block_ms == pytest.approx(75)
    bridge.heartbeat.reset()
    assert bridge.heartbeat.max_block_ms == 0


def test_time_is_told_about_once_a_second_until_the_end(
    bridge: Bridge, station: Station, qtbot: QtBot
) -> None:
    bridge.start(station.listeners())
    qtbot.waitUntil(lambda: station.seconds > 0, timeout=10_000)
    bridge.stop()
    assert not bridge._seconds.isActive()
