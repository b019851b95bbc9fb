"""A station's deletion certificate as it arrives: believed when the ledger's key signed it."""

from pathlib import Path

from kiosk.domain.deletion import DeletionCertificate
from kiosk.errors import UnreadableFileError
from storage.crypto.signing import SIGNATURE_BYTES, check_signature
from storage.custody.certificate import parse_certificate
from storage.receiving.ledger import Ledger

SIGNATURE_SUFFIX = ".sig"
_LONGEST_BYTES = 100_000  # one names every file that was deleted


def read_certificate(file: Path, ledger: Ledger) -> DeletionCertificate:
    """Return the certificate in ``file``; raise unless its known station signed these bytes."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST_BYTES)
        with file.with_name(f"{file.name}{SIGNATURE_SUFFIX}").open("rb") as opened:
            signature = opened.read(SIGNATURE_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=file.name) from error
    certificate = parse_certificate(content)
    key = ledger.key_of(certificate.station, training=certificate.training)
    check_signature(key, content, signature)
    return certificate
