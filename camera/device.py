"""Cameras plugged into this machine, with the order of settings their drivers insist on."""

import sys
from dataclasses import dataclass

import cv2
from cv2_enumerate_cameras import enumerate_cameras

from camera.capture import Handle, grab_picture
from camera.errors import CameraLostError, CameraOpenError
from camera.feed import LIGHT_CONTROLS, Picture
from camera.lightlock import (
    Setting,
    apply_settings,
    by_hand,
    hold_exposure,
    hold_white_balance,
)
from camera.spec import Ask, DeviceSpec
from kiosk.ports import Clock, SourceDescription

MJPG = float(cv2.VideoWriter.fourcc(*"MJPG"))  # raw YUY2 at 1080p is 5 fps over USB 2
FPS_TOLERANCE = 1.0  # drivers answer 29.97 or 30.00003


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera the machine knows. ``vendor_product`` is ``VID:PID`` or empty."""

    index: int
    name: str
    vendor_product: str

    def __str__(self) -> str:
        """Return the line a person chooses from."""
        return "  ".join(part for part in (str(self.index), self.name, self.vendor_product) if part)


class Driver:
    """The machine's camera drivers, as a door that a test can stand in."""

    def backends(self) -> tuple[int, ...]:
        """Return the back-ends to try, in order.

        Windows: Media Foundation needs 4–20 s to open, so DirectShow goes first.
        """
        platforms = {
            "win32": (cv2.CAP_DSHOW, cv2.CAP_MSMF),
            "linux": (cv2.CAP_V4L2,),
            "darwin": (cv2.CAP_AVFOUNDATION,),
        }
        return platforms.get(sys.platform, (cv2.CAP_ANY,))

    def cameras(self, backend: int) -> list[Camera]:
        """Return the cameras this back-end knows, with its own indices."""
        try:
            found = enumerate_cameras(backend)
        except NotImplementedError:
            return []
        return [
            Camera(index=one.index, name=one.name, vendor_product=_vid_pid(one.vid, one.pid))
            for one in found
        ]

    def open(self, index: int, backend: int) -> Handle:
        """Return the capture; the caller asks whether it opened."""
        return cv2.VideoCapture(index, backend)


def _vid_pid(vid: int | None, pid: int | None) -> str:
    return "" if vid is None or pid is None else f"{vid:04x}:{pid:04x}"


def list_cameras(driver: Driver | None = None) -> list[Camera]:
    """Return the cameras of this machine, as its preferred back-end names them."""
    known = driver or Driver()
    for backend in known.backends():
        if found := known.cameras(backend):
            return found
    return []


def settings_in_order(ask: Ask, backend: int) -> tuple[Setting, ...]:
    """Return what to set, in the order in which drivers take it.

    The format comes first: size and rate are refused while the driver is still in its raw format.
    """
    settings = [
        Setting("format", cv2.CAP_PROP_FOURCC, MJPG),
        Setting("width", cv2.CAP_PROP_FRAME_WIDTH, ask.width_px),
        Setting("height", cv2.CAP_PROP_FRAME_HEIGHT, ask.height_px),
        Setting("fps", cv2.CAP_PROP_FPS, ask.fps, FPS_TOLERANCE),
    ]
    if ask.exposure is not None:
        settings += by_hand(backend, ask.exposure)
    return tuple(settings)


class DeviceFeed:
    """A camera by index or name. It is looked up anew at each opening: plugs move."""

    def __init__(self, spec: DeviceSpec, clock: Clock, driver: Driver | None = None) -> None:
        self._spec = spec
        self._clock = clock
        self._driver = driver or Driver()
        self._handle: Handle | None = None
        self._backend = cv2.CAP_ANY
        self._held: tuple[Setting, ...] = ()
        self._light_locked = False
        self._first: Picture | None = None

    def open(self) -> SourceDescription:
        """Return what the first back-end that gives a picture has opened."""
        self.close()
        for backend in self._driver.backends():
            if description := self._try(backend):
                return description
        wanted = self._spec.name or str(self._spec.index)
        raise CameraOpenError(f"{wanted}: not there or in use", camera=wanted)

    def next(self) -> Picture:
        """Return the next picture; the one taken as a proof at opening comes first."""
        first, self._first = self._first, None
        return first or grab_picture(self._handle, self._clock)

    def lock_light(self) -> tuple[str, ...]:
        """Hold exposure and white balance as they are, over re-openings too; return the refused."""
        if self._handle is None:
            return LIGHT_CONTROLS
        fixed = self._spec.ask.exposure is not None
        exposure = () if fixed else hold_exposure(self._handle, self._backend)
        balance = hold_white_balance(self._handle)
        self._held = (*exposure, *balance)
        done = (fixed or bool(exposure), bool(balance))
        self._light_locked = all(done)
        return tuple(name for name, ok in zip(LIGHT_CONTROLS, done, strict=True) if not ok)

    def close(self) -> None:
        """Let go of the device."""
        self._first = None
        if self._handle is not None:
            self._handle.release()
            self._handle = None

    def _try(self, backend: int) -> SourceDescription | None:
        camera = self._find(backend)
        if camera is None:
            return None
        handle = self._driver.open(camera.index, backend)
        if not handle.isOpened():
            handle.release()
            return None
        try:
            refused = apply_settings(handle, settings_in_order(self._spec.ask, backend))
            held = self._held_by(backend)
            lost = apply_settings(handle, held)
            self._first = grab_picture(handle, self._clock)
        except CameraLostError:
            handle.release()
            return None
        self._handle, self._backend = handle, backend
        height, width = self._first[0].shape[:2]
        return SourceDescription(
            name=camera.name,
            width_px=width,
            height_px=height,
            fps=handle.get(cv2.CAP_PROP_FPS),
            refused=tuple(dict.fromkeys((*refused, *lost))),
            light_locked=self._light_locked and bool(held) and not lost,
        )

    def _held_by(self, backend: int) -> tuple[Setting, ...]:
        """Return what was locked; another back-end counts exposure in units of its own."""
        return self._held if backend == self._backend else ()

    def _find(self, backend: int) -> Camera | None:
        known = self._driver.cameras(backend)
        index, wanted = self._spec.index, self._spec.name.casefold()
        if index is None:
            return next((one for one in known if wanted in one.name.casefold()), None)
        named = next((one.name for one in known if one.index == index), f"camera {index}")
        return Camera(index=index, name=named, vendor_product="")
