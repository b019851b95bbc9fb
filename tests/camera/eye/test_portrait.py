"""The photo that is cut from a frame."""

import hashlib
import io
import threading
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from camera.analyser import MediapipeAnalyser
from camera.cutting import is_nothing_but_a_crop
from camera.imagefile import decode, facts_of
from camera.jpegfile import encode, file_faults, is_photo_shaped
from camera.photo_errors import PortraitError, PortraitFault
from camera.portrait import Portraitist
from camera.ranking import best_first
from camera.sitter.look import Mien, Person, Place, Pose, Scene, Skin
from camera.sitter.studio import Studio
from kiosk.domain.face import FaceReading, Point
from kiosk.domain.finding import Check, Finding, Verdict, worst
from kiosk.domain.frame import Observation, Pixels
from kiosk.domain.photo import LEAST_FILE_BYTES, MOST_FILE_BYTES, Photo, portrait_crop
from kiosk.domain.shot import HeadLines, Shot
from kiosk.guidance.policy import photo_policy
from tests.camera.eye.stage import HEIGHT, Stage, StoppedClock, as_frame
from tests.guidance.faces import good_face

POLICY = photo_policy()


@pytest.fixture(scope="module")
def sitting(stage: Stage) -> Observation:
    return stage.observe(Scene())


@pytest.fixture(scope="module")
def photo(sitting: Observation, portraitist: Portraitist) -> Photo:
    return portraitist.make(sitting)


def of(findings: tuple[Finding, ...], check: Check) -> Finding:
    return next(finding for finding in findings if finding.check is check)


def resized(face: FaceReading, factor: float) -> FaceReading:
    def to(point: Point) -> Point:
        return Point(point.x * factor, point.y * factor)

    return replace(
        face,
        right_eye=to(face.right_eye),
        left_eye=to(face.left_eye),
        chin=to(face.chin),
        crown=to(face.crown),
        frame_width_px=round(face.frame_width_px * factor),
        frame_height_px=round(face.frame_height_px * factor),
    )


def painted_at(factor: float) -> Observation:
    """Return a frame of noise with a reading of a good face in it, at another resolution."""
    face = resized(good_face(), factor)
    chance = np.random.default_rng(1)
    size = (face.frame_height_px, face.frame_width_px, 3)
    frame = as_frame(chance.integers(0, 255, size, dtype=np.uint8))
    return Observation(frame=frame, face=face, analysed_at_ns=0)


def test_the_drawn_sitter_gets_a_photo_without_a_single_complaint(
    sitting: Observation, portraitist: Portraitist
) -> None:
    findings = portraitist.develop((sitting,), None).findings
    assert [finding.check for finding in findings] == list(Check)
    assert worst(findings) is Verdict.PASS


def test_the_head_is_where_the_drawing_wants_it(photo: Photo) -> None:
    """Measured against the truth of the drawn sitter, not by the program's own eye."""
    crop = photo.proof.crop
    mm = crop.height / 45
    scene = Scene()
    crown = (scene.place.y - scene.place.size / 2) * HEIGHT
    chin = (scene.place.y + scene.place.size / 2) * HEIGHT
    assert (chin - crown) / mm == pytest.approx(34, abs=1.5)  # the drawn chin is 1 mm off
    assert (crown - crop.top) / mm == pytest.approx(4, abs=0.5)
    assert (600 - crop.left) / mm == pytest.approx(17.5, abs=0.3)


@pytest.mark.parametrize(
    ("factor", "size"),
    [(1.6, (1050, 1350)), (1.25, (1050, 1350)), (1.2, (827, 1063)), (1.0, (827, 1063))],
)
def test_a_large_crop_is_made_smaller_to_a_printed_size(
    factor: float, size: tuple[int, int], portraitist: Portraitist
) -> None:
    photo = portraitist.make(painted_at(factor))
    assert (photo.width_px, photo.height_px) == size


