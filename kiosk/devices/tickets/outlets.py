"""From a printer's name to the outlet that reaches it."""

from kiosk.devices.tickets.bitmap import WIDTH_DOTS
from kiosk.devices.tickets.escposprinter import EscposPrinter, Pause, Report
from kiosk.devices.tickets.folder import FolderOutlet
from kiosk.devices.tickets.outlet import Outlet
from kiosk.devices.tickets.spool import SpoolOutlet
from kiosk.devices.tickets.target import FileTarget, SpoolTarget, TcpTarget, UsbTarget
from kiosk.devices.tickets.tcp import TcpLink
from kiosk.devices.tickets.usblink import UsbLink
from kiosk.ports import Clock


def outlet_of(
    target: TcpTarget | UsbTarget | SpoolTarget | FileTarget,
    clock: Clock,
    *,
    width_mm: int,
    deadline_s: float,
    report: Report,
    pause: Pause,
    torn: bool = False,
) -> Outlet:
    """Return the outlet; nothing is opened yet. ``torn``: the last ticket broke off."""
    match target:
        case SpoolTarget(name=name):
            return SpoolOutlet(name)
        case FileTarget(folder=folder):
            return FolderOutlet(folder)
        case TcpTarget() | UsbTarget():
            return EscposPrinter(
                lambda: TcpLink(target) if isinstance(target, TcpTarget) else UsbLink(target),
                clock,
                width_dots=WIDTH_DOTS[width_mm],
                deadline_s=deadline_s,
                report=report,
                pause=pause,
                torn=torn,
                mute=target.mute,
            )
