"""From the words that name a camera to the source of its frames."""

from camera.device import DeviceFeed
from camera.feed import Feed, UprightSource
from camera.pace import Wait, wait_really
from camera.replay import StillsFeed, VideoFeed
from camera.sitter.feed import SitterFeed
from camera.sitter.knobs import parse_play
from camera.spec import DeviceSpec, NetworkSpec, SitterSpec, Spec, StillsSpec, VideoSpec, parse_spec
from camera.stream import StreamFeed
from kiosk.ports import Clock, FrameSource, Orientation


def open_source(
    spec: str,
    clock: Clock,
    *,
    orientation: Orientation = Orientation.UPRIGHT,
    wait: Wait = wait_really,
) -> FrameSource:
    """Return the source that ``spec`` names (grammar: `camera.spec`), not yet opened.

    Raises CameraSpecError when the words, a file or a knob make no sense. ``wait`` paces what is
    played from files or drawn.
    """
    return UprightSource(_feed(parse_spec(spec), clock, wait), orientation)


def _feed(spec: Spec, clock: Clock, wait: Wait) -> Feed:
    match spec:
        case DeviceSpec():
            return DeviceFeed(spec, clock)
        case NetworkSpec():
            return StreamFeed(spec, clock)
        case StillsSpec():
            return StillsFeed(spec, clock, wait)
        case VideoSpec():
            return VideoFeed(spec, clock, wait)
        case SitterSpec():
            return SitterFeed(parse_play(spec), clock, wait)
