"""Examples of all four detectors from plates."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from camera.worn.features import Worn, describe
from camera.worn.light import shades
from camera.worn.training.dressing import dress, undressed
from camera.worn.training.fitting import Examples
from camera.worn.training.plates import Plate
from kiosk.domain.frame import Pixels

PER_PERSON = 80  # pictures made of each person, whatever the number of plates
FEWEST = 8  # pictures made of each plate
AS_IT_IS = 0.2  # share of them that show what the plate shows, in other light

Seen = dict[Worn, npt.NDArray[np.float16]]
Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""The `map` to use: that of one process or of several."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lessons:
    """What the detectors see in many pictures; ``truth`` is 1, 0, or -1 for not to be asked."""

    pictures: Seen
    truth: dict[Worn, npt.NDArray[np.int8]]
    weight: npt.NDArray[np.float32]
    who: npt.NDArray[np.str_]

    def of(self, worn: Worn, *, without: frozenset[str] = frozenset()) -> Examples:
        """Return the examples of one detector, without some people."""
        use = (self.truth[worn] >= 0) & ~np.isin(self.who, list(without))
        return Examples(
            pictures=self.pictures[worn][use],
            truth=self.truth[worn][use] == 1,
            weight=self.weight[use],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Task:
    """A plate, how many pictures are to be made of it, and the chance that is its own."""

    plate: Plate
    count: int
    seed: int


def see(pixels: Pixels) -> Seen:
    """Return what every detector sees in a head view."""
    shown = shades(pixels)
    return {worn: describe(shown, worn).astype(np.float16) for worn in Worn}


def make_lessons(plates: Sequence[Plate], seed: int, per_person: int, each: Each) -> Lessons:
    """Return lessons from plates, the same ones in however many processes they are made."""
    plates_of = Counter(plate.who for plate in plates)
    tasks = [
        Task(plate=plate, count=max(FEWEST, per_person // plates_of[plate.who]), seed=seed)
        for plate in plates
    ]
    made = list(each(make_pictures, tasks))
    return Lessons(
        pictures={worn: np.concatenate([seen[worn] for seen, _ in made]) for worn in Worn},
        truth={worn: np.concatenate([truth[worn] for _, truth in made]) for worn in Worn},
        weight=np.concatenate(
            [
                np.full(task.count, (task.count * plates_of[task.plate.who]) ** -0.5, np.float32)
                for task in tasks
            ]
        ),
        who=np.repeat([task.plate.who for task in tasks], [task.count for task in tasks]),
    )


def make_pictures(task: Task) -> tuple[Seen, dict[Worn, npt.NDArray[np.int8]]]:
    """Return what is seen in many pictures of one plate, and what is true of them."""
    chance = np.random.default_rng((task.seed, zlib.crc32(task.plate.name.encode())))
    seen, truths = [], []
    for turn in range(task.count):
        plain = turn < task.count * AS_IT_IS
        pixels, truth = (undressed if plain else dress)(task.plate, chance)
        seen.append(see(pixels))
        truths.append(truth)
    return (
        {worn: np.stack([one[worn] for one in seen]) for worn in Worn},
        {worn: np.array([_answer(truth[worn]) for truth in truths], np.int8) for worn in Worn},
    )


def _answer(known: bool | None) -> int:  # noqa: FBT001 - one of three answers
    return -1 if known is None else int(known)
