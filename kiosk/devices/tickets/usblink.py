"""A printer on a cable: its printer interface by pyusb (libusb). Windows goes by the spooler."""

from contextlib import suppress
from typing import Any

from kiosk.devices.tickets.target import UsbTarget

_PRINTER_CLASS = 7
_SEND_MS = 10_000
_PLENTY = 512
_IN = 0x80
_DRAIN_S = 0.1


class UsbLink:
    """Implements `kiosk.devices.tickets.link.Link`."""

    def __init__(self, target: UsbTarget) -> None:
        import usb.core  # noqa: PLC0415 - looks for libusb, which stations without it never need

        self._usb: Any = usb.core
        try:
            found: Any = usb.core.find(idVendor=target.vendor, idProduct=target.product)
        except usb.core.NoBackendError as error:
            raise OSError("no libusb") from error  # a ValueError there
        if found is None:
            raise OSError("no such device")
        self._device = found
        self._interface = _printer_interface(found)
        with suppress(
            NotImplementedError, usb.core.USBError
        ):  # Windows has no kernel driver to ask
            if found.is_kernel_driver_active(self._interface.bInterfaceNumber):
                found.detach_kernel_driver(self._interface.bInterfaceNumber)
        self._out = self._endpoint(0)
        self._in = self._endpoint(_IN)
        while self.receive(_DRAIN_S):
            pass  # answers to what another program or an earlier ticket asked

    def send(self, content: bytes) -> None:
        """Hand all of it to the printer."""
        taken = self._out.write(content, _SEND_MS)
        if taken != len(content):
            raise OSError("not all was taken")

    def receive(self, timeout_s: float) -> bytes:
        """Return what the printer said."""
        try:
            return bytes(self._in.read(_PLENTY, max(1, int(timeout_s * 1000))))
        except self._usb.USBTimeoutError:
            return b""

    def close(self) -> None:
        """Give the device back."""
        import usb.util  # noqa: PLC0415 - as above

        usb.util.dispose_resources(self._device)

    def _endpoint(self, direction: int) -> Any:
        for endpoint in self._interface:
            if endpoint.bEndpointAddress & _IN == direction:
                return endpoint
        raise OSError("an endpoint is missing")


def _printer_interface(device: Any) -> Any:
    for interface in device.get_active_configuration():
        if interface.bInterfaceClass == _PRINTER_CLASS:
            return interface
    raise OSError("not a printer")
