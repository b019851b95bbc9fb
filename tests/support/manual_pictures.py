"""Draws docs/manual/pictures from the running program: `python -m tests.support.manual_pictures`.

Every person in them is invented and marked (研修).
"""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from kiosk.paths import resources
from kiosk.texts import Language
from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView
from tests.fakes.commands import RecordingCommands
from tests.support import office_pictures
from tests.ui import cards, desks, mornings, room, samples, sittings
from tests.ui.conftest import make_screens, plain_app
from tests.ui.staff import line
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import STANDARD

FOLDER = resources().parent / "docs" / "manual" / "pictures"
MOST_BYTES = 2_000_000
COLOURS = 160  # flat areas and the edges of letters stay as they are, faces are near enough
SETTLING = 4  # texts and lists find their heights in a few rounds of layout


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown, after which keys; on the applicant's screen or on the staff's."""

    view: StationView
    keys: tuple[str, ...] = ()
    applicant: bool = False


def scenes() -> Mapping[str, Scene]:
    """Return what every picture of the manual shows, by the name of its file."""
    sitting, morning = sittings.scenes(), mornings.scenes()
    console, keys = line.scenes()["line-busy"]
    hand_over, steps = desks.scenes()["hand-over-copied"]
    slips, slip_keys = cards.scenes()["cards"]
    receipt = samples.view(phases.Receipted(18, samples.RECEIPT))
    return {
        "sign-in": Scene(samples.scenes()["sign-in"]),
        "opening": Scene(morning["opening"]),
        "light": Scene(room.scenes()["light-sitter-warn"][1]),
        "line": Scene(console, tuple(keys.split())),
        "reception": Scene(sitting["receiving-scanned"]),
        "stopped": Scene(sitting["receiving-stopped"]),
        "consent": Scene(sitting["receiving-new"], applicant=True),
        "photo": Scene(replace(samples.scenes()["reviewing-bad"], case=sittings.NEW)),
        "form": Scene(sitting["form-plain"]),
        "confirm": Scene(sitting["confirm-waiting"], applicant=True),
        "receipt": Scene(receipt),
        "visit": Scene(sitting["form-visit"]),
        "cards": Scene(slips, slip_keys),
        "closing": Scene(morning["confirming"]),
        "hand-over": Scene(hand_over, steps),
    }


def draw(folder: Path) -> tuple[Path, ...]:
    """Leave every picture in the folder; a QApplication must exist."""
    folder.mkdir(parents=True, exist_ok=True)
    screens = make_screens(RecordingCommands(), Language.JA, theme=STANDARD, kiosk=True)
    screens.applicant.resize(1280, 800)
    made = []
    for name, scene in scenes().items():
        _show(screens, scene)
        window = screens.applicant if scene.applicant else screens.staff
        made.append(_save(window.grab(), folder / f"{name}.png"))
    screens.close()
    QApplication.processEvents()
    return (*made, *_draw_office(folder))


def _draw_office(folder: Path) -> Iterator[Path]:
    for name, keys in office_pictures.KEYS.items():
        with TemporaryDirectory() as place, office_pictures.office(Path(place)) as (window, hands):
            office_pictures.turn_to(window, hands, keys)
            yield _save(window.grab(), folder / f"{name}.png")


def _show(screens: StationScreens, scene: Scene) -> None:
    screens.show_view(samples.view(phases.SignedOut()))
    screens.show_view(scene.view)
    hands = Hands(screens.staff)
    for key in scene.keys:
        hands.press(key)
    screens.show_view(scene.view)
    if isinstance(scene.view.phase, phases.CheckingLight):
        screens.show_frame(samples.frame(), None)
    for _ in range(SETTLING):
        QApplication.processEvents()


def _save(picture: QPixmap, path: Path) -> Path:
    """Leave a small file without anything but the picture."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    with Image.open(BytesIO(bytes(buffer.data().data()))) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path


def main(arguments: list[str]) -> None:
    """Draw into the folder that was named, else where the manual has them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    plain_app()
    for path in draw(Path(arguments[0]) if arguments else FOLDER):
        sys.stdout.write(f"{path.name}\t{path.stat().st_size}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
