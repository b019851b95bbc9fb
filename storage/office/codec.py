"""Values of the office as bytes: canonical JSON, versioned by kind, read strictly.

What is read was sealed by a program that had read it back and found it equal. So a value that does
not fit is no damage: another release wrote it. A field that a later release adds with a default
needs no new format.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from kiosk.errors import KioskError
from kiosk.officeports import EntryRef
from storage.crypto.canonical import spell_json
from storage.errors import TamperedError

MAGIC = b"KBO1"
_FORMAT_BYTES = 2
_BEGIN = len(MAGIC) + _FORMAT_BYTES
_CONFIG = ConfigDict(extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")
Upgrade = Callable[[int, dict[str, Any]], dict[str, Any]]


def _own_id(entry: Any) -> str:
    return str(entry.id)


def _same(_format: int, value: dict[str, Any]) -> dict[str, Any]:
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entry; ``format`` grows when bytes of before are no values of today.

    ``upgrade`` turns the value of an earlier format, as JSON, into one of today.
    """

    name: str
    type: type
    identity: Callable[[Any], str] = _own_id
    format: int = 1
    upgrade: Upgrade = _same


class UnknownFormatError(TamperedError):
    """Another release wrote this; it never leaves `storage.office`."""


class Codec:
    """Spells and reads the entries of these kinds."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self._of_type = {kind.type: kind for kind in self._kinds.values()}

    def ref(self, entry: object) -> EntryRef:
        """Return which entry the value is; a type that is no kind is a bug."""
        kind = self._of_type[type(entry)]
        return EntryRef(kind=kind.name, id=kind.identity(entry))

    def names(self, kinds: Iterable[type]) -> frozenset[str]:
        """Return what these types are called in the book; a type that is no kind is a bug."""
        return frozenset(self._of_type[one].name for one in kinds)

    def spell(self, entry: object) -> bytes:
        """Return the canonical bytes, which were read back and found equal."""
        kind = self._of_type[type(entry)]
        (value,) = _adapter(kind.type).dump_python((entry,), mode="json", warnings="none")
        written = kind.format.to_bytes(_FORMAT_BYTES, "big")
        content = MAGIC + written + spell_json(value)
        if not self._comes_back(entry, content):
            raise TypeError(f"a value of {kind.name} would not come back")
        return content

    def read(self, ref: EntryRef, content: bytes | bytearray) -> object:
        """Return the value; raise `UnknownFormatError` where another release wrote it.

        Raises `TamperedError` for bytes that no release writes, or those of another entry.
        """
        if len(content) < _BEGIN or not content.startswith(MAGIC):
            raise TamperedError("office entry form")
        kind = self._kinds.get(ref.kind)
        written = int.from_bytes(content[len(MAGIC) : _BEGIN], "big")
        if kind is None or written > kind.format:
            raise UnknownFormatError("kind or format")
        spelled = bytes(content[_BEGIN:])
        try:
            if written < kind.format:
                spelled = spell_json(kind.upgrade(written, json.loads(spelled)))
            (entry,) = _adapter(kind.type).validate_json(b"[" + spelled + b"]", strict=True)
        except (ValidationError, KioskError, ValueError, TypeError, LookupError, RecursionError):
            raise UnknownFormatError("value") from None  # pydantic's own text quotes values
        if kind.identity(entry) != ref.id:
            raise TamperedError("office entry of another name")
        return entry

    def _comes_back(self, entry: object, content: bytes) -> bool:
        try:
            return self.read(self.ref(entry), content) == entry
        except TamperedError:
            return False


def content_as_json(content: bytes | bytearray) -> dict[str, Any]:
    """Return an entry of any release as plain fields; raise `TamperedError`, `ValueError`."""
    if len(content) < _BEGIN or not content.startswith(MAGIC):
        raise TamperedError("office entry form")
    value = json.loads(bytes(content[_BEGIN:]))
    if not isinstance(value, dict):
        raise TamperedError("office entry form")
    return value


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    """Return what reads and writes one value of the type; made when it is first needed.

    In a tuple, because a dataclass alone takes no configuration from outside.
    """
    return TypeAdapter(tuple[kind], config=_CONFIG)  # type: ignore[valid-type]  # known when it runs
