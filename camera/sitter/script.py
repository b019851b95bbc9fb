"""What happens on the chair, frame by frame: nobody; somebody sits down, settles, sits well.

Who makes mistakes (`camera.sitter.faults`) corrects them before sitting well.
"""

import math
from dataclasses import dataclass, replace

from camera.sitter.faults import ease, mistakes_of, spoil, spoilt_s
from camera.sitter.knobs import Play
from camera.sitter.look import Place, Scene
from camera.sitter.people import PEOPLE
from camera.sitter.studio import Sway

EMPTY_S = 1.5
SIT_S = 0.7
SETTLE_S = 1.3
_BLINK_S = 3.7  # between two blinks
_BLINK = (0.5, 1.0, 1.0, 0.5)  # closed by how much, frame by frame
_OFF_X, _OFF_YAW, _OFF_SIZE = 0.07, 10.0, -0.05  # how a person sits at first


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One frame of the play. ``beginning`` is true where the next person may be painted ahead."""

    scene: Scene
    sway: Sway
    beginning: bool = False


def moment(play: Play, number: int) -> Moment:
    """Return what frame ``number`` shows; the same for the same number, for ever."""
    sway = _sway(number / play.fps)
    if play.still:
        return Moment(scene=play.lay_over(Scene()), sway=Sway())
    alone = round(play.empty_s * play.fps)
    if number < alone:
        wall = replace(play.lay_over(Scene(person=PEOPLE[0])), people=0)
        return Moment(scene=wall, sway=sway, beginning=number == 0)
    index, at = _turn(play, number - alone)
    faults = mistakes_of(play.faults, index)
    seated = play.lay_over(Scene(person=PEOPLE[index]))
    empty, sit, settle = (round(seconds * play.fps) for seconds in (EMPTY_S, SIT_S, SETTLE_S))
    if at < empty:
        return Moment(scene=replace(seated, people=0), sway=sway, beginning=at == 0)
    at -= empty
    scene = spoil(seated, faults, (at - sit) / play.fps)
    if at < sit + settle:
        lowered = 1 - ease(at / sit)
        away = 1 - ease((at - sit) / settle)
        return Moment(scene=_moved(scene, lowered, away), sway=sway)
    return Moment(scene=_blinking(scene, at - sit - settle, play.fps), sway=sway)


def turn_frames(play: Play, index: int) -> int:
    """Return for how many frames the turn of the person of this number, from 0, goes on."""
    bad_s = max(SETTLE_S, spoilt_s(mistakes_of(play.faults, index)))
    return sum(round(seconds * play.fps) for seconds in (EMPTY_S, SIT_S, bad_s, play.good_s))


def _turn(play: Play, number: int) -> tuple[int, int]:
    """Return whose turn a frame belongs to, and its number within the turn."""
    lengths = [turn_frames(play, index) for index in range(play.applicants)]
    at = number % sum(lengths)
    index = 0
    while at >= lengths[index]:
        at -= lengths[index]
        index += 1
    return index, at


def _moved(scene: Scene, lowered: float, away: float) -> Scene:
    """Return the scene with the person still on the way. Whole degrees: each is painted once."""
    place, pose = scene.place, scene.pose
    return replace(
        scene,
        pose=replace(
            pose,
            yaw_deg=pose.yaw_deg + round(_OFF_YAW * away),
            roll_deg=pose.roll_deg - 2.5 * away,
        ),
        place=Place(
            x=place.x + _OFF_X * away,
            y=place.y + 0.25 * lowered,
            size=place.size + _OFF_SIZE * away,
        ),
    )


def _blinking(scene: Scene, at: int, fps: float) -> Scene:
    since = at % round(_BLINK_S * fps) - round(_BLINK_S * fps * 0.5)
    if not 0 <= since < len(_BLINK):
        return scene
    closed = max(_BLINK[since], scene.mien.eyes_closed)
    return replace(scene, mien=replace(scene.mien, eyes_closed=closed))


def _sway(seconds: float) -> Sway:
    """Return what breathing does to a head that is held still: 2 px, a quarter of a degree."""
    return Sway(
        x=0.0016 * math.sin(seconds * 1.9) + 0.0008 * math.sin(seconds * 4.7),
        y=0.0012 * math.sin(seconds * 1.5),
        roll_deg=0.25 * math.sin(seconds * 1.1),
    )
