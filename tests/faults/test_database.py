"""Changes of the database."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_no_change_of_the_database_goes_unnoticed() -> None:
    expect_clean("database")
