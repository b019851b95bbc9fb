"""Damaged batch sets."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_no_damaged_batch_is_accepted() -> None:
    expect_clean("flips")
