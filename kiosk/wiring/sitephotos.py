"""What `kiosk site-photo` asks of the camera room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from camera.redaction.redactor import Redactor
from kiosk.domain.sitephoto import ChosenBoxes, Hides, SitePhoto, show_share_box
from kiosk.errors import OutputExistsError
from kiosk.native import mute_native_libraries
from kiosk.siteports import require_clean
from kiosk.wiring.newfile import write_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One picture as it was written, and where it came from."""

    source: Path
    out: Path | None
    photo: SitePhoto


def cover(picture: Path, out: Path, chosen: ChosenBoxes) -> Covered:
    """Leave the covered picture in ``out``, which must not exist.

    It is written only when no face is found in it any more; otherwise `FaceLeftError` says where.
    """
    if out.exists():
        raise OutputExistsError(file=out.name)
    mute_native_libraries()
    with Redactor() as redactor:
        photo = redactor.redact(picture, chosen)
    require_clean(photo)
    write_new(out, photo.jpeg)
    return Covered(source=picture, out=out, photo=photo)


def check(pictures: Iterable[Path]) -> Iterator[Covered]:
    """Yield finished pictures with the faces that are still found in them."""
    mute_native_libraries()
    with Redactor() as redactor:
        for picture in pictures:
            yield Covered(source=picture, out=None, photo=redactor.recheck(picture))


def as_json(covered: Covered) -> dict[str, object]:
    """Return what was found and covered; the stable schema of `--json`."""
    photo = covered.photo
    return {
        "file": str(covered.source),
        "out": None if covered.out is None else str(covered.out),
        "clean": photo.clean,
        "sha256": photo.sha256,
        "width_px": photo.width_px,
        "height_px": photo.height_px,
        "covered": {hides.value: photo.found(hides) for hides in Hides},
        "boxes": [[one.hides.value, show_share_box(one.box)] for one in photo.covers],
        "left": [show_share_box(box) for box in photo.left],
    }
