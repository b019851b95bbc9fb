"""From plates to detectors, and to the scores of people they were not made from."""

import os
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

import cv2

from camera.worn.features import Worn
from camera.worn.light import shades
from camera.worn.net import Net, Nets
from camera.worn.training.examples import PER_PERSON, Each, Lessons, make_lessons
from camera.worn.training.fitting import PASSES, Examples, fit
from camera.worn.training.plates import Plate
from camera.worn.worn import MEASURES, how_sure

SEED = 20261122


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How much is learnt: what is shipped, or less of it in tests."""

    per_person: int = PER_PERSON
    passes: int = PASSES
    seed: int = SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a detector that does not know the person says of a picture."""

    plate: Plate
    worn: Worn
    value: float


def teach(plates: Sequence[Plate], course: Course, each: Each) -> tuple[Lessons, Nets]:
    """Return the detectors learnt from plates, and what they were taught."""
    lessons = make_lessons(plates, course.seed, course.per_person, each)
    jobs = [(lessons.of(worn), course) for worn in Worn]
    return lessons, dict(zip(Worn, each(_fit, jobs), strict=True))


def examine(plates: Sequence[Plate], nets: Nets) -> Iterator[Score]:
    """Yield what detectors say of pictures as they are."""
    for plate in plates:
        seen = shades(plate.pixels)
        for worn in MEASURES:
            yield Score(plate=plate, worn=worn, value=how_sure(worn, seen, nets))


def cross_examine(
    plates: Sequence[Plate], lessons: Lessons, course: Course, folds: int, each: Each
) -> Iterator[Score]:
    """Yield the scores of all plates by detectors that never saw any picture of their person."""
    people = {plate.who: zlib.crc32(plate.who.encode()) % folds for plate in plates}
    for fold in range(folds):
        left_out = frozenset(who for who, group in people.items() if group == fold)
        jobs = [(lessons.of(worn, without=left_out), course) for worn in Worn]
        nets = dict(zip(Worn, each(_fit, jobs), strict=True))
        yield from examine([plate for plate in plates if plate.who in left_out], nets)


@contextmanager
def workers(number: int) -> Iterator[Each]:
    """Give a `map` over processes of one thread each, so that the sums are always the same."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(
        number, mp_context=get_context("spawn"), initializer=cv2.setNumThreads, initargs=(1,)
    ) as pool:
        yield pool.map


def _fit(job: tuple[Examples, Course]) -> Net:
    examples, course = job
    return fit(examples, course.seed, course.passes)
