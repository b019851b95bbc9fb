"""After the lock nothing of keys, passwords, names and photos is in the process's memory."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from kiosk.domain.staff import Role
from kiosk.heap import SETTINGS
from storage.setup import create_station
from tests.storage.people import CHEAP, Place, new_staff
from tests.storage.thief import Thief, rows

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/<pid>/mem")

DRILL = Path(__file__).with_name("memory_drill.py")
PEOPLE = 4
JPEG_BYTES = 150_000
Needles = Mapping[str, list[bytes]]


@dataclass(frozen=True)
class Person:
    number: int
    name: str
    kana: str
    address: str
    jpeg: bytes


class Drill:
    """A process that has worked, and what must not be found in it after its lock."""

    def __init__(self, root: Path, settings: Mapping[str, str]) -> None:
        self.place = Place(root)
        self.password = _word(14)
        self.people = [_person(n) for n in range(1, PEOPLE + 1)]
        answers = self.place.answers()
        lead = new_staff("lead1", Role.LEAD, self.password)
        answers = replace(answers, staff=(lead, *answers.staff[1:]))
        create_station(self.place.data, answers, self.place.clock, argon2=CHEAP)
        plain = {k: v for k, v in os.environ.items() if k not in SETTINGS}
        self.process = subprocess.Popen(
            [sys.executable, DRILL, self.place.data],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**plain, **settings},
            bufsize=0,
        )

    def told(self) -> bytes:
        people = [{**vars(one), "jpeg": one.jpeg.hex()} for one in self.people]
        told = {"staff_id": "lead1", "password": self.password, "people": people}
        return json.dumps(told, ensure_ascii=False).encode() + b"\n"

    def until(self, word: str, *, given: bytes) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(given)
        assert self.process.stdout.readline() == f"{word}\n".encode()

    def needles(self) -> Needles:
        """Return every secret, the keys as a thief finds them who knows the password."""
        copy = self.place.root / "copy"
        shutil.copytree(self.place.data, copy)
        thief = Thief(self.password, copy)
        (keys,) = thief.keyrings
        (day,) = thief.days
        derived = [one for one in vars(keys).values() if isinstance(one, bytearray)]
        deks = [
            thief.opened(day, row["dek"], "records", row["id"], "dek", row["schema_version"])
            for row in rows(copy / "vault" / "station.db", "SELECT * FROM records")
        ]
        assert len(deks) == PEOPLE
        words = [text for one in self.people for text in (one.name, one.kana, one.address)]
        return {
            "keys": _halves(bytes(one) for one in derived),
            "shift key": _halves([bytes(day)]),
            "record keys": _halves(bytes(one or b"") for one in deks),
            "password": _spellings([self.password]),
            "names": _spellings(words),
            "photos": [
                one.jpeg[at : at + 32] for one in self.people for at in range(99, JPEG_BYTES, 9_000)
            ],
        }

    def memory(self) -> Iterator[bytes]:
        """Give every part of the process's memory that can be written."""
        pid = self.process.pid
        maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
        with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
            for line in maps:
                span, rights = line.split()[:2]
                if not rights.startswith("rw"):
                    continue
                begin, end = (int(one, 16) for one in span.split("-"))
                memory.seek(begin)
                yield memory.read(end - begin)


@contextmanager
def drilled(root: Path, settings: Mapping[str, str]) -> Iterator[Drill]:
    drill = Drill(root, settings)
    try:
        yield drill
        assert drill.process.stdin is not None
        drill.process.stdin.write(b"x")
        assert drill.process.wait(timeout=60) == 0
    finally:
        drill.process.kill()
        drill.process.wait(timeout=60)
        for pipe in (drill.process.stdin, drill.process.stdout):
            assert pipe is not None
            pipe.close()


def found(drill: Drill, needles: Needles) -> Counter[str]:
    """Return how often each kind of secret is in memory, by the first two bytes of each."""
    by_start: defaultdict[bytes, list[tuple[str, bytes]]] = defaultdict(list)
    for kind, some in needles.items():
        for one in some:
            by_start[one[:2]].append((kind, one))
    starts = np.zeros(1 << 16, dtype=bool)
    starts[[int.from_bytes(one, "little") for one in by_start]] = True
    hits: Counter[str] = Counter()
    for part in drill.memory():
        for shift in (0, 1):
            words = np.frombuffer(part, "<u2", count=(len(part) - shift) // 2, offset=shift)
            for at in (np.flatnonzero(starts[words]) * 2 + shift).tolist():
                hits.update(k for k, one in by_start[part[at : at + 2]] if part.startswith(one, at))
    return hits


def _word(length: int) -> str:
    return "".join(chr(0x4E00 + secrets.randbelow(6_000)) for _ in range(length))


def _person(number: int) -> Person:
    chance = Random(secrets.token_bytes(16))
    kana = "".join(chr(chance.randrange(0x30A1, 0x30F5)) for _ in range(14))
    jpeg = b"\xff\xd8" + chance.randbytes(JPEG_BYTES)
    return Person(number=number, name=_word(9), kana=kana, address=_word(16), jpeg=jpeg)


def _halves(keys: Iterator[bytes] | list[bytes]) -> list[bytes]:
    """Return both halves of each: the C library writes its own into the start of what is freed."""
    return [half for key in keys for half in (key[:16], key[16:])]


def _spellings(words: list[str]) -> list[bytes]:
    """Return the words as Python and Qt hold them, and their second halves."""
    whole = [word.encode(form) for word in words for form in ("utf-8", "utf-16-le", "utf-32-le")]
    return [one for word in whole for one in (word, word[-len(word) // 2 // 4 * 4 :])]


def test_nothing_of_keys_people_and_photos_is_left_after_the_lock(tmp_path: Path) -> None:
    with drilled(tmp_path, SETTINGS) as drill:
        drill.until("open", given=drill.told())
        needles = drill.needles()
        open_hits = found(drill, needles)
        assert {"keys", "shift key", "names", "photos"} <= set(open_hits), "the search must see"
        drill.until("locked", given=b"x")
        assert found(drill, needles) == {}


def test_without_the_settings_something_is_left(tmp_path: Path) -> None:
    """The other test can fail: freed is not wiped."""
    with drilled(tmp_path, {}) as drill:
        drill.until("open", given=drill.told())
        needles = drill.needles()
        drill.until("locked", given=b"x")
        left = found(drill, needles)
        assert left["names"] + left["photos"] > 0
        assert left["keys"] + left["shift key"] == 0, "ours are wiped with any settings"
