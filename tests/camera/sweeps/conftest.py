from collections.abc import Iterator

import pytest

from camera.analyser import MediapipeAnalyser
from camera.sitter.studio import Studio
from kiosk.clock import SystemClock
from tests.camera.sweeps.bench import HEIGHT, WIDTH, Bench


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    with MediapipeAnalyser(SystemClock(), stills=True) as eye:
        yield Bench(studio=Studio(WIDTH, HEIGHT), eye=eye)
