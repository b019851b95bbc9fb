"""One line of the batch's table, as people read it in a spreadsheet."""

from datetime import datetime

from kiosk.domain.dates import JST
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.numbers import grouped
from kiosk.domain.record import Record
from kiosk.domain.review import Override
from kiosk.texts import Language, catalogue

# OWASP "CSV injection", and the full-width twins that Japanese Excel takes for the same.
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
RECEIPT_COLUMN, PHOTO_COLUMN = 0, 10
COLUMNS = (
    "receipt",
    "form_id",
    "form_id_grouped",
    "name",
    "kana",
    "address",
    "birth_date",
    "birth_wareki",
    "sex",
    "accepted_at",
    "photo",
    "photo_absent",
    "exemption",
    "exemption_words",
    "exemption_channel",
    "exemption_done",
    "override",
)


def cells(
    number: ReceiptNumber, record: Record, duty: PhotoDuty | None, photo: str | None
) -> list[str]:
    """Return the cells under `COLUMNS`; ``photo`` is the name of the photo's file."""
    person = record.applicant
    words = catalogue(Language.JA)
    line = [
        str(number),
        person.form_id,
        grouped(person.form_id),  # Excel would show 23 bare digits as 1.23E+22
        person.name,
        person.kana,
        person.address,
        person.birth_date.day.isoformat(),
        person.birth_date.wareki(),
        words[f"batch.sex.{person.sex.value}"],
        _clock_time(record.accepted_at),
        photo or "",
        "" if photo else words["batch.photo_absent"],
        *_exemption(duty),
        _override(record.review.override if record.review else None),
    ]
    return [harmless(cell) for cell in line]


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula; the manifest has it raw."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _exemption(duty: PhotoDuty | None) -> tuple[str, str, str, str]:
    if duty is None:
        return ("", "", "", "")
    words, exemption = catalogue(Language.JA), duty.exemption
    return (
        words[f"batch.exemption.{exemption.kind.value}"],
        exemption.words,
        words[f"batch.channel.{exemption.channel.value}"],
        words["batch.duty_open"]
        if duty.done is None
        else words.say("batch.duty_done", by=duty.done.by, at=_clock_time(duty.done.at)),
    )


def _override(override: Override | None) -> str:
    if override is None:
        return ""
    reason = catalogue(Language.JA)[f"batch.override.{override.reason.value}"]
    return f"{reason}：{override.words}" if override.words else reason


def _clock_time(moment: datetime) -> str:
    return moment.astimezone(JST).strftime("%Y-%m-%d %H:%M:%S")
