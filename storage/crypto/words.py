"""Fingerprints in words that two people can read to each other.

Format (docs/SECURITY.md, "Fingerprints"): the first 8 bytes of a SHA-256, one word for each byte.
"""

import hashlib
import tomllib
from functools import cache

from kiosk.paths import resources

WORDS = 8  # 64 bits: a key whose words are the same is out of reach of whoever could plant it


def words_of(digest: bytes) -> str:
    """Return the words of a SHA-256, separated by spaces."""
    known = _words()
    return " ".join(known[byte] for byte in digest[:WORDS])


def words_of_key(public: bytes) -> str:
    """Return the words of an Ed25519 public key (32 raw bytes): a root's or a station's."""
    return words_of(hashlib.sha256(public).digest())


def words_of_recipient(age_recipient: str) -> str:
    """Return the words of an age public key (``age1…``)."""
    return words_of(hashlib.sha256(age_recipient.encode("ascii")).digest())


@cache
def _words() -> tuple[str, ...]:
    text = (resources() / "tables" / "fingerprint_words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["words"])
