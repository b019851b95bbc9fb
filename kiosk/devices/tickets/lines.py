"""Words broken into lines: at spaces where there are any, else between signs."""

from collections.abc import Callable, Iterator

_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〉》〜ー…,.:;?!)]}%")
_NEVER_LAST = frozenset("（「『【〈《([{")
_PHRASE_ENDS = frozenset("、。，・：；？！）」』")
_SPACES = " \u3000"
_FIRST_WIDE = "\u2e80"  # from here on scripts are broken between signs: kana, characters
_HANGUL = ("\uac00", "\ud7a3")  # but Korean is written with spaces, and broken there
_STEP_DOTS = 6


def balanced(words: str, width: Callable[[str], float], room: float) -> tuple[str, ...]:
    """Return the words in as few lines as the room allows, about equally long: no lonely ん。."""
    lines = broken(words, _within(width, room))
    phrases = [width(part.strip(_SPACES)) for part in _parts(words, _ends_a_phrase)]
    widest = max((one for one in phrases if one <= room), default=0.0)
    narrower = room - _STEP_DOTS
    while len(lines) > 1 and narrower >= max(widest, room / 2):
        tried = broken(words, _within(width, narrower))
        if len(tried) > len(lines):
            break
        lines, narrower = tried, narrower - _STEP_DOTS
    return lines


def broken(words: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the words in lines that fit; a part that cannot be broken stands on its own.

    Between signs they are broken only where a phrase alone is too long.
    """
    lines: list[str] = []
    line = ""
    for part in _small_enough(words, fits):
        if line.strip() and not fits((line + part).rstrip(_SPACES)):
            lines.append(line.rstrip(_SPACES))
            line = part.lstrip(_SPACES)
        else:
            line += part
    if line.strip():
        lines.append(line.rstrip(_SPACES))
    return tuple(lines)


def _small_enough(words: str, fits: Callable[[str], bool]) -> Iterator[str]:
    for phrase in _parts(words, _ends_a_phrase):
        if fits(phrase.strip(_SPACES)):
            yield phrase
        else:
            yield from _parts(phrase, _may_break)


def _within(width: Callable[[str], float], room: float) -> Callable[[str], bool]:
    return lambda part: width(part) <= room


def _parts(words: str, may_break: Callable[[str, str], bool]) -> Iterator[str]:
    """Yield what stays together."""
    part = ""
    for sign in words:
        if part and may_break(part[-1], sign):
            yield part
            part = ""
        part += sign
    if part:
        yield part


def _ends_a_phrase(before: str, after: str) -> bool:
    if after in _SPACES or after in _NEVER_FIRST:
        return False
    return before in _SPACES or before in _PHRASE_ENDS or after in _NEVER_LAST


def _may_break(before: str, after: str) -> bool:
    if after in _SPACES or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return before in _SPACES or _breaks_anywhere(before) or _breaks_anywhere(after)


def _breaks_anywhere(sign: str) -> bool:
    return sign >= _FIRST_WIDE and not _HANGUL[0] <= sign <= _HANGUL[1]
