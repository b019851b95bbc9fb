"""Where things stand on the board, wide or upright."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

# Of width to height. Screens of 4:3 are wide too: with lists below there is no room for either.
LEAST_WIDE = 1.2
CALL_SHARE = 0.65  # of the width; of the height 0.55 when upright
CALL_SHARE_UPRIGHT = 0.55
FOOT_SHARE = 0.075


@dataclass(frozen=True, slots=True)
class Places:
    """The call or the slide; the last calls; the waiting; the sign of life."""

    call: QRectF
    past: QRectF
    waiting: QRectF
    foot: QRectF
    unit: float
    """A hundredth of the shorter side; every distance is a multiple."""


def places(area: QRectF) -> Places:
    """Return where everything stands in ``area``."""
    unit = min(area.width(), area.height()) / 100
    if area.width() >= LEAST_WIDE * area.height():
        return _wide(area, unit)
    return _upright(area, unit)


def _wide(area: QRectF, unit: float) -> Places:
    call = QRectF(area.left(), area.top(), round(area.width() * CALL_SHARE), area.height())
    side = QRectF(call.right(), area.top(), area.right() - call.right(), area.height())
    inner = side.adjusted(4 * unit, 3 * unit, -4 * unit, -2 * unit)
    foot_high = area.height() * FOOT_SHARE
    free = inner.height() - foot_high
    past = QRectF(inner.left(), inner.top(), inner.width(), free * 0.46)
    waiting = QRectF(inner.left(), past.bottom() + unit, inner.width(), free * 0.54 - unit)
    foot = QRectF(inner.left(), inner.bottom() - foot_high, inner.width(), foot_high)
    return Places(call, past, waiting, foot, unit)


def _upright(area: QRectF, unit: float) -> Places:
    call = QRectF(area.left(), area.top(), area.width(), round(area.height() * CALL_SHARE_UPRIGHT))
    below = QRectF(area.left(), call.bottom(), area.width(), area.bottom() - call.bottom())
    inner = below.adjusted(4 * unit, 3 * unit, -4 * unit, -2 * unit)
    foot_high = 8 * unit
    high = inner.height() - foot_high - unit
    past = QRectF(inner.left(), inner.top(), inner.width() * 0.38, high)
    left = past.right() + 4 * unit
    waiting = QRectF(left, inner.top(), inner.right() - left, high)
    foot = QRectF(inner.left(), inner.bottom() - foot_high, inner.width(), foot_high)
    return Places(call, past, waiting, foot, unit)
