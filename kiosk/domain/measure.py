"""What can be measured of a face, its picture and its file."""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """Every measured value that has a limit in the photo policy; several may decide one check.

    Its unit and its limits are those of its table in ``resources/tables/photo_policy.toml``.
    """

    SECOND_FACE_RATIO = "second_face_ratio"
    YAW_DEG = "yaw_deg"
    PITCH_DEG = "pitch_deg"
    ROLL_DEG = "roll_deg"
    BLINK = "blink"
    EYE_ASPECT_RATIO = "eye_aspect_ratio"
    MOUTH_GAP = "mouth_gap"
    JAW_OPEN = "jaw_open"
    SMILE = "smile"
    GAZE_OFF = "gaze_off"
    SUNGLASSES = "sunglasses"
    GLARE = "glare"
    MASK = "mask"
    HAT = "hat"
    WALL_SPREAD = "wall_spread"
    WALL_EDGES = "wall_edges"
    WALL_SHADOW = "wall_shadow"
    BURNT_SHARE = "burnt_share"
    CRUSHED_SHARE = "crushed_share"
    BRIGHTNESS = "brightness"
    CHEEK_BALANCE = "cheek_balance"
    SKIN_CAST = "skin_cast"
    WALL_CAST = "wall_cast"
    REBLUR = "reblur"
    CROP_OFF_MM = "crop_off_mm"
    CROP_WIDTH_PX = "crop_width_px"
    FRAME_SHARE = "frame_share"
    FILE_FAULTS = "file_faults"


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a picture something is about; shares 0..1 of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One measured value, in the unit of its policy table, and where in the picture it lies."""

    measure: Measure
    value: float
    regions: tuple[Region, ...] = ()
