"""What is read of the drawn sitter, whose truth is known."""

import pytest

from camera.analyser import MediapipeAnalyser
from camera.sitter.look import Hair, Mien, Person, Place, Pose, Scene, Skin
from kiosk.domain.face import FaceReading
from tests.camera.eye.stage import HEIGHT, WIDTH, Stage, as_frame, mirror


@pytest.mark.parametrize("skin", Skin)
@pytest.mark.parametrize("hair", [Hair.SHORT, Hair.PARTED, Hair.BOB, Hair.LONG])
def test_crown_chin_and_axis_are_found_for_everybody(stage: Stage, skin: Skin, hair: Hair) -> None:
    scene = Scene(person=Person(skin=skin, hair=hair))
    face = stage.read(scene)
    head_px, mm = scene.place.size * HEIGHT, stage.px_per_mm(scene)
    assert face.crown_measured
    assert face.crown.y == pytest.approx(scene.place.y * HEIGHT - head_px / 2, abs=0.5 * mm)
    assert face.chin.y == pytest.approx(scene.place.y * HEIGHT + head_px / 2, abs=1.5 * mm)
    assert face.centre_x_px == pytest.approx(scene.place.x * WIDTH, abs=0.3 * mm)
    assert face.faces == 1


@pytest.mark.parametrize("yaw", [-20.0, -10.0, 0.0, 10.0, 20.0])
def test_yaw_grows_as_the_person_turns_to_their_left(stage: Stage, yaw: float) -> None:
    assert stage.read(Scene(pose=Pose(yaw_deg=yaw))).yaw_deg == pytest.approx(yaw, abs=3)


@pytest.mark.parametrize("pitch", [-10.0, 10.0])
def test_pitch_grows_as_the_person_looks_up(stage: Stage, pitch: float) -> None:
    level = stage.read(Scene()).pitch_deg
    read = stage.read(Scene(pose=Pose(pitch_deg=pitch))).pitch_deg
    assert read - level == pytest.approx(pitch, abs=3.5)


@pytest.mark.parametrize("roll", [-12.0, -5.0, 0.0, 5.0, 12.0])
def test_roll_grows_as_the_head_tilts_clockwise(stage: Stage, roll: float) -> None:
    assert stage.read(Scene(pose=Pose(roll_deg=roll))).roll_deg == pytest.approx(roll, abs=1)


def test_mirroring_turns_yaw_and_roll_and_leaves_pitch(stage: Stage) -> None:
    frame = stage.frame(Scene(pose=Pose(yaw_deg=9.0, pitch_deg=5.0, roll_deg=7.0)))
    plain, turned = stage.eye.observe(frame).face, stage.eye.observe(mirror(frame)).face
    assert plain is not None
    assert turned is not None
    assert turned.yaw_deg == pytest.approx(-plain.yaw_deg, abs=1.5)
    assert turned.roll_deg == pytest.approx(-plain.roll_deg, abs=1)
    assert turned.pitch_deg == pytest.approx(plain.pitch_deg, abs=1.5)
    assert turned.right_eye.x == pytest.approx(WIDTH - plain.left_eye.x, abs=4)


@pytest.mark.parametrize("x", [0.25, 0.5, 0.75])
@pytest.mark.parametrize("y", [0.35, 0.6])
def test_the_pose_does_not_drift_with_the_place(stage: Stage, x: float, y: float) -> None:
    level = stage.read(Scene(place=Place(size=0.3)))
    face = stage.read(Scene(place=Place(x=x, y=y, size=0.3)))
    assert face.yaw_deg == pytest.approx(level.yaw_deg, abs=1)
    assert face.pitch_deg == pytest.approx(level.pitch_deg, abs=1)


@pytest.mark.parametrize("size", [0.16, 0.3, 0.6])
def test_near_and_far_faces_are_found(stage: Stage, size: float) -> None:
    scene = Scene(place=Place(size=size))
    face = stage.read(scene)
    assert face.head_height_px == pytest.approx(size * HEIGHT, rel=0.05)


