"""`kiosk manual`, `kiosk plan-paper`, `kiosk flyer`, `kiosk training-grade`."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import console
from kiosk.cli.bookdoor import Book, door_of
from kiosk.cli.login import PasswordFile, StaffName
from kiosk.errors import ExitCode

if TYPE_CHECKING:
    from kiosk.training.exercisegrade import Grade

Contractor = Annotated[str, typer.Option(help="The contractor's name.")]
Contact = Annotated[str, typer.Option(help="Where people ask: telephone and hours.")]
Out = Annotated[Path, typer.Option(help="The PDF to write; must not exist.")]
Training = Annotated[bool, typer.Option("--training", help="Of practice, marked as such.")]


def manual(
    out: Out,
    contractor: Contractor = "",
) -> None:
    """Write 運営マニュアル as PDF."""
    from kiosk.wiring import papers

    written = papers.write_manual(out, contractor=contractor)
    if written.faults:
        console.show("manual.faults", count=len(written.faults))
    console.show("manual.done", file=out)


def plan_paper(
    book: Book,
    out: Out,
    *,
    contractor: Contractor = "",
    contact: Contact = "",
    homes: Annotated[
        bool, typer.Option("--homes", help="Name private homes by address, for the city alone.")
    ] = False,
    note: Annotated[list[str] | None, typer.Option(help="A remark; repeat it.")] = None,
    training: Training = False,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Write the 業務計画書 of the office's book as PDF."""
    from kiosk.wiring import papers

    wish = papers.PlanWish(out=out, contractor=contractor, contact=contact, training=training)
    door = door_of(book, staff, password_file)
    count = papers.write_plan(door, wish, homes=homes, notes=tuple(note or ()))
    console.show("plan_paper.done", count=count, file=out)


def flyer(
    book: Book,
    out: Out,
    contact: Contact,
    *,
    contractor: Contractor = "",
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day; today.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")
    ] = None,
    training: Training = False,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Write a flyer of the venues to come, in nine languages, as PDF."""
    from kiosk.wiring import papers

    wish = papers.PlanWish(out=out, contractor=contractor, contact=contact, training=training)
    door = door_of(book, staff, password_file)
    days = (first.date() if first else None, last.date() if last else None)
    count = papers.write_flyer(door, wish, first=days[0], last=days[1])
    console.show("flyer.done", count=count, file=out)


def training_grade(
    record: Annotated[Path, typer.Argument(help="A file of the folder “exercises”.")],
    name: Annotated[str, typer.Option(help="Whose exercise it was.")] = "",
    out: Annotated[Path | None, typer.Option(help="The certificate (PDF) to write.")] = None,
    contractor: Contractor = "",
) -> None:
    """Grade an exercise of a training station; with a name, write the certificate."""
    from kiosk.wiring import papers

    if bool(name) is (out is None):
        raise typer.BadParameter(console.words()["exercise.name_and_out"])
    graded = papers.grade_file(record)
    _tell(graded)
    if not graded.passed:
        raise typer.Exit(int(ExitCode.REFUSED))
    if out is None:
        console.show("exercise.can_pass")
        return
    papers.write_certificate(out, graded, name=name, contractor=contractor)
    console.show("exercise.passed", file=out)


def _tell(graded: "Grade") -> None:
    from kiosk.training.exercisegrade import LIMITS_MIN, Outcome

    words = console.words()
    for one in graded.tasks:
        console.show(
            "exercise.line",
            mark="○" if one.outcome is Outcome.DONE else "×",
            task=words[f"exercise.{one.task.value}"],
            outcome=words[f"exercise_outcome.{one.outcome.value}"],
            tries=one.tries,
            limit=LIMITS_MIN[one.task],
        )
    for slip in dict.fromkeys(graded.slips):
        console.show("exercise.again", slip=words[f"exercise_slip.{slip.value}"])
    if not graded.passed:
        console.show("exercise.not_passed")
