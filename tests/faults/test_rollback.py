"""Older copies put back."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_no_mix_of_older_copies_goes_unnoticed() -> None:
    expect_clean("roll-back")
