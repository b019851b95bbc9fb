"""Where the program's own files are, and where a station keeps its data."""

import sys
from pathlib import Path

import platformdirs


def resources() -> Path:
    """Return the folder of texts, models, tables and fonts, also inside a frozen application."""
    return _root() / "resources"


def manual_folder() -> Path:
    """Return the folder of 運営マニュアル and its pictures."""
    return _root() / "docs" / "manual"


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def voices() -> Path:
    """Return the folder of the spoken clips, made at set-up; it may be missing."""
    return resources() / "voices"


def default_data_folder() -> Path:
    """Return the folder a station uses when ``--data`` is not given."""
    return Path(platformdirs.user_data_dir("ShinseiKiosk", appauthor=False))


def default_receiver_folder() -> Path:
    """Return the folder of the receiver's ledger when none is named."""
    return Path(platformdirs.user_data_dir("ShinseiKioskReceiver", appauthor=False))


def default_office_folder() -> Path:
    """Return the folder of headquarters' book when none is named."""
    return Path(platformdirs.user_data_dir("ShinseiKioskOffice", appauthor=False))


def office_witnesses() -> Path:
    """Return where this machine notes how far it saw books of headquarters; nothing secret."""
    return Path(platformdirs.user_data_dir("ShinseiKioskOfficeSeen", appauthor=False))
