"""The wall behind the sitter: plain, even, free of shadow; and judged against the room's own."""

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest

from camera.backdrop import as_reference, behind
from camera.quality import measure_quality
from camera.sitter.look import (
    Behind,
    Cast,
    Clothes,
    Hair,
    HairColour,
    Light,
    Person,
    Scene,
    Skin,
    Wall,
)
from camera.subject import Subject, look_at
from camera.verdict import judge_subject
from camera.wallcheck import measure_wall
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.frame import Frame
from kiosk.domain.measure import Measure, Region
from kiosk.domain.room import WallReference
from kiosk.guidance.compliance import judge_measurements
from kiosk.guidance.policy import photo_policy
from tests.camera.eye.stage import Stage, mirror


def subject(stage: Stage, frame: Frame) -> Subject:
    seen = look_at(stage.eye, frame)
    assert seen is not None
    return seen


def judged(seen: Subject) -> Finding:
    backdrop = behind(seen)
    assert backdrop is not None
    found = judge_measurements(measure_wall(backdrop, None), photo_policy())
    return next(finding for finding in found if finding.check is Check.BACKGROUND)


def findings(stage: Stage, frame: Frame, wall: WallReference | None = None) -> dict[Check, Finding]:
    backdrop = behind(subject(stage, frame))
    assert backdrop is not None
    values = measure_wall(backdrop, wall)
    return {finding.check: finding for finding in judge_measurements(values, photo_policy())}


def background(stage: Stage, scene: Scene) -> Finding:
    return findings(stage, stage.frame(scene))[Check.BACKGROUND]


@pytest.mark.parametrize("wall", [Wall.WHITE, Wall.GREY, Wall.BLUE, Wall.CREAM])
def test_plain_walls_pass(stage: Stage, wall: Wall) -> None:
    found = findings(stage, stage.frame(Scene(wall=wall)))
    assert {finding.verdict for finding in found.values()} == {Verdict.PASS}


@pytest.mark.parametrize("hair", Hair)
@pytest.mark.parametrize("colour", [HairColour.BLACK, HairColour.WHITE])
def test_hair_and_clothes_are_no_background(stage: Stage, hair: Hair, colour: HairColour) -> None:
    clothes = list(Clothes)[list(Hair).index(hair) % len(Clothes)]
    person = Person(hair=hair, hair_colour=colour, clothes=clothes)
    assert background(stage, Scene(person=person)).verdict is Verdict.PASS


def test_a_mask_that_cuts_into_the_hair_shows_no_background(stage: Stage) -> None:
    """The mask is 256 px wide and eats thin hair: its border is a guess."""
    seen = subject(stage, stage.frame(Scene(person=Person(hair=Hair.BOB))))
    eaten = round(0.012 * seen.person.shape[1])
    shape = np.ones((2 * eaten + 1, 2 * eaten + 1), np.uint8)
    thin = replace(seen, person=np.asarray(cv2.erode(seen.person, shape), np.float32))
    assert judged(thin).verdict is Verdict.PASS


def test_shoulders_that_the_mask_misses_are_no_background(stage: Stage) -> None:
    seen = subject(stage, stage.frame(Scene()))
    mask = seen.person.copy()
    mask[round(seen.reading.chin.y - seen.box.top) :] = 0
    assert judged(replace(seen, person=mask)).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "spoilt",
    [Behind(gradient=0.5), Behind(shadow=0.5), Behind(busy=1.0), Behind(chair=True)],
    ids=["gradient", "shadow", "shelf", "chair"],
)
@pytest.mark.parametrize("wall", [Wall.WHITE, Wall.BLUE])
def test_what_spoils_a_wall_fails_and_is_shown(stage: Stage, spoilt: Behind, wall: Wall) -> None:
    finding = background(stage, Scene(wall=wall, behind=spoilt))
    assert finding.verdict is Verdict.FAIL
    assert 1 <= len(finding.regions) <= 3
    assert all(0 <= r.left < r.right <= 1 and 0 <= r.top < r.bottom <= 1 for r in finding.regions)


def test_a_shadow_is_shown_on_the_side_where_it_falls(stage: Stage) -> None:
    frame = stage.frame(Scene(behind=Behind(shadow=0.5)))
    for each, right in ((frame, True), (mirror(frame), False)):
        largest = findings(stage, each)[Check.BACKGROUND].regions[0]
        assert ((largest.left + largest.right) / 2 > 0.5) == right


def test_a_shadow_of_which_the_mask_leaves_a_strip_fails(stage: Stage) -> None:
    """White hair before a white wall: the segmenter takes most of the shadow for hair."""
    seen = subject(stage, stage.frame(Scene(behind=Behind(shadow=0.5))))
    taken = round(0.07 * seen.person.shape[1])
    wider = cv2.dilate(seen.person, np.ones((1, 2 * taken + 1), np.uint8))
    finding = judged(replace(seen, person=np.asarray(wider, np.float32)))
    assert (finding.verdict, finding.measure) == (Verdict.FAIL, Measure.WALL_SHADOW)


