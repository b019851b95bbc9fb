"""One line of the batch's table, as people read it in a spreadsheet."""

from dataclasses import dataclass

from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.record import Record
from kiosk.domain.review import Override
from kiosk.texts import Language, catalogue
from storage.batches.applicationcells import application_cells, clock_time, person_cells

# OWASP "CSV injection", and the full-width twins that Japanese Excel takes for the same.
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
COLUMNS = (
    "receipt",
    "form_id",
    "form_id_grouped",
    "individual_number",
    "name",
    "kanji_name",
    "common_name",
    "kana",
    "glyph_note",
    "postal_code",
    "address",
    "birth_date",
    "birth_wareki",
    "sex",
    "phone",
    "representative_name",
    "representative_relation",
    "representative_phone",
    "procedure",
    "route",
    "paper_reason",
    "points",
    "signature_certificate",
    "authentication_certificate",
    "face_authentication",
    "braille",
    "delivery",
    "documents",
    "officer",
    "pin_letter",
    "old_card",
    "consent",
    "confirmed",
    "follows",
    "accepted_at",
    "photo",
    "photo_absent",
    "exemption",
    "exemption_words",
    "exemption_channel",
    "exemption_done",
    "override",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """How many columns a table has, and in which the receipt and the photo's file are (from 0)."""

    columns: int
    photo: int
    receipt: int = 0


NEWEST_TABLE = TableForm(columns=len(COLUMNS), photo=COLUMNS.index("photo"))
SECOND_TABLE = TableForm(columns=17, photo=10)
FIRST_TABLE = TableForm(columns=11, photo=10)


def cells(
    number: ReceiptNumber, record: Record, duty: PhotoDuty | None, photo: str | None
) -> list[str]:
    """Return the cells under `COLUMNS`; ``photo`` is the name of the photo's file."""
    told = {
        "receipt": str(number),
        **person_cells(record.applicant),
        **application_cells(record.application),
        "accepted_at": clock_time(record.accepted_at),
        "photo": photo or "",
        "photo_absent": "" if photo else catalogue(Language.JA)["batch.photo_absent"],
        **_exemption(duty),
        "override": _override(record.review.override if record.review else None),
    }
    return [harmless(told[column]) for column in COLUMNS]


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula; the manifest has it raw."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _exemption(duty: PhotoDuty | None) -> dict[str, str]:
    if duty is None:
        names = ("exemption", "exemption_words", "exemption_channel", "exemption_done")
        return dict.fromkeys(names, "")
    words, exemption = catalogue(Language.JA), duty.exemption
    return {
        "exemption": words[f"batch.exemption.{exemption.kind.value}"],
        "exemption_words": exemption.words,
        "exemption_channel": words[f"batch.channel.{exemption.channel.value}"],
        "exemption_done": words["batch.duty_open"]
        if duty.done is None
        else words.say("batch.duty_done", by=duty.done.by, at=clock_time(duty.done.at)),
    }


def _override(override: Override | None) -> str:
    if override is None:
        return ""
    reason = catalogue(Language.JA)[f"batch.override.{override.reason.value}"]
    return f"{reason}：{override.words}" if override.words else reason
