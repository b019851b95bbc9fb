"""The manifest of labelled pictures: a table of tab-separated columns, parsed line by line.

The first line names the columns: ``file`` (relative to the folder of pictures), ``shows`` (words,
may be absent) and ``expect_<check>`` for any of the checks; others are not read. Labels: ``ok``,
``bad``, ``-`` (not labelled); what starts with one of BORDERS may be judged either way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from camera.evaluation.errors import ManifestError
from camera.evaluation.labels import Expectation, LabelledPicture
from kiosk.domain.finding import Check

MOST_BYTES = 20_000_000  # a hundred thousand pictures
BORDERS = ("bad?", "ok?", "border", "grey", "gray", "small")
LABEL_COLUMNS = {f"expect_{check.value}": check for check in Check}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    """A line that is no labelled picture; ``reason`` is a text key."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a manifest lists; ``missing`` are labelled pictures that are not in the folder."""

    pictures: tuple[LabelledPicture, ...]
    missing: tuple[LabelledPicture, ...]
    refused: tuple[RefusedLine, ...]


class _LineError(Exception):
    """A line is refused; the message is a text key."""


def read_manifest(path: Path, folder: Path, held_out: Path | None = None) -> Manifest:
    """Return the pictures listed in a file; raise `ManifestError` when it is no manifest."""
    lines = _lines_of(path)
    patterns = () if held_out is None else read_patterns(held_out)
    columns = lines[0].split("\t") if lines else []
    checks = tuple(column for column in columns if column in LABEL_COLUMNS)
    if "file" not in columns or not checks or len(set(columns)) != len(columns):
        raise ManifestError("columns", path.name)
    pictures: dict[str, LabelledPicture] = {}
    refused: list[RefusedLine] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        try:
            picture = _picture(_cells(columns, line), checks, folder, patterns)
        except _LineError as error:
            refused.append(RefusedLine(line=number, reason=str(error)))
            continue
        if picture.file in pictures:
            refused.append(RefusedLine(line=number, reason="twice"))
        else:
            pictures[picture.file] = picture
    present = {file: _is_there(picture.path) for file, picture in pictures.items()}
    return Manifest(
        pictures=tuple(picture for file, picture in pictures.items() if present[file]),
        missing=tuple(picture for file, picture in pictures.items() if not present[file]),
        refused=tuple(refused),
    )


def read_patterns(path: Path) -> tuple[str, ...]:
    """Return the names and patterns in a file, one a line; ``#`` begins a remark."""
    lines = (line.strip() for line in _lines_of(path))
    return tuple(line for line in lines if line and not line.startswith("#"))


def _lines_of(path: Path) -> list[str]:
    try:
        if not path.is_file():
            raise ManifestError("unreadable", path.name)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ManifestError("unreadable", path.name) from error
    if len(content) > MOST_BYTES:
        raise ManifestError("too_large", path.name)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise ManifestError("encoding", path.name) from error


def _cells(columns: list[str], line: str) -> dict[str, str]:
    values = line.split("\t")
    if len(values) != len(columns):
        raise _LineError("cells")
    return {name: value.strip() for name, value in zip(columns, values, strict=True)}


def _picture(
    cells: Mapping[str, str], checks: Iterable[str], folder: Path, held_out: Iterable[str]
) -> LabelledPicture:
    file = cells["file"]
    place = PurePosixPath(file.replace("\\", "/"))
    if not file or "\0" in file or place.is_absolute() or ".." in place.parts:
        raise _LineError("name")
    labels = {LABEL_COLUMNS[column]: _label(cells[column]) for column in checks}
    return LabelledPicture(
        file=file,
        path=folder / place,
        shows=cells.get("shows", ""),
        expected={check: label for check, label in labels.items() if label is not None},
        complete=None not in labels.values(),
        held_out=any(fnmatchcase(file, pattern) for pattern in held_out),
    )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name no file system takes
        return False


def _label(word: str) -> Expectation | None:
    if word in {"-", ""}:
        return None
    if word == "ok":
        return Expectation.GOOD
    if word == "bad":
        return Expectation.BAD
    if word.startswith(BORDERS):
        return Expectation.BORDER
    raise _LineError("label")
