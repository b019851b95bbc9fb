"""The sitter's colours: blue, green, red."""

from camera.sitter.easel import Colour
from camera.sitter.look import Cloth, Clothes, HairColour, Skin, Wall

SKIN: dict[Skin, Colour] = {
    Skin.PORCELAIN: (186, 200, 226),
    Skin.LIGHT: (168, 188, 220),
    Skin.WARM: (150, 176, 213),
    Skin.TAN: (120, 154, 200),
    Skin.BROWN: (82, 114, 162),
    Skin.DARK: (58, 80, 116),
}
HAIR: dict[HairColour, Colour] = {
    HairColour.BLACK: (34, 30, 32),
    HairColour.DARK_BROWN: (32, 38, 54),
    HairColour.BROWN: (42, 58, 88),
    HairColour.GREY: (128, 128, 130),
    HairColour.WHITE: (196, 196, 196),
}
# Outer garment, and what shows at the neck.
CLOTHES: dict[Clothes, tuple[Colour, Colour]] = {
    Clothes.NAVY_JACKET: ((78, 54, 42), (240, 236, 232)),
    Clothes.GREEN_SWEATER: ((86, 112, 74), (232, 232, 236)),
    Clothes.PLUM_CARDIGAN: ((98, 62, 110), (214, 220, 236)),
    Clothes.BROWN_VEST: ((60, 82, 112), (226, 214, 200)),
    Clothes.TEAL_SHIRT: ((120, 108, 44), (132, 120, 54)),
}
WALL: dict[Wall, Colour] = {
    Wall.WHITE: (238, 240, 240),
    Wall.GREY: (186, 188, 190),
    Wall.BLUE: (222, 196, 164),
    Wall.CREAM: (216, 226, 232),
    Wall.GREEN: (176, 206, 186),
    Wall.BUSY: (206, 214, 220),
    Wall.SHADOW: (236, 238, 238),
}
# A mask, and its loops.
MASK_CLOTH: dict[Cloth, Colour] = {
    Cloth.WHITE: (238, 238, 236),
    Cloth.BLUE: (226, 196, 132),
    Cloth.BLACK: (40, 38, 40),
    Cloth.PINK: (196, 178, 232),
}


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """Return ``one`` with a share of the other."""
    b, g, r = (a + (z - a) * share for a, z in zip(one, other, strict=True))
    return b, g, r


def darker(colour: Colour, factor: float) -> Colour:
    """Return the colour with less light on it; above 1, more."""
    b, g, r = (min(255.0, part * factor) for part in colour)
    return b, g, r


def lip(skin: Colour) -> Colour:
    """Return the colour of the lips on this skin."""
    return blend(darker(skin, 0.80), (104, 92, 190), 0.42)


def flush(skin: Colour) -> Colour:
    """Return the colour of a cheek on this skin."""
    return blend(skin, (128, 128, 236), 0.30)
