"""The anchor on the disk: four slots in one file, each written where it lies.

The vault's two slots take turns, so do the device's: a power cut tears the one being written and
leaves the other. Formats: docs/SECURITY.md, "Anchor".
"""

import hmac
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.audit.chain import GENESIS
from storage.crypto.canonical import pack
from storage.crypto.digests import AuditHead
from storage.crypto.envelope import KEY_BYTES, OVERHEAD_BYTES, seal, unseal
from storage.crypto.keys import derive, wipe
from storage.errors import TamperedError
from storage.files import create, disk_errors, write_all
from storage.profile import Profile

STRIDE = 4096
"""Slots lie a block apart, so that no disk rewrites two of them at once."""
_DEVICE_SLOTS, _VAULT_SLOTS = (0, STRIDE), (2 * STRIDE, 3 * STRIDE)
_MAGIC = b"KBA1"
_MAC_BYTES = 32
_DEVICE = struct.Struct(">4sQQ32sIq")
_VAULT = struct.Struct(f">QQ32s{KEY_BYTES}s")
DEVICE_BYTES = _DEVICE.size + _MAC_BYTES
VAULT_BYTES = _VAULT.size + OVERHEAD_BYTES
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_MOST_FAILURES = 0xFFFF_FFFF  # the field's width
_NEVER = -1
_NO_TURN = (0, 1)
"""Sequence and index of the vault's slot that counts; the first to be written is slot 0."""
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn line ends


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePart:
    """What can be written while nobody is in.

    ``end`` with n 0 means that an earlier device part was lost; ``last`` is the last attempt.
    """

    end: AuditHead
    failures: int
    last: datetime | None


LOST = AuditHead(n=0, head=GENESIS)
NOTHING_YET = DevicePart(end=LOST, failures=0, last=None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class VaultPart:
    """Where the chain ended at the last commit, and the ratchet's next key; without a repr."""

    end: AuditHead
    ratchet: bytearray


class AnchorFile:
    """Reads and writes the slots; the newest that is whole counts."""

    def __init__(self, path: Path, profile: Profile) -> None:
        self._path = path
        self._bound = pack("kiosk v1 anchor device", profile.database)
        self._place = profile.place(table="anchor", row="vault", column="slot")
        self._turn = _NO_TURN
        self._prepared = _NO_TURN

    def read_device(self, key: bytearray) -> DevicePart | None:
        """Return the device's part, None when no slot is whole."""
        found = self._newest_device(key)
        return found[2] if found else None

    def write_device(self, key: bytearray, part: DevicePart) -> None:
        """Have ``part`` count from now on, surviving a power cut."""
        found = self._newest_device(key)
        sequence, index = (found[0] + 1, 1 - found[1]) if found else (1, 0)
        last = _NEVER if part.last is None else (part.last - _EPOCH) // _TICK
        failures = min(part.failures, _MOST_FAILURES)
        content = _DEVICE.pack(_MAGIC, sequence, part.end.n, part.end.head, failures, last)
        self._write(_DEVICE_SLOTS[index], content + self._mac(key, content))

    def read_vault(self, key: bytearray) -> VaultPart | None:
        """Return the vault's part, None when no slot opens; the next one written replaces it."""
        best: VaultPart | None = None
        self._turn = _NO_TURN
        for index, at in enumerate(_VAULT_SLOTS):
            try:
                plain = unseal(key, self._place, self._read(at, VAULT_BYTES))
            except TamperedError:
                continue
            sequence, n, head, ratchet = _VAULT.unpack(plain)
            wipe(plain)
            if sequence > self._turn[0]:
                self._turn = (sequence, index)
                best = VaultPart(end=AuditHead(n=n, head=head), ratchet=bytearray(ratchet))
        return best

    def forget_vault(self) -> None:
        """Begin with the first slot again, whatever it holds."""
        self._turn = _NO_TURN

    def was_tied(self) -> bool:
        """Tell whether the vault's second slot was ever written: not before the first commit."""
        return any(self._read(_VAULT_SLOTS[1], VAULT_BYTES))

    def write_vault(self, key: bytearray, end: AuditHead, ratchet: bytearray) -> None:
        """Have the chain's end and the ratchet count from now on, surviving a power cut.

        Goes on from what `read_vault` found.
        """
        self.prepare_vault(key, end, ratchet)
        self.use_prepared()

    def prepare_vault(self, key: bytearray, end: AuditHead, ratchet: bytearray) -> None:
        """Write the next slot; unless `use_prepared` follows, the next write replaces it."""
        sequence, index = self._turn[0] + 1, 1 - self._turn[1]
        plain = bytearray(_VAULT.size)
        _VAULT.pack_into(plain, 0, sequence, end.n, end.head, bytes(ratchet))
        self._write(_VAULT_SLOTS[index], seal(key, self._place, plain))
        wipe(plain)
        self._prepared = (sequence, index)

    def use_prepared(self) -> None:
        """Have the prepared slot count: the next write leaves it alone."""
        self._turn = self._prepared

    def _newest_device(self, key: bytearray) -> tuple[int, int, DevicePart] | None:
        return max(self._whole_device(key), key=lambda found: found[0], default=None)

    def _whole_device(self, key: bytearray) -> Iterator[tuple[int, int, DevicePart]]:
        for index, at in enumerate(_DEVICE_SLOTS):
            slot = self._read(at, DEVICE_BYTES)
            content, mac = slot[: _DEVICE.size], slot[_DEVICE.size :]
            if not hmac.compare_digest(mac, self._mac(key, content)):
                continue
            _, sequence, n, head, failures, last = _DEVICE.unpack(content)
            moment = None if last == _NEVER else _EPOCH + last * _TICK
            end = AuditHead(n=n, head=head)
            yield sequence, index, DevicePart(end=end, failures=failures, last=moment)

    def _mac(self, key: bytearray, content: bytes) -> bytes:
        return hmac.digest(key, self._bound + pack(content), "sha256")

    def _read(self, at: int, length: int) -> bytes:
        """Return a slot's bytes; fewer when they are not there."""
        with disk_errors():
            try:
                with self._path.open("rb") as file:
                    file.seek(at)
                    return file.read(length)
            except FileNotFoundError:
                return b""

    def _write(self, at: int, content: bytes) -> None:
        """Overwrite in place: a replaced file would leave the ratchet's old key readable."""
        with disk_errors():
            if not self._path.exists():
                create(self._path, bytes(4 * STRIDE))
            descriptor = os.open(self._path, os.O_WRONLY | _BINARY)
            try:
                os.lseek(descriptor, at, os.SEEK_SET)
                write_all(descriptor, content)
                _flush(descriptor)
            finally:
                os.close(descriptor)


def device_key(device_secret: bytearray) -> bytearray:
    """Return the key of the device's slots."""
    return derive(device_secret, "anchor")


def _flush(descriptor: int) -> None:
    # The file never changes its size: its content is all there is to be written.
    if os.name == "nt":
        os.fsync(descriptor)
    else:
        os.fdatasync(descriptor)
