"""A training station's exercise: watched, and kept as a file of figures."""

import logging
from datetime import date
from pathlib import Path

from kiosk.domain.dates import JST
from kiosk.errors import KioskError
from kiosk.ports import Clock
from kiosk.texts import Catalogue
from kiosk.training.exercise import Exercise, watch
from kiosk.training.exercisegrade import LIMITS_MIN, Outcome, grade, spell_exercise
from kiosk.workflow.snapshots import StationView
from storage import files

FOLDER = "exercises"
_log = logging.getLogger(__name__)


class ExerciseBook:
    """Notes what is done at a training station; every run has a file of its own."""

    def __init__(self, place: Path, clock: Clock) -> None:
        """``place`` is the training station's data folder."""
        self._clock = clock
        self.path = place / FOLDER / f"{clock.now().astimezone(JST):%Y%m%d-%H%M%S}.json"
        self.exercise = Exercise()

    @property
    def day(self) -> date:
        """The day in Japan."""
        return self._clock.now().astimezone(JST).date()

    def note(self, view: StationView) -> None:
        """Take notice of what the station shows; a change is on the disk at once."""
        before = self.exercise
        self.exercise = watch(before, view, self._clock.monotonic_ns())
        after = self.exercise
        if (after.progress, after.slips) != (before.progress, before.slips):
            self._write()

    def lines(self, words: Catalogue) -> list[tuple[str, str]]:
        """Return every task in words, each with its mark."""
        return [
            (
                "○" if one.outcome is Outcome.DONE else "－",
                words.say(
                    "exercise.shown",
                    task=words[f"exercise.{one.task.value}"],
                    outcome=words[f"exercise_outcome.{one.outcome.value}"],
                    limit=LIMITS_MIN[one.task],
                ),
            )
            for one in grade(self.exercise, self.day).tasks
        ]

    def _write(self) -> None:
        """Leave the figures; a disk that refuses must not end somebody's practice."""
        try:
            with files.disk_errors():
                files.make_folder(self.path.parent)
                files.replace(self.path, spell_exercise(self.exercise, self.day).encode("ascii"))
        except KioskError as error:
            _log.warning("exercise not kept: %s", error.message_key)
