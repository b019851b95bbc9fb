"""Storing one applicant: validated record to receipt, beside bare AES-GCM and one SQLite commit."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.figure import Figure
from kiosk.clock import SystemClock
from kiosk.domain.custody import AloneReason
from kiosk.domain.ids import RecordId
from kiosk.domain.intake import CaseFile
from kiosk.domain.photo import CropBox, Photo, PhotoProof
from kiosk.domain.record import Record
from kiosk.domain.review import PhotoReview
from kiosk.intake.reading import parse_application
from kiosk.training.people import training_form
from kiosk.training.station import LEAD, PASSWORD
from kiosk.wiring.training import prepare_station
from kiosk.workflow.stage import business_date_at
from storage.station import open_station

PHOTO_BYTES = 400_000
RECORDS = 300


def measure(records: int = RECORDS) -> list[Figure]:
    """Return how long a record takes to be stored, read back and receipted; and the closing."""
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        folder = Path(name)
        floor = _times(_floor(folder / "floor.db"), records)
        prepare_station(folder, folder / "keys")
        clock = SystemClock()
        station = open_station(folder, clock)
        try:
            began = time.perf_counter()
            station.sign_in(LEAD, PASSWORD)
            sign_in_s = time.perf_counter() - began
            today = business_date_at(clock.now())
            station.open_day(today)
            ready = [_record(number) for number in range(1, records + 1)]
            waiting = iter(ready)
            times = _times(lambda: station.put(next(waiting)), records)
            began = time.perf_counter()
            station.close_day(today, AloneReason.SINGLE_VISIT, lambda _: None)
            close_s = time.perf_counter() - began
        finally:
            station.close()
    p50, p99, floor_p50, floor_p99 = (
        *_percentiles(times),
        *_percentiles(floor),
    )
    what = "AES-GCM of the same bytes and one SQLite commit"
    return [
        Figure(name="store one record p99", value=p99, unit="ms", most=50, floor=floor_p99,
               floor_is=f"{what}, p99"),
        Figure(name="store one record p50", value=p50, unit="ms", floor=floor_p50,
               floor_is=f"{what}, p50"),
        Figure(name="log-in", value=sign_in_s, unit="s"),
        Figure(name=f"close a day of {records} records", value=close_s, unit="s"),
    ]  # fmt: skip


def _record(number: int) -> Record:
    now = datetime.now(UTC)
    today = business_date_at(now)
    proof = PhotoProof(
        frame_sha256="0" * 64, frame_width_px=1200, frame_height_px=1600,
        crop=CropBox(0, 0, 827, 1063), rotation_deg=0, jpeg_quality=95,
    )  # fmt: skip
    photo = Photo(jpeg=os.urandom(PHOTO_BYTES), width_px=827, height_px=1063, proof=proof)
    form = replace(training_form(1), form_id=training_form(number).form_id)  # an adult
    case = CaseFile(form=form)
    return Record(
        id=RecordId.new(),
        business_date=today,
        accepted_at=now,
        accepted_by=LEAD,
        application=parse_application(case, today=today, photo=True),
        photo=photo,
        findings=(),
        review=PhotoReview(),
    )


def _floor(path: Path) -> Callable[[], object]:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE blobs (id INTEGER PRIMARY KEY, blob BLOB)")
    key = AESGCM(os.urandom(32))

    def once() -> None:
        sealed = key.encrypt(os.urandom(12), os.urandom(PHOTO_BYTES), b"")
        database.execute("INSERT INTO blobs (blob) VALUES (?)", (sealed,))

    return once


def _times(work: Callable[[], object], count: int) -> list[float]:
    times = []
    for _ in range(count):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)


def _percentiles(times: list[float]) -> tuple[float, float]:
    return times[len(times) // 2], times[int(len(times) * 0.99)]
