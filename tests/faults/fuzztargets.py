"""Every parser of bytes from outside, as a function that may only answer or refuse in words."""

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from camera.imagefile import decode as decode_picture
from camera.imagefile import facts_of
from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.ids import StationId, parse_staff_id, parse_station_id
from kiosk.domain.intake import CaseFile
from kiosk.domain.numbers import parse_form_id
from kiosk.domain.ticket import Service
from kiosk.errors import KioskError
from kiosk.settings import read_settings
from storage.batches.batchcheck import problems
from storage.batches.inventory import Inventory
from storage.batches.waybill import Waybill, parse_waybill
from storage.batches.zipreader import ZipReader
from storage.crypto.age import (
    Identities,
    decrypt_stream,
    new_identity,
    parse_recipient,
    read_identities,
)
from storage.crypto.codes import folded
from storage.crypto.signing import parse_public_key
from storage.custody.media import parse_mounts
from storage.policies.policyfile import parse_policy
from storage.policies.receipttoken import BatchNamed, check_token
from storage.receiving.ledgerline import parse_line
from storage.records.cardcodec import decode_card
from storage.records.codec import decode, encode
from storage.records.draftcodec import decode_draft, encode_draft
from storage.records.dutycodec import decode_duty
from tests.storage.people import exempted, foreigner, infant, new_record

_NAMED = BatchNamed(
    station=StationId("SK01"), batch="KB-SK01-20261103-0001", envelope_sha256="ab" * 32
)
_VECTORS = Path(__file__).parents[1] / "storage" / "vectors"
_MOUNT = "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n"
_SETTINGS = '[screen]\nlanguage = "ja"\n[camera]\nsource = "auto"\n'


@dataclass(frozen=True, slots=True)
class Target:
    """``share`` of all executions; ``longest`` input in bytes; ``seeds`` to begin with."""

    run: Callable[[bytes], object]
    seeds: Iterable[bytes]
    share: float
    longest: int = 4096


def _drafts() -> list[bytes]:
    case = CaseFile(service=Service.RENEW, form=ApplicantForm(name="研修 花子"))
    whole = Draft(sitting=1, step=DraftStep.RECEPTION, case=case)
    return [b"KBT1\0\0\0\2{}", bytes(encode_draft(whole))]


