"""The model of a power cut: what was synced is there, what was not may be there in any part."""

import random

from tests.faults.disk import SECTOR_BYTES, PowerCut, Tree
from tests.faults.tracer import Call


def states(*calls: Call, before: Tree | None = None) -> list[Tree]:
    cut = PowerCut(before or {}, list(calls))
    return [tree for _, tree in cut.states(random.Random(1), 200)]


def last_states(*calls: Call, before: Tree | None = None) -> list[Tree]:
    cut = PowerCut(before or {}, list(calls))
    return [tree for done, tree in cut.states(random.Random(1), 200) if done == len(calls)]


def write(content: bytes, offset: int = 0) -> Call:
    return Call(name="write", path="a", offset=offset, length=len(content), content=content)


MADE = Call(name="open", path="a", existed=False)
SYNCED = Call(name="fsync", path="a")
FOLDER_SYNCED = Call(name="fsync", path="")


def test_a_synced_file_in_a_synced_folder_is_certain() -> None:
    assert last_states(MADE, write(b"x"), SYNCED, FOLDER_SYNCED) == [{"a": b"x"}]


def test_without_a_sync_of_the_folder_the_name_may_be_missing() -> None:
    assert {} in last_states(MADE, write(b"x"), SYNCED)


def test_without_a_sync_of_the_file_it_may_be_empty_or_torn() -> None:
    content = b"\1" * 4 * SECTOR_BYTES
    found = last_states(MADE, FOLDER_SYNCED, write(content))
    assert {"a": b""} in found
    assert {"a": content} in found
    pieces = {tree["a"].count(b"\1" * SECTOR_BYTES) for tree in found}
    assert pieces == {0, 1, 2, 3, 4}


def test_a_later_write_may_come_without_an_earlier_one() -> None:
    found = last_states(write(b"1"), write(b"2", 1), before={"a": b"00"})
    assert {tree["a"] for tree in found} == {b"00", b"10", b"02", b"12"}


def test_a_rename_is_all_or_nothing() -> None:
    rename = Call(name="rename", path="a", to="b")
    found = last_states(rename, before={"a": b"new", "b": b"old"})
    assert {tuple(sorted(tree.items())) for tree in found} == {
        (("a", b"new"), ("b", b"old")),
        (("b", b"new"),),
    }


def test_a_renamed_folder_takes_its_files_along() -> None:
    rename = Call(name="rename", path="part", to="done")
    found = last_states(rename, before={"part/": b"", "part/x": b"1"})
    assert {"done/": b"", "done/x": b"1"} in found
    assert {"part/": b"", "part/x": b"1"} in found
    assert len({tuple(sorted(tree)) for tree in found}) == 2


def test_a_removed_name_may_still_be_there() -> None:
    found = last_states(Call(name="unlink", path="a"), before={"a": b"1"})
    assert found.count({"a": b"1"}) >= 1
    assert {} in found


def test_every_moment_is_looked_at() -> None:
    assert {"a": b"12"} in states(write(b"1"), SYNCED, write(b"2", 1), before={"a": b"00"})
