"""`kiosk report`: 日次・月次・委託業務完了・任意期間 of the office's book, on paper and as xlsx."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kiosk.cli import console
from kiosk.cli.batch import LedgerFolder
from kiosk.cli.bookdoor import Book, door_of
from kiosk.cli.cityform import city_form
from kiosk.cli.login import PasswordFile, StaffName
from kiosk.errors import ExitCode

if TYPE_CHECKING:
    from kiosk.wiring.reports import Order
    from kiosk.workflow.contract.paperwork import Written

app = typer.Typer(help="Reports of the contract, from what stations sent.", no_args_is_help=True)
app.command("city-form")(city_form)

_DAYS = ["%Y-%m-%d"]
Out = Annotated[Path, typer.Option(help="Folder for the reports; nothing in it is replaced.")]
Xlsx = Annotated[bool, typer.Option("--xlsx", help="Also as a spreadsheet.")]
Templates = Annotated[Path | None, typer.Option(help="Folder of your own templates.")]
Training = Annotated[bool, typer.Option("--training", help="Of practice, marked as such.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=_DAYS, help="Date of the report; without it today."),
]
Contractor = Annotated[str, typer.Option(help="The contractor's name.")]
Remarks = Annotated[list[str] | None, typer.Option("--remark", help="A remark; repeat it.")]
First = Annotated[
    datetime | None, typer.Option("--from", formats=_DAYS, help="The first day, if another.")
]
Last = Annotated[
    datetime | None, typer.Option("--to", formats=_DAYS, help="The last day, if another.")
]


Pictures = Annotated[
    list[str] | None,
    typer.Option("--picture", help="FILE=caption, as site-photo cover left the file; repeat it."),
]
KeptPictures = Annotated[
    bool, typer.Option("--kept-pictures", help="Also the pictures that the book keeps.")
]

Certificates = Annotated[
    Path | None, typer.Option(help="Folder of stations' deletion certificates (JSON, .sig).")
]


class Wish(NamedTuple):
    """What all reports have in common, as it was typed."""

    out: Path
    xlsx: bool
    templates: Path | None
    training: bool
    as_of: datetime | None
    contractor: str
    remarks: list[str] | None


@app.command("templates")
def templates(out: Out) -> None:
    """Leave the templates of all reports to be edited."""
    from kiosk.wiring import reports

    for path in reports.write_templates(out):
        console.show("reports_done.template", file=path)


@app.command("daily")
def daily(
    book: Book,
    out: Out,
    *,
    date: Annotated[datetime, typer.Option(formats=_DAYS, help="The day.")],
    weather: Annotated[str, typer.Option(help="The weather.")] = "",
    picture: Pictures = None,
    xlsx: Xlsx = False,
    templates: Templates = None,
    training: Training = False,
    as_of: AsOf = None,
    contractor: Contractor = "",
    remark: Remarks = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Leave the 日次報告書 of each event of a day."""
    from kiosk.wiring import reports

    wish = Wish(out, xlsx, templates, training, as_of, contractor, remark)
    door = door_of(book, staff, password_file)
    _tell(reports.write_daily(door, date.date(), _order(wish, weather=weather, pictures=picture)))


