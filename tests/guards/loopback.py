"""No test talks to another machine: what tries is stopped and remembered."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", b"127.0.0.1", b"localhost", None})
_HOST_FIRST = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sethostname"}
)
_ADDRESS_SECOND = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})

_attempts: list[str] = []
_installed = False


class OutsideCallError(OSError):
    """A test tried to reach another machine."""


def _host(event: str, arguments: tuple[object, ...]) -> object:
    if event in _HOST_FIRST:
        return arguments[0]
    address = arguments[1] if event in _ADDRESS_SECOND else None
    return address[0] if isinstance(address, tuple) else None  # a Unix socket is a path


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith("socket.") and (host := _host(event, arguments)) not in LOOPBACK:
        _attempts.append(f"{event} {host!r}")
        raise OutsideCallError(_attempts[-1])


def install() -> None:
    """Watch this process from now on; an audit hook cannot be taken back."""
    global _installed  # noqa: PLW0603 - the hook is a fact of the process
    if not _installed:
        sys.addaudithook(_watch)
        _installed = True


@contextmanager
def attempts() -> Iterator[list[str]]:
    """Collect the calls to other machines made inside the block, also those it swallowed."""
    _attempts.clear()
    yield _attempts
