"""A verified batch's archive, decrypted and read as it streams by; nothing is kept here."""

from kiosk.domain.progress import Progress, Report
from storage.batches.batch import BatchPaths
from storage.batches.errors import BatchTamperedError
from storage.batches.inventory import Inventory
from storage.batches.waybill import Waybill
from storage.batches.zipreader import ZipReader
from storage.crypto.age import Identities, decrypt_stream
from storage.crypto.digests import Digest
from storage.files import disk_errors


def unpack(
    paths: BatchPaths,
    waybill: Waybill,
    identities: Identities,
    inventory: Inventory,
    report: Report,
) -> None:
    """Have the inventory see everything; raise unless it is, byte for byte, what was signed.

    The ciphertext was hashed before, but a file can be exchanged between two looks at it.
    """
    archive = _Counted(ZipReader(inventory.begin), waybill.ciphertext.length, report)
    with disk_errors(), paths.age.open("rb") as file:
        read = decrypt_stream(file, archive, identities)
    archive.reader.finish()
    plain = Digest(length=archive.reader.length, sha256=archive.reader.sha256)
    if read != waybill.ciphertext:
        raise BatchTamperedError("ciphertext changed while reading", batch_part="age")
    if plain != waybill.plain:
        raise BatchTamperedError("plain hash", batch_part="zip")


class _Counted:
    """Follows the archive and tells how far it is: the second half, the first was the hash.

    It is the sink that reports, because only what a sink raises comes through the age library.
    """

    def __init__(self, reader: ZipReader, length: int, report: Report) -> None:
        self.reader = reader
        self._length, self._report = length, report

    def write(self, content: bytes | bytearray, /) -> int:
        taken = self.reader.write(content)
        done = min(self.reader.length, self._length)
        self._report(Progress(self._length + done, 2 * self._length))
        return taken
