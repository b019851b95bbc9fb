"""What staff mean by what they type, paste or scan into the search field."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from kiosk.domain.dates import BirthDate, parse_birth_date
from kiosk.domain.names import Kana, parse_kana
from kiosk.domain.numbers import FormId, parse_form_id
from kiosk.domain.ticket import Need, Service, Ticket
from kiosk.errors import FieldError

LONGEST_QUERY = 60
"""Longer is no search: a 申請書ID with its spaces has 28 characters, a name rarely more than 30."""


@dataclass(frozen=True, slots=True)
class ByNumber:
    """A ticket's number; without the letter, of any service."""

    service: Service | None
    number: int


@dataclass(frozen=True, slots=True)
class ByService:
    """All tickets of a service."""

    service: Service


@dataclass(frozen=True, slots=True)
class ByNeed:
    """All tickets of people for whom this is prepared."""

    need: Need


@dataclass(frozen=True, slots=True)
class ByFormId:
    """A 申請書ID; it does not show itself, so that no log can hold it."""

    form_id: FormId = field(repr=False)


@dataclass(frozen=True, slots=True)
class ByBirthDate:
    """Somebody's birth date; does not show itself."""

    born: BirthDate = field(repr=False)


@dataclass(frozen=True, slots=True)
class ByKana:
    """The beginning of somebody's フリガナ; does not show itself."""

    kana: Kana = field(repr=False)


@dataclass(frozen=True, slots=True)
class Everything:
    """Nothing was typed: all are shown."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing can be looked for; ``queue.unclear.<reason>`` says why, without the text."""

    reason: str


Query = ByNumber | ByService | ByNeed | ByFormId | ByBirthDate | ByKana | Everything | Unclear
"""What somebody looks for."""

_NUMBER = re.compile(r"([A-E])? *-? *(\d{1,4})")
_DASHES = re.compile(r"[‐‑‒–—―−ー]")
_SERVICE_WORDS = {
    Service.APPLY: ("しんせい", "しんき", "新規申請", "申請", "apply", "application", "new"),
    Service.RENEW: ("こうしん", "更新", "renew", "renewal"),
    Service.REISSUE: ("さいこうふ", "再交付", "ふんしつ", "紛失", "reissue", "lost"),
    Service.CERTIFICATE: (
        "でんししょうめいしょ",
        "しょうめい",
        "電子証明書",
        "証明",
        "certificate",
    ),
    Service.ASK: ("そうだん", "しつもん", "相談", "質問", "ask", "question"),
}
_NEED_WORDS = {
    Need.WHEELCHAIR: ("くるまいす", "車いす", "車椅子", "wheelchair"),
    Need.INFANT: ("にゅうようじ", "あかちゃん", "乳幼児", "赤ちゃん", "infant", "baby"),
    Need.INTERPRETER: ("つうやく", "通訳", "interpreter"),
    Need.HEARING: ("ちょうかく", "みみ", "聴覚", "耳", "筆談", "hearing", "deaf"),
    Need.SIGHT: ("しかく", "視覚", "目", "sight", "blind"),
}
_FEWEST_LETTERS = 3
"""Fewer kana or Latin letters may be the beginning of anything."""
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ"))}
_NO_DATE = {"date_form", "required"}


def parse_query(text: str, *, today: date) -> Query:
    """Return what is looked for; never raises, whatever was typed, pasted or scanned."""
    if len(text) > LONGEST_QUERY:
        return Unclear("too_long")
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    line = " ".join(unicodedata.normalize("NFKC", visible).split())
    if any(unicodedata.category(char).startswith("C") for char in line):
        return Unclear("control_characters")
    if not line:
        return Everything()
    return _number(line) or _date(line, today) or _digits(line) or _words(line)


def match(query: Query, tickets: Iterable[Ticket]) -> tuple[Ticket, ...]:
    """Return the tickets that are meant, in their order.

    A ticket knows nothing of a person: 申請書ID, birth date and フリガナ find none.
    """
    return tuple(ticket for ticket in tickets if _fits(query, ticket))


def _fits(query: Query, ticket: Ticket) -> bool:
    match query:
        case Everything():
            return True
        case ByNumber(service=service, number=number):
            return ticket.number.number == number and service in {None, ticket.service}
        case ByService(service=service):
            return ticket.service is service
        case ByNeed(need=need):
            return need in ticket.needs
        case ByFormId() | ByBirthDate() | ByKana() | Unclear():
            return False
        case _:
            assert_never(query)


def _number(line: str) -> ByNumber | ByService | None:
    upper = _DASHES.sub("-", line.upper())
    if upper in set(Service):
        return ByService(Service(upper))
    found = _NUMBER.fullmatch(upper)
    if found is None:
        return None
    letter, digits = found.groups()
    return ByNumber(Service(letter) if letter else None, int(digits))


def _date(line: str, today: date) -> ByBirthDate | Unclear | None:
    try:
        return ByBirthDate(parse_birth_date(line, today=today))
    except FieldError as error:
        return None if error.reason in _NO_DATE else Unclear(error.reason)


def _digits(line: str) -> ByFormId | Unclear | None:
    try:
        return ByFormId(parse_form_id(line))
    except FieldError as error:
        if error.reason == "form_id_card_back":
            return Unclear(error.reason)
    return Unclear("digits") if line.replace(" ", "").isdecimal() else None


def _words(line: str) -> Query:
    word = line.casefold().translate(_HIRAGANA)
    for service, words in _SERVICE_WORDS.items():
        if _begins(words, word):
            return ByService(service)
    for need, words in _NEED_WORDS.items():
        if _begins(words, word):
            return ByNeed(need)
    try:
        return ByKana(parse_kana(line))
    except FieldError:
        return Unclear("unknown")


def _begins(words: Iterable[str], word: str) -> bool:
    short = all(char.isascii() or "ぁ" <= char <= "ー" for char in word)
    return any(
        one == word or (one.startswith(word) and len(word) >= (_FEWEST_LETTERS if short else 1))
        for one in words
    )
