"""The harness itself is able to fail."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_every_planted_fault_is_caught_by_its_own_check() -> None:
    expect_clean("planted")
