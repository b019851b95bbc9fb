"""`kiosk cases`: the city's list of 不備 taken in, all cases as a table, what is late."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.cli.bookdoor import Book, door_of
from kiosk.cli.login import PasswordFile, StaffName
from kiosk.errors import ExitCode

app = typer.Typer(help="不備, questions, complaints and incidents.", no_args_is_help=True)


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="The city's list, CSV or xlsx.")],
    *,
    book: Book,
    opened: Annotated[
        list[Path] | None, typer.Option(help="Folder that `kiosk batch open` left; repeat it.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--map", help="COLUMN=HEADING where a heading is unusual; repeat it."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell, and write nothing.")] = False,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Open a case for each 不備 that is new, matched to the batches that were opened."""
    from kiosk.cases.telling import tell_trouble
    from kiosk.domain.case import Ambiguous, Found, NotFound
    from kiosk.wiring import cases

    door = door_of(book, staff, password_file)
    done = cases.import_list(file, door, opened=opened or (), wanted=column or (), dry=dry_run)
    for which, heading in done.read.columns:
        console.show("cases_done.column", column=which.value, heading=heading)
    for trouble in done.read.troubles:
        console.show_text(tell_trouble(trouble, console.words()))
    matched = done.matched
    console.show(
        "cases_done.would_take" if dry_run else "cases_done.taken",
        rows=len(done.read.rows),
        opened=len(done.taken.opened),
        repeated=len(done.taken.repeated),
        known=len(done.taken.known),
    )
    console.show(
        "cases_done.matched",
        found=matched[Found],
        ambiguous=matched[Ambiguous],
        missing=matched[NotFound],
    )
    if done.read.troubles:
        raise typer.Exit(int(ExitCode.BAD_INPUT))


@app.command("list")
def list_cases(
    book: Book,
    out: Annotated[
        Path | None, typer.Option(help="Leave all of them here (.xlsx or .csv).")
    ] = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Say how many cases are how far, and leave them as a table."""
    from kiosk.wiring import cases

    door, words = door_of(book, staff, password_file), console.words()
    if out is not None:
        console.show("cases_done.listed", count=cases.list_cases(door, out), file=out)
        return
    for (kind, status), count in cases.standing(door).items():
        said = words[f"case.kind.{kind.value}"], words[f"case.status.{status.value}"]
        console.show("cases_done.count", kind=said[0], status=said[1], count=count)


@app.command("overdue")
def overdue(
    book: Book,
    ahead: Annotated[int, typer.Option(help="Also what will be late in so many days.")] = 0,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """List what waits for somebody, gravest first; exit code 5 while something is late."""
    from kiosk.wiring import cases

    late = cases.waiting(door_of(book, staff, password_file), ahead_days=ahead)
    words = console.words()
    for one in late:
        console.show(
            "cases_done.late" if one.days >= 0 else "cases_done.due",
            case=one.case,
            kind=words[f"case.kind.{one.kind.value}"],
            wait=words[f"case.wait.{one.wait.value}"],
            due=one.due.isoformat(),
            days=abs(one.days),
        )
    if not late:
        console.show("cases_done.none_late")
    if any(one.days >= 0 for one in late):
        raise typer.Exit(int(ExitCode.REFUSED))
