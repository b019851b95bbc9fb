"""How the parts of a station are put together: who is given whom."""

from dataclasses import dataclass

from kiosk.ports import Clock
from storage.audit.anchor import Anchor
from storage.audit.anchorfile import AnchorFile
from storage.audit.journal import Journal
from storage.custody.days import Days
from storage.database.engine import Store
from storage.layout import Layout
from storage.parts import Parts
from storage.people.devicesecret import DeviceSecret
from storage.people.door import Door
from storage.people.queuekey import QueueKey
from storage.people.register import Register
from storage.people.rotation import Rotation
from storage.people.secondperson import SecondCheck
from storage.people.slots import Slots
from storage.people.staffkeys import Stretch
from storage.people.throttle import Throttle
from storage.profile import Profile, read_profile
from storage.records.cardslips import CardSlips
from storage.records.corrections import Corrections
from storage.records.drafts import Drafts
from storage.records.duties import Duties
from storage.records.numbertags import NumberTags
from storage.records.sealing import Sealing
from storage.records.vault import Vault
from storage.tickets.book import Book
from storage.tickets.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What every part stands on."""

    layout: Layout
    store: Store
    profile: Profile
    door: Door
    journal: Journal
    device: DeviceSecret
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Records:
    """What the vault works with."""

    days: Days
    duties: Duties
    drafts: Drafts
    tags: NumberTags


def assemble(
    layout: Layout, clock: Clock, store: Store, device: DeviceSecret, stretch: Stretch
) -> Parts:
    """Return the parts of the station in this store, locked up."""
    with store.unit() as session:
        profile = read_profile(session)
    journal = Journal(profile.database, clock)
    store.watch(journal)
    file = AnchorFile(layout.anchor, profile)
    door = Door(
        store=store,
        profile=profile,
        journal=journal,
        device=device,
        clock=clock,
        throttle=Throttle(file, clock, layout.throttle),
        anchor=Anchor(file, profile, journal),
        stretch=stretch,
    )
    ground = _Ground(
        layout=layout,
        store=store,
        profile=profile,
        door=door,
        journal=journal,
        device=device,
        clock=clock,
    )
    return _furnish(ground)


def _furnish(on: _Ground) -> Parts:
    slots = Slots(folder=on.layout.slots, database=on.profile.database, station=on.profile.station)
    days = Days(on.store, on.door, on.journal, slots, on.clock)
    sealing = Sealing(on.profile, on.door, days)
    duties = Duties(
        store=on.store,
        door=on.door,
        days=days,
        sealing=sealing,
        journal=on.journal,
        clock=on.clock,
    )
    drafts = Drafts(
        store=on.store,
        profile=on.profile,
        door=on.door,
        days=days,
        journal=on.journal,
        clock=on.clock,
    )
    tags = NumberTags(on.store, on.profile, on.door, days)
    records = _Records(days, duties, drafts, tags)
    queue_key = QueueKey(on.store, on.profile, on.door)
    return Parts(
        layout=on.layout,
        store=on.store,
        profile=on.profile,
        door=on.door,
        days=days,
        vault=_new_vault(on, sealing, records),
        tags=tags,
        corrections=_new_corrections(on, sealing, records),
        duties=duties,
        cards=CardSlips(
            store=on.store,
            profile=on.profile,
            door=on.door,
            days=days,
            journal=on.journal,
            clock=on.clock,
        ),
        register=_new_register(on, sealing, slots),
        drafts=drafts,
        second=SecondCheck(store=on.store, door=on.door, journal=on.journal),
        queue_key=queue_key,
        book=Book(on.store, queue_key, on.profile.database, on.clock),
        tally=Tally(queue_key, on.clock),
        journal=on.journal,
        clock=on.clock,
    )


def _new_vault(on: _Ground, sealing: Sealing, parts: _Records) -> Vault:
    return Vault(
        store=on.store,
        profile=on.profile,
        door=on.door,
        days=parts.days,
        sealing=sealing,
        duties=parts.duties,
        drafts=parts.drafts,
        tags=parts.tags,
        journal=on.journal,
        clock=on.clock,
    )


def _new_corrections(on: _Ground, sealing: Sealing, parts: _Records) -> Corrections:
    return Corrections(
        store=on.store,
        profile=on.profile,
        door=on.door,
        days=parts.days,
        sealing=sealing,
        duties=parts.duties,
        tags=parts.tags,
        journal=on.journal,
    )


def _new_register(on: _Ground, sealing: Sealing, slots: Slots) -> Register:
    rotation = Rotation(
        store=on.store,
        profile=on.profile,
        door=on.door,
        journal=on.journal,
        sealing=sealing,
        slots=slots,
        device=on.device,
    )
    return Register(
        store=on.store,
        profile=on.profile,
        door=on.door,
        journal=on.journal,
        device=on.device,
        rotation=rotation,
    )
