"""A template and its figures become a PDF/A that can be read aloud by a screen reader."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from kiosk.errors import KioskError
from kiosk.fonts import find_fonts, find_noto
from kiosk.paths import resources

# `#import "@preview/…"` makes typst fetch a package from the Internet; this program never does.
_PACKAGE = re.compile(rb"[\"']@")

PRINT_DPI = 300.0
"""Office printers print as much; letters of 7 pt stay smooth."""


class TypesettingError(KioskError):
    """A paper could not be made from its template; ``template`` names it, ``reason`` says why."""

    message_key = "typesetting"


def typeset(name: str, fields: Mapping[str, object], *, made_at: datetime) -> bytes:
    """Return the PDF of ``resources/templates/<name>.typ``, the same bytes for the same figures.

    The template reads ``fields`` as JSON from ``sys.inputs.fields``.
    """
    # ISO 19005-2 level A (tagged, every letter mapped to Unicode) and PDF/UA-1.
    made = _compiled(name, fields, made_at, format="pdf", pdf_standards=["a-2a", "ua-1"])
    return b"".join(made)


def typeset_pictures(
    name: str, fields: Mapping[str, object], *, made_at: datetime
) -> tuple[bytes, ...]:
    """Return the same pages as PNG of `PRINT_DPI`, for a printer that knows no PDF."""
    return _compiled(name, fields, made_at, format="png", ppi=PRINT_DPI)


def _compiled(
    name: str, fields: Mapping[str, object], made_at: datetime, **wanted: Any
) -> tuple[bytes, ...]:
    folder = resources() / "templates"
    template = folder / f"{name}.typ"
    try:
        if any(fetches_packages(path.read_bytes()) for path in folder.glob("*.typ")):
            raise TypesettingError(template=name, reason="package")
        made = typst.compile(
            template,
            root=folder,
            font_paths=_font_folders(),
            ignore_system_fonts=True,
            sys_inputs={"fields": json.dumps(fields, ensure_ascii=False)},
            timestamp=made_at.replace(microsecond=0),  # typst takes whole seconds only
            **wanted,
        )
    except (OSError, RuntimeError) as error:  # TypstError is one; a missing file is a bare one
        raise TypesettingError(template=name, reason=type(error).__name__) from error
    return tuple(map(bytes, made)) if isinstance(made, list) else (bytes(made),)


def fetches_packages(template: bytes) -> bool:
    """Tell whether the template would have typst look for a package."""
    return _PACKAGE.search(template) is not None


def _font_folders() -> list[Path]:
    return sorted({path.parent for path in (*find_fonts(), *find_noto())})