def _text(parse: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda content: parse(content.decode("utf-8", "replace"))


def targets(batch: Path, identity: Path) -> dict[str, Target]:
    """Return every target by name; ``batch`` is the age file of a real batch (研修)."""
    envelope = batch.with_name(batch.name.replace(".zip.age", ".json")).read_bytes()
    waybill = parse_waybill(envelope)
    plain = _plain_zip(batch, read_identities(identity))
    texts = _texts(plain)
    key = next(batch.parent.glob("*.pub.pem")).read_bytes()
    recipient, known, _ = new_identity()
    people = (new_record(1, jpeg_bytes=9), exempted(2), infant(3), foreigner(4, jpeg_bytes=9))
    records = [bytes(encode(one)) for one in people]
    records += [path.read_bytes() for path in sorted(_VECTORS.glob("record-*.bin"))]
    return {
        "envelope": Target(parse_waybill, [envelope], 1.0),
        "archive": Target(_Archive(waybill).run, [plain], 0.6, 20_000),
        "manifest": Target(_Text(waybill, texts, "manifest.json").run, [texts["manifest.json"]], 1),
        "sums": Target(_Text(waybill, texts, "SHA256SUMS").run, [texts["SHA256SUMS"]], 1),
        "table": Target(_Text(waybill, texts, "applicants.csv").run, [texts["applicants.csv"]], 1),
        "record": Target(decode, records, 1.0),
        "draft": Target(decode_draft, _drafts(), 0.4),
        "duty": Target(decode_duty, [b"KBU1{}"], 0.4),
        "card slip": Target(decode_card, [b"KBP1{}"], 0.4),
        "policy": Target(parse_policy, [b'{"format":"kiosk-policy/1"}'], 1.0),
        "ledger": Target(parse_line, [b'{"format":"kiosk-ledger/1"}'], 1.0),
        "token": Target(_token, [b'{"format":"kiosk-receipt-token/1"}\nAAAA\n'], 0.6),
        "receipt code": Target(_text(folded), [b"ABCD-EFGH-2345-67AB"], 1.5, 64),
        "form id": Target(_text(parse_form_id), [b"1234 5678 9012 3456 7890 123"], 1.5, 256),
        "names": Target(_text(_names), [b"lead1", b"SK01"], 1.0, 64),
        "recipient": Target(_text(_recipient), [recipient.encode()], 0.5, 100),
        "public key": Target(parse_public_key, [key, key[:32]], 0.5, 300),
        "mounts": Target(_text(parse_mounts), [_MOUNT.encode()], 0.6, 1024),
        "settings": Target(_Settings().run, [_SETTINGS.encode()], 0.3, 1024),
        "age": Target(_Age(known).run, [batch.read_bytes()[:2000]], 0.06, 2000),
        "picture": Target(_picture, _pictures(), 0.1, 4096),
    }


def expect_words(target: Target, content: bytes) -> None:
    """Raise when the parser answers with anything but a value or a known error."""
    with contextlib.suppress(KioskError):
        target.run(content)


class _Archive:
    """The ZIP of a batch, read as a stream and held against its envelope."""

    def __init__(self, waybill: Waybill) -> None:
        self._waybill = waybill

    def run(self, content: bytes) -> object:
        inventory = Inventory(lambda _name: None)
        archive = ZipReader(inventory.begin)
        half = len(content) // 2
        archive.write(content[:half])
        archive.write(content[half:])
        archive.finish()
        return problems(inventory, self._waybill)


class _Text:
    """One of the texts inside a batch, the others being as they should."""

    def __init__(self, waybill: Waybill, texts: dict[str, bytes], name: str) -> None:
        self._waybill = waybill
        self._texts = texts
        self._name = name

    def run(self, content: bytes) -> object:
        inventory = Inventory(lambda _name: None)
        inventory.texts.update({**self._texts, self._name: content})
        inventory.sums.update(dict.fromkeys(self._texts, "00" * 32))
        return problems(inventory, self._waybill)


class _Settings:
    """The station's settings file."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(dir="/dev/shm"))

    def run(self, content: bytes) -> object:
        (self._folder / "settings.toml").write_bytes(content)
        return read_settings(self._folder)


class _Age:
    """An age file for somebody who may or may not be a recipient."""

    def __init__(self, identities: Identities) -> None:
        self._identities = identities

    def run(self, content: bytes) -> object:
        return decrypt_stream(io.BytesIO(content), io.BytesIO(), self._identities)


def _token(content: bytes) -> object:
    return check_token(content, bytes(32), _NAMED)


def _names(text: str) -> object:
    parse_station_id(text)
    return parse_staff_id(text)


def _recipient(text: str) -> object:
    return parse_recipient(text, "somebody")


def _picture(content: bytes) -> object:
    facts_of(content)
    return decode_picture(content)


def _plain_zip(batch: Path, identities: Identities) -> bytes:
    plain = io.BytesIO()
    with batch.open("rb") as file:
        decrypt_stream(file, plain, identities)
    return plain.getvalue()


def _texts(plain: bytes) -> dict[str, bytes]:
    inventory = Inventory(lambda _name: None)
    archive = ZipReader(inventory.begin)
    archive.write(plain)
    return inventory.texts


def _pictures() -> list[bytes]:
    from PIL import Image  # noqa: PLC0415 - only here, and only in the child

    made = []
    for kind, mode in (("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "CMYK")):
        file = io.BytesIO()
        Image.new(mode, (16, 16), 1).save(file, format=kind)
        made.append(file.getvalue())
    return made
