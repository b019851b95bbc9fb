"""The second reader of age files agrees with pyrage on what opens, and refuses what was altered."""

import io
import os

import pytest

from storage.batches.errors import BatchTamperedError
from storage.crypto.age import encrypt_stream, new_identity
from storage.crypto.agereading import read_age

RECIPIENT, _IDENTITIES, SECRET = new_identity()
OTHER = new_identity()[0]
CHUNK = 65_536
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 16 * CHUNK, 17 * CHUNK, 40 * CHUNK + 5]


def sealed(plain: bytes) -> bytes:
    target = io.BytesIO()
    encrypt_stream([plain], target, [OTHER, RECIPIENT])
    return target.getvalue()


def read(content: bytes, secret: str = SECRET) -> bytes:
    plain, passed = bytearray(), bytearray()
    read_age(io.BytesIO(content), secret, passed.extend, plain.extend)
    assert passed == content
    return bytes(plain)


@pytest.mark.parametrize("size", SIZES)
def test_it_reads_what_pyrage_wrote(size: int) -> None:
    plain = os.urandom(size)
    assert read(sealed(plain)) == plain


class Stuttering(io.BytesIO):
    """Gives fewer bytes than asked for, as a pipe does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 40_000))


@pytest.mark.parametrize("size", SIZES)
def test_it_does_not_matter_how_much_the_disk_gives_at_once(size: int) -> None:
    plain, found = os.urandom(size), bytearray()
    read_age(Stuttering(sealed(plain)), SECRET, lambda _content: None, found.extend)
    assert found == plain


@pytest.mark.parametrize("size", SIZES)
def test_a_file_that_is_cut_or_goes_on_is_refused(size: int) -> None:
    content = sealed(bytes(size))
    cuts = {len(content) - 1, len(content) - 17, len(content) - CHUNK - 16, 100, 0}
    for cut in sorted(one for one in cuts if 0 <= one < len(content)):
        with pytest.raises(BatchTamperedError):
            read(content[:cut])
    with pytest.raises(BatchTamperedError):
        read(content + b"x")


def test_one_bit_anywhere_is_refused() -> None:
    content = sealed(b"x" * 300)
    for at in range(len(content)):
        for bit in (1, 64):
            damaged = bytearray(content)
            damaged[at] ^= bit
            with pytest.raises(BatchTamperedError):
                read(bytes(damaged))


def test_chunks_that_change_places_are_refused() -> None:
    content = sealed(os.urandom(3 * CHUNK))
    head = len(content) - 3 * (CHUNK + 16)
    one, two = content[head:][: CHUNK + 16], content[head + CHUNK + 16 :][: CHUNK + 16]
    with pytest.raises(BatchTamperedError):
        read(content[:head] + two + one + content[head + 2 * (CHUNK + 16) :])


def test_somebody_elses_file_is_refused() -> None:
    stranger = new_identity()[2]
    with pytest.raises(BatchTamperedError):
        read(sealed(b"x"), stranger)
