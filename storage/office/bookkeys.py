"""The keys of one book, derived from its own random key; wiped after use."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from storage.crypto.keys import derive, wipe

_NAME_BYTES = 16


class BookKeys:
    """``name`` tells this book from every other; it is bound into all that is sealed in it."""

    def __init__(self, key: bytearray) -> None:
        """Derive from ``key``, which the caller keeps and wipes."""
        name = derive(key, "office name")
        self.name = name[:_NAME_BYTES].hex()
        self.pages = derive(key, "office pages")
        self.chain = derive(key, "office chain")
        self.numbers = derive(key, "office numbers")
        self.pictures = derive(key, "office pictures")

    def wipe(self) -> None:
        """Overwrite the keys."""
        wipe(self.pages, self.chain, self.numbers, self.pictures)


KeySource = Callable[[], AbstractContextManager[BookKeys]]
"""Opens the keys for the time of a block; raises when nobody is signed in."""
