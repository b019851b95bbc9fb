"""Record format 2 of the second release: read, never written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.domain.applicant import Applicant, Sex
from kiosk.domain.application import Application
from kiosk.domain.dates import BirthDate, Era
from kiosk.domain.names import Address, Kana, PersonName
from kiosk.domain.numbers import FormId
from kiosk.domain.record import Record
from storage.records.recordfields import frame_fields, framed

Fields = Mapping[str, Any]


def second_fields_of(record: Record) -> dict[str, Any]:
    """Return what format 2 had of the record: six fields of the applicant and a frame."""
    return {**frame_fields(record), "applicant": person_fields(record.applicant)}


def second_record_of(fields: Fields, jpeg: bytes) -> Record:
    """Return the record; of the application it knows nothing but the applicant."""
    return framed(fields, Application(applicant=_person(fields["applicant"])), jpeg)


def person_fields(person: Applicant) -> dict[str, Any]:
    """Return the six fields of formats 1 and 2."""
    return {
        "form_id": person.form_id,
        "name": person.name,
        "kana": person.kana,
        "address": person.address,
        "birth_date": person.birth_date.day.isoformat(),
        "birth_era": person.birth_date.era.value,
        "sex": person.sex.value,
    }


def _person(fields: Fields) -> Applicant:
    return Applicant(
        form_id=FormId(str(fields["form_id"])),
        name=PersonName(str(fields["name"])),
        kana=Kana(str(fields["kana"])),
        address=Address(str(fields["address"])),
        birth_date=BirthDate(date.fromisoformat(fields["birth_date"]), Era(fields["birth_era"])),
        sex=Sex(fields["sex"]),
    )
