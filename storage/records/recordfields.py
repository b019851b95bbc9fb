"""A record as JSON fields, format 3: everything but the JPEG (docs/SECURITY.md, "Record")."""

import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from kiosk.domain.application import Application
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.ids import RecordId, StaffId
from kiosk.domain.measure import Measure, Region
from kiosk.domain.photo import CropBox, Photo, PhotoProof
from kiosk.domain.record import Record
from storage.crypto.canonical import spell_time
from storage.records.applicationfields import application_fields, application_of
from storage.records.personfields import applicant_fields, applicant_of
from storage.records.reviewfields import review_fields, review_of

Fields = Mapping[str, Any]


def fields_of(record: Record) -> dict[str, Any]:
    """Return everything but the JPEG, ready for JSON."""
    return {
        **frame_fields(record),
        "applicant": applicant_fields(record.applicant),
        "application": application_fields(record.application),
    }


def record_of(fields: Fields, jpeg: bytes) -> Record:
    """Return the record; raises what the codec catches when the fields are not those."""
    applicant = applicant_of(fields["applicant"])
    return framed(fields, application_of(fields["application"], applicant), jpeg)


def frame_fields(record: Record) -> dict[str, Any]:
    """Return what every format has alike: who sealed what when, and the photo."""
    return {
        "id": str(record.id),
        "business_date": record.business_date.isoformat(),
        "accepted_at": spell_time(record.accepted_at),
        "accepted_by": record.accepted_by,
        "photo": None if record.photo is None else photo_fields(record.photo),
        "findings": [finding_fields(one) for one in record.findings],
        "review": None if record.review is None else review_fields(record.review),
    }


def framed(fields: Fields, application: Application, jpeg: bytes) -> Record:
    """Return the record that holds this application."""
    record = Record(
        id=RecordId(uuid.UUID(fields["id"])),
        business_date=date.fromisoformat(fields["business_date"]),
        accepted_at=datetime.fromisoformat(fields["accepted_at"]),
        accepted_by=StaffId(str(fields["accepted_by"])),
        application=application,
        photo=None if fields["photo"] is None else photo_of(fields["photo"], jpeg),
        findings=tuple(finding_of(one) for one in fields["findings"]),
        review=None if fields["review"] is None else review_of(fields["review"]),
    )
    if record.photo is None and (jpeg or record.findings or record.review):
        raise ValueError("something of a photo where there is none")
    return record


def photo_fields(photo: Photo) -> dict[str, Any]:
    """Return the photo without its bytes."""
    proof = photo.proof
    return {
        "width_px": photo.width_px,
        "height_px": photo.height_px,
        "frame_sha256": proof.frame_sha256,
        "frame_width_px": proof.frame_width_px,
        "frame_height_px": proof.frame_height_px,
        "crop": [spell_number(side) for side in astuple(proof.crop)],
        "rotation_deg": spell_number(proof.rotation_deg),
        "jpeg_quality": proof.jpeg_quality,
        "resampling": proof.resampling,
        "encoder": proof.encoder,
        "placed_by_hand": proof.placed_by_hand,
    }


def photo_of(fields: Fields, jpeg: bytes) -> Photo:
    """Return the photo."""
    left, top, width, height = (float(side) for side in fields["crop"])
    return Photo(
        jpeg=jpeg,
        width_px=int(fields["width_px"]),
        height_px=int(fields["height_px"]),
        proof=PhotoProof(
            frame_sha256=str(fields["frame_sha256"]),
            frame_width_px=int(fields["frame_width_px"]),
            frame_height_px=int(fields["frame_height_px"]),
            crop=CropBox(left=left, top=top, width=width, height=height),
            rotation_deg=float(fields["rotation_deg"]),
            jpeg_quality=int(fields["jpeg_quality"]),
            resampling=str(fields["resampling"]),
            encoder=str(fields["encoder"]),
            placed_by_hand=bool(fields["placed_by_hand"]),
        ),
    )


def spell_number(value: float | None) -> float | str | None:
    """Return a number JSON can hold: a measurement that is not finite must not cost a record."""
    if value is None:
        return None
    return float(value) if math.isfinite(value) else str(float(value))


def number(value: float | str | None) -> float | None:
    """Return the number that `spell_number` wrote."""
    return None if value is None else float(value)


def finding_fields(finding: Finding) -> dict[str, Any]:
    """Return what one check says of a photo."""
    return {
        "check": finding.check.value,
        "verdict": finding.verdict.value,
        "value": spell_number(finding.value),
        "limit": spell_number(finding.limit),
        "measure": None if finding.measure is None else finding.measure.value,
        "regions": [[spell_number(side) for side in astuple(one)] for one in finding.regions],
    }


def finding_of(fields: Fields) -> Finding:
    """Return what one check said."""
    measure = fields["measure"]
    return Finding(
        check=Check(fields["check"]),
        verdict=Verdict(fields["verdict"]),
        value=number(fields["value"]),
        limit=number(fields["limit"]),
        measure=None if measure is None else Measure(measure),
        regions=tuple(_region(one) for one in fields["regions"]),
    )


def _region(sides: Sequence[float | str]) -> Region:
    left, top, right, bottom = (float(side) for side in sides)
    return Region(left=left, top=top, right=right, bottom=bottom)