def test_closed_eyes_and_an_open_mouth_are_seen(stage: Stage) -> None:
    plain = stage.read(Scene())
    asleep = stage.read(Scene(mien=Mien(eyes_closed=1)))
    talking = stage.read(Scene(mien=Mien(mouth_open=1)))
    assert plain.blink < 0.2
    assert asleep.blink > 0.5
    assert plain.eye_aspect_ratio > 0.3
    assert asleep.eye_aspect_ratio < 0.1
    assert plain.mouth_gap < 0.02
    assert talking.mouth_gap > 0.1
    assert plain.jaw_open < 0.1
    assert talking.jaw_open > 0.2


def test_a_crown_above_the_frame_is_guessed_and_said_to_be(stage: Stage) -> None:
    face = stage.read(Scene(place=Place(y=0.2)))
    assert not face.crown_measured
    assert face.crown.y < 0


def test_a_second_person_is_counted(stage: Stage) -> None:
    face = stage.read(Scene(people=2))
    assert face.faces == 2
    assert 0.1 < face.second_face_ratio < 0.9


def test_an_empty_chair_has_no_face(stage: Stage) -> None:
    assert stage.observe(Scene(people=0)).face is None


def test_the_same_frame_gives_the_same_reading_in_another_analyser(stage: Stage) -> None:
    frame = stage.frame(Scene(pose=Pose(yaw_deg=4.0)))
    with MediapipeAnalyser(stage.eye._clock, stills=True) as other:
        assert other.observe(frame).face == stage.eye.observe(frame).face


def follow(eye: MediapipeAnalyser, stage: Stage, scenes: list[Scene]) -> list[FaceReading | None]:
    painted = [as_frame(stage.studio.paint(scene), seq) for seq, scene in enumerate(scenes)]
    return [eye.observe(frame).face for frame in painted]


def test_a_moving_face_is_followed_and_each_reading_is_of_its_own_frame(
    live_eye: MediapipeAnalyser, stage: Stage
) -> None:
    places = [Place(x=0.4 + 0.02 * step) for step in range(10)]
    faces = follow(live_eye, stage, [Scene(place=place) for place in places])
    for number, (face, place) in enumerate(zip(faces, places, strict=True)):
        assert face is not None
        assert face.captured_at_ns == number * 33_000_000
        assert face.centre_x_px == pytest.approx(place.x * WIDTH, abs=8)
        assert face.crown_measured
        assert face.crown.y == pytest.approx((0.47 - Place().size / 2) * HEIGHT, abs=12)


def test_a_face_that_jumps_away_is_found_in_the_same_frame(
    live_eye: MediapipeAnalyser, stage: Stage
) -> None:
    scenes = [Scene(place=Place(x=x, size=0.3)) for x in (0.2, 0.2, 0.8, 0.8)]
    faces = follow(live_eye, stage, scenes)
    assert [round(face.centre_x_px / WIDTH, 1) if face else None for face in faces] == [
        0.2,
        0.2,
        0.8,
        0.8,
    ]


def test_somebody_who_leaves_is_gone_and_comes_back(
    live_eye: MediapipeAnalyser, stage: Stage
) -> None:
    scenes = [Scene(), Scene(people=0), Scene(people=0), Scene(), Scene()]
    faces = follow(live_eye, stage, scenes)
    assert [face is not None for face in faces] == [True, False, False, faces[3] is not None, True]


def test_a_companion_is_noticed_while_somebody_is_followed(
    live_eye: MediapipeAnalyser, stage: Stage
) -> None:
    faces = follow(live_eye, stage, [Scene()] * 2 + [Scene(people=2)] * 31 + [Scene()] * 12)
    counts = [face.faces if face else 0 for face in faces]
    assert counts[0] == 1
    assert counts[32] == 2
    assert counts[-1] == 1


def test_a_source_that_changes_its_size_is_read_afresh(
    live_eye: MediapipeAnalyser, stage: Stage
) -> None:
    frame = stage.frame(Scene())
    half = as_frame(frame.pixels[::2, ::2].copy(), 1)
    first, second = live_eye.observe(frame).face, live_eye.observe(half).face
    assert first is not None
    assert second is not None
    assert second.head_height_px == pytest.approx(first.head_height_px / 2, rel=0.02)
