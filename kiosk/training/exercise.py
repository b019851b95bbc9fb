"""The graded exercise: what a new member of staff has done at a training station, as it was seen.

A pure observer of the station's own views: nothing is pressed for anybody, nothing is kept of
what was typed or photographed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.intake.triage import rule
from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView


class Task(StrEnum):
    """What is to be done once, in any order; the value is the text key ``exercise.<value>``."""

    TICKET = "ticket"
    PLAIN = "plain"
    STOPPED = "stopped"
    WRONG_NUMBER = "wrong_number"
    EXEMPTION = "exemption"
    CORRECTION = "correction"
    LOCK = "lock"


class Slip(StrEnum):
    """What did not go as it should; it does not fail the exercise, it is talked about."""

    OVERRIDDEN = "overridden"
    """A photo that failed was taken all the same, without 写真の特例."""
    SENT_AWAY = "sent_away"
    """Somebody left whom nothing stopped."""
    LEFT_BEHIND = "left_behind"
    """A sitting that was locked was not taken up again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How a task stands: ``tries`` begun, ``best_s`` the quickest that was finished."""

    task: Task
    tries: int = 0
    best_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingSeen:
    """What was noticed of the sitting that is under way."""

    since_ns: int
    stopped: bool = False
    told_ns: int | None = None
    """Since when the number is known to be wrong; None before, and once it was put right."""
    overridden: bool = False
    exempt: bool = False
    locked_ns: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Everything noticed so far."""

    progress: tuple[Progress, ...] = field(
        default_factory=lambda: tuple(Progress(task=task) for task in Task)
    )
    slips: tuple[Slip, ...] = ()
    was_free: bool = False
    was_resuming: bool = False
    free_ns: int = 0
    """Since when nobody has been at the table: a ticket is given out of this."""
    issued: int | None = None
    sitting: SittingSeen | None = None
    correcting_ns: int | None = None

    def of(self, task: Task) -> Progress:
        """Return how the task stands."""
        return next(one for one in self.progress if one.task is task)


_AT_TABLE = (
    phases.Receiving
    | phases.Posing
    | phases.Shooting
    | phases.Developing
    | phases.Reviewing
    | phases.Filling
    | phases.Confirming
    | phases.Sealing
)
_FREE = phases.Ready | phases.Receipted


def watch(exercise: Exercise, view: StationView, now_ns: int) -> Exercise:
    """Return the exercise after this view of a training station; any other is not looked at."""
    if not view.training:
        return exercise
    seen = _line(exercise, view, now_ns)
    correction = _correction_of(view.phase)
    if correction or exercise.correcting_ns is not None:
        seen = _correcting(seen, view.phase, now_ns)
    else:
        seen = _sitting(seen, view, now_ns)
    free = isinstance(view.phase, _FREE)
    if free and not exercise.was_free:
        seen = replace(seen, free_ns=now_ns)
    return replace(seen, was_free=free, was_resuming=isinstance(view.phase, phases.Resuming))


def _line(exercise: Exercise, view: StationView, now_ns: int) -> Exercise:
    """Notice a ticket by the day's count going up; what was given before does not count."""
    queue, before = view.queue, exercise.issued
    if not queue.enabled or queue.issued == before:
        return exercise
    if before is not None and queue.issued > before:
        exercise = _finish(_begin(exercise, Task.TICKET), Task.TICKET, exercise.free_ns, now_ns)
        exercise = replace(exercise, free_ns=now_ns)
    return replace(exercise, issued=queue.issued)


def _correction_of(phase: phases.Phase) -> bool:
    match phase:
        case phases.Filling(correction=correction) | phases.Confirming(correction=correction):
            return correction is not None
        case phases.Sealing(asked=asked):
            return asked.correction is not None
        case _:
            return False


def _correcting(exercise: Exercise, phase: phases.Phase, now_ns: int) -> Exercise:
    since = exercise.correcting_ns
    if since is None:
        return replace(_begin(exercise, Task.CORRECTION), correcting_ns=now_ns)
    if _correction_of(phase):
        return exercise
    done = isinstance(phase, phases.ListingRecords) and phase.corrected is not None
    if done:
        exercise = _finish(exercise, Task.CORRECTION, since, now_ns)
    return replace(exercise, correcting_ns=None)


