import pytest

from tests.kiosk.workflow.bench import Bench


@pytest.fixture
def bench() -> Bench:
    return Bench()
