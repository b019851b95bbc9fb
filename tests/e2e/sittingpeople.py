"""Invented people (研修) who come to the table, and what the batch has to hold of each."""

from dataclasses import replace

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.intake import TriagePoint
from kiosk.domain.numbers import check_digit
from kiosk.domain.ticket import PublicLanguage
from tests.e2e.sittingrig import Person, entered


def form_id(number: int) -> str:
    """Return a 申請書ID that is nobody's (研修)."""
    return f"9999{number:019d}"


def individual_number() -> str:
    """Return a 個人番号 whose check digit is right (研修): nobody's, and written nowhere."""
    eleven = "9" * 8 + "123"
    return f"{eleven}{check_digit(eleven)}"


PLAIN_FORM = ApplicantForm(
    form_id=form_id(11),
    name="髙﨑 葛\U000e0100\U00020bb7\ufa19か\u3099",
    kana="ケンシュウ ヂャッョ",
    glyph_note="「はしごだか」のさらに異体字",
    birth_date="S25.3.4",
    sex="female",
    postal_code="7520927",
    address="山口県下関市長府扇町２番地の３−4 〜ハイツ101",
    phone="083-000-0000",
)
PLAIN = Person(
    form=PLAIN_FORM,
    held=entered(
        PLAIN_FORM,
        applicant__birth_date="1950-03-04",
        applicant__birth_era="S",
        application__procedure="venue",
        application__route="online",
        application__representative=None,
        application__visit=None,
        application__consent__language="ja",
        application__confirmed__said="screen",
    ),
)
FOREIGN_FORM = ApplicantForm(
    form_id=form_id(12),
    name=("KENSHU NGUYỄN THỊ " + "ABCDEFGHIJKLMNOPQRSTUVWXYZ " * 4)[:100].strip().ljust(100, "Z"),
    kanji_name="研修 阮氏",
    common_name="研修 花子",
    birth_date="1988-02-29",
    sex="female",
    address="山口県下関市研修本町三丁目5番",
    face_authentication="yes",
    braille="yes",
)
FOREIGN = Person(
    form=FOREIGN_FORM,
    points=(TriagePoint.FOREIGN, TriagePoint.STAY_ENDS),
    language=PublicLanguage.VI,
    held=entered(
        FOREIGN_FORM,
        applicant__birth_date="1988-02-29",
        applicant__kana=None,
        application__consent__language="vi",
        application__confirmed__language="vi",
        application__wishes__signature_certificate=False,
        application__wishes__authentication_certificate=True,
        application__wishes__face_authentication=True,
        application__wishes__braille=True,
    ),
)
CHILD_FORM = ApplicantForm(
    form_id=form_id(13),
    name="研﨑 十四",
    kana="ケンザキ ジュウシ",
    birth_date="H24.5.5",
    sex="male",
    address="山口県下関市研修町一丁目1番1号",
    representative_name="研﨑 \U00020bb7子",
    representative_relation="parent",
    representative_phone="090-0000-0000",
)
CHILD = Person(
    form=CHILD_FORM,
    points=(TriagePoint.MINOR,),
    held=entered(
        CHILD_FORM,
        applicant__birth_date="2012-05-05",
        application__representative__name="研﨑 \U00020bb7子",
        application__representative__relation="parent",
        application__representative__phone="090-0000-0000",
        application__wishes__signature_certificate=False,
    ),
)
BABY_FORM = replace(CHILD_FORM, form_id=form_id(14), name="研修 赤子", birth_date="R8.5.5")
BABY = Person(
    form=BABY_FORM,
    points=(TriagePoint.UNDER_ONE,),
    held=entered(
        BABY_FORM,
        applicant__birth_date="2026-05-05",
        application__representative__name="研﨑 \U00020bb7子",
        photo=None,
        review=None,
    ),
)


EXEMPT_FORM = ApplicantForm(
    form_id=form_id(15),
    name="=研修（ケンシュウ）",
    kana="ケンシュウ",
    birth_date="S64.1.7",
    sex="male",
    address="山口県下関市研修新町6番地",
    no_signature="yes",
    no_authentication="yes",
)
EXEMPT = Person(
    form=EXEMPT_FORM,
    exempt=True,
    held=entered(
        EXEMPT_FORM,
        applicant__birth_date="1989-01-07",
        review__exemption__kind="medical_wear",
        review__exemption__channel="phone",
        review__exemption__words="研修 眼帯を外せない",
        application__wishes__signature_certificate=False,
        application__wishes__authentication_certificate=False,
    ),
)
BY_HAND_FORM = ApplicantForm(
    individual_number=individual_number(),
    name="KENSHU",
    kana="ケンシュウ",
    birth_date="S40.6.0",
    sex="unstated",
    address="山口県下関市（研修）ヶ丘4番5号",
    paper_reason="研修 引っ越したので申請書IDが使えない",
)
BY_HAND = Person(
    form=BY_HAND_FORM,
    by_hand=True,
    points=(TriagePoint.CHANGED, TriagePoint.HAND_WRITTEN),
    held=entered(
        BY_HAND_FORM,
        applicant__birth_date="1965-06-00",
        applicant__birth_known="month",
        application__route="paper",
        application__paper_reason="研修 引っ越したので申請書IDが使えない",
    ),
)
OFFICER = "研修 市職員"
VISITED_FORM = replace(
    PLAIN_FORM,
    form_id=form_id(16),
    documents="driver_licence",
    pin_letter="yes",
    officer=OFFICER,
    delivery="restricted_mail",
    old_card="yes",
)
VISITED = Person(
    form=VISITED_FORM,
    points=(TriagePoint.OLD_CARD,),
    held=entered(
        VISITED_FORM,
        application__procedure="visit",
        application__visit__documents=["driver_licence"],
        application__visit__officer=OFFICER,
        application__visit__pin_letter=True,
        application__visit__old_card=True,
        application__wishes__delivery="restricted_mail",
    ),
)
NEIGHBOUR_FORM = replace(
    EXEMPT_FORM,
    form_id=form_id(17),
    documents="passport,eligibility",
    officer=OFFICER,
    delivery="registered_mail",
)
NEIGHBOUR = Person(
    form=NEIGHBOUR_FORM,
    held=entered(
        NEIGHBOUR_FORM,
        application__visit__documents=["passport", "eligibility"],
        application__visit__officer=OFFICER,
        application__visit__pin_letter=False,
        application__visit__old_card=False,
        application__wishes__delivery="registered_mail",
    ),
)
