"""Invented people (研修) and stations for the tests of storage."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

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
from kiosk.domain.custody import AloneReason
from kiosk.domain.dates import BirthDate, Era, Known, birth_date_of
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.ids import RecordId, StaffId, StationId
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
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember, Recipient, SetupAnswers
from kiosk.domain.ticket import PublicLanguage
from storage.crypto.identities import new_age_identity
from storage.crypto.passwords import Argon2Cost
from storage.setup import create_station
from storage.station import Station, open_station

ALONE = AloneReason.SINGLE_VISIT
CHEAP = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
DAY = date(2026, 11, 3)
LEAD_PASSWORD = "けんしゅう 用の 長い 合言葉"
STAFF_PASSWORD = "another long password"
NAME = "研修 葛\U000e0100子 \ufa19か\u3099"  # IVS, U+FA19, a lone combining mark


class TestClock:
    """A clock that goes on only when told to."""

    __test__ = False

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 3, 1, 2, 3, 4, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def monotonic_ns(self) -> int:
        return int(self.at.timestamp() * 1e9)

    def pass_s(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


WELL = PhotoReview(answers=tuple((one, True) for one in Question), agreed=True)
EXEMPTION = PhotoExemption(
    kind=ExemptionKind.MEDICAL_WEAR,
    channel=ExemptionChannel.PHONE,
    words="研修 眼帯を外せない",
    who="研修 花子",
    when="本日中",
)
OVERRIDE = Override(reason=OverrideReason.OTHER, words="研修 寝たきりの方")


def new_record(
    number: int = 1,
    *,
    day: date = DAY,
    name: str = NAME,
    jpeg_bytes: int = 2_000,
    review: PhotoReview = WELL,
) -> Record:
    """Return an invented person's record; the same number gives the same record."""
    chance = Random(number)
    return Record(
        id=RecordId(uuid.UUID(int=chance.getrandbits(128), version=4)),
        business_date=day,
        accepted_at=datetime(2026, 11, 3, 2, 3, 4, number, tzinfo=UTC),
        accepted_by=StaffId("lead1"),
        application=Application(
            applicant=Applicant(
                form_id=FormId(f"{chance.randrange(10**22, 10**23):023d}"),
                name=PersonName(name),
                kana=Kana("ケンシュウ ヂャッョ"),
                address=Address("下関市（研修）一丁目２−３"),
                birth_date=birth_date_of(date(1950, 3, 4)),
                sex=Sex.FEMALE,
            ),
        ),
        photo=Photo(
            jpeg=b"\xff\xd8\xff\xe0" + chance.randbytes(jpeg_bytes) + b"\xff\xd9",
            width_px=827,
            height_px=1063,
            proof=PhotoProof(
                frame_sha256="ab" * 32,
                frame_width_px=1920,
                frame_height_px=1080,
                crop=CropBox(left=10.25, top=-1.5, width=700.1, height=900.2),
                rotation_deg=0.1,
                jpeg_quality=92,
                resampling="area",
                encoder="opencv 4:4:4",
                placed_by_hand=True,
            ),
        ),
        findings=(
            Finding(
                check=Check.YAW,
                verdict=Verdict.PASS,
                value=1.25,
                limit=5.0,
                measure=Measure.YAW_DEG,
                regions=(Region(0.25, 0.1, 0.75, 0.9), Region(0.0, 0.0, 1.0, 0.5)),
            ),
            Finding(check=Check.MASK, verdict=Verdict.WARN, value=None, limit=None),
        ),
        review=review,
    )


def exempted(number: int, *, day: date = DAY) -> Record:
    """Return a record of a photo that J-LIS takes only with a reason."""
    return new_record(number, day=day, review=replace(WELL, exemption=EXEMPTION))


def infant(number: int, *, day: date = DAY) -> Record:
    """Return the record of a child under one year, who needs no photo."""
    return replace(new_record(number, day=day), photo=None, findings=(), review=None)


AT = datetime(2026, 11, 3, 2, 0, 0, 5, tzinfo=UTC)
YES = SaidYes(said=SaidBy.ALOUD, language=PublicLanguage.VI, at=AT)


