"""The parts of an opened station, for those that work with several of them."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.ports import Clock
from storage.days import Days
from storage.door import Door
from storage.drafts import Drafts
from storage.duties import Duties
from storage.engine import Store
from storage.journal import Journal
from storage.layout import Layout
from storage.profile import Profile
from storage.register import Register
from storage.secondperson import SecondCheck
from storage.vault import Vault


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
    drafts: Drafts
    register: Register
    journal: Journal
    clock: Clock
    second: SecondCheck
    backups: Path | None = None
