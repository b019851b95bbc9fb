"""One bit turned or the end cut off in a file of a batch, and what the receiver makes of it.

Quick and in this process, for as many draws as somebody likes.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random

from kiosk.errors import KioskError
from storage.receiving.opening import PROBLEMS, REJECTED
from storage.receiving.receiver import open_batch
from tests.storage.received import Received

FILES = ("age", "envelope", "signature", "station_public_key")


def untouched(received: Received) -> Mapping[str, bytes]:
    """Return what the batch holds, file by file."""
    out = received.root / "good"
    open_batch(received.files.age, received.identity, out, station_key=received.key)
    return content_of(out)


@contextmanager
def spoil(received: Received, which: str, chance: Random) -> Iterator[None]:
    """Turn one bit of one of `FILES`, or cut it short, for the length of the block."""
    path: Path = getattr(received.files, which)
    good = path.read_bytes()
    bad = bytearray(good)
    if chance.random() < 0.8:  # flips are many, cuts are few
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
    else:
        del bad[chance.randrange(len(bad)) :]
    path.write_bytes(bad)
    try:
        yield
    finally:
        path.write_bytes(good)


def opened_differently(
    received: Received, good: Mapping[str, bytes], *, trusting: bool = False
) -> str:
    """Return what is silently other than what was sent; empty for a refusal or listed problems.

    The station's key is read from its file as it is now, as a receiver would; a ``trusting`` one
    takes the key in the envelope.
    """
    out = received.root / "tried"
    key = None if trusting else received.files.station_public_key.read_bytes()
    try:
        opened = open_batch(received.files.age, received.identity, out, station_key=key)
        if opened.problems:
            return ""
        found = content_of(out)
    except KioskError:
        return "left-overs" if out.exists() or list(out.parent.glob(".tried-*")) else ""
    finally:
        shutil.rmtree(out, ignore_errors=True)
    return "" if found == good else "other content"


def content_of(folder: Path) -> dict[str, bytes]:
    """Return every delivered file's bytes by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != PROBLEMS and REJECTED not in path.parts
    }
