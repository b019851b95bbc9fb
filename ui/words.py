"""Dates and ages as words of a catalogue, and the marks of verdicts."""

from datetime import date

from kiosk.domain.dates import BirthDate, Known, age_of, birth_date_of
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue, Language

MARKS = {Verdict.PASS: "○", Verdict.WARN: "△", Verdict.FAIL: "×"}
STATES = {Verdict.PASS: "ok", Verdict.WARN: "warn", Verdict.FAIL: "bad"}


def day_words(day: date, texts: Catalogue) -> str:
    """Return the date in the catalogue's usual order, 西暦."""
    return texts.say("date.long", year=day.year, month=f"{day.month:d}", day=f"{day.day:d}")


def work_day_words(day: date, texts: Catalogue) -> str:
    """Return a business date as the city writes it: 和暦 in Japanese, with the day of the week."""
    western = texts.language is Language.EN
    words = day_words(day, texts) if western else birth_date_of(day).wareki()
    return texts.say("date.work", day=words, weekday=texts[f"weekday.{day.weekday()}"])


def birth_words(born: BirthDate, today: date, texts: Catalogue) -> str:
    """Return the date in 和暦 and 西暦 with the age, so that a slip of the era is seen."""
    whole = born.known is Known.DAY
    return texts.say(
        "form.birth_date.read",
        wareki=born.wareki(),
        seireki=day_words(born.day, texts) if whole else born.seireki(),
        age=age_of(born, today),
    )