def _sitting(exercise: Exercise, view: StationView, now_ns: int) -> Exercise:
    seen, phase = exercise.sitting, view.phase
    if seen is None:
        if not isinstance(phase, _AT_TABLE):
            return exercise
        seen = SittingSeen(since_ns=now_ns)
    if isinstance(phase, phases.SignedOut):
        return _locked(exercise, seen, phase, now_ns)
    if seen.locked_ns is not None:
        return _resuming(exercise, seen, phase, now_ns)
    if isinstance(phase, _AT_TABLE):
        return _under_way(exercise, seen, view, now_ns)
    return _over(exercise, seen, phase, now_ns)


def _under_way(exercise: Exercise, seen: SittingSeen, view: StationView, now_ns: int) -> Exercise:
    match view.phase:
        case phases.Receiving():
            stops = not rule(view.case).may_go_on
            if stops and not seen.stopped:
                exercise = _begin(exercise, Task.STOPPED)
            seen = replace(seen, stopped=stops)
            if seen.told_ns is None and view.field_errors and _typed(view):
                exercise = _begin(exercise, Task.WRONG_NUMBER)
                seen = replace(seen, told_ns=now_ns)
        case phases.Posing() | phases.Filling() if seen.told_ns is not None:
            exercise = _finish(exercise, Task.WRONG_NUMBER, seen.told_ns, now_ns)
            seen = replace(seen, told_ns=None)
        case _:
            pass
    if isinstance(view.phase, phases.Filling | phases.Confirming):
        review = view.phase.review
        exempt = review is not None and review.exemption is not None
        if exempt and not seen.exempt:
            exercise = _begin(exercise, Task.EXEMPTION)
        overridden = review is not None and review.override is not None and not exempt
        seen = replace(seen, exempt=exempt, overridden=overridden)
    return replace(exercise, sitting=seen)


def _typed(view: StationView) -> bool:
    form = view.case.form
    return bool(form.form_id or form.individual_number)


def _over(exercise: Exercise, seen: SittingSeen, phase: phases.Phase, now_ns: int) -> Exercise:
    """Judge a sitting that has ended: sealed, or left for a reason."""
    exercise = replace(exercise, sitting=None)
    if not isinstance(phase, phases.Receipted):
        if seen.stopped:
            return _finish(exercise, Task.STOPPED, seen.since_ns, now_ns)
        return replace(exercise, slips=(*exercise.slips, Slip.SENT_AWAY))
    if seen.exempt:
        return _finish(exercise, Task.EXEMPTION, seen.since_ns, now_ns)
    exercise = _begin(exercise, Task.PLAIN)
    if seen.overridden:
        return replace(exercise, slips=(*exercise.slips, Slip.OVERRIDDEN))
    return _finish(exercise, Task.PLAIN, seen.since_ns, now_ns)


def _locked(
    exercise: Exercise, seen: SittingSeen, phase: phases.SignedOut, now_ns: int
) -> Exercise:
    if seen.locked_ns is not None:
        return exercise
    if not phase.kept:  # nothing of it is there any more: there is nothing to come back to
        return replace(exercise, sitting=None)
    locked = replace(seen, locked_ns=now_ns)
    return replace(_begin(exercise, Task.LOCK), sitting=locked)


def _resuming(exercise: Exercise, seen: SittingSeen, phase: phases.Phase, now_ns: int) -> Exercise:
    """After the lock the station is at home for a moment before it offers what was kept."""
    if isinstance(phase, _AT_TABLE) and seen.locked_ns is not None:
        exercise = _finish(exercise, Task.LOCK, seen.locked_ns, now_ns)
        return replace(exercise, sitting=replace(seen, locked_ns=None))
    if exercise.was_resuming and not isinstance(phase, phases.Resuming):
        return replace(exercise, sitting=None, slips=(*exercise.slips, Slip.LEFT_BEHIND))
    return exercise


def _begin(exercise: Exercise, task: Task) -> Exercise:
    return _with(exercise, replace(exercise.of(task), tries=exercise.of(task).tries + 1))


def _finish(exercise: Exercise, task: Task, since_ns: int, now_ns: int) -> Exercise:
    before = exercise.of(task)
    took_s = (now_ns - since_ns) / 1e9
    best_s = took_s if before.best_s is None else min(took_s, before.best_s)
    return _with(exercise, replace(before, best_s=best_s))


def _with(exercise: Exercise, changed: Progress) -> Exercise:
    return replace(exercise, progress=tuple(_replaced(exercise.progress, changed)))


def _replaced(progress: tuple[Progress, ...], changed: Progress) -> Iterator[Progress]:
    for one in progress:
        yield changed if one.task is changed.task else one
