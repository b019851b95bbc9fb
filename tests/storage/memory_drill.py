"""Signs in, stores records, holds a draft, locks, and waits to be looked at.

Run by `test_memory.py`, which reads this process's memory afterwards: ``memory_drill.py FOLDER``,
what is secret comes through standard input, because a literal of a module is never freed. Writes
one line when the vault is open and the work is done, one when it is locked.
"""

import gc
import json
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.intake import CaseFile
from kiosk.domain.names import Address, Kana, PersonName
from kiosk.domain.record import Record
from kiosk.domain.shot import HeadLines, Shot
from kiosk.heap import wipe_when_freed
from storage.station import Station, open_station
from tests.storage.people import DAY, TestClock, new_record


def work(folder: Path) -> None:
    """Do a morning's work and lock."""
    station = open_station(folder, TestClock())
    told = _told()
    station.sign_in(told["staff_id"], told["password"])
    station.open_day(DAY)
    for person in told["people"]:
        station.put(_record(person))
    draft = _draft(told["people"][-1])
    del told, person
    _say_and_wait("open")
    station.lock(draft)
    del draft
    gc.collect()
    _say_and_wait("locked")
    _leave(station)


def _leave(station: Station) -> None:
    station.close()


def _told() -> dict[str, Any]:
    """Return what comes through the pipe; nothing of it stays in a buffer of Python's."""
    pieces = bytearray()
    while not pieces.endswith(b"\n"):
        pieces += os.read(0, 1 << 20)
    told: dict[str, Any] = json.loads(pieces)
    pieces[:] = bytes(len(pieces))
    return told


def _record(person: dict[str, Any]) -> Record:
    record = new_record(person["number"])
    assert record.photo is not None
    applicant = replace(
        record.applicant,
        name=PersonName(person["name"]),
        kana=Kana(person["kana"]),
        address=Address(person["address"]),
    )
    photo = replace(record.photo, jpeg=bytes.fromhex(person["jpeg"]))
    application = replace(record.application, applicant=applicant)
    return replace(record, application=application, photo=photo)


def _draft(person: dict[str, Any]) -> Draft:
    record = _record(person)
    assert record.photo is not None
    shot = Shot(
        photo=record.photo,
        findings=record.findings,
        source=None,
        lines=HeadLines(crown=0.1, chin=0.8),
    )
    form = ApplicantForm(name=person["name"], kana=person["kana"], address=person["address"])
    case = CaseFile(form=form)
    return Draft(sitting=1, step=DraftStep.FORM, shot=shot, review=record.review, case=case)


def _say_and_wait(word: str) -> None:
    os.write(1, f"{word}\n".encode())
    os.read(0, 1)


if __name__ == "__main__":
    wipe_when_freed(True)  # as a station does once it runs
    storage = threading.Thread(target=work, args=(Path(sys.argv[1]),), name="storage")
    storage.start()
    storage.join()
