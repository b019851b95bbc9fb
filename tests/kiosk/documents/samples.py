"""Papers of invented people (研修) for the tests."""

from datetime import UTC, date, datetime

from kiosk.domain.custody import AloneReason, ReceiptProof, RecipientMark
from kiosk.domain.dayreport import DayReport
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.ids import StationId

AT = datetime(2026, 11, 24, 8, 2, 3, tzinfo=UTC)
PEOPLE = ("研修 責任者", "研修 従事者")
WORDS = "かもめ さくら やかん つくえ にじ たいこ みかん くじら"

CERTIFICATE = DeletionCertificate(
    number="DEL-KENSHU1-20261123-0001",
    station=StationId("KENSHU1"),
    training=True,
    business_date=date(2026, 11, 23),
    shift="00000000-0000-4000-8000-000000000001",
    batch="KB-KENSHU1-20261123-0001",
    seq=1,
    records=41,
    envelope_sha256="ab12" * 16,
    closed_at=AT,
    confirmed_at=AT,
    proof=ReceiptProof.CODE,
    deleted_at=AT,
    operators=PEOPLE,
    deleted_rows=43,
    deleted_files=("KB-KENSHU1-20261123-0001.zip.age",),
    deleted_backups=("KENSHU1-20261123-0001.backup.db",),
    remaining_media=("研修 USB",),
    audit_n=120,
    audit_head="cd34" * 16,
    program="0.1.0",
    sha256="ef56" * 16,
)
REPORT = DayReport(
    station=StationId("KENSHU1"),
    venue="研修会場",
    training=True,
    business_date=date(2026, 11, 23),
    opened_at=AT,
    opened_by="研修 責任者",
    people=PEOPLE,
    records=41,
    without_photo=1,
    overrides=2,
    exemptions=3,
    duties_open=4,
    sheets_printed=5,
    closed_at=AT,
    operators=PEOPLE[:1],
    alone=AloneReason.PARTNER_ILL,
    batch="KB-KENSHU1-20261123-0001",
    batch_bytes=17_123_456,
    batch_sha256="ab12" * 16,
    envelope_sha256="ab34" * 16,
    recipients=(
        RecipientMark(name="研修 市役所", fingerprint="0" * 64, words=WORDS),
        RecipientMark(name="研修 本部", fingerprint="1" * 64, words=WORDS),
    ),
    policy_version=7,
    audit_n=120,
    audit_head="cd34" * 16,
    program="0.1.0",
)
