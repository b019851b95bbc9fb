"""申請サポート報告書 out of the batches that came: read and spelled in memory, left only sealed."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.documents.supportlist import (
    ListEncoding,
    SupportList,
    SupportRow,
    support_csv,
    support_rows,
    support_xlsx,
)
from kiosk.domain.ids import ReceiptNumber, RecordId
from kiosk.errors import ExitCode, KioskError, UnreadableFileError
from kiosk.paths import default_receiver_folder
from kiosk.texts import Catalogue, Language, catalogue
from kiosk.wiring.newfile import require_new, write_new
from kiosk.wiring.receiver import begun_ledger, problem_words
from kiosk.wiring.smallfile import read_small
from kiosk.wiring.supportorder import (
    BatchTwiceError,
    BatchTwinError,
    ListForm,
    ListFormError,
    ListNameError,
    MadeList,
    MixedTrainingError,
    NoRecipientError,
    Order,
    PersonTwiceError,
    RefusedBatchError,
)
from storage.batches.batch import AGE_SUFFIX
from storage.batches.errors import BatchError, BatchTamperedError
from storage.crypto.age import Identities, encrypt_stream, parse_recipient, read_identities
from storage.crypto.signing import parse_public_key
from storage.crypto.words import words_of_key, words_of_recipient
from storage.receiving.inmemory import ReadBatch, read_batch
from storage.receiving.ledger import Ledger, is_ledger
from storage.receiving.receiver import Authenticity, VerifiedBatch, read_envelope, verify_batch

SUFFIX = ".age"
LEFT_OUT = ExitCode.BAD_INPUT
_KEY_BYTES = 10_000  # a PEM public key has 113
_PIECE_BYTES = 1 << 20
_MOST_PROBLEMS_TOLD = 3


def list_form(name: str) -> ListForm:
    """Return the form of this name."""
    try:
        return ListForm(name)
    except ValueError:
        raise ListFormError(form=name, known=", ".join(ListForm)) from None


def make_list(order: Order, words: Catalogue) -> MadeList:
    """Leave the sealed list and return what is in it; all of it or nothing.

    The order: names and keys that were given, every batch verified, what they are to each other,
    and only then the first of them decrypted.
    """
    recipients = _recipients(order.recipients)
    _check_out(order.out)
    identities = read_identities(order.identity)
    verified = _verified(order, words)
    _check_together(verified)
    verified = tuple(sorted(verified, key=_place_in_row))
    rows = _rows(verified, identities, order.place, words)
    training = any(one.waybill.training for one in verified)
    made = _spelled(rows, order.form, training=training)
    sealed = io.BytesIO()
    pieces = range(0, len(made.content), _PIECE_BYTES)
    digest = encrypt_stream(
        (made.content[at : at + _PIECE_BYTES] for at in pieces), sealed, recipients
    )
    write_new(order.out, sealed.getvalue())
    return MadeList(
        people=len(rows) - len(made.left_out),
        batches=len(verified),
        left_out=made.left_out,
        training=training,
        opened_by=tuple(words_of_recipient(one) for one in recipients),
        signed_by=_signed_by(verified),
        sha256=digest.sha256,
    )


def _recipients(texts: Sequence[str]) -> tuple[str, ...]:
    if not texts:
        raise NoRecipientError
    parsed = (parse_recipient(one, f"--to {at}") for at, one in enumerate(texts, start=1))
    return tuple(dict.fromkeys(parsed))


def _check_out(out: Path) -> None:
    """Raise what would be found only when everything is done."""
    if out.suffix != SUFFIX or out.name.endswith(AGE_SUFFIX):
        raise ListNameError(file=out.name)
    if not out.parent.is_dir():
        raise UnreadableFileError("no folder", file=str(out.parent))
    require_new(out)


def _verified(order: Order, words: Catalogue) -> tuple[VerifiedBatch, ...]:
    """Return the batches, each signed by a key that was given, or else that the ledger knows."""
    given = tuple(parse_public_key(read_small(one, _KEY_BYTES)) for one in order.station_keys)
    found: list[VerifiedBatch] = []
    with _ledger(order) as book:
        for file in order.files:
            try:
                found.append(_signed(file, given or _known(file, book)))
            except BatchError as error:
                raise _refusal(file, error, words) from error
    return tuple(found)


@contextmanager
def _ledger(order: Order) -> Iterator[Ledger | None]:
    """Give the ledger that was named, or the usual one once it was begun; None when keys are."""
    begun = order.ledger is not None or is_ledger(default_receiver_folder())
    if order.station_keys or order.no_ledger or not begun:
        yield None
        return
    with begun_ledger(order.ledger) as book:
        yield book


def _known(file: Path, book: Ledger | None) -> tuple[bytes | None, ...]:
    if book is None:
        return (None,)
    waybill = read_envelope(file)  # says whose key to take, and is believed in nothing else
    return (book.key_of(waybill.station, training=waybill.training),)


def _signed(file: Path, keys: Sequence[bytes | None]) -> VerifiedBatch:
    """Return the batch that one of the keys signed; None stands for the one inside it."""
    *others, last = keys
    for key in others:
        try:
            return verify_batch(file, station_key=key)
        except BatchTamperedError as error:
            if error.params.get("batch_part") != "signature":
                raise
    return verify_batch(file, station_key=last)


def _refusal(file: Path, error: KioskError, words: Catalogue) -> RefusedBatchError:
    what, _, then = words.explain(error)
    return RefusedBatchError(error.message_key, file=file.name, why=what, then=then)


def _check_together(batches: Sequence[VerifiedBatch]) -> None:
    """Raise unless each is there once and all are real or all of practice."""
    for at, one in enumerate(batches):
        for other in batches[:at]:
            told = {"file": one.paths.age.name, "other": other.paths.age.name}
            if one.envelope_sha256 == other.envelope_sha256:
                raise BatchTwiceError(**told)
            if one.waybill.training is not other.waybill.training:
                first, second = (one, other) if one.waybill.training else (other, one)
                raise MixedTrainingError(file=first.paths.age.name, other=second.paths.age.name)
            same_place = _place_in_row(one)[1:] == _place_in_row(other)[1:]
            if same_place or one.waybill.file == other.waybill.file:
                raise BatchTwinError(**told)


def _place_in_row(one: VerifiedBatch) -> tuple[str, str, int]:
    waybill = one.waybill
    return waybill.business_date.isoformat(), waybill.station, waybill.seq


def _rows(
    batches: Sequence[VerifiedBatch], identities: Identities, place: str, words: Catalogue
) -> tuple[SupportRow, ...]:
    rows: list[SupportRow] = []
    seen: dict[RecordId, str] = {}
    for one in batches:
        read = _read(one, identities, words)
        _check_people(one.paths.age.name, read.receipts, seen)
        station = one.waybill.station
        where = place or catalogue(Language.JA).say("support_list.station", station=station)
        rows += support_rows(read.records, read.receipts, place=where)
    return tuple(rows)


def _read(one: VerifiedBatch, identities: Identities, words: Catalogue) -> ReadBatch:
    file = one.paths.age
    try:
        read = read_batch(one, identities)
    except BatchError as error:
        raise _refusal(file, error, words) from error
    if read.problems:
        told = [
            problem_words((bad.item, f"batch.fault.{bad.fault.value}"), words)
            for bad in read.problems[:_MOST_PROBLEMS_TOLD]
        ]
        why = words.say(
            "support_list.problems", count=len(read.problems), problems=" / ".join(told)
        )
        raise RefusedBatchError(file=file.name, why=why, then=words["support_list.ask_sender"])
    return read


def _check_people(
    file: str, receipts: Mapping[RecordId, ReceiptNumber], seen: dict[RecordId, str]
) -> None:
    for record, receipt in receipts.items():
        if record in seen:
            raise PersonTwiceError(receipt=str(receipt), file=file, other=seen[record])
        seen[record] = file


def _spelled(rows: Sequence[SupportRow], form: ListForm, *, training: bool) -> SupportList:
    if form is ListForm.XLSX:
        return support_xlsx(rows, training=training)
    encoding = ListEncoding.UTF8 if form is ListForm.CSV else ListEncoding.CP932
    return support_csv(rows, encoding, training=training)


def _signed_by(batches: Sequence[VerifiedBatch]) -> tuple[tuple[str, str, bool], ...]:
    told = (
        (
            str(one.waybill.station),
            words_of_key(one.waybill.station_public_key),
            one.authenticity is Authenticity.VERIFIED,
        )
        for one in batches
    )
    return tuple(dict.fromkeys(told))
