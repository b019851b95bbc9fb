"""Train the detectors of what is worn: `python -m camera.worn.training FACES_DIR --out FILE`."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from camera.analyser import MediapipeAnalyser
from camera.worn.net import MODEL_FILE, nets_text
from camera.worn.training.gallery import Gallery, draw, hang, held_out_patterns
from camera.worn.training.plates import Plate
from camera.worn.training.report import table
from camera.worn.training.schooling import Course, cross_examine, examine, teach, workers
from kiosk.guidance.policy import photo_policy
from kiosk.paths import resources


class Standstill:
    """A clock for which all pictures are taken at once."""

    def now(self) -> datetime:
        """Return the beginning of time."""
        return datetime(1970, 1, 1, tzinfo=UTC)

    def monotonic_ns(self) -> int:
        """Return the same moment."""
        return 0


def hang_all(gallery: Gallery) -> list[Plate]:
    """Return all pictures there are to learn from and to measure on."""
    with MediapipeAnalyser(Standstill(), stills=True) as eye:
        return [*hang(gallery, eye), *draw(eye)]


def main(words: Sequence[str]) -> None:
    """Train, write the weights, print what they are worth on people they do not know."""
    asked = _read(words)
    plates = hang_all(
        Gallery(
            folder=asked.faces,
            manifest=asked.manifest or asked.faces / "MANIFEST.tsv",
            held_out=held_out_patterns(asked.held_out),
        )
    )
    ours = [plate for plate in plates if not plate.held_out]
    course, policy = Course(), photo_policy()
    with workers(asked.jobs) as each:
        lessons, nets = teach(ours, course, each)
        asked.out.write_text(nets_text(nets), encoding="utf-8")
        _say([f"{len(lessons.who)} pictures of {len(set(lessons.who))} people"])
        others = [plate for plate in plates if plate.held_out]
        _say(table(examine(others, nets), policy, "held-out people"))
        if asked.folds > 1:
            scores = cross_examine(ours, lessons, course, asked.folds, each)
            _say(table(scores, policy, "tuning people, by detectors made from the others"))


def _say(lines: Iterable[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _read(words: Sequence[str]) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="camera.worn.training", description=__doc__)
    reader.add_argument("faces", type=Path)
    reader.add_argument("--manifest", type=Path)
    reader.add_argument("--held-out", type=Path, default=Path("benchmarks/photo/held_out.txt"))
    reader.add_argument("--out", type=Path, default=resources() / MODEL_FILE)
    reader.add_argument("--folds", type=int, default=3, help="groups of people; 0: no table")
    reader.add_argument("--jobs", type=int, default=2, help="processes")
    return reader.parse_args(words)


if __name__ == "__main__":
    main(sys.argv[1:])
