"""Finds the person being photographed in frame after frame, always looking at them face-centred.

Away from the middle of a picture the pose drifts (4 degrees at a fifth of the width) and a small
face is missed, so the points come from a square around the face wherever it was last seen.
"""

import math
from dataclasses import dataclass

from camera import geometry
from camera.landmarker import Landmarker, RawFace
from camera.reading import Company, company_of
from camera.region import Region, whole
from kiosk.domain.face import Point
from kiosk.domain.frame import Frame, Pixels

WHOLE_PX = 640  # enough for the detector (128 px inside); larger costs time and finds no more
REGION_PX = 512
REGION_EYE_GAPS = 7.0  # crown, hair and chin with air around them; head about half of the height
OFF_CENTRE = 0.05  # of the region's side: 1 degree of drift, then it is cut again
LOST_OFF_CENTRE = 0.35  # of the region's side: that is somebody else
# Frames between two counts of the people in the whole frame: a count costs as much as a reading,
# and whoever could get into the photo is inside the region, which is looked at in every frame.
COUNT_EVERY = 30
COUNT_COMPANY_EVERY = 10  # while somebody else is there: soon after they left, the hint goes
LARGER_PERSON = 1.5  # times the followed face's area: the one in front takes over
# Views tried while nobody is followed, as shares of the long side around the middle: nearer for
# small faces, farther for faces that fill the frame. 0 is the whole frame itself.
VIEWS = (0.0, 0.7, 1.6)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """The followed face in frame pixels, and the region's picture it was read from."""

    face: RawFace
    company: Company
    region: Region
    shown: Pixels
    counted: bool


class FaceFinder:
    """Follows one face; remembers where it was and how many people were counted."""

    def __init__(self, landmarker: Landmarker, *, thorough: bool = False) -> None:
        """``thorough`` tries every view on each frame and follows nobody: for stills."""
        self._landmarker = landmarker
        self._thorough = thorough
        self._last: RawFace | None = None
        self._company = Company(faces=0, second_face_ratio=0.0)
        self._view = 0
        self._uncounted = 0
        self._size = (0, 0)

    def find(self, frame: Frame) -> Found | None:
        """Return the person in front, or None."""
        if self._thorough or (frame.width_px, frame.height_px) != self._size:
            self._forget()
            self._size = (frame.width_px, frame.height_px)
        found = self._follow(frame)
        if found is None:
            found = self._acquire(frame)
        self._last = found.face if found else None
        return found

    def _forget(self) -> None:
        self._last, self._view = None, 0

    def _follow(self, frame: Frame) -> Found | None:
        if self._last is None:
            return None
        self._uncounted += 1
        every = COUNT_EVERY if self._company.faces <= 1 else COUNT_COMPANY_EVERY
        counted = self._uncounted >= every
        target = self._last
        if counted:
            target = self._count(frame, target)
        return self._look_at(frame, target, counted=counted)

    def _count(self, frame: Frame, followed: RawFace) -> RawFace:
        """Count the people in the whole frame; return whom to follow from now on."""
        self._uncounted = 0
        faces = self._whole_frame(frame)
        self._company = company_of(faces)
        if faces and faces[0].area_px > LARGER_PERSON * followed.area_px:
            return faces[0]
        return followed

    def _acquire(self, frame: Frame) -> Found | None:
        for _ in VIEWS if self._thorough else VIEWS[:1]:
            faces = self._next_view(frame)
            if faces:
                self._view = self._uncounted = 0
                self._company = company_of(faces)
                near = self._look_at(frame, faces[0], counted=True)
                return near or self._from_afar(frame, faces[0])
        return None

    def _next_view(self, frame: Frame) -> tuple[RawFace, ...]:
        share = VIEWS[self._view]
        self._view = (self._view + 1) % len(VIEWS)
        if share == 0:
            return self._whole_frame(frame)
        region = Region(
            centre_x=frame.width_px / 2,
            centre_y=frame.height_px / 2,
            side_px=max(frame.width_px, frame.height_px) * share,
            shown_px=WHOLE_PX,
        )
        return tuple(
            region.in_frame(face) for face in self._landmarker.find(region.cut(frame.pixels))
        )

    def _whole_frame(self, frame: Frame) -> tuple[RawFace, ...]:
        small, scale = whole(frame.pixels, WHOLE_PX)
        faces = self._landmarker.find(small)
        return tuple(face.shifted(left=0, top=0, scale=1 / scale) for face in faces)

    def _look_at(self, frame: Frame, face: RawFace, *, counted: bool) -> Found | None:
        """Read the face from a region around it, cut again when it has moved off the middle."""
        for _ in range(2):
            region = region_around(face)
            shown = region.cut(frame.pixels)
            faces = [region.in_frame(other) for other in self._landmarker.find(shown)]
            nearest = min(faces, key=lambda other: off_centre(region, other), default=None)
            if nearest is None or off_centre(region, nearest) > LOST_OFF_CENTRE:
                return None
            face = nearest
            if off_centre(region, face) <= OFF_CENTRE:
                break
        if len(faces) > self._company.faces:
            self._company = company_of(tuple(faces))
        return Found(face=face, company=self._company, region=region, shown=shown, counted=counted)

    def _from_afar(self, frame: Frame, face: RawFace) -> Found:
        """Return a face the near look misses (profiles mostly) as the whole frame showed it."""
        region = region_around(face)
        return Found(
            face=face,
            company=self._company,
            region=region,
            shown=region.cut(frame.pixels),
            counted=True,
        )


def region_around(face: RawFace) -> Region:
    """Return the square in which a face is read."""
    centre = face_centre(face)
    return Region(
        centre_x=centre.x,
        centre_y=centre.y,
        side_px=max(REGION_EYE_GAPS * geometry.face_size_px(face.points), 8.0),
        shown_px=REGION_PX,
    )


def face_centre(face: RawFace) -> Point:
    """Return the middle between the eyes and the tip of the nose."""
    eyes = geometry.eye_middle(face.points)
    nose = geometry.place(face.points, geometry.NOSE_TIP)
    return Point((eyes.x + nose.x) / 2, (eyes.y + nose.y) / 2)


def off_centre(region: Region, face: RawFace) -> float:
    """Return how far a face is from the region's middle, in its sides."""
    centre = face_centre(face)
    return math.dist((centre.x, centre.y), (region.centre_x, region.centre_y)) / region.side_px
