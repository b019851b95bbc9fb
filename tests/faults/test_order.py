"""Order of changes, nearly right codes, a lying database."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_keys_names_and_syncs_come_in_the_right_order() -> None:
    expect_clean("order")
