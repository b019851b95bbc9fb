"""What a recipient opens of a dead laptop: every record, through the key that was sealed for them.

Nothing of the station's own keys is needed. What does not open is listed, and the rest is there.
"""

import csv
import io
import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import ReceiptNumber, StationId, parse_station_id
from kiosk.domain.record import Record
from kiosk.errors import FieldError, OutputExistsError
from kiosk.texts import Language, catalogue
from storage.age import Identities, decrypt_small, read_identities
from storage.batchcontent import MANIFEST, TABLE, photo_name
from storage.batchtable import COLUMNS, cells
from storage.codec import decode
from storage.dutycodec import decode_duty, done_fields
from storage.envelope import KEY_BYTES, Place, unseal
from storage.errors import (
    BatchError,
    NotARecipientError,
    NothingToRecoverError,
    TamperedError,
)
from storage.files import create, disk_errors, sync_folder
from storage.keys import wipe
from storage.recordfields import fields_of
from storage.salvage import Salvage, SealedRecord, Unread, salvaged
from storage.sealing import DEK_MAGIC
from storage.trailcheck import TrailFound, check_trail

FORMAT = "kiosk-recovered/1"
_PRIVATE = 0o700
_LARGEST_NUMBER = 99_999_999  # as a photo's name in a batch


class RecoverFault(StrEnum):
    """Why something was not opened."""

    NOT_A_RECIPIENT = "not_a_recipient"
    TAMPERED = "tampered"
    UNREADABLE = "unreadable"
    NO_DAY = "no_day"


@dataclass(frozen=True, slots=True)
class RecoverProblem:
    """What was not opened: a receipt, a receipt's duty, or a row."""

    item: str
    fault: RecoverFault


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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Opened:
    day: date
    number: ReceiptNumber
    record: Record
    duty: PhotoDuty | None


@dataclass(slots=True)
class _Day:
    table: list[list[str]] = field(default_factory=list)
    records: list[dict[str, object]] = field(default_factory=list)
    photos: int = 0


