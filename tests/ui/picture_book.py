"""Pictures of every screen in a tidy folder, with a page to leaf through them.

``<folder>/<window>/<scene>/<look>.png`` and ``<folder>/index.html``.
"""

import html
import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

_STYLE = """
body { font: 16px sans-serif; margin: 24px; }
td, th { vertical-align: top; padding: 4px; text-align: left; }
img { width: 320px; border: 1px solid #cccccc; }
small { display: block; color: #595959; }
"""


class PictureBook:
    """Keeps pictures only where ``KIOSK_PICTURES`` names a folder."""

    def __init__(self, folder: str | None = None) -> None:
        named = os.environ.get("KIOSK_PICTURES", "") if folder is None else folder
        self._folder = Path(named) if named else None

    def keep(self, window: QWidget, scene: str, look: str, *, kind: str = "") -> None:
        """Leave the window as it looks now."""
        if self._folder is None:
            return
        path = self._folder / (kind or window.objectName()) / scene / f"{look}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not window.grab().save(str(path), "PNG"):
            raise OSError(f"cannot write {path.name}")

    def bind(self) -> None:
        """Write the page that shows all pictures that are there now, a row for each scene."""
        if self._folder is None or not self._folder.is_dir():
            return
        rows = []
        for window in sorted(one for one in self._folder.iterdir() if one.is_dir()):
            rows.append(f'<tr><th colspan="2"><h2>{html.escape(window.name)}</h2></th></tr>')
            rows += [
                f"<tr><th>{html.escape(scene.name)}</th><td>{self._of(scene)}</td></tr>"
                for scene in sorted(one for one in window.iterdir() if one.is_dir())
            ]
        body = f"<style>{_STYLE}</style><table>{''.join(rows)}</table>"
        page = f"<!doctype html><meta charset=utf-8><title>Screens</title>{body}"
        (self._folder / "index.html").write_text(page, encoding="utf-8")

    def _of(self, scene: Path) -> str:
        assert self._folder is not None
        figures = []
        for picture in sorted(scene.glob("*.png")):
            at = html.escape(picture.relative_to(self._folder).as_posix())
            figures.append(
                f'<a href="{at}"><img loading=lazy src="{at}" alt="{at}"></a>'
                f"<small>{html.escape(picture.stem)}</small>"
            )
        return "".join(f"<figure>{one}</figure>" for one in figures)
