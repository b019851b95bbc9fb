"""The city's own xlsx form, filled by the names of its cells; nothing else in it changes."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree as ET

from kiosk.documents.bookguard import BookFault, read_package
from kiosk.documents.reportcontent import Cell
from kiosk.documents.sheetsurgery import Spot, formulas_of, put_cells, spot_of
from kiosk.errors import ExitCode, KioskError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"
_AREA = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]+\$?[0-9]+)(?::(\$?[A-Z]+\$?[0-9]+))?")
_CALC = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>")
_NAMES_END = re.compile(rb"</((?:\w+:)?)definedNames>")
_FULL = re.compile(rb'\s+fullCalcOnLoad="[^"]*"')


class CityFormError(KioskError):
    """The file is no form that can be filled; ``city_form`` is a text key's end."""

    message_key = "city_form"
    exit_code = ExitCode.BAD_INPUT


class Unusable(StrEnum):
    """Why a name of the form was not filled though its value is known."""

    FORMULA = "formula"
    """The cell works something out itself."""
    NO_CELL = "no_cell"
    """The name stands for no cell, or for several areas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """``unknown`` are names of the form that no report has, ``missing`` values without a cell."""

    content: bytes
    filled: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    unusable: tuple[tuple[str, Unusable], ...]


def fill_form(form: bytes, values: Mapping[str, Cell], *, file: str = "") -> FilledForm:
    """Return the form with the cells filled whose names are known.

    Only those cells change, and the mark that has formulas worked out when it is opened.
    Raises `CityFormError` naming ``file``.
    """
    filled = read_package(form, lambda package: _filled(package, values))
    if isinstance(filled, BookFault):
        raise CityFormError(file=file or "—", city_form=filled.value)
    return filled


def _filled(package: zipfile.ZipFile, values: Mapping[str, Cell]) -> FilledForm | BookFault:
    parts = {one.filename: (one, package.read(one)) for one in package.infolist()}
    if _WORKBOOK not in parts:
        return BookFault.NOT_XLSX  # a letter, or a table of another program
    names = dict(_names(parts))
    sheets = _sheets(parts)
    if not sheets:
        return BookFault.DAMAGED
    places: dict[str, dict[Spot, str]] = {}
    unusable: dict[str, Unusable] = {}
    for name in names.keys() & values.keys():
        place = _place(names[name], sheets)
        if place is None:
            unusable[name] = Unusable.NO_CELL
        else:
            places.setdefault(place[0], {})[place[1]] = name
    changed = dict(parts)
    for sheet, spots in places.items():
        info, xml = parts[sheet]
        own = formulas_of(xml, spots)
        unusable |= {spots[spot]: Unusable.FORMULA for spot in own}
        wanted = {spot: values[name] for spot, name in spots.items() if spot not in own}
        changed[sheet] = info, put_cells(xml, wanted)
    info, book = parts[_WORKBOOK]
    filled = sorted(names.keys() & values.keys() - unusable.keys())
    if filled:
        changed[_WORKBOOK] = info, _worked_out_when_opened(book)
    return FilledForm(
        content=_packed(changed),
        filled=tuple(filled),
        unknown=tuple(sorted(names.keys() - values.keys())),
        missing=tuple(sorted(values.keys() - names.keys())),
        unusable=tuple(sorted(unusable.items())),
    )


def _packed(parts: Mapping[str, tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for info, content in parts.values():
            archive.writestr(info, content, compress_type=info.compress_type)
    return target.getvalue()


def _names(parts: Mapping[str, tuple[zipfile.ZipInfo, bytes]]) -> Iterator[tuple[str, str]]:
    book = ET.fromstring(parts[_WORKBOOK][1])  # noqa: S314 - the guard refuses a DOCTYPE
    for one in book.iter(f"{_MAIN}definedName"):
        name = one.get("name", "")
        if not name.startswith("_xlnm") and one.get("hidden") not in {"1", "true"}:
            yield name, (one.text or "").strip()


def _sheets(parts: Mapping[str, tuple[zipfile.ZipInfo, bytes]]) -> dict[str, str]:
    """Return the part of each worksheet by its title."""
    relations = ET.fromstring(parts["xl/_rels/workbook.xml.rels"][1])  # noqa: S314
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    book = ET.fromstring(parts[_WORKBOOK][1])  # noqa: S314 - as above
    found = {}
    for one in book.iter(f"{_MAIN}sheet"):
        part = posixpath.normpath(posixpath.join("xl", targets.get(one.get(_RELATION), "")))
        found[one.get("name", "")] = part.removeprefix("/")
    return {title: part for title, part in found.items() if part in parts}


def _place(area: str, sheets: Mapping[str, str]) -> tuple[str, Spot] | None:
    """Return part and cell; of an area, as a merged cell is one, the first cell."""
    found = _AREA.fullmatch(area)
    if found is None:
        return None
    title = (found[1] or "").replace("''", "'") or found[2]
    spot = spot_of(found[3])
    return (sheets[title], spot) if spot is not None and title in sheets else None


def _worked_out_when_opened(book: bytes) -> bytes:
    """Return the workbook's part so that formulas over the filled cells are worked out anew."""
    if (found := _CALC.search(book)) is not None:
        if b'fullCalcOnLoad="1"' in found[2]:
            return book
        kept = _FULL.sub(b"", found[2]).rstrip()
        mark = b'<%bcalcPr%b fullCalcOnLoad="1"%b>' % (found[1], kept, found[3])
        return book[: found.start()] + mark + book[found.end() :]
    ended = _NAMES_END.search(book)
    if ended is None:
        return book
    mark = b'<%bcalcPr fullCalcOnLoad="1"/>' % ended[1]
    return book[: ended.end()] + mark + book[ended.end() :]
