"""The parts of an opened station, for those that work with several of them."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.ports import Clock
from storage.audit.journal import Journal
from storage.custody.days import Days
from storage.database.engine import Store
from storage.layout import Layout
from storage.people.door import Door
from storage.people.queuekey import QueueKey
from storage.people.register import Register
from storage.people.secondperson import SecondCheck
from storage.profile import Profile
from storage.records.cardslips import CardSlips
from storage.records.corrections import Corrections
from storage.records.drafts import Drafts
from storage.records.duties import Duties
from storage.records.numbertags import NumberTags
from storage.records.vault import Vault
from storage.tickets.book import Book
from storage.tickets.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """One of each; ``backups`` is the second place, None means a folder of the data folder."""

    layout: Layout
    store: Store
    profile: Profile
    door: Door
    days: Days
    vault: Vault
    duties: Duties
    cards: CardSlips
    drafts: Drafts
    tags: NumberTags
    corrections: Corrections
    register: Register
    journal: Journal
    clock: Clock
    second: SecondCheck
    queue_key: QueueKey
    book: Book
    tally: Tally
    backups: Path | None = None
