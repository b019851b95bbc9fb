"""The anchor's slots: torn, flipped, and written in turns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.audit.anchorfile import (
    DEVICE_BYTES,
    STRIDE,
    VAULT_BYTES,
    AnchorFile,
    DevicePart,
    VaultPart,
    device_key,
)
from storage.crypto.digests import AuditHead
from storage.people.devicesecret import DeviceSecretFile
from tests.storage.moored import Moored


@pytest.fixture
def moored(tmp_path: Path) -> Moored:
    moored = Moored(tmp_path)
    moored.create()
    return moored


class Slots:
    """The anchor file of a station with the keys that open it."""

    def __init__(self, moored: Moored) -> None:
        station = moored.open_signed_in()
        profile = station.profile
        self.key = bytearray(station._parts.door.unlocked.keys.anchor)
        station.close()
        secret = DeviceSecretFile(moored.vault / "device.key").load()
        self.device_key = device_key(secret)
        self.path = moored.root / "slots"
        self.file = AnchorFile(self.path, profile)

    def vault(self) -> VaultPart | None:
        return AnchorFile.read_vault(self.file, self.key)


def end(n: int) -> AuditHead:
    return AuditHead(n=n, head=bytes([n]) * 32)


def tears(before: bytes, after: bytes, at: int, length: int) -> Iterator[bytes]:
    """Give the file as a write of the slot leaves it when it stops after each byte."""
    for torn in range(length + 1):
        yield before[:at] + after[at : at + torn] + before[at + torn :]


def test_a_torn_vault_slot_is_the_one_before_or_the_new_one(moored: Moored) -> None:
    slots = Slots(moored)
    for n in (1, 2):
        slots.file.write_vault(slots.key, end(n), bytearray([n]) * 32)
    before = slots.path.read_bytes()
    slots.file.write_vault(slots.key, end(3), bytearray([3]) * 32)
    seen = []
    for content in tears(before, slots.path.read_bytes(), 2 * STRIDE, VAULT_BYTES):
        slots.path.write_bytes(content)
        part = slots.vault()
        assert part is not None
        assert part.ratchet == bytearray([part.end.n]) * 32
        seen.append(part.end.n)
    assert seen == [2] * VAULT_BYTES + [3]


def test_a_torn_device_slot_is_the_one_before_or_the_new_one(moored: Moored) -> None:
    slots = Slots(moored)

    def write(n: int) -> bytes:
        part = DevicePart(end=end(n), failures=n, last=moored.clock.now())
        slots.file.write_device(slots.device_key, part)
        return slots.path.read_bytes()

    write(1)
    before, after = write(2), write(3)
    seen = []
    for content in tears(before, after, 0, DEVICE_BYTES):
        slots.path.write_bytes(content)
        part = slots.file.read_device(slots.device_key)
        assert part is not None
        assert (part.end, part.last) == (end(part.failures), moored.clock.now())
        seen.append(part.failures)
    assert seen == [2] * DEVICE_BYTES + [3]


def test_no_flipped_bit_of_a_slot_is_believed(moored: Moored) -> None:
    slots = Slots(moored)
    slots.file.write_vault(slots.key, end(1), bytearray(32))
    slots.file.write_device(slots.device_key, DevicePart(end=end(1), failures=1, last=None))
    content = slots.path.read_bytes()
    for at, length in ((0, DEVICE_BYTES), (2 * STRIDE, VAULT_BYTES)):
        for place in range(at, at + length):
            flipped = bytearray(content)
            flipped[place] ^= 1 << place % 8
            slots.path.write_bytes(flipped)
            if at:
                assert slots.vault() is None
            else:
                assert slots.file.read_device(slots.device_key) is None


def test_the_slots_take_turns_and_the_file_keeps_its_size(moored: Moored) -> None:
    slots = Slots(moored)
    for n in range(1, 6):
        before = slots.path.read_bytes() if slots.path.exists() else bytes(4 * STRIDE)
        slots.file.write_vault(slots.key, end(n), bytearray(32))
        after = slots.path.read_bytes()
        changed = {at // STRIDE for at in range(4 * STRIDE) if before[at] != after[at]}
        assert changed == {2 + (n + 1) % 2}
        assert len(after) == 4 * STRIDE
