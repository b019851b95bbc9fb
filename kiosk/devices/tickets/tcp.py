"""A printer on the venue's own network; the one place of the program that opens a connection."""

import socket

from kiosk.devices.tickets.target import TcpTarget

_CONNECT_S = (
    2.0  # on the same network an answer takes milliseconds; a printer that is off, for ever
)
_SEND_S = 10.0
_PLENTY = 4096


class TcpLink:
    """Implements `kiosk.devices.tickets.link.Link`."""

    def __init__(self, target: TcpTarget) -> None:
        self._socket = socket.create_connection((target.host, target.port), timeout=_CONNECT_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, content: bytes) -> None:
        """Hand all of it to the network."""
        self._socket.settimeout(_SEND_S)
        self._socket.sendall(content)

    def receive(self, timeout_s: float) -> bytes:
        """Return what the printer said."""
        self._socket.settimeout(max(timeout_s, 0.001))  # 0 would mean something else
        try:
            heard = self._socket.recv(_PLENTY)
        except TimeoutError:
            return b""
        if not heard:
            raise ConnectionResetError("closed by the printer")
        return heard

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
