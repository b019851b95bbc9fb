"""kill -9 at every write call."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_after_a_kill_at_any_write_call_nothing_acknowledged_is_lost() -> None:
    expect_clean("kills")
