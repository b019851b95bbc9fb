"""Invented applicants for training: as many as wanted, each with a number of their own."""

import tomllib
from functools import cache

from kiosk.domain.applicant import ApplicantForm
from kiosk.paths import resources

TRAINING_ID_PREFIX = "9999"
"""Training 申請書ID begin with this; the rest is a running number."""


@cache
def _people() -> tuple[dict[str, str], ...]:
    text = (resources() / "tables" / "training_people.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["person"])


def training_form(number: int) -> ApplicantForm:
    """Return what the ``number``-th invented applicant (from 1) would have typed."""
    people = _people()
    return ApplicantForm(
        form_id=f"{TRAINING_ID_PREFIX}{number:019d}", **people[(number - 1) % len(people)]
    )
