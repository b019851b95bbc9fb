"""Every knob of the drawn sitter."""

from dataclasses import dataclass
from enum import StrEnum


class Light(StrEnum):
    """Where the light comes from, as seen in the unmirrored picture."""

    EVEN = "even"
    LEFT = "left"
    RIGHT = "right"
    DARK = "dark"
    BRIGHT = "bright"


class Wall(StrEnum):
    """What is behind the sitter."""

    WHITE = "white"
    GREY = "grey"
    BLUE = "blue"
    BUSY = "busy"
    SHADOW = "shadow"


class Skin(StrEnum):
    """Six tones from light to dark."""

    PORCELAIN = "porcelain"
    LIGHT = "light"
    WARM = "warm"
    TAN = "tan"
    BROWN = "brown"
    DARK = "dark"


class Hair(StrEnum):
    """How the hair is worn."""

    SHORT = "short"
    PARTED = "parted"
    BOB = "bob"
    LONG = "long"
    BUN = "bun"


class HairColour(StrEnum):
    """What colour it has."""

    BLACK = "black"
    DARK_BROWN = "dark_brown"
    BROWN = "brown"
    GREY = "grey"
    WHITE = "white"


class Clothes(StrEnum):
    """What the sitter wears; none is the colour of a wall."""

    NAVY_JACKET = "navy_jacket"
    GREEN_SWEATER = "green_sweater"
    PLUM_CARDIGAN = "plum_cardigan"
    BROWN_VEST = "brown_vest"
    TEAL_SHIRT = "teal_shirt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What stays the same while somebody sits."""

    skin: Skin = Skin.WARM
    hair: Hair = Hair.SHORT
    hair_colour: HairColour = HairColour.BLACK
    clothes: Clothes = Clothes.NAVY_JACKET
    age: float = 0.2  # 0 young .. 1 old: lines of the face
    glasses: bool = False
    sunglasses: bool = False
    mask: bool = False
    hat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mien:
    """What changes within a second: 0..1 each."""

    eyes_closed: float = 0.0
    mouth_open: float = 0.0
    smile: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Where the head points; signs as in `kiosk.domain.face.FaceReading`."""

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the middle of the head is, as shares of the frame, and its height as a share of it."""

    x: float = 0.5
    y: float = 0.47
    size: float = 0.56


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture of the sitter."""

    person: Person = Person()
    mien: Mien = Mien()
    pose: Pose = Pose()
    place: Place = Place()
    light: Light = Light.EVEN
    wall: Wall = Wall.WHITE
    blur_px: float = 0.0
    people: int = 1
