"""A policy as it lies in a folder or on a stick: ``policy.json``, its ``.sig``, the root's key."""

from pathlib import Path

from kiosk.domain.station import PolicyFiles
from kiosk.errors import UnreadableFileError
from storage.batches.errors import StationKeyError
from storage.crypto.signing import SIGNATURE_BYTES, parse_public_key
from storage.policies.errors import PolicyRefusedError
from storage.policies.policyfile import LONGEST_BYTES

POLICY_NAME = "policy.json"
ROOT_NAME = "root.pub.pem"
_LONGEST_PEM = 10_000  # a PEM public key has 113 bytes


def read_policy_files(file: Path, root_public: bytes | None = None) -> PolicyFiles:
    """Return the policy beside its signature; without ``root_public`` the root's key is there too.

    Nothing is verified yet (`storage.policies.policyfile.checked_policy` does).
    """
    content = _read(file, LONGEST_BYTES)
    try:
        signature = _read(file.with_name(f"{file.name}.sig"), SIGNATURE_BYTES)
    except UnreadableFileError as error:
        raise PolicyRefusedError("not_signed") from error
    root = root_public or read_root(file.with_name(ROOT_NAME))
    return PolicyFiles(content=content, signature=signature, root_public=root)


def read_root(file: Path) -> bytes:
    """Return the raw public key of a PEM file, or raise `PolicyRefusedError`."""
    try:
        return parse_public_key(_read(file, _LONGEST_PEM))
    except (UnreadableFileError, StationKeyError) as error:
        raise PolicyRefusedError("no_root") from error


def _read(file: Path, longest: int) -> bytes:
    """Return the content; one byte more than ``longest`` stands for a file that is too long."""
    try:
        with file.open("rb") as open_file:
            return open_file.read(longest + 1)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=file.name) from error
