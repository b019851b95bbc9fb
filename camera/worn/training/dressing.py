"""A plate as one of the many pictures it could have been: dressed, lit and photographed anew."""

import numpy as np

from camera.worn.features import Worn
from camera.worn.training import coiffure, eyewear, hats, weather
from camera.worn.training.brush import Chance, Floats
from camera.worn.training.masks import paint_mask
from camera.worn.training.plates import Plate, Truth
from kiosk.domain.frame import Pixels

OTHER_WALL, OTHER_HAIR = 0.5, 0.3
MASK, HAT, BALD, WIG, SHINE = 0.3, 0.38, 0.05, 0.22, 0.25
EYEWEAR = {"none": 0.36, "clear": 0.22, "glare": 0.20, "dark": 0.22}


def dress(plate: Plate, chance: Chance) -> tuple[Pixels, Truth]:
    """Return another picture of the plate's person, and what is worn in it."""
    picture, truth = plate.pixels.astype(np.float32), dict(plate.truth)
    picture = _other_head(picture, plate, chance)
    if chance.random() < OTHER_WALL:
        picture = weather.change_wall(picture, plate.person, chance)
    if truth[Worn.HAT] is False:
        if (head := chance.random()) < BALD:
            hats.paint_bald(picture, plate.points, plate.person, chance)
        elif head < BALD + WIG:
            coiffure.paint_hair(picture, plate.points, plate.person, chance)
    if chance.random() < SHINE:
        eyewear.paint_shine(picture, plate.points, chance)
    if not plate.eyewear and truth[Worn.SUNGLASSES] is False:
        _put_on_eyewear(picture, plate, truth, chance)
    if truth[Worn.MASK] is False and chance.random() < MASK:
        paint_mask(picture, plate.points, chance)
        truth[Worn.MASK] = True
    if truth[Worn.HAT] is False and chance.random() < HAT:
        hats.paint_hat(picture, plate.points, plate.person, chance)
        truth[Worn.HAT] = True
    return take(picture, plate, truth, chance), truth


def undressed(plate: Plate, chance: Chance) -> tuple[Pixels, Truth]:
    """Return the plate's picture as it is but for its light and the camera."""
    truth = dict(plate.truth)
    return take(plate.pixels.astype(np.float32), plate, truth, chance), truth


def take(picture: Floats, plate: Plate, truth: Truth, chance: Chance) -> Pixels:
    """Return the picture lit, placed and photographed anew."""
    picture, burnt = weather.relight(picture, plate.points, chance)
    if burnt and truth[Worn.GLARE]:
        truth[Worn.GLARE] = None  # in a picture this bright nobody can tell
    covered = bool(truth[Worn.MASK]) or bool(truth[Worn.SUNGLASSES])
    picture = weather.reseat(picture, plate.points, chance, loose=covered)
    return weather.photograph(picture, chance)


def _other_head(picture: Floats, plate: Plate, chance: Chance) -> Floats:
    if plate.truth[Worn.HAT] is not False:
        return picture
    if chance.random() < OTHER_HAIR:
        picture = weather.recolour_hair(picture, plate.person, plate.points, chance)
    if chance.random() < OTHER_HAIR:
        picture = weather.stretch_hair(picture, plate.points, chance)
    return picture


def _put_on_eyewear(picture: Floats, plate: Plate, truth: Truth, chance: Chance) -> None:
    kind = str(chance.choice(list(EYEWEAR), p=list(EYEWEAR.values())))
    if kind == "none":
        return
    truth[Worn.GLASSES] = True
    lenses = eyewear.fit_lenses(plate.points, chance)
    if kind == "dark":
        eyewear.paint_dark(picture, lenses, chance)
        truth[Worn.SUNGLASSES], truth[Worn.GLARE] = True, None
    else:
        eyewear.tint_clear(picture, lenses, chance)
    if kind == "glare":
        eyewear.paint_glare(picture, lenses, chance)
        truth[Worn.GLARE] = True
    eyewear.paint_frame(picture, lenses, plate.points, chance)
