"""Names, numbers, photos and passwords: nowhere on the disk, in no form, at no moment."""

import logging
from collections.abc import Callable, Iterator

from kiosk.logs import start_logging
from tests.faults.tally import Tally, chosen
from tests.faults.tracer import Outcome, trace
from tests.faults.world import (
    NEW_PASSWORD,
    SECOND_PASSWORD,
    Mark,
    Scene,
    World,
    act_of,
    new_world,
)
from tests.storage.people import LEAD_PASSWORD, STAFF_PASSWORD, jpeg_of

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp932")
_PIECE = 24
EVERY_PIECE = 512


def look_for_canaries(*, only: str = "") -> Tally:
    """Return where something personal was found: in files, and in every byte ever written."""
    tally = Tally()
    for scene in chosen(only):
        with new_world(scene) as world:
            if not find_planted(world):
                tally.wrong.append(f"{scene.name}: a planted name was not found")
            tally.add(_look(world, scene))
    return tally


def _look(world: World, scene: Scene) -> Tally:
    whole = trace(_logged(world, scene), world.root, keep_content=True)
    tally = Tally(tried=len(list(needles_of(world))))
    tally.wrong += whole.bugs
    for where, content in _everything(world, whole):
        tally.distinct += 1
        tally.wrong += [f"{scene.name}: {name} in {where}" for name in _found_in(world, content)]
    return tally


def _logged(world: World, scene: Scene) -> Callable[[Callable[[], None], Mark], None]:
    """Return the work with the program's own log beside it, every level of it."""
    work = act_of(world, scene)

    def act(begin: Callable[[], None], mark: Mark) -> None:
        start_logging(world.data / "logs")
        logging.getLogger().setLevel(logging.DEBUG)
        work(begin, mark)

    return act


def _everything(world: World, whole: Outcome) -> Iterator[tuple[str, bytes]]:
    """Give what lies in the folder now, and whatever was written on the way there."""
    for path in world.live.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(world.live)), path.read_bytes()
    written: dict[str, bytearray] = {}
    for call in whole.calls:
        if call.name == "write":
            written.setdefault(call.path, bytearray()).extend(call.content)
    yield from ((f"written to {path}", bytes(content)) for path, content in written.items())


def needles_of(world: World) -> Iterator[tuple[str, bytes]]:
    """Give everything that must not be found, with a name that gives nothing away."""
    passwords = (LEAD_PASSWORD, STAFF_PASSWORD, SECOND_PASSWORD, NEW_PASSWORD)
    words = [(f"password {n}", word) for n, word in enumerate(passwords)]
    for number in range(1, 5):
        record = world.record(number)
        person = record.applicant
        words += [(f"name {number}", person.name), (f"form id {number}", str(person.form_id))]
        words += [(f"kana {number}", str(person.kana)), (f"address {number}", person.address)]
        jpeg = jpeg_of(record)
        for at in range(4, len(jpeg) - _PIECE, EVERY_PIECE):
            yield f"photo {number}", jpeg[at : at + _PIECE]
    for name, word in words:
        for encoding in _ENCODINGS:
            yield name, word.encode(encoding, "ignore")


def _found_in(world: World, content: bytes) -> list[str]:
    return sorted({name for name, needle in needles_of(world) if needle in content})


def find_planted(world: World) -> bool:
    """Plant a name in a log beside the database and return whether it is found."""
    log = world.live / "planted.log"
    log.write_text(f"put {world.record(1).applicant.name}\n", encoding="utf-8")
    found = _found_in(world, log.read_bytes())
    log.unlink()
    return "name 1" in found
