"""What is said of sealed records and their corrections, as words of a catalogue."""

from collections.abc import Iterable

from kiosk.domain.application import Application
from kiosk.domain.correction import Correction, changed_fields
from kiosk.domain.dates import JST
from kiosk.domain.finding import Verdict
from kiosk.domain.record import CorrectionReason, RecordLine
from kiosk.texts import Catalogue
from ui.widgets.chosen_list import Row

_OWN_WORDS = frozenset(
    {
        "signature_certificate",
        "authentication_certificate",
        "face_authentication",
        "braille",
        "pin_letter",
        "old_card",
    }
)
"""Ticks: on the form they stand in a group, whose name would not say which of them it is."""


def record_row(line: RecordLine, texts: Catalogue, *, names: bool) -> Row:
    """Return the record as a row; whose it is only where ``names`` are shown."""
    about = texts.say(
        "correcting.about",
        at=f"{line.stored_at.astimezone(JST):%H:%M}",
        procedure=texts[f"correcting.procedure.{line.procedure.value}"],
        name=line.name if names else texts["correcting.name_hidden"],
    )
    times = line.version - 1
    return Row(
        name=str(line.record_id),
        head=str(line.number),
        about=about,
        state=texts.say("correcting.times", count=times) if times else "",
        verdict=Verdict.WARN if times else None,
    )


def field_words(changed: Iterable[str], texts: Catalogue) -> str:
    """Return what these fields of an application are called, each once."""
    named = dict.fromkeys(_field_name(one, texts) for one in changed)
    return texts["case.between"].join(named)


def reason_words(reason: CorrectionReason | None, texts: Catalogue) -> str:
    """Return why a record is corrected."""
    return texts[f"correcting.reason.{reason.value}"] if reason is not None else ""


def correction_words(opened: Correction, after: Application, texts: Catalogue) -> str:
    """Return what is another than before and why, without the values."""
    changed = changed_fields(opened.record.application, after)
    return texts.say(
        "correcting.what",
        fields=field_words(changed, texts),
        reason=reason_words(opened.reason, texts),
    )


def _field_name(field: str, texts: Catalogue) -> str:
    if field in _OWN_WORDS:
        return texts[f"correcting.field.{field}"]
    key = f"field.{field}"
    return texts[key if key in texts else "correcting.field.other"]
