"""Marked words of the manual: bold, code, links; what is marked otherwise is told."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that stand together; ``target`` is the page they lead to, "" none."""

    text: str
    bold: bool = False
    code: bool = False
    target: str = ""


Line = tuple[Words, ...]

_BEGINS = re.compile(r"`|\*\*|\[")
_LINK = re.compile(r"\[([^][]+)\]\(([^()\s]+)\)")
# Marks of other kinds of Markdown: they would be printed as they stand.
_UNKNOWN = re.compile(r"\*|~~|__|\\|<[A-Za-z/!]|!\[|\[\^|\[|\]\(|&[a-z]+;|https?:")


def read_line(text: str) -> tuple[Line, tuple[str, ...]]:
    """Return the words in order, and what is no mark of this manual (it is shown as it stands)."""
    found: list[Words] = []
    wrong: list[str] = []
    _read(text, bold=False, found=found, wrong=wrong)
    return tuple(found), tuple(wrong)


def plain(line: Line) -> str:
    """Return the words without their marks."""
    return "".join(one.text for one in line)


def _read(text: str, *, bold: bool, found: list[Words], wrong: list[str]) -> None:
    at = 0
    while (mark := _BEGINS.search(text, at)) is not None:
        end = _marked(
            text, mark, bold=bold, found=found, wrong=wrong, before=text[at : mark.start()]
        )
        if end is None:
            break
        at = end
    _plain(text[at:], bold=bold, found=found, wrong=wrong)


def _marked(
    text: str,
    mark: re.Match[str],
    *,
    bold: bool,
    found: list[Words],
    wrong: list[str],
    before: str,
) -> int | None:
    """Take what is before the mark and what it marks; None when the mark is not closed."""
    start = mark.start()
    if mark[0] == "[":
        link = _LINK.match(text, start)
        if link is None or text[:start].endswith("!"):
            return None
        _plain(before, bold=bold, found=found, wrong=wrong)
        found.append(Words(text=link[1], bold=bold, target=link[2]))
        return link.end()
    end = text.find(mark[0], mark.end())
    if end < 0 or (mark[0] == "**" and bold):
        return None
    _plain(before, bold=bold, found=found, wrong=wrong)
    inner = text[mark.end() : end]
    if mark[0] == "`":
        found.append(Words(text=inner, bold=bold, code=True))
    else:
        _read(inner, bold=True, found=found, wrong=wrong)
    return end + len(mark[0])


def _plain(text: str, *, bold: bool, found: list[Words], wrong: list[str]) -> None:
    if not text:
        return
    wrong += _UNKNOWN.findall(text)
    if "`" in text:
        wrong.append("`")
    found.append(Words(text=text, bold=bold))
