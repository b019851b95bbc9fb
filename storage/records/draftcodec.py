"""Interrupted sittings in bytes (docs/SECURITY.md, "Draft").

``KBT1`` · 4 bytes length of the JSON · canonical JSON · JPEG.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kiosk.domain.applicant import FORM_FIELDS, ApplicantForm
from kiosk.domain.draft import Draft
from kiosk.domain.shot import HeadLines, Shot
from storage.crypto.canonical import spell_json
from storage.errors import TamperedError
from storage.records.recordfields import (
    finding_fields,
    finding_of,
    photo_fields,
    photo_of,
    spell_number,
)
from storage.records.reviewfields import review_fields, review_of

MAGIC = b"KBT1"
_HEADER_BYTES = len(MAGIC) + 4
Fields = Mapping[str, Any]


def encode_draft(draft: Draft) -> bytearray:
    """Return the draft's bytes without the frame behind its photo."""
    fields = spell_json(_fields_of(draft))
    plain = bytearray(MAGIC + len(fields).to_bytes(4, "big") + fields)
    if draft.shot is not None:
        plain += draft.shot.photo.jpeg
    return plain


def decode_draft(plain: bytes | bytearray) -> Draft:
    """Return the draft; bytes that `encode_draft` would not have written are refused."""
    if not plain.startswith(MAGIC) or len(plain) < _HEADER_BYTES:
        raise TamperedError("draft version")
    end = _HEADER_BYTES + int.from_bytes(plain[len(MAGIC) : _HEADER_BYTES], "big")
    if end > len(plain):
        raise TamperedError("draft length")
    fields = bytes(plain[_HEADER_BYTES:end])
    try:
        draft = _draft(json.loads(fields), bytes(memoryview(plain)[end:]))
        same = spell_json(_fields_of(draft)) == fields
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise TamperedError(f"draft fields: {type(error).__name__}") from None
    if not same:
        raise TamperedError("draft not canonical")
    return draft


def _fields_of(draft: Draft) -> dict[str, Any]:
    return {
        "sitting": draft.sitting,
        "shot": None if draft.shot is None else _shot_fields(draft.shot),
        "review": None if draft.review is None else review_fields(draft.review),
        "form": {name: _encodable(typed) for name, typed in asdict(draft.form).items()},
    }


def _draft(fields: Fields, jpeg: bytes) -> Draft:
    shot, review, form = fields["shot"], fields["review"], fields["form"]
    if shot is None and jpeg:
        raise ValueError("a photo where there is none")
    return Draft(
        sitting=int(fields["sitting"]),
        shot=None if shot is None else _shot(shot, jpeg),
        review=None if review is None else review_of(review),
        form=ApplicantForm(**{name: str(form[name]) for name in FORM_FIELDS}),
    )


def _shot_fields(shot: Shot) -> dict[str, Any]:
    return {
        "photo": photo_fields(shot.photo),
        "findings": [finding_fields(one) for one in shot.findings],
        "lines": [spell_number(shot.lines.crown), spell_number(shot.lines.chin)],
        "by_hand": shot.by_hand,
    }


def _shot(fields: Fields, jpeg: bytes) -> Shot:
    crown, chin = (float(line) for line in fields["lines"])
    return Shot(
        photo=photo_of(fields["photo"], jpeg),
        findings=tuple(finding_of(one) for one in fields["findings"]),
        source=None,
        lines=HeadLines(crown=crown, chin=chin),
        by_hand=bool(fields["by_hand"]),
    )


def _encodable(typed: str) -> str:
    """Return the text without halves of characters: a broken key press must not cost a draft."""
    return typed.encode("utf-8", "replace").decode("utf-8")
