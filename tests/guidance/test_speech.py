"""What is spoken when: settled, newest, not too often."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.finding import Hint
from kiosk.guidance.speech import AGAIN_NS, SETTLED_NS, Speech, listen

TENTH_NS = 100_000_000


def spoken(hints: list[Hint], *, every_ns: int = TENTH_NS) -> list[tuple[float, Hint]]:
    """Return when (in seconds) which hint is said while these are shown one after the other."""
    speech, said = Speech(), []
    for at, hint in enumerate(hints):
        speech, now = listen(speech, hint, at * every_ns)
        if now is not None:
            said.append((at * every_ns / 1e9, now))
    return said


def test_a_hint_is_said_once_it_has_stood_for_a_second() -> None:
    assert spoken([Hint.MOVE_LEFT] * 10) == []
    assert spoken([Hint.MOVE_LEFT] * 11) == [(1.0, Hint.MOVE_LEFT)]


def test_a_hint_that_stands_is_repeated_every_six_seconds() -> None:
    times = [at for at, _ in spoken([Hint.MOVE_LEFT] * 140)]
    assert times == [1.0, 7.0, 13.0]


def test_hints_that_come_and_go_are_not_said() -> None:
    assert spoken([Hint.MOVE_LEFT, Hint.MOVE_RIGHT] * 50) == []


def test_the_newest_hint_is_said_without_waiting_for_the_last_one() -> None:
    hints = [Hint.MOVE_LEFT] * 12 + [Hint.TURN_RIGHT] * 11
    assert spoken(hints) == [(1.0, Hint.MOVE_LEFT), (2.2, Hint.TURN_RIGHT)]


def test_a_hint_that_comes_back_soon_is_not_said_again_at_once() -> None:
    hints = [Hint.MOVE_LEFT] * 11 + [Hint.NO_FACE] * 5 + [Hint.MOVE_LEFT] * 60
    assert spoken(hints) == [(1.0, Hint.MOVE_LEFT), (7.0, Hint.MOVE_LEFT)]


@given(st.lists(st.sampled_from(Hint), max_size=200), st.integers(1, 700_000_000))
def test_never_unsettled_and_never_the_same_too_soon(hints: list[Hint], every_ns: int) -> None:
    last: dict[Hint, float] = {}
    for at, hint in spoken(hints, every_ns=every_ns):
        frames = round(at * 1e9 / every_ns)
        settled = [hints[then] for then in range(frames + 1) if (frames - then) * every_ns < 1e9]
        assert set(settled) == {hint}
        others = [then for other, then in last.items() if other is not hint]
        if hint in last and last[hint] > max(others, default=-1.0):
            assert at - last[hint] >= AGAIN_NS / 1e9 - 1e-6
        last[hint] = at
    assert SETTLED_NS < AGAIN_NS
