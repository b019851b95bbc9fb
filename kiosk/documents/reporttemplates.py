"""Templates of reports, ours or the user's copy: set as PDF/A, or explained by line and name."""

import base64
import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from kiosk.documents.reportcontent import ReportContent, ReportKind, picture_file
from kiosk.documents.typesetting import TypesettingError, fetches_packages
from kiosk.domain.sitephoto import SitePhoto
from kiosk.errors import ExitCode, KioskError, OutputExistsError, UnreadableFileError
from kiosk.fonts import find_fonts, find_noto
from kiosk.paths import resources

SHARED = ("paper.typ", "report_pieces.typ")
TEMPLATES = tuple(f"{kind.template}.typ" for kind in ReportKind)
LONGEST_TEMPLATE_BYTES = 1_000_000
_MAIN = "main.typ"
_PLACE = re.compile(
    r"^error: (?P<said>.*?)\n\s*┌─ (?P<file>.+?):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE
)
_NAMED = re.compile(r'"([^"]*)"|unknown variable: (\S+)')
_DEFINED = re.compile(rb"#let\s+([A-Za-z_][A-Za-z0-9_-]*)")
_KINDS = (
    ("no_such_field", "dictionary does not contain key"),
    ("no_such_name", "unknown variable"),
    ("not_in_piece", "unresolved import"),
    ("no_such_file", "file not found"),
    ("unclosed", "unclosed"),
    ("argument", "unexpected argument"),
    ("argument_missing", "missing argument"),
    ("font", "unknown font family"),
    ("picture_alt", "alt text"),
)


class ReportTemplateError(KioskError):
    """A user's template cannot be set; where and why, in words.

    ``template_reason`` is a text key's end, ``names`` are those that would have been there.
    """

    message_key = "report_template"
    exit_code = ExitCode.BAD_INPUT

    def __init__(
        self, reason: str, *, file: str, line: int, column: int, name: str = "", names: str = ""
    ) -> None:
        """Name the place as editors count: line and column from 1."""
        super().__init__(
            f"{reason} {file}:{line}:{column}",
            template_reason=reason,
            file=file,
            line=str(line),
            column=str(column),
            name=name or "—",
            names=names or "—",
        )
        self.reason, self.file, self.line, self.column = reason, file, line, column


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReport:
    """The PDF; ``problem`` is why it was set with the built-in template and not with the user's."""

    pdf: bytes
    problem: ReportTemplateError | None = None


def copy_templates(folder: Path) -> tuple[Path, ...]:
    """Leave every template of reports in ``folder`` to be edited; overwrite none."""
    folder.mkdir(parents=True, exist_ok=True)
    goals = [folder / name for name in (*TEMPLATES, *SHARED)]
    for goal in goals:
        if goal.exists():
            raise OutputExistsError(file=goal.name)
    for goal in goals:
        goal.write_bytes((resources() / "templates" / goal.name).read_bytes())
    return tuple(goals)


def set_report(content: ReportContent, templates: Path | None = None) -> SetReport:
    """Return the report; a broken template of the user's is told, and ours is used instead."""
    if templates is None:
        return SetReport(pdf=_built_in(content))
    try:
        return SetReport(pdf=set_with(content, templates))
    except ReportTemplateError as problem:
        return SetReport(pdf=_built_in(content), problem=problem)


def set_with(content: ReportContent, templates: Path) -> bytes:
    """Return the PDF by the user's templates; a file that is not there is ours.

    Raises `ReportTemplateError` naming file, line, column and, for a wrong name, those there are.
    """
    sources = _sources(templates)
    name = f"{content.kind.template}.typ"
    for file, source in sources.items():
        if fetches_packages(source):
            line = _line_of_package(source)
            raise ReportTemplateError("package", file=file, line=line, column=1)
        try:
            source.decode()
        except UnicodeDecodeError as error:
            line = source.count(b"\n", 0, error.start) + 1
            raise ReportTemplateError("encoding", file=file, line=line, column=1) from error
    try:
        return _pdf(content, sources)
    except typst.TypstError as error:
        raise explain(error.diagnostic, name, sources, content.fields()) from error
    except RuntimeError as error:
        raise ReportTemplateError("other", file=name, line=1, column=1, name=str(error)) from error


def set_pictures(
    content: ReportContent, templates: Path | None = None, ppi: float = 96.0
) -> tuple[bytes, ...]:
    """Return the pages as PNG, to be looked at before the report is sent."""
    return _made(content, _sources(templates), format="png", ppi=ppi)