def recover(
    source: Path, identity: Path, out: Path, report: Callable[[int], None] = lambda _done: None
) -> Recovered:
    """Return what an identity opens of a data folder, a database or a backup of one.

    ``out`` must be new or empty. ``report`` is told how many records are there. Raises
    `NotARecipientError` when the identity opens none of them.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputExistsError("not empty", file=out.name)
    identities = read_identities(identity)
    part = out.with_name(f".{out.name}-{secrets.token_hex(4)}.part")
    try:
        with salvaged(source, part / "scratch") as salvage:
            found = _Recovery(salvage, identities, source.name, part).all(out, report)
        with disk_errors():
            if out.exists():
                out.rmdir()
            part.rename(out)
            sync_folder(out.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return found


class _Recovery:
    """One database, on its way into one folder."""

    def __init__(self, salvage: Salvage, identities: Identities, name: str, folder: Path) -> None:
        self._salvage = salvage
        self._identities = identities
        self._folder = folder
        self._settings = salvage.settings()
        self._shifts = salvage.days()
        self._problems: list[RecoverProblem] = []
        self._days: dict[date, _Day] = {}
        try:
            self._station = parse_station_id(self._settings["station"])
            self._database = self._settings["database"]
        except (KeyError, FieldError) as error:
            raise NothingToRecoverError("no settings", file=name) from error

    def all(self, out: Path, report: Callable[[int], None]) -> Recovered:
        """Write every record that opens, then what belongs to all of a day."""
        done = 0
        for opened in self._opened():
            self._write(opened)
            done += 1
            report(done)
        strangers = {one.fault for one in self._problems} == {RecoverFault.NOT_A_RECIPIENT}
        if not done and strangers:
            raise NotARecipientError("opens no record")
        trail = check_trail(self._salvage, self._database, self._settings, self._identities)
        days = tuple(self._finish(day, self._days[day]) for day in sorted(self._days))
        self._write_list(trail)
        return Recovered(
            folder=out,
            station=self._station,
            days=days,
            problems=tuple(self._problems),
            trail=trail,
        )

    def _opened(self) -> Iterator[_Opened]:
        seen: set[tuple[date, int]] = set()
        for row in self._salvage.records():
            if isinstance(row, Unread):
                self._miss(f"records {row.row}", RecoverFault.UNREADABLE)
                continue
            day = self._day_of(row)
            if day is None or (day, row.number) in seen:
                fault = RecoverFault.TAMPERED if day else RecoverFault.NO_DAY
                self._miss(f"records {_printable(row.id)}", fault)
                continue
            seen.add((day, row.number))
            number = ReceiptNumber(self._station, row.number)
            try:
                yield self._open(row, day, number)
            except NotARecipientError:
                self._miss(str(number), RecoverFault.NOT_A_RECIPIENT)
            except (TamperedError, BatchError):
                self._miss(str(number), RecoverFault.TAMPERED)

    def _day_of(self, row: SealedRecord) -> date | None:
        if not 0 < row.number <= _LARGEST_NUMBER:
            return None
        try:
            return date.fromisoformat(self._shifts[row.shift])
        except (KeyError, ValueError):
            return None

    def _open(self, row: SealedRecord, day: date, number: ReceiptNumber) -> _Opened:
        wrapped = decrypt_small(row.dek_age, self._identities, len(DEK_MAGIC) + KEY_BYTES)
        dek = wrapped[len(DEK_MAGIC) :]
        try:
            if not wrapped.startswith(DEK_MAGIC) or len(dek) != KEY_BYTES:
                raise TamperedError("no key")
            versions = (row.schema_version, row.row_version)
            plain = unseal(dek, self._place(row, "records", versions), row.sealed)
            record = decode(plain)
            wipe(plain)
            if str(record.id) != row.id or record.business_date != day:
                raise TamperedError("record of another place")
            duty = self._duty(row, dek, number)
        finally:
            wipe(wrapped, dek)
        return _Opened(day=day, number=number, record=record, duty=duty)

    def _duty(self, row: SealedRecord, dek: bytearray, number: ReceiptNumber) -> PhotoDuty | None:
        found = self._salvage.duty(row.id)
        if found is None:
            return None
        if isinstance(found, Unread):
            self._miss(f"{number} duties", RecoverFault.UNREADABLE)
            return None
        versions = (found.schema_version, found.row_version)
        try:
            plain = unseal(dek, self._place(row, "duties", versions), found.sealed)
            duty = decode_duty(plain)
            wipe(plain)
            if str(duty.record_id) != row.id:
                raise TamperedError("duty of another record")
        except TamperedError:
            self._miss(f"{number} duties", RecoverFault.TAMPERED)
            return None
        return duty

    def _place(self, row: SealedRecord, table: str, versions: tuple[int, int]) -> Place:
        return Place(
            database=self._database,
            station=self._station,
            shift=row.shift,
            table=table,
            row=row.id,
            column="sealed",
            schema_version=versions[0],
            row_version=versions[1],
        )

    def _miss(self, item: str, fault: RecoverFault) -> None:
        self._problems.append(RecoverProblem(item, fault))

    def _write(self, opened: _Opened) -> None:
        folder = self._folder / opened.day.isoformat()
        day = self._days.setdefault(opened.day, _Day())
        fields, photo = fields_of(opened.record), None
        if opened.record.photo is not None:
            photo = photo_name(opened.number)
            with disk_errors():
                (folder / "photos").mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
                create(folder / photo, opened.record.photo.jpeg)
            fields["photo"] |= {"file": photo}
            day.photos += 1
        duty = None if opened.duty is None else {"done": done_fields(opened.duty.done)}
        day.table.append(cells(opened.number, opened.record, opened.duty, photo))
        day.records.append({"receipt": str(opened.number), **fields, "duty": duty})

    def _finish(self, day: date, found: _Day) -> RecoveredDay:
        folder, words = self._folder / day.isoformat(), catalogue(Language.JA)
        table = io.StringIO()
        lines = csv.writer(table, lineterminator="\r\n")
        lines.writerow([words[f"batch.column.{column}"] for column in COLUMNS])
        lines.writerows(found.table)
        manifest = {
            "format": FORMAT,
            "station": self._station,
            "business_date": day.isoformat(),
            "training": self._settings.get("training") == "True",
            "totals": {"records": len(found.records), "photos": found.photos},
            "records": found.records,
        }
        with disk_errors():
            folder.mkdir(mode=_PRIVATE, exist_ok=True)
            create(folder / TABLE, table.getvalue().encode("utf-8-sig"))
            create(folder / MANIFEST, _json(manifest))
        return RecoveredDay(business_date=day, records=len(found.records), photos=found.photos)

    def _write_list(self, trail: TrailFound) -> None:
        """Leave in one file what did not open and how far the trail holds."""
        content = {
            "format": FORMAT,
            "station": self._station,
            "database": self._database,
            "audit": trail.fields(),
            "problems": [{"item": one.item, "fault": one.fault.value} for one in self._problems],
        }
        with disk_errors():
            create(self._folder / "recovered.json", _json(content))


def _json(content: dict[str, object]) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in text[:40])
