"""The thin adapter for plugged-in cameras, against drivers that behave as real ones do.

What no machine without a camera can show is listed in docs (to be checked on the laptop).
"""

import cv2
import numpy as np
import pytest

from camera.device import Camera, DeviceFeed, Driver, list_cameras
from camera.errors import CameraLostError, CameraOpenError
from camera.spec import Ask, DeviceSpec
from kiosk.domain.frame import Pixels
from tests.fakes.frame_source import picture
from tests.fakes.timepiece import Timepiece

NAMES = {
    cv2.CAP_PROP_FOURCC: "format",
    cv2.CAP_PROP_FRAME_WIDTH: "width",
    cv2.CAP_PROP_FRAME_HEIGHT: "height",
    cv2.CAP_PROP_FPS: "fps",
    cv2.CAP_PROP_AUTO_EXPOSURE: "auto_exposure",
    cv2.CAP_PROP_EXPOSURE: "exposure",
    cv2.CAP_PROP_AUTO_WB: "auto_white_balance",
    cv2.CAP_PROP_WB_TEMPERATURE: "white_balance",
}
AUTO = {cv2.CAP_PROP_EXPOSURE: -5.0, cv2.CAP_PROP_WB_TEMPERATURE: 4600.0}


class DrivenCamera:
    """A handle that keeps what was set, but never goes above its own width and height."""

    def __init__(
        self,
        *,
        opens: bool = True,
        gives: bool = True,
        most: tuple[int, int] = (1920, 1080),
        stubborn: tuple[int, ...] = (),
    ) -> None:
        """``stubborn``: properties that cannot be set."""
        self.opens, self.gives, self.released = opens, gives, False
        self.order: list[str] = []
        self._most = dict(
            zip((cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT), most, strict=True)
        )
        self._stubborn = stubborn
        self._held: dict[int, float] = {}

    def isOpened(self) -> bool:
        return self.opens

    def set(self, prop: int, value: float, /) -> bool:
        self.order.append(NAMES[prop])
        if prop in self._stubborn:
            return False
        self._held[prop] = min(value, self._most.get(prop, value))
        return True  # real drivers say yes and do something else

    def get(self, prop: int, /) -> float:
        return self._held.get(prop, AUTO.get(prop, 0.0))

    def grab(self) -> bool:
        return self.gives

    def retrieve(self) -> tuple[bool, Pixels]:
        width, height = (int(self._held[prop]) for prop in self._most)
        return True, picture(width=width, height=height)

    def release(self) -> None:
        self.released = True


class Machine(Driver):
    """A computer with one camera, reachable through two back-ends."""

    def __init__(self, *handles: DrivenCamera) -> None:
        self._handles = dict(zip(self.backends(), handles, strict=False))
        self.opened: list[tuple[int, int]] = []

    def backends(self) -> tuple[int, ...]:
        return (cv2.CAP_DSHOW, cv2.CAP_MSMF)

    def cameras(self, backend: int) -> list[Camera]:
        index = 1 if backend == cv2.CAP_DSHOW else 0
        return [Camera(index=index, name="Logitech BRIO", vendor_product="046d:085e")]

    def open(self, index: int, backend: int) -> DrivenCamera:
        self.opened.append((index, backend))
        return self._handles[backend]


def test_settings_are_made_in_the_order_in_which_windows_drivers_take_them() -> None:
    handle = DrivenCamera()
    ask = Ask(width_px=1920, height_px=1080, fps=30, exposure=-6)
    feed = DeviceFeed(DeviceSpec(index=1, ask=ask), Timepiece(), Machine(handle))
    said = feed.open()
    assert handle.order == ["format", "width", "height", "fps", "auto_exposure", "exposure"]
    assert said.refused == ()
    assert (said.width_px, said.height_px, said.name) == (1920, 1080, "Logitech BRIO")


def test_what_the_driver_did_not_take_is_named_although_it_said_yes() -> None:
    feed = DeviceFeed(DeviceSpec(index=1), Timepiece(), Machine(DrivenCamera(most=(1280, 720))))
    said = feed.open()
    assert said.refused == ("width", "height")
    assert (said.width_px, said.height_px) == (1280, 720)


@pytest.mark.parametrize("first", [DrivenCamera(opens=False), DrivenCamera(gives=False)])
def test_the_second_back_end_is_tried_with_its_own_index_when_the_first_gives_nothing(
    first: DrivenCamera,
) -> None:
    machine = Machine(first, DrivenCamera())
    feed = DeviceFeed(DeviceSpec(name="logitech"), Timepiece(), machine)
    feed.open()
    assert machine.opened == [(1, cv2.CAP_DSHOW), (0, cv2.CAP_MSMF)]
    assert first.released


