"""Names, numbers, photos and passwords on the disk."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_nothing_personal_is_ever_written() -> None:
    expect_clean("canaries")
