"""Lists of 不備, opened batches and the list of cases, as files; without Qt."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from kiosk.cases.hashing import hash_number
from kiosk.cases.matching import BatchItem
from kiosk.cases.receipts import parse_receipt
from kiosk.cases.rows import Column, DefectList
from kiosk.domain.case import BatchPlace, Case
from kiosk.domain.numbers import parse_form_id
from kiosk.errors import ExitCode, FieldError, KioskError
from kiosk.wiring.newfile import write_new

_MANIFEST = "manifest.json"
_MOST_MANIFEST_BYTES = 50_000_000  # 600 records are 1 MB


class NoOpenedBatchError(KioskError):
    """``file`` is no folder that `kiosk batch open` left."""

    message_key = "no_opened_batch"
    exit_code = ExitCode.BAD_INPUT


class DefectFolder:
    """Implements `kiosk.workflow.contract.defectwork.DefectFiles`."""

    def read(self, path: Path, *, key: bytes, wanted: Mapping[Column, str]) -> DefectList:
        """Return what a list says."""
        from kiosk.documents.bookguard import MOST_BYTES
        from kiosk.documents.defectlist import read_defect_list
        from kiosk.documents.foreignfile import read_bounded

        return read_defect_list(read_bounded(path, MOST_BYTES), key=key, wanted=wanted)

    def batch(self, folder: Path, *, key: bytes) -> Iterator[BatchItem]:
        """Yield the applications of an opened batch, their numbers as hashes under ``key``."""
        try:
            with (folder / _MANIFEST).open("rb") as file:
                content = file.read(_MOST_MANIFEST_BYTES + 1)
            if len(content) > _MOST_MANIFEST_BYTES:
                raise NoOpenedBatchError("too long", file=folder.name)
            yield from [*_items(json.loads(content), key)]
        except (OSError, ValueError, TypeError, LookupError, RecursionError, FieldError) as error:
            raise NoOpenedBatchError(type(error).__name__, file=folder.name) from error

    def write_cases(
        self, path: Path, cases: Iterable[Case], *, now: datetime, holidays: Collection[date]
    ) -> None:
        """Leave the cases as a table."""
        from kiosk.documents.caselist import case_list_csv, case_list_xlsx

        spell = case_list_csv if path.suffix.lower() == ".csv" else case_list_xlsx
        write_new(path, spell(cases, now, holidays))


def _items(manifest: Mapping[str, object], key: bytes) -> Iterator[BatchItem]:
    day, batch = date.fromisoformat(str(manifest["business_date"])), str(manifest["batch"])
    records = manifest["records"]
    if not isinstance(records, list):
        raise TypeError("records")
    for record in records:
        number = record["applicant"]["form_id"]
        yield BatchItem(
            place=BatchPlace(
                batch=batch, receipt=parse_receipt(str(record["receipt"])), business_date=day
            ),
            number_hash=hash_number(key, parse_form_id(number)) if number else None,
        )
