"""The drawn sitter as the models see it: found at once, and read as it was drawn."""

from collections.abc import Iterator

import pytest

from camera.analyser import MediapipeAnalyser
from camera.sitter.look import Light, Mien, Person, Place, Pose, Scene, Wall
from camera.sitter.people import PEOPLE
from camera.sitter.studio import Studio
from camera.sitter.truth import Truth, truth
from kiosk.clock import SystemClock
from kiosk.domain.face import FaceReading
from kiosk.domain.frame import Frame
from kiosk.domain.measure import Measure
from kiosk.guidance.policy import photo_policy

WIDTH, HEIGHT = 900, 1200


class Looker:
    """Paints a scene and has it read."""

    def __init__(self, analyser: MediapipeAnalyser) -> None:
        self._analyser = analyser
        self._studio = Studio(WIDTH, HEIGHT)
        self._number = 0

    def read(self, scene: Scene) -> FaceReading | None:
        pixels = self._studio.paint(scene, number=self._number)
        self._number += 1
        frame = Frame(seq=self._number, captured_at_ns=self._number * 33_000_000, pixels=pixels)
        return self._analyser.observe(frame).face

    def face(self, scene: Scene) -> FaceReading:
        reading = self.read(scene)
        assert reading is not None
        return reading


@pytest.fixture(scope="module")
def looker() -> Iterator[Looker]:
    with MediapipeAnalyser(SystemClock(), stills=True) as analyser:
        yield Looker(analyser)


def true_of(scene: Scene) -> Truth:
    return truth(scene, WIDTH, HEIGHT)


@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_is_one_face_that_looks_straight_with_open_eyes(
    looker: Looker, person: Person
) -> None:
    face = looker.face(Scene(person=person))
    assert face.faces == 1
    pitch = photo_policy().rule(Measure.PITCH_DEG).corrected(face.pitch_deg)
    assert max(abs(face.yaw_deg), abs(pitch), abs(face.roll_deg)) < 3
    assert face.blink < 0.3
    assert face.jaw_open < 0.15
    assert face.smile < 0.5
    assert face.gaze_off < 0.5


@pytest.mark.parametrize("person", PEOPLE)
def test_everyones_crown_and_eyes_are_found_where_they_were_drawn(
    looker: Looker, person: Person
) -> None:
    scene = Scene(person=person)
    face, true = looker.face(scene), true_of(scene)
    near = 0.02 * true.head_height_px
    assert face.crown_measured
    assert face.crown.y == pytest.approx(true.crown.y, abs=near)
    for seen, drawn in ((face.right_eye, true.right_eye), (face.left_eye, true.left_eye)):
        assert seen.x == pytest.approx(drawn.x, abs=near)
        assert seen.y == pytest.approx(drawn.y, abs=near)


@pytest.mark.parametrize("person", PEOPLE)
def test_everyones_closed_eyes_are_seen(looker: Looker, person: Person) -> None:
    assert looker.face(Scene(person=person, mien=Mien(eyes_closed=1))).blink > 0.5


def test_turning_to_the_sitters_left_is_positive_and_as_far_as_drawn(looker: Looker) -> None:
    drawn = (-20.0, -10.0, -5.0, 0.0, 5.0, 10.0, 20.0)
    seen = [looker.face(Scene(pose=Pose(yaw_deg=yaw))).yaw_deg for yaw in drawn]
    assert seen == sorted(seen)
    assert seen == pytest.approx(drawn, abs=3)


def test_looking_up_is_positive(looker: Looker) -> None:
    drawn = (-12.0, -6.0, 0.0, 6.0, 12.0)
    rule = photo_policy().rule(Measure.PITCH_DEG)
    read = [looker.face(Scene(pose=Pose(pitch_deg=pitch))).pitch_deg for pitch in drawn]
    seen = [rule.corrected(pitch) for pitch in read]
    assert seen == sorted(seen)
    assert seen == pytest.approx(drawn, abs=3)


def test_tilting_clockwise_in_the_picture_is_positive(looker: Looker) -> None:
    drawn = (-12.0, -4.0, 0.0, 4.0, 12.0)
    seen = [looker.face(Scene(pose=Pose(roll_deg=roll))).roll_deg for roll in drawn]
    assert seen == pytest.approx(drawn, abs=1.5)


def test_an_open_mouth_and_a_smile_are_seen(looker: Looker) -> None:
    assert looker.face(Scene(mien=Mien(mouth_open=1))).mouth_gap > 0.06
    assert looker.face(Scene(mien=Mien(smile=1))).smile > 0.3


def test_an_empty_chair_is_nobody_and_two_are_two(looker: Looker) -> None:
    assert looker.read(Scene(people=0)) is None
    assert looker.face(Scene(people=2)).faces == 2


@pytest.mark.parametrize(
    "light", [Light.EVEN, Light.LEFT, Light.RIGHT, Light.DARK, Light.BRIGHT], ids=repr
)
@pytest.mark.parametrize("wall", [Wall.WHITE, Wall.BUSY])
def test_the_face_is_found_in_every_light(looker: Looker, light: Light, wall: Wall) -> None:
    assert looker.face(Scene(light=light, wall=wall)).faces == 1


def test_a_small_face_at_the_side_is_found_there(looker: Looker) -> None:
    scene = Scene(place=Place(x=0.3, y=0.4, size=0.25))
    face, true = looker.face(scene), true_of(scene)
    assert face.right_eye.x == pytest.approx(true.right_eye.x, abs=0.03 * true.head_height_px)
