"""Sittings under way in bytes (docs/SECURITY.md, "Draft").

``KBT2`` · 4 bytes length of the JSON · canonical JSON · JPEG.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.intake import CaseFile
from kiosk.domain.shot import HeadLines, Shot
from storage.crypto.canonical import spell_json
from storage.errors import TamperedError
from storage.records.casefields import case_fields, case_of, form_fields, form_of
from storage.records.recordfields import (
    finding_fields,
    finding_of,
    photo_fields,
    photo_of,
    spell_number,
)
from storage.records.reviewfields import review_fields, review_of

MAGIC = b"KBT2"
_FIRST_MAGIC = b"KBT1"
_HEADER_BYTES = len(MAGIC) + 4
_FIRST_FORM = ("form_id", "name", "kana", "address", "birth_date", "sex")
Fields = Mapping[str, Any]


def encode_draft(draft: Draft) -> bytearray:
    """Return the draft's bytes without the frame behind its photo."""
    fields = spell_json(_fields_of(draft))
    plain = bytearray(MAGIC + len(fields).to_bytes(4, "big") + fields)
    if draft.shot is not None:
        plain += draft.shot.photo.jpeg
    return plain


def decode_draft(plain: bytes | bytearray) -> Draft:
    """Return the draft; bytes that no release's `encode_draft` would have written are refused."""
    known = _FORMATS.get(bytes(plain[: len(MAGIC)]))
    if known is None or len(plain) < _HEADER_BYTES:
        raise TamperedError("draft version")
    end = _HEADER_BYTES + int.from_bytes(plain[len(MAGIC) : _HEADER_BYTES], "big")
    if end > len(plain):
        raise TamperedError("draft length")
    fields = bytes(plain[_HEADER_BYTES:end])
    try:
        draft = known.draft_of(json.loads(fields), bytes(memoryview(plain)[end:]))
        same = spell_json(known.fields_of(draft)) == fields
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise TamperedError(f"draft fields: {type(error).__name__}") from None
    if not same:
        raise TamperedError("draft not canonical")
    return draft


def _fields_of(draft: Draft) -> dict[str, Any]:
    return {
        "sitting": draft.sitting,
        "step": draft.step.value,
        "shot": None if draft.shot is None else _shot_fields(draft.shot),
        "review": None if draft.review is None else review_fields(draft.review),
        "case": case_fields(draft.case),
    }


def _draft_of(fields: Fields, jpeg: bytes) -> Draft:
    review = fields["review"]
    return Draft(
        sitting=int(fields["sitting"]),
        step=DraftStep(fields["step"]),
        shot=_shot(fields["shot"], jpeg),
        review=None if review is None else review_of(review),
        case=case_of(fields["case"]),
    )


def _first_fields_of(draft: Draft) -> dict[str, Any]:
    fields = _fields_of(draft)
    form = form_fields(draft.case.form, _FIRST_FORM)
    return {name: fields[name] for name in ("sitting", "shot", "review")} | {"form": form}


def _first_draft_of(fields: Fields, jpeg: bytes) -> Draft:
    """Return the draft of a release that asked nothing before the camera.

    Without a photo it goes on at the reception, where the purpose of use is shown.
    """
    shot, review = _shot(fields["shot"], jpeg), fields["review"]
    seen = DraftStep.REVIEW if shot is not None else DraftStep.RECEPTION
    return Draft(
        sitting=int(fields["sitting"]),
        step=seen if review is None else DraftStep.FORM,
        shot=shot,
        review=None if review is None else review_of(review),
        case=CaseFile(form=form_of(fields["form"], _FIRST_FORM)),
    )


def _shot_fields(shot: Shot) -> dict[str, Any]:
    return {
        "photo": photo_fields(shot.photo),
        "findings": [finding_fields(one) for one in shot.findings],
        "lines": [spell_number(shot.lines.crown), spell_number(shot.lines.chin)],
        "by_hand": shot.by_hand,
    }


def _shot(fields: Fields | None, jpeg: bytes) -> Shot | None:
    if fields is None:
        if jpeg:
            raise ValueError("a photo where there is none")
        return None
    crown, chin = (float(line) for line in fields["lines"])
    return Shot(
        photo=photo_of(fields["photo"], jpeg),
        findings=tuple(finding_of(one) for one in fields["findings"]),
        source=None,
        lines=HeadLines(crown=crown, chin=chin),
        by_hand=bool(fields["by_hand"]),
    )


@dataclass(frozen=True, slots=True)
class _Format:
    """How one version spells a draft, and how it is read."""

    fields_of: Callable[[Draft], dict[str, Any]]
    draft_of: Callable[[Fields, bytes], Draft]


_FORMATS = {
    MAGIC: _Format(_fields_of, _draft_of),
    _FIRST_MAGIC: _Format(_first_fields_of, _first_draft_of),
}
