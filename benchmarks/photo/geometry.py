"""``python -m benchmarks.photo.geometry FACES``: where the head is in finished photos.

The crop is placed by landmarks and the person mask of the frame. Here the finished photo is
measured by other means. Drawn sitters: crown, chin and axis are known exactly from what was
painted. Booth pictures (in FACES/booth_synth): the crown is the first row from the top in which a
tenth of the middle columns differs from the wall; chin and axis are landmarks of the photo mirrored
and at four fifths of its size, another picture to the model. Booth frames end just below the chin,
so they are continued downwards by their last row; kinds whose wall is not plain, whose crown is cut
or whose chin is covered cannot be measured this way and are left out.

A turned head (6 degrees) has no one axis: that of its face and that of its skull differ by .5 mm.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from camera.analyser import MediapipeAnalyser
from camera.cutting import cut_photo
from camera.imagefile import decode, read_picture
from camera.photo_errors import PortraitError
from camera.sitter.look import Place, Pose, Scene
from camera.sitter.people import PEOPLE
from camera.sitter.studio import Studio
from camera.sitter.truth import truth
from kiosk.clock import SystemClock
from kiosk.domain.frame import Frame, Pixels
from kiosk.domain.photo import HEAD_MM, HEIGHT_MM, TOP_MARGIN_MM, WIDTH_MM, Photo
from kiosk.guidance.policy import photo_policy
from kiosk.native import mute_native_libraries

PLAIN = (
    *("ok_white", "ok_grey", "ok_blue", "glasses", "glare", "sunglasses", "jpeg", "gray"),
    *("side", "faceshadow", "cast_yellow", "cast_blue", "blur", "bg_gradient", "dark"),
)
CONTINUED = 0.25  # of the height: the shoulders a booth would show
MIDDLE_MM = 3.3  # to either side of the axis: .35 inter-eye distances
DIFFERENT = 24  # grey levels: four times the noise of the blurred pictures' JPEG
AGAIN = 0.8  # size of the second look
WANTED_MM = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """How far a head is from the drawing, in mm."""

    name: str
    head: float
    top: float
    centre: float


def drawn(eye: MediapipeAnalyser) -> Iterator[Placed]:
    """Yield heads of known truth: every person of the play at several places, sizes and turns."""
    studio = Studio()
    poses = (Pose(), Pose(yaw_deg=6), Pose(roll_deg=3))
    places = (Place(), Place(x=0.46, size=0.45), Place(x=0.53, y=0.47, size=0.48))
    for number, person in enumerate(PEOPLE):
        for place, pose in zip(places, poses, strict=True):
            scene = Scene(person=person, place=place, pose=pose)
            frame = Frame(seq=0, captured_at_ns=0, pixels=studio.paint(scene))
            photo = _photo(eye, frame)
            if photo is None:
                continue
            known, crop = truth(scene, studio.width, studio.height), photo.proof.crop
            px_per_mm = crop.height / HEIGHT_MM
            middle = (known.right_eye.x + known.left_eye.x) / 2
            top = (known.crown.y - crop.top) / px_per_mm
            yield Placed(
                name=f"drawn {number}, yaw {pose.yaw_deg:g}, roll {pose.roll_deg:g}",
                head=(known.chin.y - known.crown.y) / px_per_mm - HEAD_MM,
                top=top - TOP_MARGIN_MM,
                centre=((middle + known.chin.x) / 2 - crop.left) / px_per_mm - WIDTH_MM / 2,
            )


def booth(eye: MediapipeAnalyser, folder: Path) -> Iterator[Placed]:
    """Yield the heads of booth pictures with a plain wall."""
    for path in sorted((folder / "booth_synth").glob("*.jpg")):
        if path.stem.rpartition("__")[2] not in PLAIN:
            continue
        photo = _photo(eye, _continued(read_picture(path)))
        placed = None if photo is None else _measured(eye, path.stem, decode(photo.jpeg))
        if placed is None:
            print(f"{path.stem}: no photo, or nobody in it", file=sys.stderr)
            continue
        yield placed


def _photo(eye: MediapipeAnalyser, frame: Frame) -> Photo | None:
    face = eye.observe(frame).face
    try:
        return None if face is None else cut_photo(frame, face, photo_policy())
    except PortraitError:
        return None


def _continued(frame: Frame) -> Frame:
    rows = round(frame.height_px * CONTINUED)
    longer = cv2.copyMakeBorder(frame.pixels, 0, rows, 0, 0, cv2.BORDER_REPLICATE)
    return replace(frame, pixels=np.asarray(longer, np.uint8))


def _measured(eye: MediapipeAnalyser, name: str, pixels: Pixels) -> Placed | None:
    width = pixels.shape[1]
    size = (round(width * AGAIN), round(pixels.shape[0] * AGAIN))
    mirrored = cv2.resize(pixels[:, ::-1], size, interpolation=cv2.INTER_AREA)
    frame = Frame(seq=0, captured_at_ns=0, pixels=np.asarray(mirrored, np.uint8))
    face = eye.observe(frame).face
    if face is None:
        return None
    px_per_mm = pixels.shape[0] / HEIGHT_MM
    chin = face.chin.y / size[1] * HEIGHT_MM
    top = crown_row(pixels, round(MIDDLE_MM * px_per_mm)) / px_per_mm
    return Placed(
        name=name,
        head=chin - top - HEAD_MM,
        top=top - TOP_MARGIN_MM,
        centre=WIDTH_MM / 2 - face.centre_x_px / size[0] * WIDTH_MM,
    )


def crown_row(pixels: Pixels, half_width: int) -> int:
    """Return the first row of the middle columns in which a tenth differs from the wall."""
    edge = pixels.shape[1] // 20
    corners = (pixels[:edge, :edge], pixels[:edge, -edge:])
    sides = [np.median(corner.reshape(-1, 3), axis=0) for corner in corners]
    wall = np.mean(sides, axis=0)  # a wall that darkens evenly is halfway in the middle
    middle = pixels.shape[1] // 2
    strip = pixels[:, middle - half_width : middle + half_width].astype(np.int16)
    different = (np.abs(strip - wall).max(axis=2) > DIFFERENT).mean(axis=1) > 0.1
    return int(np.argmax(different))


def show(title: str, heads: list[Placed]) -> None:
    """Print median, 95th percentile and largest distance from the drawing, and who it was."""
    print(f"{title}: {len(heads)} photos")
    for part in ("head", "top", "centre"):
        values = np.array([getattr(one, part) for one in heads])
        far = np.abs(values)
        within = float((far <= WANTED_MM).mean()) * 100
        print(
            f"  {part:6} median {np.median(values):+.2f} mm, p95 {np.quantile(far, 0.95):.2f}, "
            f"max {far.max():.2f} ({heads[int(far.argmax())].name}), "
            f"within {WANTED_MM} mm: {within:.0f} %"
        )


def main() -> None:
    """Measure the drawn sitters, and the pictures of a folder when one is named."""
    mute_native_libraries()
    with MediapipeAnalyser(SystemClock(), stills=True) as eye:
        heads = list(drawn(eye))
        turned = [head for head in heads if "yaw 6" in head.name]
        show("drawn sitters, exact truth", [head for head in heads if head not in turned])
        show("drawn sitters turned by 6 degrees, exact truth", turned)
        for folder in sys.argv[1:]:
            show(
                "booth pictures, crown by colour, chin and axis by another look",
                list(booth(eye, Path(folder))),
            )


if __name__ == "__main__":
    main()