@pytest.mark.parametrize("factor", [0.9, 0.7, 0.58])
def test_a_small_crop_keeps_its_own_pixels(factor: float, portraitist: Portraitist) -> None:
    observation = painted_at(factor)
    photo = portraitist.make(observation)
    crop = photo.proof.crop
    assert (photo.width_px, photo.height_px) == (crop.width, crop.height)
    assert is_photo_shaped(photo.width_px, photo.height_px)
    assert photo.width_px >= 480
    assert photo.height_px >= 618


@pytest.mark.parametrize(
    ("observation", "fault"),
    [
        (painted_at(0.55), PortraitFault.TOO_SMALL),
        (replace(painted_at(1.0), face=None), PortraitFault.NO_FACE),
        (replace(painted_at(1.0), face=good_face(crown=Point(600, -20))), PortraitFault.OUTSIDE),
        (replace(painted_at(1.0), face=good_face(chin=Point(600, 2600))), PortraitFault.OUTSIDE),
    ],
)
def test_a_frame_that_gives_no_photo_says_why(
    observation: Observation, fault: PortraitFault, portraitist: Portraitist
) -> None:
    with pytest.raises(PortraitError) as caught:
        portraitist.make(observation)
    assert caught.value.fault is fault


def test_a_flat_grey_photo_cannot_be_padded_to_the_least_size(portraitist: Portraitist) -> None:
    observation = painted_at(0.6)
    flat = as_frame(np.full_like(observation.frame.pixels, 200))
    with pytest.raises(PortraitError) as caught:
        portraitist.make(replace(observation, frame=flat))
    assert caught.value.fault is PortraitFault.TOO_FEW_BYTES


def test_a_quiet_photo_is_written_at_a_higher_quality(portraitist: Portraitist) -> None:
    observation = painted_at(0.6)
    quiet = cv2.GaussianBlur(observation.frame.pixels, (0, 0), 30)
    calm = portraitist.make(replace(observation, frame=as_frame(np.asarray(quiet, np.uint8))))
    noisy = portraitist.make(observation)
    assert calm.proof.jpeg_quality > noisy.proof.jpeg_quality
    assert len(calm.jpeg) >= LEAST_FILE_BYTES


