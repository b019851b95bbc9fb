"""The typefaces of the screens, found on the machine or brought along by the built application."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kiosk.paths import resources

# BIZ UDPGothic: Debian's package has one file per weight; Windows one collection with the
# proportional face inside (BIZ UDGothic, BIZ UDPGothic).
FILE_NAMES = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZ-UDGothicR.ttc",
    "BIZ-UDGothicB.ttc",
)
# Debian's fonts-noto-cjk: one collection per weight with a face for each way of writing.
NOTO_FILE_NAMES = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A face in a file; ``index`` counts the faces of a collection."""

    path: Path
    index: int = 0


_Weights = tuple[tuple[str, int], tuple[str, int]]  # file and face: regular, bold


@dataclass(frozen=True, slots=True)
class _Script:
    """The faces that write a language, by file, the best first; and their families for Qt."""

    files: tuple[_Weights, ...]
    families: tuple[str, ...]


def _noto(face: int) -> _Weights:
    regular, bold = NOTO_FILE_NAMES
    return (regular, face), (bold, face)


# The same code point is drawn differently in Japan, Korea, China and Taiwan: a face for each
# (faces of the Noto collection, in its order: JP, KR, SC, TC).
_JAPANESE = _Script(
    (
        (("BIZUDPGothic-Regular.ttf", 0), ("BIZUDPGothic-Bold.ttf", 0)),
        (("BIZ-UDGothicR.ttc", 1), ("BIZ-UDGothicB.ttc", 1)),
        _noto(0),
    ),
    ("BIZ UDPGothic", "BIZ UDPゴシック", "Noto Sans CJK JP", "Yu Gothic UI"),
)
# BIZ UDPGothic has no Vietnamese letters, and its p and q hardly reach below the line.
_LATIN = _Script(
    ((("segoeui.ttf", 0), ("segoeuib.ttf", 0)), _noto(0)),
    ("Segoe UI", "Noto Sans CJK JP"),
)
_SCRIPTS: Mapping[str, _Script] = MappingProxyType(
    {
        "zh-Hans": _Script(
            (_noto(2), (("msyh.ttc", 0), ("msyhbd.ttc", 0))),
            ("Noto Sans CJK SC", "Microsoft YaHei"),
        ),
        "zh-Hant": _Script(
            (_noto(3), (("msjh.ttc", 0), ("msjhbd.ttc", 0))),
            ("Noto Sans CJK TC", "Microsoft JhengHei"),
        ),
        "ko": _Script(
            (_noto(1), (("malgun.ttf", 0), ("malgunbd.ttf", 0))),
            ("Noto Sans CJK KR", "Malgun Gothic"),
        ),
        **dict.fromkeys(("en", "vi", "pt", "tl"), _LATIN),
    }
)


def font_families(language: str) -> tuple[str, ...]:
    """Return the families for a public language (BCP 47), the best first, for Qt to choose."""
    return (*_SCRIPTS.get(language, _JAPANESE).families, "sans-serif")


def font_files(language: str, *, bold: bool = False) -> tuple[FontFile, ...]:
    """Return this machine's faces for a public language (BCP 47), the best first; or none."""
    weights = _SCRIPTS.get(language, _JAPANESE).files
    named = (regular_bold[bold] for regular_bold in weights)
    return tuple(
        FontFile(path, index) for name, index in named if (path := _find(name)) is not None
    )


@cache
def _find(name: str) -> Path | None:
    """Return where the file is; looked for once, fonts do not come while a station runs."""
    return next((path for folder in font_folders() for path in folder.rglob(name)), None)


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


def find_noto() -> tuple[Path, ...]:
    """Return the files of Noto Sans CJK, which a built application brings along on Linux."""
    return tuple(path for name in NOTO_FILE_NAMES if (path := _find(name)) is not None)
