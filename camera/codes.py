"""Reads QR codes that people hold up to the camera while nobody poses."""

import logging
import threading
from collections.abc import Iterable

import cv2
import zxingcpp

from camera.loops import LISTEN_S
from camera.retry import RestartBudget
from kiosk.domain.frame import Frame, Pixels
from kiosk.domain.scan import Foreign, ReadScan, Scan, TicketCode, read_scan, retell
from kiosk.ports import Clock, CodeSeen
from kiosk.threads import Latest

_log = logging.getLogger(__name__)
EVERY_NS = 200_000_000  # five looks a second: a hand holds a ticket still for longer
GONE_NS = 2_000_000_000  # a hand shakes, a code is missed now and then: that is not another showing
WIDEST_PX = 1920  # measured: 3 ms a look; wider pictures cost more and show a held ticket no better

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_codes(pixels: Pixels, read: ReadScan = read_scan) -> frozenset[Scan]:
    """Return what the QR codes in the picture are; other kinds of codes are not looked for."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    if width > WIDEST_PX:
        size = (WIDEST_PX, height * WIDEST_PX // width)
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    found = zxingcpp.read_barcodes(
        grey,
        formats=_QR,
        text_mode=zxingcpp.TextMode.Plain,
        try_invert=False,  # our tickets and the forms are dark on light
    )
    return frozenset(read(code.text) for code in found)


def pick(seen: Iterable[Scan]) -> Scan | None:
    """Return the one code that was meant; None where nobody can tell.

    Foreign codes never count: posters, clothes and telephones are in the picture without being
    shown. A ticket goes before whatever else is held with it. Of two tickets, or of two other
    things, neither: the wrong person's case must not open.
    """
    ours = {scan for scan in seen if not isinstance(scan, Foreign)}
    chosen = {scan for scan in ours if isinstance(scan, TicketCode)} or ours
    return chosen.pop() if len(chosen) == 1 else None


class CodeMemory:
    """Knows what was told already: a code is told once until it has left the picture for a while.

    Nothing is kept of a card's back but that it was one.
    """

    def __init__(self) -> None:
        self._seen_ns: dict[Scan, int] = {}

    def new(self, seen: Iterable[Scan], at_ns: int) -> Scan | None:
        """Return the code that is to be told now, None when there is none."""
        self._seen_ns = {
            scan: last for scan, last in self._seen_ns.items() if at_ns - last < GONE_NS
        }
        seen = frozenset(seen)
        told = {scan for scan in seen if scan in self._seen_ns}
        chosen = pick(seen)
        self._seen_ns |= dict.fromkeys(told, at_ns)
        if chosen is None or chosen in told:
            return None
        self._seen_ns[chosen] = at_ns
        return chosen

    def forget(self) -> None:
        """Tell everything anew."""
        self._seen_ns = {}


class CodeLoop:
    """Looks for codes in a thread of its own while asked, five times a second.

    ``seen`` is called in that thread. If reading fails again and again, codes are no longer read;
    photos are taken all the same.
    """

    def __init__(
        self,
        box: Latest[Frame],
        clock: Clock,
        seen: CodeSeen,
        read: ReadScan = read_scan,
    ) -> None:
        self._box = box
        self._clock = clock
        self._seen = seen
        self._read = read
        self._wanted = threading.Event()
        self._memory = CodeMemory()
        self._looked_ns: int | None = None

    def watch(self, wanted: bool) -> None:  # noqa: FBT001 - the port `kiosk.ports.Watch`
        """Look for codes from now on, or no longer; from any thread."""
        if wanted:
            self._wanted.set()
        else:
            self._wanted.clear()

    def run(self, stop: threading.Event) -> None:
        """Look until ``stop`` is set."""
        budget = RestartBudget()
        while not stop.is_set():
            try:
                self._serve(stop)
            except Exception:  # noqa: BLE001 - a worker's rim
                _log.exception("reading codes failed")
                if not budget.spend(self._clock.monotonic_ns()):
                    _log.error("codes are no longer read")
                    return

    def _serve(self, stop: threading.Event) -> None:
        while not stop.is_set():
            frame = self._box.wait(LISTEN_S)
            if not self._wanted.is_set():
                self._memory.forget()
            elif frame is not None and self._due(frame):
                self._look(frame)

    def _due(self, frame: Frame) -> bool:
        at_ns = frame.captured_at_ns
        return self._looked_ns is None or at_ns - self._looked_ns >= EVERY_NS

    def _look(self, frame: Frame) -> None:
        self._looked_ns = frame.captured_at_ns
        scan = self._memory.new(read_codes(frame.pixels, self._read), frame.captured_at_ns)
        if scan is not None:
            self._seen(retell(scan))
