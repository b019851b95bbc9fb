"""What one look for a ticket costs the processor, at the sizes cameras have."""

import statistics
import time

import numpy as np

from benchmarks.figure import Figure
from camera.codes import read_codes
from kiosk.devices.tickets.qr import qr_picture
from kiosk.domain.scan import TicketCode

TICKET = "SK1.ABCDEFGH234567AZ"
LOOKS = 100
MOST_MS = 5.0


def measure() -> list[Figure]:
    """Return the median processor time of a look with and without a ticket in the picture."""
    found = []
    for height, width in ((720, 1280), (1080, 1920)):
        room = np.random.default_rng(1).integers(60, 200, (height // 8, width // 8, 3), np.uint8)
        empty = np.ascontiguousarray(room.repeat(8, axis=0).repeat(8, axis=1))
        shown = empty.copy()
        code = np.where(np.array(qr_picture(TICKET, 250)), 0, 255).astype(np.uint8)
        side = len(code)
        shown[100 : 100 + side, 100 : 100 + side] = code[..., None]
        assert read_codes(shown) == {TicketCode(TICKET)}
        for name, picture in (("empty room", empty), ("ticket", shown)):
            spent_ms = []
            for _ in range(LOOKS):
                began = time.process_time()
                read_codes(picture)
                spent_ms.append((time.process_time() - began) * 1e3)
            median = statistics.median(spent_ms)
            label = f"look for a code, {height}p, {name}"
            found.append(Figure(name=label, value=median, unit="ms", most=MOST_MS))
    return found
