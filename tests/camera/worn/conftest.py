"""The drawn sitter as seen by an analyser, for what is worn."""

from collections.abc import Callable, Iterator

import pytest

from camera.analyser import MediapipeAnalyser
from camera.sitter.look import Scene
from camera.sitter.studio import Studio
from camera.worn.features import Worn
from camera.worn.worn import MEASURES, find_worn
from kiosk.domain.frame import Frame
from tests.camera.eye.stage import StoppedClock, as_frame

WIDTH, HEIGHT = 900, 1200
NAMES = {measure: worn for worn, measure in MEASURES.items()}

Ask = Callable[[Frame], dict[Worn, float]]


@pytest.fixture(scope="session")
def eye() -> Iterator[MediapipeAnalyser]:
    with MediapipeAnalyser(StoppedClock(), stills=True) as ready:
        yield ready


@pytest.fixture(scope="session")
def draw() -> Callable[[Scene], Frame]:
    studio = Studio(WIDTH, HEIGHT)
    return lambda scene: as_frame(studio.paint(scene))


@pytest.fixture(scope="session")
def ask(eye: MediapipeAnalyser) -> Ask:
    def scores(frame: Frame) -> dict[Worn, float]:
        seen = eye.look(frame)
        assert seen is not None
        return {NAMES[m.measure]: m.value for m in find_worn(frame, seen.points)}

    return scores
