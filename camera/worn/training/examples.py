"""Examples of all four detectors from plates."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from camera.worn.features import Worn, describe
from camera.worn.light import shades
from camera.worn.training.dressing import dress, undressed
from camera.worn.training.fitting import Examples
from camera.worn.training.plates import Plate, Truth
from kiosk.domain.frame import Pixels

PER_PERSON = 100  # pictures made of each person, whatever the number of plates
FEWEST = 8  # pictures made of each plate
AS_IT_IS = 0.2  # share of them that show what the plate shows, in other light


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lessons:
    """Features of many pictures per detector; ``truth`` is 1, 0 or -1 for not to be asked."""

    features: dict[Worn, npt.NDArray[np.float32]]
    truth: dict[Worn, npt.NDArray[np.int8]]
    weight: npt.NDArray[np.float32]
    who: npt.NDArray[np.str_]

    def of(self, worn: Worn, *, without: frozenset[str] = frozenset()) -> Examples:
        """Return the examples of one detector, without some people."""
        use = (self.truth[worn] >= 0) & ~np.isin(self.who, list(without))
        return Examples(
            features=self.features[worn][use],
            truth=self.truth[worn][use] == 1,
            weight=self.weight[use],
        )


def describe_all(pixels: Pixels) -> dict[Worn, npt.NDArray[np.float32]]:
    """Return the features of every detector of a head view."""
    seen = shades(pixels)
    return {worn: describe(seen, worn) for worn in Worn}


def make_lessons(plates: Sequence[Plate], seed: int, per_person: int = PER_PERSON) -> Lessons:
    """Return lessons from plates; each plate has its own chance, so that one more moves nothing."""
    plates_of = Counter(plate.who for plate in plates)
    rows: list[dict[Worn, npt.NDArray[np.float32]]] = []
    truths: list[Truth] = []
    weights: list[float] = []
    people: list[str] = []
    for number, plate in enumerate(plates):
        chance = np.random.default_rng((seed, number))
        count = max(FEWEST, per_person // plates_of[plate.who])
        for turn in range(count):
            plain = turn < count * AS_IT_IS
            pixels, truth = (undressed if plain else dress)(plate, chance)
            rows.append(describe_all(pixels))
            truths.append(truth)
            weights.append(1 / (count * plates_of[plate.who]) ** 0.5)
            people.append(plate.who)
    return Lessons(
        features={worn: np.stack([row[worn] for row in rows]) for worn in Worn},
        truth={
            worn: np.array([-1 if t[worn] is None else int(t[worn]) for t in truths], np.int8)
            for worn in Worn
        },
        weight=np.array(weights, np.float32),
        who=np.array(people),
    )
