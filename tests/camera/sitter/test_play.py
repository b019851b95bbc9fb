"""The play: nobody, somebody sits down, settles, sits well, the next."""

import itertools
from collections.abc import Callable

import numpy as np

from camera.sitter.faults import Faults, mistakes_of
from camera.sitter.feed import SitterFeed
from camera.sitter.knobs import Play
from camera.sitter.look import Mien, Pose, Scene
from camera.sitter.people import PEOPLE
from camera.sitter.script import EMPTY_S, SETTLE_S, SIT_S, moment, turn_frames
from camera.sitter.studio import Sway
from camera.source import open_source
from kiosk.domain.frame import Pixels
from tests.fakes.timepiece import Timepiece

PLAY = Play(width=150, height=200, faults=Faults.NONE)
TURN = round((EMPTY_S + SIT_S + SETTLE_S + PLAY.good_s) * PLAY.fps)


def scenes(play: Play, count: int) -> list[Scene]:
    return [moment(play, number).scene for number in range(count)]


def frames(play: Play, count: int) -> list[Pixels]:
    clock = Timepiece()
    feed = SitterFeed(play, clock, clock.wait)
    feed.open()
    pictures = [feed.next()[0] for _ in range(count)]
    feed.close()
    return pictures


def test_each_person_sits_well_for_seconds_and_then_another_comes() -> None:
    people = []
    for turn in range(len(PEOPLE)):
        seated = moment(PLAY, turn * TURN + TURN - 5).scene
        assert seated.people == 1
        assert seated.pose == Pose()
        assert moment(PLAY, turn * TURN + 3).scene.people == 0
        people.append(seated.person)
    assert tuple(people) == PEOPLE
    assert moment(PLAY, len(PEOPLE) * TURN + TURN - 5).scene.person == PEOPLE[0]


def test_a_person_first_sits_badly_and_then_settles() -> None:
    coming = [scene for scene in scenes(PLAY, TURN) if scene.people and scene.pose.yaw_deg]
    assert coming[0].pose.yaw_deg > 8
    yaws = [scene.pose.yaw_deg for scene in coming]
    assert yaws == sorted(yaws, reverse=True)
    assert all(yaw == round(yaw) for yaw in yaws)


def test_only_the_first_applicant_makes_mistakes_and_they_are_mild() -> None:
    play = Play(width=150, height=200)
    first, others = turn_frames(play, 0), {turn_frames(play, index) for index in range(1, 6)}
    assert others == {TURN}
    assert TURN < first < TURN + 5 * play.fps
    shown = scenes(play, first)
    assert max(scene.place.x for scene in shown) > 0.65
    assert max(scene.pose.yaw_deg for scene in shown) > 12
    assert not any(scene.person.mask for scene in shown)
    good = shown[-round(play.good_s * play.fps) :]
    assert {(scene.place.x, scene.pose.yaw_deg) for scene in good} == {(0.5, 0.0)}
    assert moment(play, first).beginning


def test_who_makes_every_mistake_corrects_one_after_the_other() -> None:
    play = Play(width=150, height=200, faults=Faults.ALL)
    shown = scenes(play, turn_frames(play, 0))
    wrong: tuple[Callable[[Scene], object], ...] = (
        lambda scene: scene.place.x > 0.55,
        lambda scene: scene.person.mask,
        lambda scene: scene.pose.yaw_deg > 5,
        lambda scene: scene.light.side,
    )
    gone = [max(at for at, scene in enumerate(shown) if is_wrong(scene)) for is_wrong in wrong]
    assert gone == sorted(gone)
    assert all(after - before > 2 * play.fps for before, after in itertools.pairwise(gone))
    assert shown[-1] == Scene(person=PEOPLE[0])


def test_the_three_sets_of_mistakes_have_every_kind() -> None:
    play = Play(width=150, height=200, faults=Faults.ALL, applicants=3)
    names = {fault.name for index in range(3) for fault in mistakes_of(play.faults, index)}
    assert {"mask", "sunglasses", "hat", "turned", "tilted", "far", "side_light", "dark"} <= names
    assert mistakes_of(Faults.NONE, 0) == ()


def test_people_blink_now_and_then() -> None:
    blinks = [scene.mien.eyes_closed for scene in scenes(PLAY, TURN)]
    assert max(blinks) == 1.0
    assert sum(closed > 0 for closed in blinks) < 0.05 * TURN


def test_fewer_applicants_take_turns() -> None:
    two = Play(applicants=2, faults=Faults.NONE)
    turn = round((EMPTY_S + SIT_S + SETTLE_S + two.good_s) * two.fps)
    assert {scene.person for scene in scenes(two, 5 * turn)} == set(PEOPLE[:2])


def test_a_shorter_good_time_makes_a_shorter_turn() -> None:
    quick = Play(good_s=2, faults=Faults.NONE)
    turn = round((EMPTY_S + SIT_S + SETTLE_S + 2) * quick.fps)
    assert moment(quick, turn).beginning
    assert not moment(quick, turn - 1).beginning


def test_a_fixed_knob_holds_for_everyone_who_sits() -> None:
    play = Play(fixed={"mien": {"smile": 1.0}})
    assert all(scene.mien.smile == 1.0 for scene in scenes(play, 3 * TURN) if scene.people)


def test_a_still_sitter_never_moves_and_never_leaves() -> None:
    still = Play(still=True)
    assert {moment(still, number).sway for number in range(0, 2000, 50)} == {Sway()}
    assert set(scenes(still, 500)) == {Scene(mien=Mien())}


def test_no_two_frames_are_alike_so_that_nothing_seems_frozen() -> None:
    pictures = frames(Play(width=150, height=200, still=True), 70)
    assert all(not np.array_equal(a, b) for a, b in itertools.pairwise(pictures))


def test_the_same_frame_number_is_the_same_picture_for_ever() -> None:
    once, again = frames(PLAY, 60), frames(PLAY, 60)
    assert all(np.array_equal(a, b) for a, b in zip(once, again, strict=True))


def test_a_sitter_without_noise_is_a_still_and_says_so() -> None:
    clock = Timepiece()
    words = "sitter:?still=1&noise=0&width=150&height=200"
    source = open_source(words, clock, wait=clock.wait)
    assert source.open().still
    assert np.array_equal(source.read().pixels, source.read().pixels)
    source.close()
