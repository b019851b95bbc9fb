"""Draws docs/design/*.png from the real widgets: `python -m tests.ui.design_pictures [folder]`.

Every person in them is invented and marked (研修).
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.paths import resources
from kiosk.texts import Language
from kiosk.workflow import phases
from kiosk.workflow.errors import LeaverError
from kiosk.workflow.snapshots import StationView, WayOut
from tests.fakes.commands import RecordingCommands
from tests.ui import samples, sittings
from tests.ui.conftest import make_screens, plain_app
from tests.ui.designsheet import components, tokens
from tests.ui.staff import line
from ui.app import make_app
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import CONTRAST, STANDARD, Theme

FOLDER = resources().parent / "docs" / "design"
MOST_BYTES = 1_500_000
EXACT = 160  # of 256 colours: the flat ones and the edges of letters; the rest is for a face
SETTLING = 4  # texts and lists find their heights in a few rounds of layout
Indices = npt.NDArray[np.uint8]
STAFF, APPLICANT = "staff", "applicant"
LOOKS: Mapping[str, Theme] = {
    "": STANDARD,
    "contrast": CONTRAST,
    "150": STANDARD.with_text_scale(1.5),
    "200": STANDARD.with_text_scale(2.0),
}


def pages() -> Mapping[str, tuple[str, str, StationView, str]]:
    """Return window, look, view and keys of each picture of a page."""
    sitting = sittings.scenes()
    console, keys = line.scenes()["line-busy"]
    photo = replace(samples.scenes()["reviewing-bad"], case=sittings.NEW)
    refused = samples.view(phases.Ready(), way_out=WayOut(refused=LeaverError()))
    return {
        "state-waiting": (STAFF, "", console, keys),
        "state-reception": (STAFF, "", sitting["receiving-scanned"], ""),
        "state-stopped": (STAFF, "", sitting["receiving-stopped"], ""),
        "state-photo": (STAFF, "", photo, ""),
        "state-form": (STAFF, "", sitting["form-plain"], ""),
        "state-confirm": (STAFF, "", sitting["confirm-waiting"], ""),
        "state-sealed": (STAFF, "", samples.view(phases.Receipted(18, samples.RECEIPT)), ""),
        "state-error": (STAFF, "", sitting["form-notice"], ""),
        "state-way-out": (STAFF, "", refused, "Ctrl+Shift+Q"),
        "look-contrast": (STAFF, "contrast", sitting["receiving-warned"], ""),
        "look-200": (STAFF, "200", sitting["receiving-scanned"], ""),
        "public-consent": (APPLICANT, "", sitting["receiving-new"], ""),
        "public-confirm": (APPLICANT, "", sitting["confirm-waiting"], ""),
        "public-receipt": (
            APPLICANT,
            "",
            samples.view(phases.Receipted(18, samples.RECEIPT)),
            "",
        ),
        "public-contrast": (APPLICANT, "contrast", sitting["confirm-foreign"], ""),
    }


def sheets() -> Mapping[str, Callable[[Theme], QWidget]]:
    """Return what is drawn that is no page."""
    return {"tokens": tokens, "components": components}


def draw(folder: Path) -> tuple[Path, ...]:
    """Leave every picture in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, make in sheets().items():
        made.append(_save(_grabbed(make), folder / f"{name}.png"))
    for look, theme in LOOKS.items():
        wanted = {name: one for name, one in pages().items() if one[1] == look}
        if wanted:
            made += _pages_of(theme, wanted, folder)
    plain_app()
    return tuple(made)


def _grabbed(make: Callable[[Theme], QWidget]) -> QPixmap:
    make_app(STANDARD)
    sheet = make(STANDARD)
    sheet.show()
    _settle()
    picture = sheet.grab()
    sheet.close()
    sheet.deleteLater()
    return picture


def _pages_of(
    theme: Theme, wanted: Mapping[str, tuple[str, str, StationView, str]], folder: Path
) -> list[Path]:
    screens = make_screens(RecordingCommands(), Language.JA, theme=theme, kiosk=True)
    screens.applicant.resize(1280, 800)
    made = []
    for name, (window, _, view, keys) in wanted.items():
        _show(screens, view, keys)
        shown = screens.staff if window == STAFF else screens.applicant
        made.append(_save(shown.grab(), folder / f"{name}.png"))
    screens.close()
    QApplication.processEvents()
    return made


def _show(screens: StationScreens, view: StationView, keys: str) -> None:
    screens.show_view(samples.view(phases.SignedOut()))
    screens.show_view(view)
    for key in keys.split():
        Hands(screens.staff).press(key)
    screens.show_view(view)
    _settle()


def _settle() -> None:
    for _ in range(SETTLING):
        QApplication.processEvents()


def _save(picture: QPixmap, path: Path) -> Path:
    """Leave a small file: few colours, as many as flat areas need."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    with Image.open(BytesIO(bytes(buffer.data().data()))) as whole:
        seen = np.asarray(whole.convert("RGB"))
    packed = seen.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    found, inverse, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 0xFF, found & 0xFF], axis=1).astype(np.uint8)
    often = colours[np.argsort(-counts)[:EXACT]]  # what is flat stays exactly as it is
    cut = Image.fromarray(seen).quantize(256 - EXACT).getpalette() or []
    palette = np.concatenate([often, np.array(cut, np.uint8).reshape(-1, 3)])[:256]
    few = Image.fromarray(_nearest(colours, palette)[inverse.reshape(seen.shape[:2])])
    few.putpalette(palette.astype(np.uint8).tobytes())
    few.save(path, optimize=True)
    return path


def _nearest(colours: npt.NDArray[np.uint8], palette: npt.NDArray[np.uint8]) -> Indices:
    """Return the place in the palette of what is most like each colour."""
    parts = np.array_split(colours.astype(np.int32), max(1, len(colours) // 4096))
    wide = palette.astype(np.int32)
    found = [((one[:, None] - wide) ** 2).sum(axis=2).argmin(axis=1) for one in parts]
    return np.concatenate(found).astype(np.uint8)


def main(arguments: list[str]) -> None:
    """Draw into the folder that was named, else where the documentation has them."""
    tell = partial(print, sep="\t")
    for path in draw(Path(arguments[0]) if arguments else FOLDER):
        tell(path.name, path.stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1:])
