"""Every error of storage has words in both languages, with the same placeholders."""

import re
from collections.abc import Iterator

import pytest

from kiosk.domain.review import ExemptionChannel, ExemptionKind, OverrideReason
from kiosk.errors import KioskError
from kiosk.texts import Language, catalogue
from storage import errors
from storage.batches import errors as batch_errors
from storage.batches.batchtable import COLUMNS
from storage.batches.inventory import ItemFault
from storage.custody import errors as custody_errors
from storage.policies import errors as policy_errors
from storage.receiving import errors as receiving_errors

MODULES = (errors, batch_errors, custody_errors, policy_errors, receiving_errors)
LANGUAGES = (Language.JA, Language.EN)


def every_error() -> Iterator[type[KioskError]]:
    for module in MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == module.__name__:
                assert issubclass(value, KioskError)
                yield value


@pytest.mark.parametrize("error", tuple(every_error()), ids=lambda error: error.__name__)
@pytest.mark.parametrize("part", ["what", "safe", "next"])
def test_every_error_has_words(error: type[KioskError], part: str) -> None:
    key = f"error.{error.message_key}.{part}"
    holes = [sorted(re.findall(r"\{(\w+)\}", catalogue(one)[key])) for one in LANGUAGES]
    assert holes[0] == holes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_column_has_words(language: Language) -> None:
    words = catalogue(language)
    keys = [f"batch.column.{column}" for column in COLUMNS]
    keys += [f"batch_part.{part}" for part in ("signature", "json", "age", "zip")]
    reasons = ("no_recipient", "no_lead", "same_staff", "same_recipient")
    keys += [f"setup_reason.{reason}" for reason in reasons]
    keys += [f"batch.exemption.{one.value}" for one in ExemptionKind]
    keys += [f"batch.channel.{one.value}" for one in ExemptionChannel]
    keys += [f"batch.override.{one.value}" for one in OverrideReason]
    keys += [f"batch.fault.{one.value}" for one in ItemFault]
    assert all(words[key].strip() for key in keys)


def test_an_explained_error_names_its_parts_in_words() -> None:
    error = batch_errors.BatchTamperedError("x", batch_part="signature")
    assert "署名" in catalogue(Language.JA).explain(error)[0]
