"""One way to spell a tuple or a JSON object in bytes, so that it can be hashed and bound."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime


class Packed(bytes):
    """Parts that were spelled before (`prepack`): taken as they are, not as one part of bytes."""

    __slots__ = ()


Part = bytes | bytearray | str | int | datetime | None
_LARGE_BYTES = 1 << 12
"""Hashing each small part by a call of its own took longer than a photo's 400 KB (measured)."""


def pack(*parts: Part) -> bytes:
    """Return the parts in bytes: tag, length (4 bytes, big endian), content.

    Different tuples never give equal bytes; a time is its text.
    """
    return b"".join(pieces(*parts))


def prepack(*parts: Part) -> Packed:
    """Return the parts as they will stand among others in `pieces`, spelled once and for all."""
    return Packed(pack(*parts))


def pieces(*parts: Part) -> Iterator[bytes | bytearray]:
    """Give the bytes of `pack` one after another: small parts together, a large one uncopied."""
    small = bytearray()
    for part in parts:
        if type(part) is Packed:
            small += part
            continue
        tag, content = _spelled(part)
        small += tag + len(content).to_bytes(4, "big")
        if len(content) < _LARGE_BYTES:
            small += content
        else:
            yield small
            yield content
            small = bytearray()
    yield small


def _spelled(part: Part) -> tuple[bytes, bytes | bytearray]:
    if type(part) is str:  # most parts are; asked first, a row's MAC takes a third less
        return b"s", part.encode("utf-8")
    match part:
        case None:
            return b"n", b""
        case bytes() | bytearray():
            return b"b", part
        case int():
            return b"i", str(int(part)).encode("ascii")
        case datetime():
            return b"s", spell_time(part).encode("ascii")
        case _:
            return b"s", part.encode("utf-8")


def spell_time(moment: datetime) -> str:
    """Return an aware time in UTC with microseconds, always of the same length."""
    if moment.tzinfo is None:
        raise ValueError("naive time")
    there = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return there.isoformat(timespec="microseconds")


def spell_json(content: Mapping[str, object]) -> bytes:
    """Return UTF-8 JSON with sorted keys and no white space; refuses NaN and infinity."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")
