"""Which keys a scanner pressed: those from its prefix on, as fast as no hand types them."""

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.domain.scan import LONGEST_FORM_BYTES, TICKET_PREFIX

FASTER_THAN_HANDS = 3
"""So many keys after a prefix without a pause: a hand that typed the prefix's character by chance
does not go on like that."""


class Key(Enum):
    """What becomes of a key that was just pressed."""

    PASSES = auto()
    HELD = auto()
    """Nobody sees it until it is known who pressed it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a silence or an Enter ended; ``hands`` were a person's after all."""

    code: str = ""
    hands: bool = False


class Gathering:
    """The keys since a prefix began.

    ``prefix`` is what the scanner was set to type first; it is no part of the code. Without one,
    codes are known by how our tickets begin, and other codes are left to the field they go to.
    """

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix or TICKET_PREFIX
        self._drops_prefix = bool(prefix)
        self._sure_from = len(prefix) + FASTER_THAN_HANDS if prefix else len(TICKET_PREFIX)
        self._keys = ""
        self._length = 0

    @property
    def begun(self) -> bool:
        """Tell whether keys are being held."""
        return self._length > 0

    @property
    def sure(self) -> bool:
        """Tell whether it is the scanner for certain; every key belongs to its code then."""
        return self._length >= self._sure_from

    def may_begin(self, character: str) -> bool:
        """Tell whether the key is the first of the prefix."""
        return character == self._prefix[0]

    def press(self, character: str) -> Key:
        """Take the next key; anything that is neither prefix nor code passes."""
        if self._length < len(self._prefix) and character != self._prefix[self._length]:
            return Key.PASSES
        self._length += 1
        if self._length <= LONGEST_FORM_BYTES + len(self._prefix) + 1:  # enough to be too long
            self._keys += character
        return Key.HELD

    def enter(self) -> Ended:
        """Take the Enter with which a code ends."""
        if not self.sure:
            return self._end(Ended(hands=True))
        code = self._keys[len(self._prefix) :] if self._drops_prefix else self._keys
        return self._end(Ended(code=code))

    def fall_silent(self) -> Ended:
        """Take that no key came: half a code is dropped, half a prefix was typed by hand."""
        return self._end(Ended(hands=not self.sure))

    def forget(self) -> None:
        """Begin again."""
        self._keys, self._length = "", 0

    def _end(self, ended: Ended) -> Ended:
        self.forget()
        return ended
