"""Every view that has a look of its own, of every window, by a name of its own.

Where a page gets a new state, its scene belongs into the module of its page; whoever walks through
all of them (access, pictures, pages without a scene) finds them here.
"""

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QApplication

from kiosk.domain.ticket import PublicLanguage
from kiosk.workflow import phases
from kiosk.workflow.queue.view import QueueView
from kiosk.workflow.snapshots import StationView
from tests.ui import corrections, desks, gates, room, samples, sittings
from tests.ui.applicant import chair
from tests.ui.staff import line
from ui.hands import Hands
from ui.screens import StationScreens

Scene = tuple[StationView, tuple[str, ...]]
"""A view, and the keys that lead to its state; words to be typed begin with a star."""
SETTLING = 8  # layouts inside layouts, and lists that get a scroll bar, ask each other


def staff_scenes() -> Mapping[str, Scene]:
    """Return the scenes of the staff window."""
    plain = {
        **samples.scenes(),
        **sittings.scenes(),
        **{name: one[1] for name, one in room.scenes().items()},
    }
    return {
        **{name: (view, ()) for name, view in plain.items()},
        **desks.scenes(),
        **corrections.scenes(),
        **gates.scenes(),
        **{name: (view, tuple(keys.split())) for name, (view, keys) in line.scenes().items()},
    }


def reach(screens: StationScreens, scene: Scene, *, settling: int = SETTLING) -> None:
    """Come to a scene as somebody would: the page begins anew, then the keys."""
    view, keys = scene
    hands = Hands(screens.staff)
    screens.show_view(samples.view(phases.SignedOut()))
    screens.show_view(view)
    for key in keys:
        hands.write(key[1:]) if key.startswith("*") else hands.press(key)
    for _ in range(settling):
        QApplication.processEvents()


def public_scenes(language: PublicLanguage) -> Mapping[str, StationView]:
    """Return the scenes of the applicant's window in a language, the self-service apart."""
    made = dict(_numbered(chair.every_view(language)))
    taking = QueueView(enabled=True, accepting=True)
    return {**made, "issue": samples.view(phases.Ready(), queue=taking)}


def _numbered(views: Iterator[StationView]) -> Iterator[tuple[str, StationView]]:
    for number, view in enumerate(views, start=1):
        yield f"{number:02d}-{type(view.phase).__name__.lower()}", view
