"""Which fields a form has, and which of them must not stay empty."""

from kiosk.domain.intake import Procedure
from kiosk.intake.triage import FormShape


def asked(shape: FormShape) -> tuple[str, ...]:
    """Return the form's fields in the order they are filled in; names of `ApplicantForm`.

    The number comes first: it is scanned or typed at the reception already.
    """
    number = ("individual_number",) if shape.hand_written else ("form_id",)
    names = ("name", "kanji_name", "common_name", "kana") if shape.foreign else ("name", "kana")
    wishes: tuple[str, ...] = ("no_authentication", "face_authentication", "braille")
    if not shape.represented:
        wishes = ("no_signature", *wishes)
    fields = [*number, *names, "glyph_note", "birth_date", "sex", "postal_code", "address", "phone"]
    if shape.represented:
        fields += ["representative_name", "representative_relation", "representative_phone"]
    fields += wishes
    if shape.procedure is Procedure.VISIT:
        fields += ["documents", "pin_letter", "officer", "delivery"]
        fields += ["old_card"] if shape.replaces else []
    if shape.hand_written:
        fields.append("paper_reason")
    return tuple(fields)


def required(shape: FormShape) -> frozenset[str]:
    """Return the fields that must not stay empty."""
    must = {"name", "birth_date", "sex", "address"}
    must.add("individual_number" if shape.hand_written else "form_id")
    if not shape.foreign:
        must.add("kana")
    if shape.represented:
        must |= {"representative_name", "representative_relation"}
    if shape.procedure is Procedure.VISIT:
        must |= {"documents", "officer", "delivery"}
    return frozenset(must)
