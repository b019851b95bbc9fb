"""What `kiosk batch` and the receiver's window ask of the storage room."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.domain.dates import JST
from kiosk.domain.delivery import Delivery, Reception
from kiosk.domain.ids import parse_station_id
from kiosk.domain.ledger import Gap, LedgerLine
from kiosk.domain.progress import Report
from kiosk.errors import ExitCode, KioskError, UnreadableFileError
from kiosk.paths import default_receiver_folder
from kiosk.texts import Catalogue
from storage.batches.batch import AGE_SUFFIX
from storage.crypto.signing import parse_public_key
from storage.crypto.words import words_of_key
from storage.receiving import receiver, reception
from storage.receiving.ledger import Ledger, is_ledger, open_ledger
from storage.receiving.opening import Arrange, silent

PROBLEMS_FOUND = ExitCode.BAD_INPUT
PUBLIC_KEY_SUFFIX = ".pub.pem"
_KEY_BYTES = 10_000  # a PEM public key has 113


class UnknownProfileError(KioskError):
    """There is no output profile ``profile``; ``known`` lists them."""

    message_key = "unknown_profile"
    exit_code = ExitCode.USAGE


class NoBatchHereError(KioskError):
    """``file`` is neither a batch nor a folder that holds one."""

    message_key = "no_batch_here"
    exit_code = ExitCode.BAD_INPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A batch as people are told of it; ``key_words`` are of the key that signed it."""

    station: str
    records: int
    training: bool
    key_words: str
    authentic: bool


def verify_batch(file: Path, station_key: Path | None) -> Verified:
    """Return the batch whose signature and hash fit."""
    return _told(receiver.verify_batch(file, station_key=_key(station_key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be opened, how, and to where."""

    file: Path
    identity: Path
    out: Path
    profile: str = "folder"
    gap_words: str = ""


def open_unlisted(order: Order, station_key: Path | None) -> tuple[Verified, Reception]:
    """Return the batch that was written, without a ledger."""
    opened = receiver.open_batch(
        order.file,
        order.identity,
        order.out,
        station_key=_key(station_key),
        arrange=arrangement(order.profile),
    )
    return _told(opened.verified), received(opened)


def open_listed(
    order: Order, ledger: Ledger, station_key: Path | None, report: Report = silent
) -> tuple[Verified, Reception]:
    """Return the batch that was written and noted; a key that is given must be the ledger's."""
    if (given := _key(station_key)) is not None:
        waybill = receiver.read_envelope(order.file)
        ledger.require(waybill.station, parse_public_key(given), training=waybill.training)
    asked = reception.Opening(
        age=order.file,
        identity=order.identity,
        out=order.out,
        gap_words=order.gap_words,
        arrange=arrangement(order.profile),
    )
    opened = reception.receive(asked, ledger, report=report)
    return _told(opened.verified), received(opened)


def arrangement(profile: str) -> Arrange:
    """Return what the profile of this name does."""
    from kiosk.documents.profiles import PROFILES

    if profile not in PROFILES:
        raise UnknownProfileError(profile=profile, known=", ".join(PROFILES))
    chosen = PROFILES[profile]

    def arrange(delivery: Delivery) -> tuple[str, ...]:
        return chosen.arrange(delivery)

    return arrange


def profiles() -> tuple[str, ...]:
    """Return the names of all output profiles."""
    from kiosk.documents.profiles import PROFILES

    return tuple(PROFILES)


@contextmanager
def ledger_for(folder: Path | None, *, unused: bool = False) -> Iterator[Ledger | None]:
    """Give the ledger in ``folder``, or the usual one if it was begun; None when there is none."""
    place = folder or default_receiver_folder()
    if unused or (folder is None and not is_ledger(place)):
        yield None
        return
    with Ledger(place, SystemClock()) as ledger:
        yield ledger


@contextmanager
def begun_ledger(folder: Path | None) -> Iterator[Ledger]:
    """Give a ledger that must be there already."""
    with open_ledger(folder or default_receiver_folder(), SystemClock()) as ledger:
        yield ledger


def read_key(file: Path, station: str | None) -> tuple[str, bytes, str]:
    """Return station, public key and the key's words; the file's name names the station."""
    key = parse_public_key(_key(file) or b"")
    name = parse_station_id(station or file.name.removesuffix(PUBLIC_KEY_SUFFIX))
    return name, key, words_of_key(key)


def trust(folder: Path | None, station: str, key: bytes, *, training: bool) -> None:
    """Have the key count as the station's in the ledger, which is begun if need be."""
    with Ledger(folder or default_receiver_folder(), SystemClock()) as ledger:
        ledger.trust(parse_station_id(station), key, training=training)


def history(
    folder: Path | None, *, training: bool
) -> tuple[tuple[LedgerLine, ...], tuple[Gap, ...]]:
    """Return every line of the ledger, and what never came."""
    with begun_ledger(folder) as ledger:
        return ledger.lines(training=training), ledger.gaps(training=training)


def batches_in(place: Path) -> tuple[Path, ...]:
    """Return the batch that is named, or all that lie in a folder and in folders just below it."""
    try:
        found = [place] if place.is_file() else sorted(_below(place))
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=place.name) from error
    if not found or not all(one.name.endswith(AGE_SUFFIX) for one in found):
        raise NoBatchHereError(file=place.name)
    return tuple(found)


def problem_words(problem: tuple[str, str], words: Catalogue) -> str:
    """Return what is wrong with which item."""
    item, fault = problem
    return f"{item}: {words[fault]}"


def line_words(line: LedgerLine, words: Catalogue) -> dict[str, str]:
    """Return a line of the ledger as people read it, by the parts of ``receiver.line``."""
    mark = line.batch
    why = words.get(f"receiver.refusal.{line.words}", line.words)
    return {
        "at": line.at.astimezone(JST).strftime("%Y-%m-%d %H:%M"),
        "outcome": words[f"receiver.outcome.{line.outcome.value}"],
        "station": line.station,
        "what": mark.name if mark else line.file,
        "words": why,
    }


def received(opened: receiver.OpenedBatch) -> Reception:
    """Return an opened batch as people are told of it."""
    return Reception(
        batch=opened.verified.paths.name,
        folder=opened.folder,
        records=opened.records,
        photos=opened.photos,
        problems=tuple((one.item, f"batch.fault.{one.fault.value}") for one in opened.problems),
        code=opened.code,
        cards=opened.cards,
    )


def grouped_code(code: str) -> str:
    """Return the receipt code in groups of four, as it is read out."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _told(batch: receiver.VerifiedBatch) -> Verified:
    return Verified(
        station=batch.waybill.station,
        records=batch.waybill.records,
        training=batch.waybill.training,
        key_words=words_of_key(batch.waybill.station_public_key),
        authentic=batch.authenticity is receiver.Authenticity.VERIFIED,
    )


def _below(folder: Path) -> Iterator[Path]:
    for pattern in (f"*{AGE_SUFFIX}", f"*/*{AGE_SUFFIX}"):
        yield from (path for path in folder.glob(pattern) if path.is_file())


def _key(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return file.read(_KEY_BYTES)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error
