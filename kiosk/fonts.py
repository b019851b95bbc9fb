"""The typeface of the screens, found on the machine or brought along by the built application."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.paths import resources

# BIZ UDPGothic: Debian's package has one file per weight; Windows one collection with the
# proportional face inside (BIZ UDGothic, BIZ UDPGothic).
FILE_NAMES = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZ-UDGothicR.ttc",
    "BIZ-UDGothicB.ttc",
)


def font_folders() -> tuple[Path, ...]:
    """Return where fonts can be: brought along first, then the person's, then the machine's."""
    home = Path.home()
    if sys.platform == "win32":
        local, windows = os.environ.get("LOCALAPPDATA", ""), os.environ.get("WINDIR", r"C:\Windows")
        return (
            bundled_fonts(),
            Path(local, "Microsoft", "Windows", "Fonts"),
            Path(windows, "Fonts"),
        )
    return (
        bundled_fonts(),
        home / ".local" / "share" / "fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    )


def bundled_fonts() -> Path:
    """Return the folder of fonts that a built application brings along."""
    return resources() / "fonts"


def find_fonts(folders: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """Return the files of BIZ UDPGothic in the first of ``folders`` that has any."""
    for folder in font_folders() if folders is None else folders:
        here = tuple(sorted(path for path in folder.rglob("*.tt[fc]") if path.name in FILE_NAMES))
        if here:
            return here
    return ()
