from dataclasses import fields
from datetime import date

from kiosk.domain.applicant import FORM_FIELDS, Applicant, ApplicantForm, Sex
from kiosk.domain.dates import birth_date_of
from kiosk.domain.names import Address, Kana, PersonName
from kiosk.domain.numbers import FormId

PERSON = Applicant(
    form_id=FormId("99990000111122223333444"),
    name=PersonName("研修 太郎"),
    kana=Kana("ケンシュウ タロウ"),
    address=Address("山口県下関市研修町1番1号"),
    birth_date=birth_date_of(date(1950, 3, 4)),
    sex=Sex.MALE,
)


def test_neither_an_applicant_nor_a_form_prints_itself() -> None:
    form = ApplicantForm(name="研修 太郎", form_id="99990000111122223333444")
    for shown in (repr(PERSON), str(PERSON), f"{form}"):
        assert "研修" not in shown
        assert "9999" not in shown


def test_no_form_asks_for_a_pin_or_the_number_of_a_card_or_paper() -> None:
    # 暗証番号, 製造番号 and 書類の番号 are never fields (domain facts 2.5).
    allowed = {"form_id", "individual_number", "number_again", "pin_letter", "old_card"}
    asked = set(FORM_FIELDS) | {field.name for field in fields(Applicant)}
    suspicious = {
        name
        for name in asked
        if any(word in name for word in ("pin", "number", "card", "secret", "code"))
    }
    assert suspicious - allowed == {"postal_code"}
