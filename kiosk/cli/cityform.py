"""`kiosk report city-form`: the city's own xlsx form, filled from the office's book."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import console
from kiosk.cli.bookdoor import Book, door_of
from kiosk.cli.login import PasswordFile, StaffName

if TYPE_CHECKING:
    from kiosk.wiring.openbook import Door
    from kiosk.wiring.reports import Order
    from kiosk.workflow.contract.paperwork import Written

_DAYS = ["%Y-%m-%d"]
Day = Annotated[
    datetime | None, typer.Option("--date", formats=_DAYS, help="A day: a form for each event.")
]
Month = Annotated[
    datetime | None, typer.Option("--month", formats=["%Y-%m"], help="A month, 2026-11.")
]
First = Annotated[
    datetime | None, typer.Option("--from", formats=_DAYS, help="The first of any days.")
]
Last = Annotated[datetime | None, typer.Option("--to", formats=_DAYS, help="The last of them.")]


def city_form(
    form: Annotated[Path, typer.Argument(help="The city's form, xlsx with named cells.")],
    book: Book,
    out: Annotated[Path, typer.Option(help="Folder for the forms; nothing in it is replaced.")],
    *,
    date: Day = None,
    month: Month = None,
    first: First = None,
    last: Last = None,
    training: Annotated[bool, typer.Option("--training", help="Of practice.")] = False,
    contractor: Annotated[str, typer.Option(help="The contractor's name.")] = "",
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Fill the form with the numbers of a day, a month or any days; its other cells stay."""
    from kiosk.wiring.reports import Order

    asked = [date is not None, month is not None, first is not None and last is not None]
    if asked.count(True) != 1 or (first is None) is not (last is None):
        raise typer.BadParameter("--date | --month | --from --to")
    order = Order(out=out, training=training, contractor=contractor, city_form=form)
    written = _write(door_of(book, staff, password_file), order, (date, month, first, last))
    for path in written.files:
        console.show("reports_done.file", file=path)
    for notice in written.notices:
        console.show("reports_done.notice", notice=notice)


def _write(door: "Door", order: "Order", when: tuple[datetime | None, ...]) -> "Written":
    from kiosk.contract.periods import Period
    from kiosk.wiring import reports

    match when:
        case (datetime() as day, _, _, _):
            return reports.write_daily(door, day.date(), order)
        case (_, datetime() as month, _, _):
            return reports.write_monthly(door, month.date(), order)
        case (_, _, datetime() as first, datetime() as last):
            return reports.write_period(door, Period(first.date(), last.date()), order)
        case _:
            raise AssertionError(when)
