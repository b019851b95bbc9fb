"""Which printer, as settings name it: ``tcp:192.0.2.7``, ``usb:04b8:0202``, ``spool:Receipt`` …"""

import re
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import SettingsError

RAW_PORT = 9100  # where network printers take raw bytes; known as JetDirect
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}")
_USB = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})", re.IGNORECASE)
_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class TcpTarget:
    """A printer on the venue's own network."""

    host: str
    port: int = RAW_PORT
    mute: bool = False


@dataclass(frozen=True, slots=True)
class UsbTarget:
    """A printer on a cable, by the numbers of its maker and kind."""

    vendor: int
    product: int
    mute: bool = False


@dataclass(frozen=True, slots=True)
class SpoolTarget:
    """A printer of the machine that takes raw bytes."""

    name: str


@dataclass(frozen=True, slots=True)
class OsTarget:
    """Any printer of the machine; the ticket goes as a picture. "" is the default one."""

    name: str


@dataclass(frozen=True, slots=True)
class FileTarget:
    """A folder in which each ticket becomes a PNG; for trying out."""

    folder: Path


Target = TcpTarget | UsbTarget | SpoolTarget | OsTarget | FileTarget


def parse_target(text: str) -> Target | None:
    """Return the printer, None for "".

    ``?mute`` at the end of ``tcp:`` and ``usb:`` says that the printer never answers: what it took
    counts as printed.
    """
    if not text:
        return None
    kind, _, rest = text.partition(":")
    rest, _, option = rest.partition("?")
    mute = option == "mute" and kind in {"tcp", "usb"}
    if option and not mute:
        raise _refused("option")
    match kind:
        case "tcp":
            return _tcp(rest, mute=mute)
        case "usb" if found := _USB.fullmatch(rest):
            return UsbTarget(int(found[1], 16), int(found[2], 16), mute)
        case "spool" if rest:
            return SpoolTarget(rest)
        case "os":
            return OsTarget(rest)
        case "file" if rest:
            return FileTarget(Path(rest))
        case _:
            raise _refused("kind")


def _tcp(rest: str, *, mute: bool) -> TcpTarget:
    host, _, port = rest.partition(":")
    port = port or str(RAW_PORT)
    if not _HOST.fullmatch(host) or not port.isascii() or not port.isdigit():
        raise _refused("address")
    if not 0 < int(port) <= _HIGHEST_PORT:
        raise _refused("port")
    return TcpTarget(host, int(port), mute)


def _refused(detail: str) -> SettingsError:
    return SettingsError(detail, key="tickets.printer")
