from camera.retry import Backoff, RestartBudget

SECOND = 1_000_000_000


def test_waits_double_from_half_a_second_to_eight() -> None:
    backoff = Backoff()
    assert [backoff.next() for _ in range(7)] == [0.5, 1, 2, 4, 8, 8, 8]
    backoff.reset()
    assert backoff.next() == 0.5


def test_a_try_that_took_long_shortens_the_wait_so_that_tries_come_every_eight_seconds() -> None:
    backoff = Backoff()
    for _ in range(5):
        backoff.next()
    assert backoff.next(spent_s=4.0) == 4.0
    assert backoff.next(spent_s=60.0) == 0.5


def test_five_restarts_in_a_minute_are_allowed_and_the_sixth_is_not() -> None:
    budget = RestartBudget()
    assert [budget.spend(n * SECOND) for n in range(6)] == [True] * 5 + [False]


def test_restarts_of_more_than_a_minute_ago_do_not_count() -> None:
    budget = RestartBudget()
    assert all(budget.spend(n * 13 * SECOND) for n in range(20))
