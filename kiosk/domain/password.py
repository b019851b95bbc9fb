"""What a first password must be: one rule for the field that asks and the store that keeps."""

import unicodedata

# Security design, 2: at least 12 characters or 4 words.
LEAST_CHARACTERS = 12
LEAST_WORDS = 4
_LEAST_WORD_CHARACTERS = 2


def settle_password(typed: str) -> str:
    """Return the password as every keyboard gives it: an input method may widen the letters."""
    return unicodedata.normalize("NFKC", typed).strip()


def is_long_enough(typed: str) -> bool:
    """Tell whether it is long enough to be a first password."""
    settled = settle_password(typed)
    words = [word for word in settled.split() if len(word) >= _LEAST_WORD_CHARACTERS]
    return len(settled) >= LEAST_CHARACTERS or len(words) >= LEAST_WORDS