def test_the_file_keeps_every_rule_and_carries_nothing_else(photo: Photo) -> None:
    picture = Image.open(io.BytesIO(photo.jpeg))
    assert not file_faults(facts_of(photo.jpeg))
    assert LEAST_FILE_BYTES <= len(photo.jpeg) <= MOST_FILE_BYTES
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    assert b"\xff\xc2" not in photo.jpeg  # progressive
    assert not picture.getexif()
    assert set(picture.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert picture.width / picture.info["dpi"][0] * 25.4 == pytest.approx(35, abs=0.05)
    assert picture.height / picture.info["dpi"][1] * 25.4 == pytest.approx(45, abs=0.05)


def test_the_photo_is_the_frame_cropped_and_scaled_and_nothing_else(
    sitting: Observation, photo: Photo
) -> None:
    """Not mirrored, not retouched: what the proof says gives the same picture again."""
    proof = photo.proof
    crop = proof.crop
    pixels = sitting.frame.pixels
    assert proof.frame_sha256 == hashlib.sha256(pixels.tobytes()).hexdigest()
    assert (proof.frame_width_px, proof.frame_height_px, proof.rotation_deg) == (1200, 1600, 0)
    part = pixels[int(crop.top) : int(crop.bottom), int(crop.left) : int(crop.right)]
    again = cv2.resize(part, (photo.width_px, photo.height_px), interpolation=cv2.INTER_AREA)
    difference = cv2.absdiff(decode(photo.jpeg), again)
    assert difference.mean() < 2
    assert cv2.absdiff(decode(photo.jpeg), again[:, ::-1]).mean() > difference.mean() + 2


def test_the_crop_is_the_one_that_was_judged(sitting: Observation, photo: Photo) -> None:
    assert sitting.face is not None
    exact, crop = portrait_crop(sitting.face), photo.proof.crop
    for name in ("left", "top", "width", "height"):
        assert getattr(crop, name) == pytest.approx(getattr(exact, name), abs=1)


def test_the_same_frame_gives_the_same_bytes(
    sitting: Observation, photo: Photo, portraitist: Portraitist
) -> None:
    assert portraitist.make(sitting).jpeg == photo.jpeg


@pytest.mark.parametrize("skin", Skin)
def test_every_skin_tone_is_accepted(stage: Stage, portraitist: Portraitist, skin: Skin) -> None:
    observation = stage.observe(Scene(person=Person(skin=skin)))
    findings = portraitist.develop((observation,), None).findings
    assert worst(findings) is Verdict.PASS


@pytest.mark.parametrize(
    ("scene", "check"),
    [
        (Scene(pose=Pose(yaw_deg=20)), Check.YAW),
        (Scene(pose=Pose(roll_deg=12)), Check.ROLL),
        (Scene(mien=Mien(eyes_closed=1)), Check.EYES),
        (Scene(mien=Mien(mouth_open=1)), Check.MOUTH),
        (Scene(people=2, place=Place(size=0.4)), Check.SINGLE),
    ],
)
def test_a_photo_with_a_defect_is_refused_for_it(
    stage: Stage, portraitist: Portraitist, scene: Scene, check: Check
) -> None:
    observation = stage.observe(scene)
    assert observation.face is not None
    findings = portraitist.develop((observation,), None).findings
    if check is Check.SINGLE:  # the companion sits outside of this crop: the photo is clean
        assert of(findings, check).verdict is Verdict.PASS
    else:
        assert of(findings, check).verdict is Verdict.FAIL


def changed(observation: Observation, pixels: Pixels) -> Observation:
    return replace(observation, frame=as_frame(pixels, observation.frame.seq))


def blurred(observation: Observation, sigma: float) -> Observation:
    soft = cv2.GaussianBlur(observation.frame.pixels, (0, 0), sigma)
    return changed(observation, np.asarray(soft, np.uint8))


def test_of_a_burst_the_sharpest_frame_with_open_eyes_is_taken(
    stage: Stage, sitting: Observation, portraitist: Portraitist
) -> None:
    blinking = stage.observe(Scene(mien=Mien(eyes_closed=1)))
    burst = (blinking, blurred(sitting, 9), blurred(sitting, 3), sitting, blurred(sitting, 5))
    assert portraitist.develop(burst, None).source is sitting
    order = best_first(burst, POLICY)
    assert order[0] is sitting
    assert order[-1] is blinking


def test_a_frame_that_fails_the_full_verdict_gives_way_to_one_that_does_not(
    sitting: Observation, portraitist: Portraitist
) -> None:
    """The reading of the first is spotless; only its photo shows that it is burnt."""
    white = np.full_like(sitting.frame.pixels, 255)
    burnt = changed(sitting, cv2.addWeighted(sitting.frame.pixels, 0.2, white, 0.8, 0).astype("u1"))
    assert portraitist.develop((burnt,), None).verdict is Verdict.FAIL
    assert portraitist.develop((burnt, sitting), None).source is sitting


def test_frames_without_a_face_give_way_and_none_at_all_says_so(
    sitting: Observation, portraitist: Portraitist
) -> None:
    nobody = replace(sitting, face=None)
    assert portraitist.develop((nobody, sitting), None).source is sitting
    with pytest.raises(PortraitError) as caught:
        portraitist.develop((nobody,), None)
    assert caught.value.fault is PortraitFault.NO_FACE


def test_a_dragged_crown_moves_the_crop_and_counts_as_placed_by_hand(
    sitting: Observation, portraitist: Portraitist
) -> None:
    shot = portraitist.develop((sitting,), None)
    assert (shot.lines.crown, shot.lines.chin) == pytest.approx((4 / 45, 38 / 45), abs=0.003)
    higher = HeadLines(crown=shot.lines.crown - 0.03, chin=shot.lines.chin)
    again = portraitist.reframe(shot, higher, None)
    before, after = shot.photo.proof, again.photo.proof
    assert after.crop.height == pytest.approx(
        before.crop.height * (34 / 45 + 0.03) * 45 / 34, rel=0.01
    )
    assert (again.lines.crown, again.lines.chin) == pytest.approx((4 / 45, 38 / 45), abs=0.003)
    assert again.by_hand
    assert after.placed_by_hand
    assert not before.placed_by_hand
    assert of(again.findings, Check.CROP).verdict is Verdict.PASS


def test_the_proof_shows_that_nothing_was_retouched(
    sitting: Observation, photo: Photo, portraitist: Portraitist
) -> None:
    """Planted: one pixel of the frame, one bit of the photo, another crop."""
    frame = sitting.frame
    assert is_nothing_but_a_crop(photo, frame)
    assert photo.proof.encoder.startswith("Pillow ")
    retouched = frame.pixels.copy()
    retouched[800, 600] ^= 1
    assert not is_nothing_but_a_crop(photo, as_frame(retouched))
    smoothed = decode(photo.jpeg)
    smoothed[400:600, 300:500] = cv2.GaussianBlur(smoothed[400:600, 300:500], (0, 0), 2)
    encoded = encode(smoothed)
    assert encoded is not None
    assert not is_nothing_but_a_crop(replace(photo, jpeg=encoded[0]), frame)
    box = replace(photo.proof.crop, left=photo.proof.crop.left + 1)
    moved = replace(photo, proof=replace(photo.proof, crop=box))
    assert not is_nothing_but_a_crop(moved, frame)


def test_a_photo_that_was_cut_wrongly_is_caught_by_the_second_look(
    sitting: Observation, portraitist: Portraitist
) -> None:
    """Planted: a reading whose crown is 5 mm too low."""
    assert sitting.face is not None
    crown = sitting.face.crown
    wrong = replace(sitting.face, crown=Point(crown.x, crown.y + 120))
    observation = replace(sitting, face=wrong)
    findings = portraitist.develop((observation,), None).findings
    assert of(findings, Check.CROP).verdict is not Verdict.PASS


def test_the_verdict_works_in_whatever_thread_asks(
    sitting: Observation, portraitist: Portraitist
) -> None:
    expected = portraitist.develop((sitting,), None)
    travelling = Portraitist(StoppedClock())
    heard: list[Shot] = [travelling.develop((sitting,), None)]
    thread = threading.Thread(target=lambda: heard.append(travelling.develop((sitting,), None)))
    thread.start()
    thread.join(30)
    heard.append(travelling.develop((sitting,), None))
    travelling.close()
    assert heard == [expected] * 3


def test_a_portraitist_can_be_closed_and_used_again(sitting: Observation) -> None:
    maker = Portraitist(StoppedClock())
    maker.close()
    first = maker.develop((sitting,), None)
    maker.close()
    assert maker.develop((sitting,), None) == first
    maker.close()


def test_a_landscape_camera_gives_a_photo_too() -> None:
    studio = Studio(1920, 1080)
    with MediapipeAnalyser(StoppedClock(), stills=True) as eye:
        observation = eye.observe(as_frame(studio.paint(Scene(place=Place(size=0.6, y=0.5)))))
    photo = Portraitist(StoppedClock()).make(observation)
    assert photo.width_px >= 480


def test_a_photo_whose_frame_was_not_kept_cannot_be_cut_anew(
    sitting: Observation, portraitist: Portraitist
) -> None:
    resumed = replace(portraitist.develop((sitting,), None), source=None)
    with pytest.raises(PortraitError) as caught:
        portraitist.reframe(resumed, resumed.lines, None)
    assert caught.value.fault is PortraitFault.NO_FRAME