def foreigner(number: int, *, jpeg_bytes: int = 40) -> Record:
    """Return a record in which every field says something: a visit, by hand, for a child."""
    record = new_record(number, jpeg_bytes=jpeg_bytes)
    applicant = replace(
        record.applicant,
        form_id=None,
        individual_number=IndividualNumber("000000000000"),  # 研修: nobody's
        name=PersonName("KENSHU NGUYỄN"),
        kanji_name=PersonName("研修 阮"),
        common_name=PersonName("研修 花子"),
        kana=None,
        glyph_note="「はしごだか」のさらに異体字",
        postal_code=PostalCode("7500000"),
        birth_date=BirthDate(date(2015, 3, 1), Era.HEISEI, Known.MONTH),
        phone=Phone("083-000-0000"),
    )
    application = Application(
        applicant=applicant,
        procedure=Procedure.VISIT,
        route=Route.PAPER,
        paper_reason="=研修 申請書ＩＤなし",
        consent=YES,
        points=frozenset({TriagePoint.MINOR, TriagePoint.FOREIGN, TriagePoint.HAND_WRITTEN}),
        representative=Representative(
            name=PersonName("研修 保護者"), relation=Relation.PARENT, phone=Phone("090-0000-0000")
        ),
        wishes=Wishes(
            signature_certificate=False,
            face_authentication=True,
            braille=True,
            delivery=Delivery.RESTRICTED_MAIL,
        ),
        visit=VisitPapers(
            officer="研修 市職員",
            documents=(DocumentKind.RESIDENCE_CARD, DocumentKind.STUDENT),
            pin_letter=True,
            old_card=True,
        ),
        confirmed=replace(YES, said=SaidBy.SCREEN, at=AT + timedelta(minutes=9)),
        follows="SK01-0007",
    )
    return replace(record, application=application)


def renamed(record: Record, name: str) -> Record:
    """Return the record with another name."""
    person = replace(record.applicant, name=PersonName(name))
    return replace(record, application=replace(record.application, applicant=person))


def second_format(record: Record) -> Record:
    """Return what record format 2 keeps of it."""
    person = record.applicant
    assert person.form_id is not None
    assert person.kana is not None
    kept = Applicant(
        form_id=person.form_id,
        name=person.name,
        kana=person.kana,
        address=person.address,
        birth_date=BirthDate(person.birth_date.day, person.birth_date.era),
        sex=person.sex,
    )
    return replace(record, application=Application(applicant=kept))


def first_format(record: Record) -> Record:
    """Return what record format 1 keeps of it."""
    record = second_format(record)
    assert record.photo is not None
    proof = replace(record.photo.proof, resampling="none", encoder="", placed_by_hand=False)
    findings = tuple(replace(one, measure=None, regions=()) for one in record.findings)
    return replace(record, photo=replace(record.photo, proof=proof), findings=findings, review=None)


def jpeg_of(record: Record) -> bytes:
    """Return the photo's bytes."""
    assert record.photo is not None
    return record.photo.jpeg


@dataclass
class Place:
    """A data folder with a station in it, and the identity that opens its batches."""

    __test__ = False

    root: Path
    clock: TestClock = field(default_factory=TestClock)

    def __post_init__(self) -> None:
        self.recipient, secret = new_age_identity()
        self.identity.write_text(f"# 研修\n\n{secret}", encoding="utf-8")

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def identity(self) -> Path:
        return self.root / "identity.txt"

    @property
    def database(self) -> Path:
        return self.data / "vault" / "station.db"

    @property
    def outbox(self) -> Path:
        return self.data / "outbox"

    def answers(self) -> SetupAnswers:
        other, _ = new_age_identity()
        return SetupAnswers(
            station=StationId("SK01"),
            staff=(
                new_staff("lead1", Role.LEAD, LEAD_PASSWORD),
                new_staff("staff1", Role.STAFF, STAFF_PASSWORD),
            ),
            recipients=(
                Recipient(name="下関市（研修）", age_recipient=self.recipient),
                Recipient(name="本部（研修）", age_recipient=other),
            ),
        )

    def create(self, *, training: bool = False) -> None:
        create_station(self.data, self.answers(), self.clock, training=training, argon2=CHEAP)

    def open(self) -> Station:
        return open_station(self.data, self.clock)

    def open_signed_in(self) -> Station:
        station = self.open()
        station.sign_in("lead1", LEAD_PASSWORD)
        station.open_day(DAY)
        return station


def new_staff(staff_id: str, role: Role, password: str) -> NewStaffMember:
    member = StaffMember(id=StaffId(staff_id), display_name=f"{staff_id}（研修）", role=role)
    return NewStaffMember(member=member, password=password)
