"""Painted parts of the sitter as pictures with transparency, and laying them over each other."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from camera.sitter.body import paint_body
from camera.sitter.easel import Box, Easel, Floats, smooth_closed, smooth_open
from camera.sitter.face import ellipse, paint_mien, paint_skin
from camera.sitter.hair import paint_hair, paint_hair_behind
from camera.sitter.head import outline, shading, turn_head
from camera.sitter.look import Hair, Light, Mien, Person, Pose
from camera.sitter.palette import HAIR, SKIN, darker
from camera.sitter.rays import GAMMA, sideways
from camera.sitter.worn import paint_worn
from kiosk.domain.frame import Pixels

Bytes = npt.NDArray[np.uint8]
Affine = npt.NDArray[np.float64]
HEAD_BOX = Box(left=-0.46, top=-0.66, right=0.46, bottom=0.54)
# What stands in the light: its shadow lies on the sitter's left half of the face, with a hard edge.
_SHADE = ((0.02, -0.30), (0.30, -0.24), (0.46, 0.10), (0.40, 0.50), (-0.02, 0.56), (0.01, 0.10))
_DEEPEST = 0.95  # some light always comes from elsewhere
_COARSE = 6  # the turn is smooth: every sixth pixel is worked out
BODY_BOX = Box(left=-0.95, top=-0.56, right=0.95, bottom=1.75)


@dataclass(frozen=True, slots=True, eq=False)
class Sprite:
    """Premultiplied BGRA; its upper left corner is at ``left``, ``top`` in head heights."""

    pixels: Bytes
    scale: float
    left: float
    top: float

    def placed(self, to_frame: Affine) -> Affine:
        """Return the transform from the sprite's pixels to the frame's, given that from heads."""
        to_heads = np.array(
            [
                [1 / self.scale, 0, self.left + 0.5 / self.scale],
                [0, 1 / self.scale, self.top + 0.5 / self.scale],
                [0, 0, 1],
            ]
        )
        return np.asarray((to_frame @ to_heads)[:2], np.float64)


def _sprite(easel: Easel) -> Sprite:
    paint, cover = cv2.convertScaleAbs(easel.paint), cv2.convertScaleAbs(easel.cover, alpha=255)
    x, y, width, height = cv2.boundingRect(cover)
    pixels = np.asarray(cv2.merge([*cv2.split(paint), cover]), np.uint8)
    return Sprite(
        pixels[y : y + height, x : x + width].copy(),
        easel.scale,
        easel.left + x / easel.scale,
        easel.top + y / easel.scale,
    )


def body_sprite(person: Person, light: Light, scale: float) -> Sprite:
    """Return what is below the chin, with the hair behind it."""
    easel = Easel(scale, BODY_BOX)
    paint_hair_behind(easel, person)
    paint_body(easel, person)
    easel.paint *= sideways(easel.columns(), light.side)[None, :, None]
    return _sprite(easel)


def standing(body: Sprite) -> Sprite:
    """Return the body of somebody who is seen down to the ground: seven more head heights."""
    below = round(7 * body.scale)
    longer = cv2.copyMakeBorder(body.pixels, 0, below, 0, 0, cv2.BORDER_REPLICATE)
    return Sprite(np.asarray(longer, np.uint8), body.scale, body.left, body.top)


def front_easel(person: Person, scale: float) -> Easel:
    """Return the front view of the head without what moves. Hair never hangs over eyes or mouth."""
    easel = Easel(scale, HEAD_BOX)
    paint_skin(easel, person)
    paint_hair(easel, person)
    return easel


def front_view(bare: Easel, person: Person, mien: Mien, light: Floats) -> Bytes:
    """Return the whole front view, lit."""
    easel = bare.copy()
    paint_mien(easel, person, mien)
    paint_worn(easel, person)
    lit = cv2.multiply(easel.paint, cv2.merge([light] * 3))
    return np.asarray(cv2.convertScaleAbs(lit), np.uint8)


def front_light(person: Person, light: Light, scale: float) -> Floats:
    """Return the light on the front view, as code values."""
    easel = Easel(scale, HEAD_BOX)
    linear = shading(easel.columns(), easel.rows(), light.side, hat=person.hat, mask=person.mask)
    if light.shade:
        linear *= 1 - _DEEPEST * light.shade * easel.mask(np.array(_SHADE, np.float32), 0.012)
    return np.asarray(linear ** (1 / GAMMA), np.float32)


def head_sprite(front: Bytes, person: Person, pose: Pose, light: Light, scale: float) -> Sprite:
    """Return the turned head with its ears."""
    easel = Easel(scale, HEAD_BOX)
    _ears(easel, person, pose)
    if person.hair is Hair.BUN and not person.hat:
        _bun(easel, person, pose)
    easel.paint *= sideways(easel.columns(), light.side)[None, :, None]
    xs, ys = easel.columns(), easel.rows()
    turned = turn_head(xs[::_COARSE], ys[::_COARSE], pose, hat=person.hat)
    map_x = (_refine(turned.x, easel) - easel.left) * scale - 0.5
    map_y = (_refine(turned.y, easel) - easel.top) * scale - 0.5
    cover = _cover(easel, pose, map_y, hat=person.hat)
    paint = cv2.remap(front, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    easel.paint = np.asarray(
        cv2.blendLinear(paint.astype(np.float32), easel.paint, cover, 1 - cover), np.float32
    )
    easel.cover += cover * (1 - easel.cover)
    return _sprite(easel)


def _cover(easel: Easel, pose: Pose, map_y: Floats, *, hat: bool) -> Floats:
    """Return 0..1 for each pixel: how much of it is head."""
    table = np.stack(outline(easel.rows(), pose, hat=hat), 1)[:, None]
    column = np.zeros_like(map_y)
    found = cv2.remap(table, column, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    reach, steep = cv2.split(found)
    margin = (reach - np.abs(easel.columns())[None]) / steep
    return np.asarray(np.clip(margin * easel.scale + 0.5, 0, 1), np.float32)


def _refine(coarse: Floats, easel: Easel) -> Floats:
    """Return a field known at every sixth place, everywhere."""
    grid = np.array([[_COARSE, 0, 0], [0, _COARSE, 0]], np.float32)
    size = (easel.width, easel.height)
    whole = cv2.warpAffine(coarse, grid, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(whole, np.float32)


def _ears(easel: Easel, person: Person, pose: Pose) -> None:
    if person.hair in {Hair.BOB, Hair.LONG}:
        return
    skin = SKIN[person.skin]
    yaw, pitch = math.radians(pose.yaw_deg), math.radians(pose.pitch_deg)
    for side in (-1, 1):
        x = side * 0.312 * math.cos(yaw) - 0.06 * math.sin(yaw)
        y = 0.050 + 0.06 * math.sin(pitch)
        lobe = [(0.0, -0.075), (0.032, -0.070), (0.050, -0.035), (0.046, 0.010), (0.032, 0.055),
                (0.012, 0.092), (-0.015, 0.085), (-0.03, 0.0)]  # fmt: skip
        ear = smooth_closed([(x + side * u, y + v) for u, v in lobe])
        easel.fill(ear, darker(skin, 0.92), soft=0.006)
        easel.shade(ellipse(x + side * 0.012, y - 0.008, 0.016, 0.045), 0.78, soft=0.02)
        easel.shade(ellipse(x + side * 0.036, y - 0.030, 0.005, 0.035), 1.08, soft=0.012)


def _bun(easel: Easel, person: Person, pose: Pose) -> None:
    """Paint the knot low behind the picture's right ear, where it does not hide the crown."""
    colour = HAIR[person.hair_colour]
    x = 0.265 - 0.20 * math.sin(math.radians(pose.yaw_deg))
    easel.fill(ellipse(x, 0.225, 0.082, 0.090), darker(colour, 0.85), soft=0.008)
    easel.shade(ellipse(x + 0.03, 0.19, 0.03, 0.03), 1.45, soft=0.05)
    easel.crease(smooth_open([(x + 0.01, 0.16), (x + 0.06, 0.21), (x + 0.03, 0.29)]), 0.75, 0.005,
                 soft=0.012)  # fmt: skip


def lay_over(frame: Pixels, sprite: Sprite, to_frame: Affine) -> None:
    """Draw the sprite into the frame, in place."""
    move = sprite.placed(to_frame)
    height, width = sprite.pixels.shape[:2]
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]]) @ move.T
    x0, y0 = (max(0, math.floor(v)) for v in corners.min(0))
    x1, y1 = (
        min(limit, math.ceil(v) + 1)
        for v, limit in zip(corners.max(0), (frame.shape[1], frame.shape[0]), strict=True)
    )
    if x1 <= x0 or y1 <= y0:
        return
    move[:, 2] -= (x0, y0)
    part = cv2.warpAffine(sprite.pixels, move, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
    _blend(frame[y0:y1, x0:x1], np.asarray(part, np.uint8))


def _blend(under: Pixels, over: Bytes) -> None:
    """Lay premultiplied BGRA over BGR, in place."""
    colour = cv2.cvtColor(over, cv2.COLOR_BGRA2BGR)
    clear = cv2.bitwise_not(cv2.extractChannel(over, 3))
    see_through = cv2.cvtColor(clear, cv2.COLOR_GRAY2BGR)
    under[:] = cv2.add(cv2.multiply(under, see_through, scale=1 / 255), colour)
