"""ESC/POS: the few commands a ticket needs, and what a printer's answers mean.

Source: Epson's ESC/POS command reference; printers of other makes follow it in these commands.
"""

from collections.abc import Iterator
from enum import IntEnum

from kiosk.devices.tickets.bitmap import Bitmap
from kiosk.queueports import PrinterState

BEGIN = b"\x1b@"
CUT = b"\x1dVB\x00"  # feeds to the cutter, then cuts but for one point, so that it does not fall
ASK_IN_ORDER = b"\x1dr\x01"
"""Answered once everything sent before has been printed."""
STRIP_ROWS = 24  # 1.7 KB on 80 mm: fits the smallest buffers (4 KB) beside the one before it
_REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
_ANSWER_MARK = 0b1001_0011  # the bits by which a printer's answers are told apart
_IN_ORDER, _REAL_TIME_ANSWER = 0b0000_0000, 0b0001_0010


class Question(IntEnum):
    """What is asked in real time: answered at once, also when out of paper."""

    PRINTER = 1
    CAUSE = 2
    PAPER = 4


QUESTIONS = tuple(Question)


def ask(question: Question) -> bytes:
    """Return the real-time request (DLE EOT)."""
    return b"\x10\x04" + bytes([question])


def pieces(picture: Bitmap) -> Iterator[bytes]:
    """Yield the ticket in commands that are whole each: strips, then feed and cut."""
    yield BEGIN
    for strip in picture.strips(STRIP_ROWS):
        rows = len(strip) // picture.row_bytes
        size = picture.row_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little")
        yield b"\x1dv0\x00" + size + harmless(strip)
    yield CUT


def harmless(ink: bytes) -> bytes:
    """Return the ink without what a printer would obey: it looks for these pairs in pictures too.

    One dot beside a black one turns black.
    """
    for pair in _REAL_TIME:
        ink = ink.replace(pair, b"\x18" + pair[1:])
    return ink


def ends_a_torn_ticket(width_dots: int) -> bytes:
    """Return what separates the next ticket from one that broke off.

    A printer that still waits for dots of a strip takes the zeros as white, any other ignores them.
    """
    return bytes(STRIP_ROWS * width_dots // 8) + BEGIN + CUT


def is_in_order(answer: int) -> bool:
    """Tell whether the byte answers `ASK_IN_ORDER`."""
    return answer & _ANSWER_MARK == _IN_ORDER


def is_real_time(answer: int) -> bool:
    """Tell whether the byte answers a `Question`."""
    return answer & _ANSWER_MARK == _REAL_TIME_ANSWER


def state_of(printer: int, cause: int, paper: int) -> PrinterState:
    """Return what the three real-time answers say together.

    An open cover comes first: with it open the paper's sensor says anything.
    """
    if cause & 0b0000_0100:
        return PrinterState.COVER_OPEN
    if paper & 0b0110_0000 or cause & 0b0010_0000:
        return PrinterState.PAPER_OUT
    if printer & 0b0000_1000 or cause & 0b0100_0000:
        return PrinterState.OFFLINE
    return PrinterState.PAPER_LOW if paper & 0b0000_1100 else PrinterState.READY
