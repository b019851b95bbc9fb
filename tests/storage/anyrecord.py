"""Records and duties as Hypothesis makes them up: whatever the types can hold."""

from dataclasses import replace
from datetime import UTC

from hypothesis import strategies as st

from kiosk.domain.applicant import Applicant, Sex
from kiosk.domain.application import (
    Application,
    Delivery,
    DocumentKind,
    Relation,
    Representative,
    Route,
    VisitPapers,
    Wishes,
)
from kiosk.domain.dates import BirthDate, Era, Known
from kiosk.domain.duty import DutyDone, PhotoDuty
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId, StationId
from kiosk.domain.intake import Procedure, SaidBy, SaidYes, TriagePoint
from kiosk.domain.measure import Measure, Region
from kiosk.domain.names import Address, Kana, PersonName
from kiosk.domain.numbers import FormId, IndividualNumber, Phone, PostalCode
from kiosk.domain.photo import CropBox, Photo, PhotoProof
from kiosk.domain.record import Record
from kiosk.domain.review import (
    ExemptionChannel,
    ExemptionKind,
    Override,
    OverrideReason,
    PhotoExemption,
    PhotoReview,
    Question,
)
from kiosk.domain.ticket import PublicLanguage

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBER = st.floats(allow_nan=False)
PHOTO = st.builds(
    Photo,
    jpeg=st.binary(max_size=200),
    width_px=st.integers(0, 10_000),
    height_px=st.integers(0, 10_000),
    proof=st.builds(
        PhotoProof,
        frame_sha256=TEXT,
        frame_width_px=st.integers(0, 10_000),
        frame_height_px=st.integers(0, 10_000),
        crop=st.builds(CropBox, NUMBER, NUMBER, NUMBER, NUMBER),
        rotation_deg=NUMBER,
        jpeg_quality=st.integers(0, 100),
        resampling=TEXT,
        encoder=TEXT,
        placed_by_hand=st.booleans(),
    ),
)
EXEMPTIONS = st.builds(
    PhotoExemption,
    kind=st.sampled_from(ExemptionKind),
    channel=st.sampled_from(ExemptionChannel),
    words=TEXT,
    who=TEXT,
    when=TEXT,
)
REVIEW = st.builds(
    PhotoReview,
    answers=st.lists(st.tuples(st.sampled_from(Question), st.booleans()), max_size=3).map(tuple),
    override=st.none() | st.builds(Override, reason=st.sampled_from(OverrideReason), words=TEXT),
    exemption=st.none() | EXEMPTIONS,
    agreed=st.booleans(),
)
NAMES = st.builds(PersonName, TEXT)
PHONES = st.none() | st.builds(Phone, TEXT)
SAID = st.none() | st.builds(
    SaidYes,
    said=st.sampled_from(SaidBy),
    language=st.sampled_from(PublicLanguage),
    at=st.datetimes(timezones=st.just(UTC)),
)
FORM_IDS, NUMBERS = st.builds(FormId, TEXT), st.builds(IndividualNumber, TEXT)
APPLICANT = st.builds(
    lambda numbers, **person: Applicant(form_id=numbers[0], individual_number=numbers[1], **person),
    numbers=st.tuples(FORM_IDS, st.none()) | st.tuples(st.none(), NUMBERS),
    name=NAMES,
    kanji_name=st.none() | NAMES,
    common_name=st.none() | NAMES,
    kana=st.none() | st.builds(Kana, TEXT),
    glyph_note=TEXT,
    postal_code=st.none() | st.builds(PostalCode, TEXT),
    address=st.builds(Address, TEXT),
    birth_date=st.builds(BirthDate, st.dates(), st.sampled_from(Era), st.sampled_from(Known)),
    sex=st.sampled_from(Sex),
    phone=PHONES,
)
APPLICATION = st.builds(
    Application,
    applicant=APPLICANT,
    procedure=st.sampled_from(Procedure),
    route=st.sampled_from(Route),
    paper_reason=TEXT,
    consent=SAID,
    points=st.frozensets(st.sampled_from(TriagePoint)),
    representative=st.none()
    | st.builds(Representative, name=NAMES, relation=st.sampled_from(Relation), phone=PHONES),
    wishes=st.builds(
        Wishes,
        signature_certificate=st.booleans(),
        authentication_certificate=st.booleans(),
        face_authentication=st.booleans(),
        braille=st.booleans(),
        delivery=st.sampled_from(Delivery),
    ),
    visit=st.none()
    | st.builds(
        VisitPapers,
        officer=TEXT,
        documents=st.lists(st.sampled_from(DocumentKind), max_size=3).map(tuple),
        pin_letter=st.booleans(),
        old_card=st.booleans(),
    ),
    confirmed=SAID,
    follows=TEXT,
)
OF_BEFORE = st.builds(
    lambda person, form_id: Application(
        applicant=replace(
            person, form_id=form_id, individual_number=None, kana=person.kana or Kana("")
        )
    ),
    APPLICANT,
    FORM_IDS,
)
"""Applications as the first two formats could hold them, and more that they lose."""
WITH_PHOTO = st.builds(
    Record,
    id=st.builds(RecordId, st.uuids()),
    business_date=st.dates(),
    accepted_at=st.datetimes(timezones=st.just(UTC)),
    accepted_by=st.builds(StaffId, TEXT),
    application=APPLICATION,
    photo=PHOTO,
    findings=st.lists(
        st.builds(
            Finding,
            check=st.sampled_from(Check),
            verdict=st.sampled_from(Verdict),
            value=st.none() | NUMBER,
            limit=st.none() | NUMBER,
            measure=st.none() | st.sampled_from(Measure),
            regions=st.lists(st.builds(Region, NUMBER, NUMBER, NUMBER, NUMBER), max_size=2).map(
                tuple
            ),
        ),
        max_size=4,
    ).map(tuple),
    review=st.none() | REVIEW,
)
OLD_PHOTO = st.builds(
    lambda record, application: replace(record, application=application), WITH_PHOTO, OF_BEFORE
)
RECORD = WITH_PHOTO | WITH_PHOTO.map(lambda one: replace(one, photo=None, findings=(), review=None))
DUTY = st.builds(
    PhotoDuty,
    record_id=st.builds(RecordId, st.uuids()),
    number=st.builds(ReceiptNumber, st.just(StationId("SK01")), st.integers(0, 10_000)),
    form_id=st.none() | FORM_IDS,
    exemption=EXEMPTIONS,
    done=st.none()
    | st.builds(DutyDone, by=st.builds(StaffId, TEXT), at=st.datetimes(timezones=st.just(UTC))),
)
