"""修了証: a new member of staff did the whole exercise; and what is to be practised again."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.documents.replacing import typeset_words
from kiosk.documents.spelling import day
from kiosk.domain.names import PersonName
from kiosk.texts import Language, catalogue
from kiosk.training.exercisegrade import ExerciseNotPassedError, Grade, TaskGrade


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateHead:
    """Whose certificate it is; the name is typed by who graded and stands nowhere else."""

    name: PersonName
    made_at: datetime
    program: str
    contractor: str = ""


def exercise_certificate(grade: Grade, head: CertificateHead) -> bytes:
    """Return the certificate as PDF/A; raise `ExerciseNotPassedError` where a task is open."""
    if not grade.passed:
        raise ExerciseNotPassedError
    return typeset_words("exercise", certificate_fields(grade, head), made_at=head.made_at)


def certificate_fields(grade: Grade, head: CertificateHead) -> dict[str, object]:
    """Return what the template shows."""
    words = catalogue(Language.JA)
    return {
        "name": head.name,
        "subject": words["exercise.subject"],
        "date": day(grade.day),
        "contractor": head.contractor,
        "program": head.program,
        "tasks": [
            [words[f"exercise.{one.task.value}"], _time(one), one.tries] for one in grade.tasks
        ],
        "slips": [words[f"exercise_slip.{one.value}"] for one in dict.fromkeys(grade.slips)],
    }


def _time(one: TaskGrade) -> str:
    seconds = round(one.best_s or 0)
    words = catalogue(Language.JA)
    return words.say("exercise.time", minutes=seconds // 60, seconds=seconds % 60)
