"""The closed day as `kiosk queue simulate --recorded` reads it: when people came, what it took."""

from datetime import date
from pathlib import Path

from kiosk.queue.dayfile import spell_day
from kiosk.queue.played import day_of
from kiosk.queueports import TicketBook
from kiosk.vaultports import Papers


def keep_played_day(book: TicketBook, papers: Papers, day: date) -> Path | None:
    """Leave the day beside its report and return where; None when nobody took a ticket."""
    played = day_of(book.day(day), book.history(day, day))
    if not played.visits:
        return None
    lines = "".join(f"{line}\n" for line in spell_day(played))
    return papers.keep(f"line-{day:%Y%m%d}.jsonl", lines.encode("utf-8"))
