"""What an applicant reads before saying yes: every field as it will be kept, in their language."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.domain.application import Application, Delivery, Representative, Wishes
from kiosk.domain.dates import BirthDate, Known
from kiosk.domain.ticket import PublicLanguage
from ui.applicant.tongue import Said, Tongue

_LAST_DIGITS = 4
_LONG_NAME = 24  # characters; a longer one needs the whole width


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """One field: its label in two languages, and what is kept of it; without a repr.

    ``written`` is the applicant's own, shown as it will be printed. ``echo`` is the value once
    more in the second language, or what is said beside it. ``wide`` has a row of its own.
    """

    label: Said
    note: Said
    value: Said
    echo: Said
    written: bool
    wide: bool = False


def entries(application: Application, tongue: Tongue) -> tuple[Entry, ...]:
    """Return the fields in the order of the paper form, those that are empty left out."""
    return (
        *_of_person(application, tongue),
        *_of_number(application, tongue),
        *_of_wishes(application.wishes, tongue),
        *_of_representative(application.representative, tongue),
    )


def both_calendars(born: BirthDate, language: PublicLanguage) -> tuple[str, str]:
    """Return a birth date as far as it is known, first as its holder reads it.

    Japanese: 和暦, then 西暦. Other languages: ISO 8601, then 和暦.
    """
    if language in {PublicLanguage.JA, PublicLanguage.EASY_JA}:
        return born.wareki(), _seireki(born)
    parts = born.day.isoformat().split("-")
    return "-".join(parts[: _KNOWN_PARTS[born.known]]), born.wareki()


_KNOWN_PARTS = {Known.YEAR: 1, Known.MONTH: 2, Known.DAY: 3}


def _seireki(born: BirthDate) -> str:
    parts = f"{born.day.year}年", f"{born.day.month}月", f"{born.day.day}日"
    return "".join(parts[: _KNOWN_PARTS[born.known]])


def _of_person(application: Application, tongue: Tongue) -> Iterator[Entry]:
    person = application.applicant
    for key, words in (
        ("name", person.name),
        ("kanji_name", person.kanji_name),
        ("common_name", person.common_name),
        ("kana", person.kana),
    ):
        if words:
            yield _written(tongue, key, words, wide=len(words) > _LONG_NAME)
    if person.glyph_note:
        long = len(person.glyph_note) > _LONG_NAME
        yield _written(tongue, "glyph_note", person.glyph_note, wide=long)
    first, second = both_calendars(person.birth_date, tongue.main.language)
    other = Said(PublicLanguage.JA, second)
    yield replace(_written(tongue, "birth_date", first), echo=other)
    yield _chosen(tongue, "sex", f"sex.{person.sex.value}")
    if person.postal_code:
        code = f"〒{person.postal_code[:3]}-{person.postal_code[3:]}"
        yield _written(tongue, "address", f"{code}\n{person.address}", wide=True)
    else:
        yield _written(tongue, "address", person.address, wide=True)
    if person.phone:
        yield _written(tongue, "phone", person.phone)


def _of_number(application: Application, tongue: Tongue) -> Iterator[Entry]:
    """Yield the number, masked: somebody may look over the applicant's shoulder."""
    person = application.applicant
    for key, number in (
        ("form_id", person.form_id),
        ("individual_number", person.individual_number),
    ):
        if number:
            digits = number[-_LAST_DIGITS:]
            yield _chosen(tongue, key, "last_digits", digits=digits)


def _of_wishes(wishes: Wishes, tongue: Tongue) -> Iterator[Entry]:
    yield _chosen(tongue, "certificates", f"certificates.{_certificates(wishes)}")
    if wishes.face_authentication:
        yield _chosen(tongue, "face_authentication", "face_authentication.wanted")
    if wishes.braille:
        yield _chosen(tongue, "braille", "braille.wanted")
    wide = wishes.delivery is not Delivery.AT_CITY
    yield _chosen(tongue, "delivery", f"delivery.{wishes.delivery.value}", wide=wide)


def _certificates(wishes: Wishes) -> str:
    match wishes.signature_certificate, wishes.authentication_certificate:
        case True, True:
            return "both"
        case True, False:
            return "signature"
        case False, True:
            return "authentication"
        case _:
            return "none"


def _of_representative(person: Representative | None, tongue: Tongue) -> Iterator[Entry]:
    if person is None:
        return
    relation = tongue.say(f"confirm.relation.{person.relation.value}")
    yield replace(_written(tongue, "representative", person.name), echo=relation)
    if person.phone:
        yield _written(tongue, "representative_phone", person.phone)


def _written(tongue: Tongue, key: str, words: str, *, wide: bool = False) -> Entry:
    return Entry(
        label=tongue.say(f"confirm.{key}"),
        note=tongue.echo(f"confirm.{key}"),
        value=Said(PublicLanguage.JA, words),  # the letter forms of the card, whoever reads them
        echo=Said(PublicLanguage.JA, ""),
        written=True,
        wide=wide,
    )


def _chosen(
    tongue: Tongue, key: str, choice: str, *, wide: bool = False, **params: object
) -> Entry:
    return Entry(
        label=tongue.say(f"confirm.{key}"),
        note=tongue.echo(f"confirm.{key}"),
        value=tongue.say(f"confirm.{choice}", **params),
        echo=tongue.echo(f"confirm.{choice}", **params),
        written=False,
        wide=wide,
    )
