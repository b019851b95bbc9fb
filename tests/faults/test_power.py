"""Power cuts, from a recording of what is written and synced."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_after_a_power_cut_in_any_state_nothing_acknowledged_is_lost() -> None:
    expect_clean("power")
