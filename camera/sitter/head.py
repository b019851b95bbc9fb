"""The head as a solid: its width, depth and relief, its shading, and how it looks when it turns."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from camera.sitter.easel import Floats
from camera.sitter.look import Pose
from camera.sitter.rays import GAMMA

HALF_WIDTH = 0.31  # cheekbones; 14 cm of a 23 cm head
HALF_DEPTH = 0.40
HAIR_WIDTH = 0.345
# Light directions (x, y, z) towards the light. The soft light of a booth, and one bare lamp.
_SOFT = (0.0, -0.38, 0.92)
_LAMP = (0.97, -0.10, 0.22)
_SOFT_AMBIENT = 0.62  # how much of it comes from everywhere, in code values
_LAMP_AMBIENT = 0.03  # in linear light
_CLOTH_WIDE = 0.05  # a mask hides everything smaller than this


def _arch(share: Floats, power: float, root: float) -> Floats:
    """Return 1 at 0 and 0 at 1, and how round it is between."""
    return np.asarray((1 - np.clip(share, 0, 1) ** power) ** (1 / root), np.float32)


def face_half_width(y: Floats) -> Floats:
    """Return the half width of the bare head at each height; 0 outside of it."""
    widest = -0.02
    upper = _arch((widest - y) / (widest + 0.5), 2.3, 2.1)
    lower = _arch((y - widest) / (0.5 - widest), 2.3, 1.75)
    return np.asarray(HALF_WIDTH * np.where(y < widest, upper, lower), np.float32)


def head_half_width(y: Floats, *, hat: bool = False) -> Floats:
    """Return the half width with hair on it; a hat is wider and rises above the crown."""
    crown, widest, wide = (-0.565, -0.2, 0.37) if hat else (-0.5, -0.1, HAIR_WIDTH)
    down = np.clip((y - widest) / (0.14 if hat else 0.16), 0, 1)
    hair = np.where(y < widest, wide * _arch((widest - y) / (widest - crown), 2.3, 2.1),
                    wide - 0.04 * down**2)  # fmt: skip
    hair = np.where(down >= 1, 0, hair)
    return np.asarray(np.maximum(face_half_width(y), hair), np.float32)


def half_depth(y: Floats, half_width: Floats) -> Floats:
    """Return how far the front of the head comes forward at each height."""
    front = np.where(y < 0, _arch(-y / 0.55, 2.6, 2.2), 1 - 0.16 * np.clip(y / 0.5, 0, 1) ** 2)
    top = np.clip((y + 0.5) / 0.12, 0, 1)  # flat to the crown: a pitch must not fold it
    chin = np.clip(half_width / 0.06, 0, 1)
    return np.asarray(HALF_DEPTH * front * np.where(y < 0, top * (2 - top), chin), np.float32)


def _bump(x: Floats, y: Floats, at: tuple[float, float], size: tuple[float, float]) -> Floats:
    """Return a round hill of height 1."""
    return np.asarray(
        np.exp(-(((x - at[0]) / size[0]) ** 2) - ((y - at[1]) / size[1]) ** 2), np.float32
    )


def relief(x: Floats, y: Floats) -> Floats:
    """Return what the face adds to the smooth head: nose, sockets, cheeks, lips, chin."""
    ridge = np.interp(y, (-0.09, 0.0, 0.105, 0.149, 0.189), (0, 0.022, 0.085, 0.094, 0)).astype(
        np.float32
    )
    wide = np.interp(y, (-0.09, 0.0, 0.145), (0.032, 0.03, 0.046)).astype(np.float32)
    hills = ridge * np.exp(-((x / wide) ** 2))
    for side in (-1.0, 1.0):
        hills += 0.030 * _bump(x, y, (side * 0.052, 0.152), (0.027, 0.03))
        hills -= 0.020 * _bump(x, y, (side * 0.13, 0.012), (0.075, 0.05))
        hills += 0.014 * _bump(x, y, (side * 0.16, 0.125), (0.085, 0.075))
        hills += 0.010 * _bump(x, y, (side * 0.12, -0.085), (0.10, 0.03))
    hills += 0.016 * _bump(x, y, (0, 0.284), (0.10, 0.05))
    hills -= 0.010 * _bump(x, y, (0, 0.385), (0.07, 0.022))
    hills += 0.016 * _bump(x, y, (0, 0.455), (0.08, 0.045))
    return np.asarray(hills, np.float32)


def shading(xs: Floats, ys: Floats, side: float, *, hat: bool, mask: bool) -> Floats:
    """Return the linear light on each place of the front view; 1 is a facing cheek."""
    step = 2  # the relief is smooth: half the resolution is plenty
    x, y = np.meshgrid(xs[::step], ys[::step])
    pixel = float(xs[step] - xs[0])
    bare = head_half_width(ys[::step], hat=hat)[:, None]
    half = np.asarray(cv2.GaussianBlur(bare, (0, 0), 0.02 / pixel), np.float32)
    depth = half_depth(ys[::step], half[:, 0])[:, None]
    across = np.clip(x / np.maximum(half, 1e-3), -0.985, 0.985)
    hills = relief(x, y)
    if mask:
        stretched = cv2.GaussianBlur(hills, (0, 0), _CLOTH_WIDE / pixel)
        hills += np.clip((y - 0.08) / 0.06, 0, 1) * (1.2 * stretched - hills)
    height = depth * np.sqrt(1 - across**2) + 1.25 * hills
    height = cv2.GaussianBlur(height, (0, 0), 0.008 / pixel)
    dy, dx = np.gradient(height, pixel, pixel)
    soft = _SOFT_AMBIENT + (1.10 - _SOFT_AMBIENT) * _facing(dx, dy, _SOFT, 0.25)
    soft *= 0.86 + 0.14 * np.sqrt(1 - across**2)  # less sky at the sides
    light = soft.astype(np.float32) ** GAMMA
    if side:
        towards = (math.copysign(_LAMP[0], side), *_LAMP[1:])
        lamp = _LAMP_AMBIENT + 1.25 * _facing(dx, dy, towards, 0.10)
        light += abs(side) * (lamp - light)
    return np.asarray(cv2.resize(light, (xs.size, ys.size)), np.float32)


def _facing(dx: Floats, dy: Floats, towards: tuple[float, ...], wrap: float) -> Floats:
    """Return 0..1: how squarely a slope faces the light; a wide lamp also wraps around."""
    length = np.sqrt(dx**2 + dy**2 + 1)
    cosine = (-dx * towards[0] - dy * towards[1] + towards[2]) / (length * math.hypot(*towards))
    return np.asarray(np.clip((cosine + wrap) / (1 + wrap), 0, 1), np.float32)


@dataclass(frozen=True, slots=True)
class Turned:
    """Where each place of the turned picture comes from in the front view."""

    x: Floats
    y: Floats


def outline(ys: Floats, pose: Pose, *, hat: bool) -> tuple[Floats, Floats]:
    """Return for each height in front view how far the turned head reaches, and how steeply.

    Where there is no head it reaches less than nothing.
    """
    yaw = math.radians(pose.yaw_deg)
    half = head_half_width(ys, hat=hat)
    reach = np.hypot(half * math.cos(yaw), half_depth(ys, half) * math.sin(yaw))
    steep = np.sqrt(1 + np.gradient(reach, ys) ** 2)
    reach = np.where(half > 0, reach, -0.01)
    return np.asarray(reach, np.float32), np.asarray(steep, np.float32)


def turn_head(xs: Floats, ys: Floats, pose: Pose, *, hat: bool) -> Turned:
    """Return the turned head on the grid of ``xs`` and ``ys``; roll is not part of it.

    Every height is cut as an ellipse (half width w, half depth d). Turned by yaw, what is seen at X
    is its place at angle a with R sin(a + b) = X; R and b follow from w, d and yaw.
    The relief and the pitch are small and are found by trying again.
    """
    yaw, pitch = math.radians(pose.yaw_deg), math.radians(pose.pitch_deg)
    seen_x, seen_y = np.meshgrid(xs, ys)
    x, y = seen_x, seen_y
    hill = relief(x, y)
    reach = half = seen_x
    for _ in range(5):
        half = head_half_width(y, hat=hat)
        depth = half_depth(y, half)
        reach = np.hypot(half * math.cos(yaw), depth * math.sin(yaw))
        lead = np.arctan2(depth * math.sin(yaw), np.maximum(half, 1e-4) * math.cos(yaw))
        along = np.clip((seen_x - hill * math.sin(yaw)) / np.maximum(reach, 1e-4), -1, 1)
        angle = np.arcsin(along) - lead
        x = np.asarray(half * np.sin(angle), np.float32)
        towards = (depth * np.cos(angle) + hill) * math.cos(yaw) - x * math.sin(yaw)
        y = np.asarray((seen_y + towards * math.sin(pitch)) / math.cos(pitch), np.float32)
        hill = relief(x, y)
    behind = np.abs(angle) > math.pi / 2  # the side of the head: it has the colour of the edge
    x = np.where(behind, np.sign(angle) * half * 0.985, x)
    return Turned(np.asarray(x, np.float32), y)
