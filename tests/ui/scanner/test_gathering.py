import pytest

from kiosk.domain.scan import LONGEST_FORM_BYTES, Foreign, read_scan
from ui.scanner.gathering import Ended, Gathering, Key

TICKET = "SK1.ABCDEFGH234567AZ"


def pressed(text: str, prefix: str = "") -> Gathering:
    gathering = Gathering(prefix)
    assert {gathering.press(character) for character in text} == {Key.HELD}
    return gathering


@pytest.mark.parametrize(
    ("prefix", "typed", "code"),
    [
        ("", TICKET, TICKET),
        ("~", f"~{TICKET}", TICKET),
        ("~", "~621498320257", "621498320257"),
        ("$%", "$%https://example.com/", "https://example.com/"),
        ("~", "~~~~~", "~~~~"),
    ],
)
def test_a_code_is_what_stands_between_prefix_and_enter(prefix: str, typed: str, code: str) -> None:
    assert pressed(typed, prefix).enter() == Ended(code=code)


@pytest.mark.parametrize("typed", ["S", "SK", "SK1"])
def test_half_a_prefix_was_typed_by_hands(typed: str) -> None:
    assert pressed(typed).fall_silent() == Ended(hands=True)
    assert pressed(typed).enter() == Ended(hands=True)


@pytest.mark.parametrize("typed", ["~", "~a", "~ab"])
def test_a_prefix_alone_was_typed_by_hands(typed: str) -> None:
    assert pressed(typed, "~").enter() == Ended(hands=True)


def test_half_a_code_is_dropped() -> None:
    gathering = pressed(TICKET[:9])
    assert gathering.fall_silent() == Ended()
    assert not gathering.begun


def test_keys_that_begin_no_prefix_pass() -> None:
    gathering = Gathering()
    assert {gathering.press(character) for character in "agK1.0"} == {Key.PASSES}
    assert not gathering.begun


def test_a_code_without_end_is_kept_only_as_far_as_it_shows_that_it_is_none() -> None:
    gathering = pressed("~" + "1" * 100_000, "~")
    code = gathering.enter().code
    assert LONGEST_FORM_BYTES < len(code) < LONGEST_FORM_BYTES + 10
    assert read_scan(code) == Foreign()
