"""Receipt codes that are nearly right."""

from kiosk.errors import KioskError
from tests.faults.tally import Tally, chosen
from tests.faults.world import new_world
from tests.storage.people import DAY

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # RFC 4648, base32


def try_codes() -> Tally:
    """Return which codes were taken that are not the right one: each character, and cut ones."""
    tally = Tally()
    (scene,) = chosen("receipt")
    with new_world(scene) as world:
        right = world.facts["code"].replace("-", "")
        with world.at_work() as station:
            for code in _nearly(right):
                tally.tried += 1
                try:
                    station.confirm_receipt(DAY, code)
                except KioskError:
                    continue
                tally.wrong.append(f"taken: {len(code)} characters, not the code")
                break
            station.confirm_receipt(DAY, right.lower())
    return tally


def _nearly(right: str) -> list[str]:
    others = [right[:at] + _other(right[at]) + right[at + 1 :] for at in range(len(right))]
    cut = [right[:length] for length in range(len(right))]
    return [*others, *cut, right + "A", right + right, right[1:] + right[0]]


def _other(character: str) -> str:
    return _ALPHABET[(_ALPHABET.index(character) + 7) % len(_ALPHABET)]
