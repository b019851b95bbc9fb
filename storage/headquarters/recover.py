"""What a recipient gets back of a dead laptop: a folder a day, as a batch is laid out.

What does not open is listed, and the rest is there.
"""

import csv
import io
import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kiosk.domain.ids import StationId, parse_station_id
from kiosk.errors import FieldError, OutputExistsError
from kiosk.texts import Language, catalogue
from storage.audit.trailcheck import TrailFound, TrailState, check_trail
from storage.batches.batchcontent import MANIFEST, TABLE, photo_name
from storage.batches.batchtable import COLUMNS, cells
from storage.batches.errors import NotARecipientError
from storage.crypto.age import Identities, read_identities
from storage.files import create, disk_errors, make_folder, sync_folder
from storage.headquarters.officerecovery import (
    RecoveredOffice,
    book_folder_of,
    is_book_folder,
    recover_book,
)
from storage.headquarters.recovery import OpenedRecord, Opener, RecoverFault, RecoverProblem
from storage.headquarters.salvage import Salvage, salvaged
from storage.policies.errors import NothingToRecoverError
from storage.records.dutycodec import done_fields
from storage.records.recordfields import fields_of

FORMAT = "kiosk-recovered/1"
LIST = "recovered.json"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveredDay:
    """One business day in its own folder."""

    business_date: date
    records: int
    photos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """Everything that could be opened, laid out in ``folder``."""

    folder: Path
    station: StationId
    days: tuple[RecoveredDay, ...]
    problems: tuple[RecoverProblem, ...]
    trail: TrailFound
    office: RecoveredOffice | None = None


def recover(source: Path, identity: Path, out: Path) -> Recovered:
    """Return what an identity opens of a data folder, a database or a backup of one.

    ``out`` must be new or empty. Raises `NotARecipientError` when the identity opens no record.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputExistsError("not empty", file=out.name)
    identities = read_identities(identity)
    part = out.with_name(f".{out.name}-{secrets.token_hex(4)}.part")
    try:
        with disk_errors():
            make_folder(part)
        if is_book_folder(source):
            found = _book_alone(source, identities, part, out)
        else:
            with salvaged(source, part / "scratch") as salvage:
                found = _laid_out(salvage, source, identities, _Places(part, out))
        with disk_errors():
            if out.exists():
                out.rmdir()
            part.rename(out)
            sync_folder(out.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return found


class _Places(NamedTuple):
    """Where it is laid out, and what that will be called when all of it is there."""

    part: Path
    out: Path


def _book_alone(source: Path, identities: Identities, part: Path, out: Path) -> Recovered:
    """Return what the second place has of a station's book, without the station."""
    office = recover_book(source, {}, identities, part)
    if office is None or not office.station:
        fault = office.problems[0].fault if office else RecoverFault.UNREADABLE
        if fault is RecoverFault.NOT_A_RECIPIENT:
            raise NotARecipientError("opens no book")
        raise NothingToRecoverError("no book", file=source.name)
    found = Recovered(
        folder=out,
        station=office.station,
        days=(),
        problems=office.problems,
        trail=TrailFound(state=TrailState.LINKS, n=0),
        office=office,
    )
    with disk_errors():
        create(part / LIST, _json(_list_of(found, "")))
    return found


def _laid_out(salvage: Salvage, source: Path, identities: Identities, places: _Places) -> Recovered:
    part, out = places
    settings = salvage.settings()
    try:
        station, database = parse_station_id(settings["station"]), settings["database"]
    except (KeyError, FieldError) as error:
        raise NothingToRecoverError("no settings", file=salvage.name) from error
    opener = Opener(salvage, database, station, identities)
    days: dict[date, _Day] = {}
    for opened in opener.records():
        day = days.setdefault(opened.day, _Day(part / opened.day.isoformat(), opened.day))
        day.add(opened)
    faults = {one.fault for one in opener.problems}
    office = recover_book(book_folder_of(source, station), settings, identities, part)
    if not days and faults == {RecoverFault.NOT_A_RECIPIENT}:
        raise NotARecipientError("opens no record")
    trail = check_trail(salvage, database, settings, identities)
    training = settings.get("training") == "True"
    found = Recovered(
        folder=out,
        station=station,
        days=tuple(days[day].finish(station, training=training) for day in sorted(days)),
        problems=(*opener.problems, *(office.problems if office else ())),
        trail=trail,
        office=office,
    )
    with disk_errors():
        create(part / LIST, _json(_list_of(found, database)))
    return found


@dataclass(slots=True)
class _Day:
    """A day's folder while it fills."""

    folder: Path
    business_date: date
    lines: list[list[str]] = field(default_factory=list)
    records: list[dict[str, object]] = field(default_factory=list)
    photos: int = 0

    def add(self, opened: OpenedRecord) -> None:
        """Leave the photo at once, the rest in memory."""
        fields, photo = fields_of(opened.record), None
        if opened.record.photo is not None:
            photo = photo_name(opened.number)
            with disk_errors():
                self.folder.mkdir(mode=_PRIVATE, exist_ok=True)
                (self.folder / photo).parent.mkdir(mode=_PRIVATE, exist_ok=True)
                create(self.folder / photo, opened.record.photo.jpeg)
            fields["photo"] |= {"file": photo}
            self.photos += 1
        duty = None if opened.duty is None else {"done": done_fields(opened.duty.done)}
        self.lines.append(cells(opened.number, opened.record, opened.duty, photo))
        self.records.append({"receipt": str(opened.number), **fields, "duty": duty})

    def finish(self, station: StationId, *, training: bool) -> RecoveredDay:
        """Leave table and manifest."""
        words, table = catalogue(Language.JA), io.StringIO()
        lines = csv.writer(table, lineterminator="\r\n")
        lines.writerow([words[f"batch.column.{column}"] for column in COLUMNS])
        lines.writerows(self.lines)
        manifest = {
            "format": FORMAT,
            "station": station,
            "business_date": self.business_date.isoformat(),
            "training": training,
            "totals": {"records": len(self.records), "photos": self.photos},
            "records": self.records,
        }
        with disk_errors():
            self.folder.mkdir(mode=_PRIVATE, exist_ok=True)
            create(self.folder / TABLE, table.getvalue().encode("utf-8-sig"))
            create(self.folder / MANIFEST, _json(manifest))
        return RecoveredDay(
            business_date=self.business_date, records=len(self.records), photos=self.photos
        )


def _list_of(found: Recovered, database: str) -> dict[str, object]:
    """Return what did not open and how far the trail holds, ready for JSON."""
    return {
        "format": FORMAT,
        "station": found.station,
        "database": database,
        "audit": found.trail.fields(),
        "office": found.office.fields() if found.office else None,
        "problems": [{"item": one.item, "fault": one.fault.value} for one in found.problems],
    }


def _json(content: Mapping[str, object]) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()
