"""フリガナ as it was typed: the kana an input method showed before they became kanji."""

from kiosk.domain.names import parse_kana
from kiosk.errors import FieldError

_HALF_TYPED = ("n", "ｎ")


class Reading:
    """Collects what was composed and committed; suggests, and never guesses at a kanji."""

    def __init__(self) -> None:
        self._composed = ""
        self._parts: list[tuple[str, str]] = []

    def compose(self, preedit: str) -> None:
        """Take what is being composed; once it is kanji the last kana are its reading."""
        kana = _kana(preedit)
        if kana or not preedit:
            self._composed = kana

    def commit(self, words: str, rest: str = "") -> None:
        """Take what was committed; ``rest`` is what is still being composed after it."""
        after = _kana(rest)
        reading = _kana(words) or self._composed.removesuffix(after)
        self._composed = after
        if words.strip() and reading:
            self._parts.append((words.strip(), reading))

    def suggestion(self, text: str) -> str:
        """Return how ``text`` was typed in katakana; empty where any of it is not known."""
        read, at = "", 0
        while at < len(text):
            words, reading = self._part_at(text, at)
            if not words:
                return ""
            read, at = read + reading, at + len(words)
        return " ".join(read.split())

    def forget(self) -> None:
        """Know nothing any more of what was typed."""
        self._composed = ""
        self._parts.clear()

    def _part_at(self, text: str, at: int) -> tuple[str, str]:
        one = text[at]
        if one.isspace():
            return one, " "
        found = [part for part in self._parts if text.startswith(part[0], at)]
        if found:
            return max(reversed(found), key=lambda part: len(part[0]))
        return (one, _kana(one)) if _kana(one) else ("", "")


def _kana(text: str) -> str:
    """Return the words in katakana, empty when they are anything else; a last n stands for ん."""
    if text.endswith(_HALF_TYPED):
        text = f"{text[:-1]}ん"
    try:
        return str(parse_kana(text))
    except FieldError:
        return ""
