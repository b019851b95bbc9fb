"""Training: it learns, it gives the same bytes again, and it is what was shipped."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from camera.analyser import MediapipeAnalyser
from camera.worn.features import Worn
from camera.worn.net import MODEL_FILE, nets_text, shipped_nets
from camera.worn.training.fitting import Examples, Fitting, fit
from camera.worn.training.gallery import Gallery, draw, hang, held_out_patterns
from camera.worn.training.plates import Plate
from camera.worn.training.report import area, equal_error
from camera.worn.training.schooling import Course, Score, examine, teach, workers
from camera.worn.worn import MEASURES
from kiosk.guidance.policy import photo_policy
from kiosk.paths import resources
from tests.guards.groups import ROOT

SHORT = Course(per_person=48, passes=6)


@pytest.fixture(scope="session")
def drawn(eye: MediapipeAnalyser) -> list[Plate]:
    return list(draw(eye))


@pytest.fixture(scope="session")
def gallery(faces_dir: Path) -> Gallery:
    return Gallery(
        folder=faces_dir,
        manifest=faces_dir / "MANIFEST.tsv",
        held_out=held_out_patterns(ROOT / "benchmarks" / "photo" / "held_out.txt"),
    )


@pytest.fixture(scope="session")
def hung(gallery: Gallery, eye: MediapipeAnalyser) -> list[Plate]:
    return list(hang(gallery, eye))


def test_the_same_pictures_teach_the_same_bytes(drawn: list[Plate]) -> None:
    few, course = drawn[:6], Course(per_person=8, passes=1)
    first, second = (nets_text(teach(few, course, map)[1]) for _ in range(2))
    assert first == second
    other = Course(per_person=8, passes=1, seed=1)
    assert nets_text(teach(few, other, map)[1]) != first


def test_detectors_taught_by_some_drawn_people_know_a_mask_on_another(drawn: list[Plate]) -> None:
    stranger = drawn[-1].who
    _, nets = teach([p for p in drawn if p.who != stranger], SHORT, map)
    scores = [
        score
        for score in examine([p for p in drawn if p.who == stranger], nets)
        if score.worn is Worn.MASK
    ]
    masked = [score.value for score in scores if score.plate.truth[Worn.MASK]]
    bare = [score.value for score in scores if not score.plate.truth[Worn.MASK]]
    assert masked
    assert min(masked) > max(bare)


def test_wrong_labels_teach_nothing() -> None:
    """A planted fault: what is learnt must come from the labels."""
    chance = np.random.default_rng(0)
    pictures = chance.standard_normal((256, 32, 64, 3)).astype(np.float16)
    truth = chance.random(256) < 0.5
    pictures[truth, 8:16, 8:24] += 2
    weight = np.ones(256, np.float32)
    right = fit(Examples(pictures=pictures, truth=truth, weight=weight), 1, passes=4)
    wrong = fit(Examples(pictures=pictures, truth=chance.permutation(truth), weight=weight), 1, 4)
    test = chance.standard_normal((64, 32, 64, 3)).astype(np.float32)
    marked = np.arange(64) < 32
    test[marked, 8:16, 8:24] += 2
    assert area(right.scores(test).astype(np.float64), marked) > 0.95
    assert area(wrong.scores(test).astype(np.float64), marked) < 0.9


def test_the_slopes_are_those_of_the_loss() -> None:
    chance = np.random.default_rng(1)
    fitting = Fitting((20, 24, 3), chance)
    pictures = chance.standard_normal((4, 20, 24, 3)).astype(np.float32)
    goal, weight = np.array((1, 0, 1, 0), np.float32), np.ones(4, np.float32)
    kept = np.ones((4, len(fitting.out)), np.float32)
    slopes = fitting.slopes(pictures, goal, weight, kept)

    def loss() -> float:
        sure = fitting.net().scores(pictures).astype(np.float64)
        return -float(np.mean(goal * np.log(sure) + (1 - goal) * np.log(1 - sure)))

    for part, slope in zip(fitting.parts, slopes, strict=True):
        place = int(np.abs(slope).argmax())
        was = part.flat[place]
        part.flat[place] = was + 2e-3
        above = loss()
        part.flat[place] = was - 2e-3
        below = loss()
        part.flat[place] = was
        assert (above - below) / 4e-3 == pytest.approx(slope.flat[place], rel=0.05, abs=1e-4)


def test_area_and_equal_error_of_a_known_order() -> None:
    values, truth = np.array((0.1, 0.4, 0.35, 0.8)), np.array((False, False, True, True))
    assert area(values, truth) == pytest.approx(0.75)
    assert equal_error(values, truth) == pytest.approx(0.5)


def test_held_out_people_are_never_learnt_from(hung: list[Plate]) -> None:
    held, ours = ({p.who for p in hung if p.held_out is out} for out in (True, False))
    assert held
    assert not held & ours


# Measured on the held-out pictures with the shipped weights (docs/adr/0011): what is refused of
# what is worn, at least; of what is not worn, at most.
CAUGHT = {Worn.MASK: 1.0, Worn.SUNGLASSES: 1.0, Worn.GLARE: 1.0, Worn.HAT: 0.6}
ACCUSED = {Worn.MASK: 0.02, Worn.SUNGLASSES: 0.02, Worn.GLARE: 0.03, Worn.HAT: 0.02}


def shares(scores: Sequence[Score], worn: Worn) -> tuple[float, float]:
    """Return which share of the worn is refused, and which of what is not worn."""
    rule = photo_policy().rule(MEASURES[worn])
    assert rule.fail is not None
    answers = {
        answer: [s.value > rule.fail for s in scores if s.plate.truth[worn] is answer]
        for answer in (True, False)
    }
    return float(np.mean(answers[True])), float(np.mean(answers[False]))


def test_the_figures_on_people_nobody_tuned_on(hung: list[Plate]) -> None:
    scores = list(examine([plate for plate in hung if plate.held_out], shipped_nets()))
    for worn in MEASURES:
        caught, accused = shares([s for s in scores if s.worn is worn], worn)
        assert (worn, caught >= CAUGHT[worn]) == (worn, True)
        assert (worn, accused <= ACCUSED[worn]) == (worn, True)


@pytest.mark.slow
def test_the_shipped_weights_are_what_training_gives(hung: list[Plate], drawn: list[Plate]) -> None:
    """Byte for byte, on processors that round alike; minutes. After a change to the drawn sitter
    or to the paints, train again: `python -m camera.worn.training FACES_DIR`.
    """
    ours = [plate for plate in (*hung, *drawn) if not plate.held_out]
    with workers(2) as each:
        _, nets = teach(ours, Course(), each)
    assert nets_text(nets) == (resources() / MODEL_FILE).read_text(encoding="utf-8")
