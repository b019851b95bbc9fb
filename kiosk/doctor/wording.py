"""Do two languages say the same things?"""

import string
from collections.abc import Mapping


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names between braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def disagreements(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys that only one language has, or that have other placeholders; none is well.

    Two empty catalogues are a disagreement too: the files were not found.
    """
    if not one and not other:
        return ("*",)
    return tuple(
        sorted(
            key
            for key in {*one, *other}
            if placeholders(one.get(key, "{}")) != placeholders(other.get(key, "{}"))
            or not (one.get(key, "").strip() and other.get(key, "").strip())
        )
    )
