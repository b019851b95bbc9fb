"""Where a search lets itself be ended: between two views of a picture."""

from collections.abc import Callable

Pause = Callable[[], None]
"""Called many times a second; raises to end a search nobody waits for any more."""


def go_on() -> None:
    """Let the search go on."""
