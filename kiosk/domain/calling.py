"""How a call is read aloud in Japanese: which spoken clips, one after another.

Numbers up to 1999 come out of 28 clips that end the number and 19 that go on; the sound changes
(さんびゃく, ろっぴゃく) are in the clips. かた stands in kana: a voice reads 番の方 as ほう.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kiosk.domain.ticket import Service, TicketNumber

_LETTERS: Final = {"A": "エー", "B": "ビー", "C": "しー", "D": "ディー", "E": "イー"}
# ハチ in katakana: a voice takes はち for は, the particle, and reads わち; シー it reads スィー.
_UNITS: Final = ("いち", "に", "さん", "よん", "ご", "ろく", "なな", "ハチ", "きゅう")
_HUNDREDS: Final = (
    "ひゃく",
    "にひゃく",
    "さんびゃく",
    "よんひゃく",
    "ごひゃく",
    "ろっぴゃく",
    "ななひゃく",
    "はっぴゃく",
    "きゅうひゃく",
)
_TENS: Final = ("じゅう", *(f"{unit}じゅう" for unit in _UNITS[1:]))
_CALLED: Final = "ばんのかた"
_COME: Final = "おこしください"
LARGEST_READ: Final = 1999
LOOK_AT_SCREEN: Final = "look-at-screen"
PLACE_ON_SCREEN: Final = "place-on-screen"


def _clips() -> Mapping[str, str]:
    readings = {1000: "せん"}
    readings |= {100 * at: hundred for at, hundred in enumerate(_HUNDREDS, 1)}
    readings |= {10 * at: ten for at, ten in enumerate(_TENS, 1)}
    clips = {f"letter-{service.value}": _LETTERS[service.value] for service in Service}
    clips |= {f"number-{number}": reading for number, reading in readings.items()}
    readings |= dict(enumerate(_UNITS, 1))
    clips |= {f"called-{number}": f"{reading}{_CALLED}" for number, reading in readings.items()}
    clips |= {f"place-{at}": f"{unit}ばんまで、{_COME}" for at, unit in enumerate(_UNITS, 1)}
    clips[LOOK_AT_SCREEN] = "がめんのばんごうを、ごらんください"
    clips[PLACE_ON_SCREEN] = f"がめんのばしょまで、{_COME}"
    return MappingProxyType(clips)


CLIPS: Final = _clips()
"""What each clip says, in kana, by its name."""


def clips_of(number: TicketNumber, place: str) -> tuple[tuple[str, ...], ...]:
    """Return the clips of a call, a pause between the groups.

    A place that is not a number from 1 to 9, and a ticket beyond 1999, are read from the screen.
    """
    numbered = place.isdecimal() and f"place-{int(place)}" in CLIPS
    come = f"place-{int(place)}" if numbered else PLACE_ON_SCREEN
    return ((f"letter-{number.service.value}", *_number_clips(number.number)), (come,))


def _number_clips(number: int) -> tuple[str, ...]:
    if not 0 < number <= LARGEST_READ:
        return (LOOK_AT_SCREEN,)
    parts = [number // power % 10 * power for power in (1000, 100, 10, 1)]
    *first, last = (part for part in parts if part)
    return (*(f"number-{part}" for part in first), f"called-{last}")


def reading_of(number: TicketNumber, place: str) -> str:
    """Return the whole call in kana, as the clips say it."""
    return "、".join("".join(CLIPS[clip] for clip in group) for group in clips_of(number, place))
