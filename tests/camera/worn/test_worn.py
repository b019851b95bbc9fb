"""The drawn sitter dresses and undresses: what is worn is refused, all else is let be."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from camera.analyser import MediapipeAnalyser
from camera.sitter.look import Light, Person, Scene, Wall
from camera.sitter.people import PEOPLE
from camera.worn.features import Worn
from camera.worn.net import shipped_nets
from camera.worn.worn import MEASURES, find_worn
from kiosk.domain.finding import Verdict
from kiosk.domain.frame import Frame
from kiosk.guidance.policy import photo_policy
from tests.camera.eye.stage import as_frame, mirror
from tests.camera.worn.conftest import Ask

Draw = Callable[[Scene], Frame]

DRESSED = {
    Worn.MASK: replace(Person(), mask=True),
    Worn.SUNGLASSES: replace(Person(), sunglasses=True),
    Worn.GLARE: replace(Person(), glasses=True, glare=0.4),
    Worn.HAT: replace(Person(), hat=True),
}


def verdict(worn: Worn, value: float) -> Verdict:
    return photo_policy().rule(MEASURES[worn]).verdict(value)


def refused(scores: dict[Worn, float]) -> set[Worn]:
    return {worn for worn, value in scores.items() if verdict(worn, value) is Verdict.FAIL}


@pytest.mark.parametrize("worn", list(MEASURES))
def test_what_is_worn_is_refused_and_nothing_else_is(worn: Worn, draw: Draw, ask: Ask) -> None:
    assert refused(ask(draw(Scene(person=DRESSED[worn])))) == {worn}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.skin)
@pytest.mark.parametrize("light", [Light.EVEN, Light.LEFT, Light.RIGHT, Light(level=0.4)], ids=str)
def test_nobody_is_refused_for_face_hair_glasses_or_light(
    person: Person, light: Light, draw: Draw, ask: Ask
) -> None:
    assert refused(ask(draw(Scene(person=person, light=light)))) == set()


@pytest.mark.parametrize("wall", [Wall.WHITE, Wall.GREY, Wall.BLUE])
def test_clear_glasses_pass(wall: Wall, draw: Draw, ask: Ask) -> None:
    scores = ask(draw(Scene(person=replace(Person(), glasses=True), wall=wall)))
    assert {verdict(worn, value) for worn, value in scores.items()} == {Verdict.PASS}


@pytest.mark.parametrize("worn", list(MEASURES))
def test_a_mirror_image_has_the_same_verdicts(worn: Worn, draw: Draw, ask: Ask) -> None:
    frame = draw(Scene(person=DRESSED[worn]))
    assert refused(ask(frame)) == refused(ask(mirror(frame)))


@pytest.mark.parametrize("worn", list(MEASURES))
@pytest.mark.parametrize("strength", [0.6, 0.8, 1.0])
def test_the_strength_of_the_light_does_not_matter(
    worn: Worn, strength: float, draw: Draw, eye: MediapipeAnalyser
) -> None:
    """The same points, so that only the detectors are asked."""
    frame = draw(Scene(person=DRESSED[worn]))
    seen = eye.look(frame)
    assert seen is not None
    dimmed = as_frame((frame.pixels * strength).astype(np.uint8))
    (found,) = find_worn(dimmed, seen.points, [worn])
    assert verdict(worn, found.value) is Verdict.FAIL


@pytest.mark.parametrize("cast", [(0.8, 1.0, 1.0), (1.0, 1.0, 0.8)])
def test_the_colour_of_the_light_accuses_nobody(
    cast: tuple[float, float, float], draw: Draw, ask: Ask
) -> None:
    frame = draw(Scene())
    assert refused(ask(as_frame((frame.pixels * np.array(cast)).astype(np.uint8)))) == set()


def test_there_is_no_glare_without_glasses(draw: Draw, eye: MediapipeAnalyser) -> None:
    """The glare detector alone may be fooled by skin that shines; both together are not."""
    nets = shipped_nets()
    bare, dressed = (draw(Scene(person=person)) for person in (Person(), DRESSED[Worn.GLARE]))
    seen = eye.look(dressed)
    assert seen is not None
    blind = nets | {Worn.GLASSES: replace(nets[Worn.GLASSES], out_bias=-50.0)}
    sure, unsure = (
        find_worn(dressed, seen.points, [Worn.GLARE], n)[0].value for n in (nets, blind)
    )
    assert unsure < 0.01 < sure
    assert find_worn(bare, seen.points, [Worn.GLARE])[0].value < sure


def test_regions_are_where_the_thing_is_worn(draw: Draw, eye: MediapipeAnalyser) -> None:
    frame = draw(Scene(person=DRESSED[Worn.GLARE]))
    seen = eye.look(frame)
    assert seen is not None
    places = {m.measure: m.regions for m in find_worn(frame, seen.points)}
    eyes = places[MEASURES[Worn.SUNGLASSES]]
    (patch,) = places[MEASURES[Worn.GLARE]]
    (mouth,), (hair,) = places[MEASURES[Worn.MASK]], places[MEASURES[Worn.HAT]]
    assert len(eyes) == 2
    assert hair.bottom < eyes[0].top < eyes[0].bottom < mouth.bottom
    assert any(
        eye.left - 0.02 <= patch.left
        and patch.right <= eye.right + 0.02
        and eye.top - 0.02 <= patch.top
        for eye in eyes
    )
