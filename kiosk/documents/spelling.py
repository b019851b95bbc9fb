"""How papers spell dates, times, sizes and hashes."""

from datetime import date, datetime

from kiosk.domain.dates import JST, birth_date_of

_WEEKDAYS = "月火水木金土日"
_GROUP = 4


def day(when: date) -> str:
    """Return 和暦 with the weekday."""
    return f"{birth_date_of(when).wareki()}（{_WEEKDAYS[when.weekday()]}）"


def moment(when: datetime) -> str:
    """Return date and wall time in Japan."""
    local = when.astimezone(JST)
    return f"{day(local.date())} {local:%H:%M:%S}"


def minute(when: datetime) -> str:
    """Return date and wall time in Japan, without the seconds."""
    local = when.astimezone(JST)
    return f"{day(local.date())} {local:%H:%M}"


def size(length: int) -> str:
    """Return bytes with their thousands, and megabytes beside."""
    return f"{length:,} バイト（{length / 1e6:.1f} MB）"


def grouped(text: str) -> str:
    """Return hexadecimal in groups of four, so that two people can compare it aloud."""
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))
