"""What a report says, before it is paper or a table: both are made of the same numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.documents.spelling import day, minute
from kiosk.domain.sitephoto import SitePhoto
from kiosk.errors import ExitCode, KioskError

Cell = str | int | float
MOST_PICTURES = 24
"""Of a report: six to a page, and a file of some 15 MB that can still be mailed."""


class ReportKind(StrEnum):
    """The reports of specification 8(11)."""

    DAILY = "daily"
    MONTHLY = "monthly"
    COMPLETION = "completion"
    PERIOD = "period"

    @property
    def template(self) -> str:
        """Return the name of its template."""
        return f"report_{self.value}"


class FaceInReportError(KioskError):
    """A picture for a report still shows a face; ``picture`` is its number."""

    message_key = "face_in_report"
    exit_code = ExitCode.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPicture:
    """A site photo and what it shows."""

    photo: SitePhoto
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """From whom to whom; ``signs`` are the names that stand beside a seal, each with its duty."""

    number: str
    dated: date
    contractor: str
    made_at: datetime
    training: bool
    program: str
    addressee: str = ""
    signs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A table of the report, with the words above its columns; ``total``: its last row sums up."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False

    def fields(self) -> dict[str, object]:
        """Return what a template reads."""
        return {
            "title": self.title,
            "columns": self.columns,
            "rows": self.rows,
            "total": self.total,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars: a label and one number of each series; ``alt`` says in words what they show."""

    title: str
    series: tuple[str, ...]
    bars: tuple[tuple[str, tuple[int, ...]], ...]
    alt: str

    def fields(self) -> dict[str, object]:
        """Return what a template reads."""
        bars = [{"label": label, "counts": counts} for label, counts in self.bars]
        return {"title": self.title, "series": self.series, "bars": bars, "alt": self.alt}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """A report: ``facts`` are single lines, ``figures`` its main numbers, each by a name.

    ``notices`` tell what is missing or does not fit together; they are never left out.
    """

    kind: ReportKind
    title: str
    head: ReportHead
    facts: Mapping[str, tuple[str, str]]
    """Name, and then label and value."""
    figures: Mapping[str, tuple[str, Cell]]
    blocks: Mapping[str, Block]
    chart: Chart
    notices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    pictures: tuple[ReportPicture, ...] = field(default=())
    explained: tuple[str, ...] = ()
    """What the main numbers mean, a sentence each, below them."""

    def __post_init__(self) -> None:
        for at, picture in enumerate(self.pictures, 1):
            if not picture.photo.clean:
                raise FaceInReportError(picture=str(at), caption=picture.caption)

    def fields(self) -> dict[str, object]:
        """Return every name that a template can use, with what it stands for."""
        head = self.head
        return {
            "title": self.title,
            "number": head.number,
            "dated": day(head.dated),
            "made_at": minute(head.made_at),
            "addressee": head.addressee,
            "contractor": head.contractor,
            "signs": [list(one) for one in head.signs],
            "training": head.training,
            "program": head.program,
            "facts": [list(one) for one in self.facts.values()],
            "fact": {name: value for name, (_, value) in self.facts.items()},
            "figures": [list(one) for one in self.figures.values()],
            "figure": {name: value for name, (_, value) in self.figures.items()},
            "chart": self.chart.fields(),
            "notices": list(self.notices),
            "explained": list(self.explained),
            "remarks": list(self.remarks),
            "pictures": [
                {"file": picture_file(at), "caption": one.caption}
                for at, one in enumerate(self.pictures, 1)
            ],
            **{name: block.fields() for name, block in self.blocks.items()},
        }

    def named_values(self) -> dict[str, Cell]:
        """Return every single value by a name that a spreadsheet can use for a cell."""
        head = self.head
        single: dict[str, Cell] = {
            "title": self.title,
            "number": head.number,
            "dated": day(head.dated),
            "addressee": head.addressee,
            "contractor": head.contractor,
            "program": head.program,
            "remarks": "\n".join(self.remarks),
            "notices": "\n".join(self.notices),
        }
        facts = {f"fact_{name}": value for name, (_, value) in self.facts.items()}
        figures = {f"figure_{name}": value for name, (_, value) in self.figures.items()}
        return single | facts | figures


def picture_file(number: int) -> str:
    """Return the name under which a template finds the picture."""
    return f"picture-{number}.svg"
