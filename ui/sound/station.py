"""The announcer a station gets."""

from collections.abc import Sequence

from kiosk.paths import voices
from kiosk.queueports import Announcer
from ui.sound.announcer import CallAnnouncer, SilentAnnouncer
from ui.sound.childsink import ChildSink
from ui.sound.clips import read_clips
from ui.sound.outputs import QtTalker


def station_announcer(command: Sequence[str] | None) -> Announcer:
    """Return who makes calls heard; ``command`` starts this program once more, None: no sound."""
    if command is None:
        return SilentAnnouncer()
    return CallAnnouncer(ChildSink(command), QtTalker(), read_clips(voices()))