def explain(
    diagnostic: str, main: str, sources: Mapping[str, bytes], fields: Mapping[str, object]
) -> ReportTemplateError:
    """Return the first error of a diagnostic as one that people can act on."""
    found = _PLACE.search(diagnostic)
    if found is None:
        return ReportTemplateError("other", file=main, line=1, column=1, name=diagnostic[:200])
    said = found["said"]
    named_file = found["file"].replace("\\", "/").rpartition("/")[2]
    file = main if named_file == _MAIN else named_file
    reason = next((key for key, start in _KINDS if start in said), "other")
    named = _NAMED.search(said)
    name = next((one for one in named.groups() if one), "") if named else said
    return ReportTemplateError(
        reason,
        file=file,
        line=int(found["line"]),
        column=int(found["column"]) + 1,  # typst counts columns from 0, editors from 1
        name=name if reason != "other" else said[:200],
        names="、".join(_near(name, _names(reason, file, sources, fields))),
    )


def _names(
    reason: str, file: str, sources: Mapping[str, bytes], fields: Mapping[str, object]
) -> list[str]:
    if reason == "no_such_field":
        inner = {key for one in fields.values() if isinstance(one, dict) for key in one}
        return [*fields, *sorted(inner - fields.keys())]
    if reason in {"no_such_name", "not_in_piece"}:
        own = {file, *SHARED} if reason == "no_such_name" else set(SHARED)
        return sorted(
            {one.decode() for name in own for one in _DEFINED.findall(sources.get(name, b""))}
        )
    return sorted(sources) if reason == "no_such_file" else []


def _near(name: str, names: list[str]) -> list[str]:
    """Return the names, those most like ``name`` first."""
    like = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return [*like, *(one for one in names if one not in like)]


def _sources(templates: Path | None) -> dict[str, bytes]:
    """Return every template by name, the user's where there is one."""
    ours = {name: (resources() / "templates" / name).read_bytes() for name in (*TEMPLATES, *SHARED)}
    return ours | dict(_own(templates)) if templates is not None else ours


def _own(folder: Path) -> Iterator[tuple[str, bytes]]:
    try:
        for path in sorted(folder.glob("*.typ")):
            if path.name != _MAIN and path.stat().st_size <= LONGEST_TEMPLATE_BYTES:
                yield path.name, path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(file=folder.name) from error


def _line_of_package(source: bytes) -> int:
    lines = source.splitlines()
    return next((at for at, line in enumerate(lines, 1) if fetches_packages(line)), 1)


def _built_in(content: ReportContent) -> bytes:
    try:
        return _pdf(content, _sources(None))
    except (OSError, RuntimeError) as error:
        raise TypesettingError(
            template=content.kind.template, reason=type(error).__name__
        ) from error


def _pdf(content: ReportContent, sources: Mapping[str, bytes]) -> bytes:
    return b"".join(_made(content, sources, format="pdf", pdf_standards=["a-2a", "ua-1"]))


def _made(
    content: ReportContent, sources: Mapping[str, bytes], **wanted: object
) -> tuple[bytes, ...]:
    """Compile in memory: no template reads another file of this machine."""
    name = f"{content.kind.template}.typ"
    files = {**sources, _MAIN: sources[name]}
    for at, picture in enumerate(content.pictures, 1):
        files[picture_file(at)] = _as_svg(picture.photo)
    compile_files: Any = typst.compile  # takes files by name; its own types leave that out
    made = compile_files(
        files,
        root=resources() / "templates",  # else templates could read what lies where we started
        font_paths=sorted({path.parent for path in (*find_fonts(), *find_noto())}),
        ignore_system_fonts=True,
        sys_inputs={"fields": json.dumps(content.fields(), ensure_ascii=False)},
        timestamp=content.head.made_at.replace(microsecond=0),
        **wanted,
    )
    return tuple(map(bytes, made)) if isinstance(made, list) else (bytes(made),)


def _as_svg(photo: SitePhoto) -> bytes:
    """Return the picture inside an SVG: typst takes files in memory as text only (typst 0.15.2).

    Nothing is encoded anew; the paper holds the same picture.
    """
    size = f'width="{photo.width_px}" height="{photo.height_px}"'
    jpeg = base64.b64encode(photo.jpeg).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/jpeg;base64,{jpeg}"/></svg>'
    ).encode()
