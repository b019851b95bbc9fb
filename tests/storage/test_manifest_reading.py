"""A manifest that is read a record at a time is read as JSON is."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.batches.manifestreading import read_manifest

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
ODD = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b"\xff",
    b'{"records": [\n\n]}\n',
    b'{"records": [\n1,\n2\n]}\n',
    b'{"records": [\n1\n], "records": [\n2\n]}\n',
    b'{"records": [\n1\n], "x": [\n2\n]}\n',
    b'{"x": {"records": [\n1\n]}\n',
    b'{"x": {"records": [\n1\n]}\n}',
    b'{"x": {"records": [\n1\n]}, "y": {"z": [\n1\n]}\n',
    b'[{"records": [\n1\n]}\n]',
    b'{"a": 1, "records": [\n{"b": [1,\n2]},\n3\n]}\n',
    b'{"a": 1, "records": [\n[1],\n[2\n]}\n',
    b'{"a": 1, "records": [\n1, 2,\n3\n]}\n',
    b'{"a": "\\"records\\": [", "records": [\n"\\n",\n"x"\n]}\n',
    b'{"a": NaN, "records": [\n1\n]}\n',
    b'{"a": 1, "records": [\nInfinity\n]}\n',
    b'{"a": 1, "records": [\n1,\n\n]}\n',
    b'\xef\xbb\xbf{"a": 1, "records": [\n1\n]}\n',
    b'{"a": 1, "records": [\n1\x00,\n2\n]}\n',
    b'{"a": 1, "records": [\n\xef\xbb\xbf1\n]}\n',
    '{"a": 1, "records": [\n1\n]}\n'.encode("utf-16"),
    '{"a": 1, "records": [\n"é"\n]}\n'.encode("latin-1"),
)


def strictly(content: bytes) -> Any:
    return json.loads(content, parse_constant=refused)


def refused(name: str) -> None:
    raise ValueError(name)


def laid_out(head: dict[str, Any], records: list[Any]) -> bytes:
    before = json.dumps(head, indent=1, ensure_ascii=False)[:-2]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in records)
    return f'{before},\n "records": [\n{lines}\n]}}\n'.encode()


@given(st.dictionaries(st.text("abc"), VALUES, min_size=1), st.lists(VALUES))
def test_what_a_station_lays_out_means_the_same(head: dict[str, Any], records: list[Any]) -> None:
    content = laid_out(head, records)
    assert read_manifest(content) == strictly(content)


@pytest.mark.parametrize("content", ODD)
def test_whatever_else_comes_is_taken_or_refused_as_json_is(content: bytes) -> None:
    try:
        expected = strictly(content)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - json has no class of its own for all
            read_manifest(content)
    else:
        assert read_manifest(content) == expected


@given(
    st.dictionaries(st.text("abc"), VALUES, min_size=1),
    st.lists(VALUES, min_size=1),
    st.data(),
)
def test_a_damaged_manifest_is_read_as_json_reads_it(
    head: dict[str, Any], records: list[Any], data: st.DataObject
) -> None:
    content = bytearray(laid_out(head, records))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    found = expected = None
    with contextlib.suppress(ValueError):
        expected = strictly(bytes(content))
    with contextlib.suppress(ValueError):
        found = read_manifest(bytes(content))
    assert found == expected