def test_a_hair_beside_the_head_is_no_shadow(stage: Stage) -> None:
    """Thinner than half a millimetre of the print, and black."""
    frame = stage.frame(Scene())
    seen = subject(stage, frame)
    pixels = frame.pixels.copy()
    crown = seen.reading.crown
    start = (round(crown.x), round(crown.y) + 20)
    cv2.line(pixels, start, (round(seen.box.left) + 40, round(seen.box.top) + 10), (20, 20, 20), 2)
    backdrop = behind(replace(seen, frame=replace(frame, pixels=pixels)))
    assert backdrop is not None
    values = {m.measure: m.value for m in measure_wall(backdrop, None)}
    assert values[Measure.WALL_SHADOW] < (photo_policy().rule(Measure.WALL_SHADOW).warn or 0)


def test_deeper_shadows_and_steeper_gradients_are_worse(stage: Stage) -> None:
    depths = (0.0, 0.15, 0.3, 0.45)
    for sweep in (
        [Behind(shadow=depth) for depth in depths],
        [Behind(gradient=depth) for depth in depths],
    ):
        values = [background(stage, Scene(behind=spoilt)).value or 0.0 for spoilt in sweep]
        assert all(one < other for one, other in pairwise(values))


@pytest.mark.parametrize("skin", [Skin.PORCELAIN, Skin.DARK])
def test_yellow_light_is_seen_on_the_wall(stage: Stage, skin: Skin) -> None:
    scene = Scene(person=Person(skin=skin), light=Light(cast=Cast.YELLOW))
    assert findings(stage, stage.frame(scene))[Check.COLOUR].verdict is Verdict.FAIL


def sloping(stage: Stage, frame: Frame) -> WallReference:
    """Return the room's own wall as it would have been measured: what is seen, carried on."""
    slope = tuple(tuple(95.0 - 2.6 * column for column in range(8)) for _ in range(6))
    backdrop = behind(subject(stage, frame))
    assert backdrop is not None
    return replace(as_reference(backdrop), grid=slope)


def test_an_uneven_wall_passes_where_the_room_is_known_to_be_so(stage: Stage) -> None:
    frame = stage.frame(Scene(behind=Behind(gradient=0.42)))
    wall = sloping(stage, frame).seen_in(place(stage, frame))
    alone, known = (findings(stage, frame, w)[Check.BACKGROUND] for w in (None, wall))
    assert alone.verdict is Verdict.FAIL
    assert known.verdict is not Verdict.FAIL


def test_a_known_wall_never_makes_a_picture_worse(stage: Stage) -> None:
    frame = stage.frame(Scene())
    wall = sloping(stage, frame).seen_in(place(stage, frame))
    assert findings(stage, frame, wall)[Check.BACKGROUND].verdict is Verdict.PASS


def test_a_shadow_is_seen_on_a_known_wall_too(stage: Stage) -> None:
    wall = sloping(stage, stage.frame(Scene()))
    frame = stage.frame(Scene(behind=Behind(shadow=0.5)))
    known = findings(stage, frame, wall.seen_in(place(stage, frame)))[Check.BACKGROUND]
    assert known.verdict is Verdict.FAIL


def place(stage: Stage, frame: Frame) -> Region:
    backdrop = behind(subject(stage, frame))
    assert backdrop is not None
    return backdrop.place


def test_a_very_dark_face_is_no_matter_of_exposure_before_a_wall_that_is_as_bright_as_ever(
    stage: Stage,
) -> None:
    scene = Scene(person=Person(skin=Skin.DARK), light=Light(level=0.55))
    seen = subject(stage, stage.frame(scene))
    backdrop = behind(seen)
    assert backdrop is not None
    same = as_reference(backdrop)
    brighter = replace(same, grid=tuple(tuple(95.0 for _ in row) for row in same.grid))
    verdicts = {}
    for name, wall in (("same", same), ("brighter", brighter), ("none", None)):
        found = judge_subject(seen, None, photo_policy(), wall).findings
        verdicts[name] = next(f.verdict for f in found if f.check is Check.EXPOSURE)
    assert verdicts == {"same": Verdict.PASS, "brighter": Verdict.WARN, "none": Verdict.WARN}


def test_a_head_that_fills_the_picture_leaves_no_wall_to_judge(stage: Stage) -> None:
    seen = subject(stage, stage.frame(Scene()))
    close = replace(seen, person=np.ones_like(seen.person))
    assert behind(close) is None
    judgement = judge_subject(close, None, photo_policy())
    assert Check.BACKGROUND not in {finding.check for finding in judgement.findings}
    assert judgement.beside is None


def test_what_was_seen_of_the_wall_is_kept_for_the_re_check(stage: Stage) -> None:
    seen = subject(stage, stage.frame(Scene()))
    beside = judge_subject(seen, None, photo_policy()).beside
    assert beside is not None
    cells = [cell for row in beside.grid for cell in row]
    assert None in cells
    assert all(cell == pytest.approx(94, abs=2) for cell in cells if cell is not None)


def test_every_measure_tells_where(stage: Stage) -> None:
    seen = subject(stage, stage.frame(Scene(behind=Behind(busy=1.0))))
    backdrop = behind(seen)
    assert backdrop is not None
    told = [*measure_quality(seen.aligned), *measure_wall(backdrop, None)]
    assert {m.measure for m in told if not m.regions} == {Measure.WALL_CAST}
