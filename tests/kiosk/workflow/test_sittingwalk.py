"""No row of events, however mad, loses a sitting, seals another's words or stops the station."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.kiosk.workflow.sittingwalk import SittingWalk


def walk(walks: int) -> None:
    run_state_machine_as_test(
        SittingWalk,
        settings=settings(
            max_examples=walks,
            stateful_step_count=60,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_sixty_random_walks_lose_nothing() -> None:
    walk(60)
    assert min(SittingWalk.sealed, SittingWalk.resumed) > 0


@pytest.mark.slow
def test_two_thousand_random_walks_lose_nothing() -> None:
    walk(2_000)
