"""Fuzzing of every parser."""

import pytest

from tests.faults.running import expect_clean


@pytest.mark.faults
def test_no_parser_answers_outside_input_with_a_bug() -> None:
    expect_clean("fuzzing")