@app.command("monthly")
def monthly(
    book: Book,
    out: Out,
    *,
    month: Annotated[datetime, typer.Option(formats=["%Y-%m"], help="The month, 2026-11.")],
    picture: Pictures = None,
    kept_pictures: KeptPictures = False,
    ledger: LedgerFolder = None,
    certificates: Certificates = None,
    xlsx: Xlsx = False,
    templates: Templates = None,
    training: Training = False,
    as_of: AsOf = None,
    contractor: Contractor = "",
    remark: Remarks = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Leave the 月次報告書 of a month."""
    from kiosk.wiring import reports

    wish = Wish(out, xlsx, templates, training, as_of, contractor, remark)
    door = door_of(book, staff, password_file)
    order = _order(wish, pictures=picture, kept=kept_pictures, proofs=(ledger, certificates))
    _tell(reports.write_monthly(door, month.date(), order))


@app.command("completion")
def completion(
    book: Book,
    out: Out,
    *,
    first: First = None,
    last: Last = None,
    lesson: Annotated[
        list[str] | None, typer.Option(help="What was learnt for next time; repeat it.")
    ] = None,
    picture: Pictures = None,
    kept_pictures: KeptPictures = False,
    ledger: LedgerFolder = None,
    certificates: Certificates = None,
    xlsx: Xlsx = False,
    templates: Templates = None,
    training: Training = False,
    as_of: AsOf = None,
    contractor: Contractor = "",
    remark: Remarks = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Leave the 委託業務完了報告書 of the contract, or of the days that are named."""
    from kiosk.contract.calendar import service_calendar
    from kiosk.contract.periods import Period
    from kiosk.wiring import reports

    wish = Wish(out, xlsx, templates, training, as_of, contractor, remark)
    contract = service_calendar()
    period = Period(
        first.date() if first else contract.first, last.date() if last else contract.last
    )
    door = door_of(book, staff, password_file)
    order = _order(
        wish, lessons=lesson, pictures=picture, kept=kept_pictures, proofs=(ledger, certificates)
    )
    _tell(reports.write_completion(door, period, order))


@app.command("period")
def period(
    book: Book,
    out: Out,
    *,
    first: Annotated[datetime, typer.Option("--from", formats=_DAYS, help="The first day.")],
    last: Annotated[datetime, typer.Option("--to", formats=_DAYS, help="The last day.")],
    picture: Pictures = None,
    kept_pictures: KeptPictures = False,
    ledger: LedgerFolder = None,
    certificates: Certificates = None,
    xlsx: Xlsx = False,
    templates: Templates = None,
    training: Training = False,
    as_of: AsOf = None,
    contractor: Contractor = "",
    remark: Remarks = None,
    staff: StaffName = "",
    password_file: PasswordFile = None,
) -> None:
    """Leave the report of any days."""
    from kiosk.contract.periods import Period
    from kiosk.wiring import reports

    wish = Wish(out, xlsx, templates, training, as_of, contractor, remark)
    door = door_of(book, staff, password_file)
    order = _order(wish, pictures=picture, kept=kept_pictures, proofs=(ledger, certificates))
    _tell(reports.write_period(door, Period(first.date(), last.date()), order))


def _order(
    wish: Wish,
    *,
    weather: str = "",
    lessons: list[str] | None = None,
    pictures: list[str] | None = None,
    kept: bool = False,
    proofs: tuple[Path | None, Path | None] = (None, None),
) -> "Order":
    from kiosk.native import mute_native_libraries
    from kiosk.wiring.batchproofs import ProofPlaces
    from kiosk.wiring.daynotes import Said
    from kiosk.wiring.reportpictures import GivenPicture
    from kiosk.wiring.reports import Order

    if pictures:
        mute_native_libraries()
    return Order(
        out=wish.out,
        xlsx=wish.xlsx,
        templates=wish.templates,
        training=wish.training,
        as_of=wish.as_of.date() if wish.as_of else None,
        contractor=wish.contractor,
        said=Said(weather=weather, remarks=tuple(wish.remarks or ()), lessons=tuple(lessons or ())),
        pictures=tuple(map(GivenPicture.parse, pictures or ())),
        kept_pictures=kept,
        proofs=ProofPlaces(ledger=proofs[0], certificates=proofs[1]),
    )


def _tell(written: "Written") -> None:
    """Say what was left; a broken template is explained, and ends with exit code 4."""
    for path in written.files:
        console.show("reports_done.file", file=path)
    for notice in written.notices:
        console.show("reports_done.notice", notice=notice)
    for problem in written.problems:
        console.explain(problem)
    if written.problems:
        raise typer.Exit(int(ExitCode.BAD_INPUT))
