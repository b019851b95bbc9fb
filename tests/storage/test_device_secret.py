"""Where the device secret is kept, and what a copy of it is worth."""

import sys
from pathlib import Path

import pytest

from storage.errors import DamagedKeyFileError
from storage.people.devicesecret import DeviceSecretFile, device_secret
from storage.people.dpapi import MAGIC, DpapiSecretFile


def test_a_secret_is_kept_as_this_system_keeps_it(tmp_path: Path) -> None:
    kept = device_secret(tmp_path / "device.key")
    assert isinstance(kept, DpapiSecretFile if sys.platform == "win32" else DeviceSecretFile)
    secret = kept.create()
    assert len(secret) == 32
    assert device_secret(tmp_path / "device.key").load() == secret


def test_a_plain_file_of_the_first_release_is_still_read_everywhere(tmp_path: Path) -> None:
    secret = DeviceSecretFile(tmp_path / "device.key").create()
    assert device_secret(tmp_path / "device.key").load() == secret


@pytest.mark.parametrize("content", [b"", b"KBD2", MAGIC + bytes(200), b"KBD1" + bytes(40)])
def test_a_file_of_another_machine_or_a_damaged_one_opens_nothing(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "device.key"
    path.write_bytes(content)
    for reader in (DpapiSecretFile(path), device_secret(path)):
        with pytest.raises(DamagedKeyFileError):
            reader.load()


def test_a_missing_file_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(DamagedKeyFileError):
        DpapiSecretFile(tmp_path / "device.key").load()
