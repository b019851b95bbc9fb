"""Whatever is done to a book, disk and memory say the same, also after each restart."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.officeports import Change, EntryRef, OfficeBook
from tests.fakes.memoryoffice import MemoryOffice
from tests.storage.office_suite import BY, event
from tests.storage.officetools import new_shelf

ENTRIES = (1, 2, 3)
numbers, versions = st.sampled_from(ENTRIES), st.integers(0, 4)
puts = st.lists(st.tuples(numbers, versions, st.text(max_size=3)), max_size=3)
forgets = st.tuples(numbers, versions)
restarts = st.just("restart")
steps = st.lists(st.one_of(puts, puts, forgets, restarts), max_size=12)


def do(office: OfficeBook, step: object) -> object:
    """Return what the book answers: versions, nothing, or the name of the refusal."""
    try:
        match step:
            case list():
                changes = [
                    Change(entry=event(n, remarks=words), expected_version=seen)
                    for n, seen, words in step
                ]
                return [(one.ref, one.version) for one in office.put_all(changes, by=BY)]
            case (int(n), int(seen)):
                office.forget(EntryRef(kind="event", id=f"E-{n:03d}"), by=BY, expected_version=seen)
    except KioskError as error:
        return type(error)
    return None


def state(office: OfficeBook) -> object:
    view = office.read()
    lines = [office.history(EntryRef(kind="event", id=f"E-{n:03d}")) for n in ENTRIES]
    return {(one.ref, one.version, one.entry) for one in view.kept}, view.lines, lines


@settings(max_examples=25)
@given(steps)
def test_disk_and_memory_say_the_same(taken: list[object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = new_shelf(Path(folder))
        memory = MemoryOffice(shelf.clock)
        office = shelf.open()
        try:
            for step in taken:
                if step == "restart":
                    office.close()
                    office = shelf.open()
                else:
                    assert do(office, step) == do(memory, step)
                assert state(office) == state(memory)
        finally:
            office.close()
