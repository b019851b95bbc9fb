"""Every knob of the drawn sitter."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar


class Cast(StrEnum):
    """What colour the light has."""

    NONE = "none"
    BLUE = "blue"
    YELLOW = "yellow"
    GREEN = "green"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """The light in the room, as shares of linear light.

    ``level``: how much of it there is; 1 is well exposed, beyond 1.15 a white wall is burnt.
    ``side``: how much of it comes from one side alone, -1 the sitter's own right .. 1 their left.
    ``shade``: how deep a hard shadow lies on the sitter's left half of the face.
    ``flicker``: how deep a lamp on the mains dips; seen as bands that depend on the frame.
    The names below are for the unmirrored picture: `LEFT` lights its left half.
    """

    EVEN: ClassVar["Light"]
    LEFT: ClassVar["Light"]
    RIGHT: ClassVar["Light"]
    DARK: ClassVar["Light"]
    BRIGHT: ClassVar["Light"]

    level: float = 1.0
    side: float = 0.0
    shade: float = 0.0
    cast: Cast = Cast.NONE
    cast_strength: float = 1.0
    flicker: float = 0.0
    mains_hz: float = 60.0


Light.EVEN = Light()
Light.LEFT = Light(side=-1.0)
Light.RIGHT = Light(side=1.0)
Light.DARK = Light(level=0.06)
Light.BRIGHT = Light(level=3.0)


class Wall(StrEnum):
    """What is behind the sitter."""

    WHITE = "white"
    GREY = "grey"
    BLUE = "blue"
    CREAM = "cream"
    GREEN = "green"
    BUSY = "busy"
    SHADOW = "shadow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What spoils the wall.

    ``gradient``: share of the light that is lost towards the picture's right edge.
    ``shadow``: share of the light that is missing in the sitter's shadow.
    ``busy``: how much of the bookshelf shows, 0 nothing .. 1 as it is.
    """

    gradient: float = 0.0
    shadow: float = 0.0
    busy: float = 0.0
    chair: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor:
    """What the camera makes of it.

    ``motion_px``: how far everything moves sideways during the exposure. ``grain``: sigma of the
    noise in grey levels. ``jpeg``: the quality the picture was kept with; 100 is untouched.
    """

    motion_px: float = 0.0
    grain: float = 0.0
    jpeg: int = 100


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


class Cloth(StrEnum):
    """What a mask is made of."""

    WHITE = "white"
    BLUE = "blue"
    BLACK = "black"
    PINK = "pink"


class Headwear(StrEnum):
    """What kind of hat."""

    BEANIE = "beanie"
    CAP = "cap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What stays the same while somebody sits.

    ``glare``: how much of each lens a reflection covers; who has some wears glasses.
    """

    skin: Skin = Skin.WARM
    hair: Hair = Hair.SHORT
    hair_colour: HairColour = HairColour.BLACK
    clothes: Clothes = Clothes.NAVY_JACKET
    age: float = 0.2  # 0 young .. 1 old: lines of the face
    glasses: bool = False
    sunglasses: bool = False
    glare: float = 0.0
    mask: bool = False
    mask_cloth: Cloth = Cloth.WHITE
    hat: bool = False
    headwear: Headwear = Headwear.BEANIE

    @property
    def lenses(self) -> bool:
        """Tell whether there is glass before the eyes."""
        return self.glasses or self.sunglasses or self.glare > 0

    def bare(self) -> "Person":
        """Return the person with nothing worn on the head."""
        return replace(self, glasses=False, sunglasses=False, glare=0.0, mask=False, hat=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mien:
    """What changes within a second: 0..1 each.

    The gaze is -1..1: ``gaze_x`` to the sitter's own left, ``gaze_y`` down; 1 is the corner.
    """

    eyes_closed: float = 0.0
    mouth_open: float = 0.0
    smile: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0


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
    """One picture of the sitter.

    ``second``: how high the second person's head is, as a share of the first one's.
    """

    person: Person = Person()
    mien: Mien = Mien()
    pose: Pose = Pose()
    place: Place = Place()
    light: Light = Light.EVEN
    wall: Wall = Wall.WHITE
    behind: Behind = Behind()
    sensor: Sensor = Sensor()
    blur_px: float = 0.0
    people: int = 1
    second: float = 0.62
