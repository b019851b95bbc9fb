"""How long to wait before the next try, and when to stop trying."""

from collections import deque

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 8.0  # with a 2 s opening a camera that returns is seen within 10 s
RESTARTS = 5
RESTART_WINDOW_NS = 60_000_000_000


class Backoff:
    """Waits that double from the first to the longest, counted from one try to the next."""

    def __init__(self, *, first_s: float = FIRST_WAIT_S, longest_s: float = LONGEST_WAIT_S) -> None:
        self._first_s = first_s
        self._longest_s = longest_s
        self._next_s = first_s

    def next(self, spent_s: float = 0.0) -> float:
        """Return how long to wait now, when the failed try itself took ``spent_s``."""
        wait_s, self._next_s = self._next_s, min(self._next_s * 2, self._longest_s)
        return max(self._first_s, wait_s - spent_s)

    def reset(self) -> None:
        """Begin again with the first wait."""
        self._next_s = self._first_s


class RestartBudget:
    """Allows a worker so many restarts in a window of time."""

    def __init__(self, restarts: int = RESTARTS, window_ns: int = RESTART_WINDOW_NS) -> None:
        self._restarts = restarts
        self._window_ns = window_ns
        self._past_ns: deque[int] = deque()

    def spend(self, now_ns: int) -> bool:
        """Count one restart and say whether it is still allowed."""
        while self._past_ns and now_ns - self._past_ns[0] > self._window_ns:
            self._past_ns.popleft()
        self._past_ns.append(now_ns)
        return len(self._past_ns) <= self._restarts
