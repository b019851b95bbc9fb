"""Opening a dead station's rows with a recipient's identity: no key of the station is needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.record import Record
from storage.batches.errors import BatchError, NotARecipientError
from storage.crypto.age import Identities, decrypt_small
from storage.crypto.envelope import KEY_BYTES, Place, unseal
from storage.crypto.keys import DEK_MAGIC, wipe
from storage.errors import TamperedError
from storage.headquarters.salvage import Salvage, SealedRecord, Unread
from storage.records.codec import decode
from storage.records.dutycodec import decode_duty

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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OpenedRecord:
    """A record that opened; ``duty`` is None when there is none, or none that opens."""

    day: date
    number: ReceiptNumber
    record: Record
    duty: PhotoDuty | None


class Opener:
    """Opens what it can; ``problems`` gathers the rest."""

    def __init__(
        self, salvage: Salvage, database: str, station: StationId, identities: Identities
    ) -> None:
        self._salvage = salvage
        self._database = database
        self._station = station
        self._identities = identities
        self.problems: list[RecoverProblem] = []

    def records(self) -> Iterator[OpenedRecord]:
        """Give every record that opens, one at a time in memory; no receipt twice."""
        days, seen = self._salvage.days(), set[tuple[date, int]]()
        for row in self._salvage.records():
            if isinstance(row, Unread):
                self._miss(f"records {row.row}", RecoverFault.UNREADABLE)
                continue
            day = _day_of(row, days)
            if day is None or (day, row.number) in seen:
                fault = RecoverFault.TAMPERED if day else RecoverFault.NO_DAY
                self._miss(f"records {_printable(row.id)}", fault)
                continue
            seen.add((day, row.number))
            number = ReceiptNumber(self._station, row.number)
            try:
                yield self._opened(row, day, number)
            except NotARecipientError:
                self._miss(str(number), RecoverFault.NOT_A_RECIPIENT)
            except (TamperedError, BatchError):
                self._miss(str(number), RecoverFault.TAMPERED)

    def _opened(self, row: SealedRecord, day: date, number: ReceiptNumber) -> OpenedRecord:
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
        return OpenedRecord(day=day, number=number, record=record, duty=duty)

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
        except TamperedError:
            duty = None
        if duty is None or str(duty.record_id) != row.id:
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
        self.problems.append(RecoverProblem(item, fault))


def _day_of(row: SealedRecord, days: Mapping[str, str]) -> date | None:
    """Return the row's business date, None when nothing sound says which it is."""
    if not 0 < row.number <= _LARGEST_NUMBER:
        return None
    try:
        return date.fromisoformat(days[row.shift])
    except (KeyError, ValueError):
        return None


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in text[:40])