def test_a_camera_that_no_back_end_opens_is_an_error_that_names_it() -> None:
    machine = Machine(DrivenCamera(opens=False), DrivenCamera(gives=False))
    feed = DeviceFeed(DeviceSpec(name="logitech"), Timepiece(), machine)
    with pytest.raises(CameraOpenError) as caught:
        feed.open()
    assert caught.value.params == {"camera": "logitech"}


def test_a_name_that_no_camera_has_opens_nothing() -> None:
    machine = Machine(DrivenCamera(), DrivenCamera())
    with pytest.raises(CameraOpenError):
        DeviceFeed(DeviceSpec(name="Canon"), Timepiece(), machine).open()
    assert machine.opened == []


def test_an_unplugged_camera_is_lost_and_let_go() -> None:
    handle = DrivenCamera()
    feed = DeviceFeed(DeviceSpec(index=1), Timepiece(), Machine(handle))
    feed.open()
    feed.next()
    handle.gives = False
    with pytest.raises(CameraLostError):
        feed.next()
    feed.close()
    assert handle.released


def test_the_cameras_of_a_machine_are_listed_with_name_and_maker() -> None:
    assert [str(one) for one in list_cameras(Machine())] == ["1  Logitech BRIO  046d:085e"]


def test_this_machine_without_that_camera_says_so() -> None:
    with pytest.raises(CameraOpenError):
        DeviceFeed(DeviceSpec(index=99), Timepiece()).open()


def test_the_first_picture_is_not_lost_to_the_proof_at_opening() -> None:
    feed = DeviceFeed(DeviceSpec(index=1), Timepiece(), Machine(DrivenCamera()))
    feed.open()
    assert np.array_equal(feed.next()[0], feed.next()[0])


def test_the_light_is_held_as_the_automatics_have_it() -> None:
    handle = DrivenCamera()
    feed = DeviceFeed(DeviceSpec(index=1), Timepiece(), Machine(handle))
    feed.open()
    handle.order.clear()
    assert feed.lock_light() == ()
    assert handle.order == ["auto_exposure", "exposure", "auto_white_balance", "white_balance"]
    assert handle.get(cv2.CAP_PROP_EXPOSURE) == -5.0
    assert handle.get(cv2.CAP_PROP_AUTO_EXPOSURE) == 0.25
    assert handle.get(cv2.CAP_PROP_WB_TEMPERATURE) == 4600.0


@pytest.mark.parametrize(
    ("stubborn", "refused"),
    [
        (cv2.CAP_PROP_EXPOSURE, "exposure"),
        (cv2.CAP_PROP_WB_TEMPERATURE, "white_balance"),
        (cv2.CAP_PROP_AUTO_WB, "white_balance"),
    ],
)
def test_what_a_driver_does_not_hold_goes_back_to_its_automatics(
    stubborn: int, refused: str
) -> None:
    handle = DrivenCamera(stubborn=(stubborn,))
    feed = DeviceFeed(DeviceSpec(index=1), Timepiece(), Machine(handle))
    feed.open()
    assert feed.lock_light() == (refused,)
    automatic = {"exposure": cv2.CAP_PROP_AUTO_EXPOSURE, "white_balance": cv2.CAP_PROP_AUTO_WB}
    expected = {"exposure": 0.75, "white_balance": 0.0 if stubborn == cv2.CAP_PROP_AUTO_WB else 1.0}
    assert handle.get(automatic[refused]) == expected[refused]


def test_a_camera_without_a_white_balance_says_so() -> None:
    handle = DrivenCamera()
    feed = DeviceFeed(DeviceSpec(index=1), Timepiece(), Machine(handle))
    feed.open()
    handle.set(cv2.CAP_PROP_WB_TEMPERATURE, -1.0)
    assert feed.lock_light() == ("white_balance",)


def test_an_exposure_that_was_asked_for_stays() -> None:
    handle = DrivenCamera()
    ask = Ask(width_px=1920, height_px=1080, fps=30, exposure=-7)
    feed = DeviceFeed(DeviceSpec(index=1, ask=ask), Timepiece(), Machine(handle))
    feed.open()
    assert feed.lock_light() == ()
    assert handle.get(cv2.CAP_PROP_EXPOSURE) == -7.0


def test_the_light_is_held_again_after_the_camera_was_opened_anew() -> None:
    handle = DrivenCamera()
    feed = DeviceFeed(DeviceSpec(index=1), Timepiece(), Machine(handle))
    assert not feed.open().light_locked
    feed.lock_light()
    feed.close()
    handle.order.clear()
    assert feed.open().light_locked
    assert handle.order[-2:] == ["auto_white_balance", "white_balance"]


def test_a_closed_camera_holds_nothing() -> None:
    feed = DeviceFeed(DeviceSpec(index=1), Timepiece(), Machine(DrivenCamera()))
    assert feed.lock_light() == ("exposure", "white_balance")
