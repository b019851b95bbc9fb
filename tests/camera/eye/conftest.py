"""One analyser for all of these tests: loading the models takes longer than most of them."""

from collections.abc import Iterator

import pytest

from camera.analyser import MediapipeAnalyser
from camera.inspection import Inspector
from camera.portrait import Portraitist
from camera.sitter.look import Scene
from camera.sitter.studio import Studio
from tests.camera.eye.stage import HEIGHT, WIDTH, Stage, StoppedClock


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    with MediapipeAnalyser(StoppedClock(), stills=True) as eye:
        yield Stage(studio=Studio(WIDTH, HEIGHT), eye=eye)


@pytest.fixture
def live_eye() -> Iterator[MediapipeAnalyser]:
    with MediapipeAnalyser(StoppedClock()) as eye:
        yield eye


@pytest.fixture(scope="session")
def portraitist(stage: Stage) -> Iterator[Portraitist]:
    maker = Portraitist(StoppedClock())
    observation = stage.observe(Scene())
    maker.develop((observation,), None)  # its models' threads belong to no test
    yield maker
    maker.close()


@pytest.fixture(scope="session")
def inspector() -> Iterator[Inspector]:
    with Inspector(StoppedClock()) as ready:
        yield ready
