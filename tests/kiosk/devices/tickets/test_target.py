"""How settings name a printer."""

from pathlib import Path

import pytest

from kiosk.devices.tickets.target import (
    FileTarget,
    OsTarget,
    SpoolTarget,
    Target,
    TcpTarget,
    UsbTarget,
    parse_target,
)
from kiosk.errors import SettingsError


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("", None),
        ("tcp:192.0.2.7", TcpTarget("192.0.2.7", 9100)),
        ("tcp:printer.local:9101?mute", TcpTarget("printer.local", 9101, mute=True)),
        ("usb:04B8:0202", UsbTarget(0x04B8, 0x0202)),
        ("usb:04b8:0202?mute", UsbTarget(0x04B8, 0x0202, mute=True)),
        ("spool:受付 プリンター", SpoolTarget("受付 プリンター")),
        ("os:", OsTarget("")),
        ("os:Office", OsTarget("Office")),
        ("file:out/tickets", FileTarget(Path("out/tickets"))),
    ],
)
def test_a_printer_is_named_in_one_line(text: str, target: Target | None) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "printer",
        "tcp:",
        "tcp:a b",
        "tcp:host:0",
        "tcp:host:65536",
        "tcp:host:９１００",
        "tcp:host?loud",
        "usb:04b8",
        "usb:04b8:02020",
        "spool:",
        "spool:name?mute",
        "file:",
    ],
)
def test_a_name_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_target(text)
    assert caught.value.params == {"key": "tickets.printer"}
