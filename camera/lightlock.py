"""Exposure and white balance held as a camera's automatics have just set them."""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2

from camera.capture import Handle

EXPOSURE_TOLERANCE = 0.5
# Each driver's own words for "by hand" and "by itself" (OpenCV passes them on unchanged).
BY_HAND = {cv2.CAP_DSHOW: 0.25, cv2.CAP_V4L2: 1.0}
BY_ITSELF = {cv2.CAP_DSHOW: 0.75, cv2.CAP_V4L2: 3.0}
WHITE_BALANCE_TOLERANCE_K = 50.0  # drivers round to their own steps of 10 to 50 K


@dataclass(frozen=True, slots=True)
class Setting:
    """One property to set, and how far the driver's answer may be from it."""

    name: str
    prop: int
    value: float
    tolerance: float = 0.0


def apply_settings(handle: Handle, settings: Iterable[Setting]) -> tuple[str, ...]:
    """Set all in order, then return the names of those the driver did not take."""
    asked = [(setting, handle.set(setting.prop, setting.value)) for setting in settings]
    return tuple(
        setting.name
        for setting, taken in asked
        if not taken or abs(handle.get(setting.prop) - setting.value) > setting.tolerance
    )


def hold_exposure(handle: Handle, backend: int) -> tuple[Setting, ...]:
    """Return the settings that keep the exposure of now; empty when the driver refuses.

    What it refused is given back to its automatics: better unsteady than wrong.
    """
    now = handle.get(cv2.CAP_PROP_EXPOSURE)
    held = by_hand(backend, now)
    if not apply_settings(handle, held):
        return held
    if backend in BY_ITSELF:
        handle.set(cv2.CAP_PROP_AUTO_EXPOSURE, BY_ITSELF[backend])
    return ()


def hold_white_balance(handle: Handle) -> tuple[Setting, ...]:
    """Return the settings that keep the white balance of now; empty when the driver refuses."""
    now_k = handle.get(cv2.CAP_PROP_WB_TEMPERATURE)
    if now_k <= 0:  # a driver that does not know it says 0 or -1
        return ()
    held = (
        Setting("white_balance", cv2.CAP_PROP_AUTO_WB, 0.0),
        Setting("white_balance", cv2.CAP_PROP_WB_TEMPERATURE, now_k, WHITE_BALANCE_TOLERANCE_K),
    )
    if not apply_settings(handle, held):
        return held
    handle.set(cv2.CAP_PROP_AUTO_WB, 1.0)
    return ()


def by_hand(backend: int, exposure: float) -> tuple[Setting, ...]:
    """Return what fixes the exposure: the automatics go first, or the value is not taken."""
    value = Setting("exposure", cv2.CAP_PROP_EXPOSURE, exposure, EXPOSURE_TOLERANCE)
    if backend not in BY_HAND:
        return (value,)
    return (Setting("auto_exposure", cv2.CAP_PROP_AUTO_EXPOSURE, BY_HAND[backend]), value)
