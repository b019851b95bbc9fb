"""The exercise graded: which tasks were done in time, what was missed, whether it is passed."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from kiosk.domain.person import Training, TrainingSubject
from kiosk.errors import ExitCode, KioskError
from kiosk.training.exercise import Exercise, Progress, Slip, Task

FORMAT = "shinsei-kiosk exercise 1"
LONGEST_FILE = 20_000  # bytes; a thousand slips are fewer
_MOST_TRIES = 10_000
# Own: what a calm beginner needs with a drawn sitter, as the manual's page on practising says.
LIMITS_MIN: Mapping[Task, int] = MappingProxyType(
    {
        Task.TICKET: 2,
        Task.PLAIN: 10,
        Task.STOPPED: 5,
        Task.WRONG_NUMBER: 5,
        Task.EXEMPTION: 10,
        Task.CORRECTION: 10,
        Task.LOCK: 3,
    }
)


class ExerciseFileError(KioskError):
    """A file is no record of an exercise."""

    message_key = "exercise_file"
    exit_code = ExitCode.BAD_INPUT


class ExerciseNotPassedError(KioskError):
    """There is no certificate for an exercise with tasks that are open."""

    message_key = "exercise_not_passed"
    exit_code = ExitCode.REFUSED


class Outcome(StrEnum):
    """How a task was done; the value is the text key ``exercise_outcome.<value>``."""

    DONE = "done"
    SLOW = "slow"
    """Finished, and never within the time."""
    BEGUN = "begun"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGrade:
    """A task's outcome, with the figures behind it."""

    task: Task
    outcome: Outcome
    tries: int
    best_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The whole exercise of a day; no name is in it."""

    day: date
    tasks: tuple[TaskGrade, ...]
    slips: tuple[Slip, ...]

    @property
    def passed(self) -> bool:
        """Whether every task was done in time."""
        return all(one.outcome is Outcome.DONE for one in self.tasks)

    @property
    def missed(self) -> tuple[TaskGrade, ...]:
        """What is to be practised again."""
        return tuple(one for one in self.tasks if one.outcome is not Outcome.DONE)

    def training(self, title: str) -> Training:
        """Return what the roster keeps of it; raise `ExerciseNotPassedError` where it is open."""
        if not self.passed:
            raise ExerciseNotPassedError
        return Training(subject=TrainingSubject.OPERATIONS, date=self.day, title=title)


def grade(exercise: Exercise, day: date) -> Grade:
    """Return the grade of what was seen on a day."""
    tasks = tuple(_graded(one) for one in exercise.progress)
    return Grade(day=day, tasks=tasks, slips=exercise.slips)


def _graded(progress: Progress) -> TaskGrade:
    return TaskGrade(
        task=progress.task,
        outcome=_outcome(progress),
        tries=progress.tries,
        best_s=progress.best_s,
    )


def _outcome(progress: Progress) -> Outcome:
    if progress.best_s is None:
        return Outcome.BEGUN if progress.tries else Outcome.MISSED
    in_time = progress.best_s <= LIMITS_MIN[progress.task] * 60
    return Outcome.DONE if in_time else Outcome.SLOW


def spell_exercise(exercise: Exercise, day: date) -> str:
    """Return the record of an exercise as JSON: figures alone."""
    progress = [
        {"task": one.task.value, "tries": one.tries, "best_s": one.best_s}
        for one in exercise.progress
    ]
    slips = [one.value for one in exercise.slips]
    record = {"format": FORMAT, "day": day.isoformat(), "progress": progress, "slips": slips}
    return json.dumps(record, indent=2) + "\n"


def read_exercise(content: bytes) -> tuple[Exercise, date]:
    """Return the exercise of a record and its day; raise `ExerciseFileError` for anything else."""
    if len(content) > LONGEST_FILE:
        raise ExerciseFileError("size")
    try:
        record = json.loads(content)
        match record:
            case {
                "format": str(said),
                "day": str(day),
                "progress": list(rows),
                "slips": list(slips),
            } if said == FORMAT:
                progress = tuple(_progress(rows))
                seen = Exercise(progress=progress, slips=tuple(Slip(one) for one in slips))
                return seen, date.fromisoformat(day)
            case _:
                raise ExerciseFileError("shape")
    except (ValueError, RecursionError) as error:
        raise ExerciseFileError(type(error).__name__) from error


def _progress(rows: list[object]) -> Iterator[Progress]:
    """Yield every task once, in order."""
    if len(rows) != len(Task):
        raise ExerciseFileError("tasks")
    for task, row in zip(Task, rows, strict=True):
        match row:
            case {
                "task": task.value,
                "tries": int(tries),
                "best_s": None | int() | float() as best_s,
            } if 0 <= tries <= _MOST_TRIES and _is_time(best_s):
                yield Progress(task=task, tries=tries, best_s=best_s)
            case _:
                raise ExerciseFileError(task.value)


def _is_time(seconds: float | None) -> bool:
    """Tell whether it can have taken so long; JSON may say NaN, and True is an int."""
    if seconds is None:
        return True
    return not isinstance(seconds, bool) and math.isfinite(seconds) and seconds >= 0
