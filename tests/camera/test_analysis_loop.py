import queue
import threading
from typing import Self

import pytest

from camera.loops import AnalysisLoop
from camera.retry import Backoff
from kiosk.domain.frame import Frame, Observation
from kiosk.models import ModelMissingError
from kiosk.ports import CameraState, CameraStatus, FaceAnalyser
from kiosk.threads import Latest, Worker
from tests.fakes.frame_source import picture
from tests.fakes.timepiece import Timepiece

PATIENCE_S = 10.0


def frame(seq: int) -> Frame:
    return Frame(seq=seq, captured_at_ns=seq, pixels=picture())


class Eye:
    """Implements `FaceAnalyser`: sees nobody, fails as often as it is told to, knows its thread."""

    def __init__(self, failures: list[Exception]) -> None:
        self._failures = failures
        self.threads: set[int] = set()
        self.open = 0

    def __enter__(self) -> Self:
        self.open += 1
        self.threads.add(threading.get_ident())
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.open -= 1
        self.threads.add(threading.get_ident())

    def observe(self, frame: Frame) -> Observation:
        self.threads.add(threading.get_ident())
        if self._failures:
            raise self._failures.pop()
        return Observation(frame=frame, face=None, analysed_at_ns=0)


class Bench:
    def __init__(self, failures: list[Exception] | None = None) -> None:
        self.eye = Eye(failures or [])
        self.box: Latest[Frame] = Latest()
        self.out: Latest[Observation] = Latest()
        self.said: queue.Queue[CameraStatus] = queue.Queue()

    def worker(self, error: Exception | None = None) -> Worker:
        def make() -> FaceAnalyser:
            if error:
                raise error
            return self.eye

        backoff = Backoff(first_s=0, longest_s=0)
        loop = AnalysisLoop(make, self.box, self.out, Timepiece(), self.said.put, backoff=backoff)
        return Worker("analysis", loop.run)


def test_the_newest_frame_is_analysed_in_the_loops_own_thread() -> None:
    bench = Bench()
    for seq in range(5):
        bench.box.put(frame(seq))
    with bench.worker():
        observed = bench.out.wait(PATIENCE_S)
    assert observed is not None
    assert observed.frame.seq == 4
    assert bench.box.dropped == 4
    assert len(bench.eye.threads) == 1
    assert threading.get_ident() not in bench.eye.threads
    assert bench.eye.open == 0


@pytest.mark.expects_warnings("analysis failed")
def test_an_analyser_that_fails_is_made_anew() -> None:
    bench = Bench([ZeroDivisionError()])
    with bench.worker():
        bench.box.put(frame(0))
        while (observed := bench.out.wait(0.05)) is None:
            bench.box.put(frame(1))
    assert observed.frame.seq == 1
    assert bench.eye.open == 0
    assert bench.said.empty()


@pytest.mark.expects_warnings("analysis failed", "analysis is out of service")
def test_analysis_that_fails_again_and_again_is_out_of_service() -> None:
    bench = Bench([ZeroDivisionError() for _ in range(6)])
    with bench.worker():
        while bench.said.empty() and bench.out.wait(0.05) is None:
            bench.box.put(frame(0))
    status = bench.said.get(timeout=PATIENCE_S)
    assert (status.state, status.error_key) == (CameraState.OUT_OF_SERVICE, "analysis_worker")


@pytest.mark.expects_warnings("analysis is out of service: model_missing")
def test_a_missing_model_is_said_at_once_in_its_own_words() -> None:
    bench = Bench()
    with bench.worker(ModelMissingError("face_landmarker.task", model="x")):
        status = bench.said.get(timeout=PATIENCE_S)
    assert status.error_key == "model_missing"
