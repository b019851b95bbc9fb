"""Full, failing and lying disks."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_a_full_or_failing_disk_loses_nothing_and_is_told_in_words() -> None:
    expect_clean("disk")
