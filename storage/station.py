"""One station, opened: what the core asks of storage, as one object on the storage thread."""

import contextlib
from datetime import date
from pathlib import Path

from sqlalchemy import select

from kiosk.domain.custody import Consent
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.ids import RecordId, StaffId
from kiosk.domain.record import Receipt, Record
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import BatchFiles
from kiosk.ports import Clock
from kiosk.vaultports import DayState, Report
from storage.closing import Closer, Parts
from storage.days import Days
from storage.devicesecret import DeviceSecret, DeviceSecretFile
from storage.door import Door
from storage.duties import Duties
from storage.engine import Store
from storage.errors import DamagedDatabaseError, StationMissingError
from storage.instance import InstanceLock
from storage.journal import Journal
from storage.layout import Layout, is_station
from storage.models import StaffRow
from storage.passwords import stretch
from storage.profile import Profile, read_profile
from storage.schema import upgrade
from storage.secondperson import SecondCheck
from storage.sealing import Sealing
from storage.slots import Slots
from storage.staffkeys import Stretch
from storage.throttle import Throttle
from storage.vault import Vault


class Station:
    """Implements `StaffDoor`, `RecordVault` and `DayCloser`, all on the thread that opened it."""

    def __init__(self, parts: Parts, lock: InstanceLock) -> None:
        self._parts = parts
        self._lock = lock
        self._closer = Closer(parts)
        self._closed = False

    @property
    def profile(self) -> Profile:
        """Return what the station was set up with."""
        return self._parts.profile

    def staff(self) -> tuple[StaffMember, ...]:
        """Return who may sign in, by log-in name."""
        asked = select(StaffRow).where(StaffRow.active).order_by(StaffRow.id)
        with self._parts.store.unit() as session:
            rows = session.scalars(asked).all()
        return tuple(
            StaffMember(id=StaffId(row.id), display_name=row.display_name, role=Role(row.role))
            for row in rows
        )

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        """Unlock the vault; raise `SignInError` alike for an unknown name and a wrong password."""
        member = self._parts.door.sign_in(staff_id, password)
        try:
            self._parts.days.finish_what_was_begun()
        except BaseException:
            self._parts.door.sign_out()
            raise
        return member

    def sign_out(self) -> None:
        """Wipe every key."""
        self._parts.door.sign_out()

    def open_day(self, business_date: date, people: tuple[StaffId, ...] = ()) -> DayState:
        """Make the day ready for records, or say that it is closed already."""
        return self._parts.vault.open_day(business_date, people)

    def unclosed_days(self) -> tuple[date, ...]:
        """Return the business dates that hold records and were never closed, oldest first."""
        return self._parts.vault.unclosed_days()

    def put(self, record: Record) -> Receipt:
        """Seal, store, read back and compare."""
        return self._parts.vault.put(record)

    def count(self, business_date: date) -> int:
        """Return how many records the day holds."""
        return self._parts.vault.count(business_date)

    def duties(self, business_date: date) -> tuple[PhotoDuty, ...]:
        """Return what is or was to be done about the open day's records, by receipt."""
        return self._parts.duties.of_day(business_date)

    def complete_duty(self, business_date: date, record_id: RecordId) -> tuple[PhotoDuty, ...]:
        """Note that whoever is signed in has done it now; done stays done."""
        return self._parts.duties.complete(business_date, record_id)

    def close_day(self, business_date: date, consent: Consent, report: Report) -> BatchFiles:
        """Return the day's verified batch and throw the day's key away."""
        return self._closer.close_day(business_date, consent, report)

    def close(self) -> None:
        """Sign out and let go of the data folder; harmless when that is done."""
        if self._closed:
            return
        self._closed = True
        try:
            self.sign_out()
        finally:
            try:
                self._parts.store.close()
            finally:
                self._lock.release()


def open_station(
    folder: Path,
    clock: Clock,
    *,
    device: DeviceSecret | None = None,
    stretch: Stretch = stretch,
) -> Station:
    """Return the station of a data folder, locked up; the folder is ours until `close`."""
    layout = Layout(folder)
    if not is_station(folder):
        raise StationMissingError("no vault")
    with contextlib.ExitStack() as undo:
        lock = InstanceLock(layout.lock)
        undo.callback(lock.release)
        store = _open_store(layout)
        undo.callback(store.close)
        secret = device or DeviceSecretFile(layout.device_key)
        station = Station(_assemble(layout, clock, store, secret, stretch), lock)
        undo.pop_all()
    return station


def _assemble(
    layout: Layout, clock: Clock, store: Store, device: DeviceSecret, stretch: Stretch
) -> Parts:
    with store.unit() as session:
        profile = read_profile(session)
    journal = Journal(profile.database, clock)
    door = Door(
        store=store,
        profile=profile,
        journal=journal,
        device=device,
        throttle=Throttle(layout.throttle, clock),
        stretch=stretch,
    )
    slots = Slots(folder=layout.slots, database=profile.database, station=profile.station)
    days = Days(store, door, journal, slots, clock)
    sealing = Sealing(profile, door, days)
    duties = Duties(
        store=store, door=door, days=days, sealing=sealing, journal=journal, clock=clock
    )
    vault = Vault(
        store=store,
        profile=profile,
        door=door,
        days=days,
        sealing=sealing,
        duties=duties,
        journal=journal,
        clock=clock,
    )
    return Parts(
        layout=layout,
        store=store,
        profile=profile,
        door=door,
        days=days,
        vault=vault,
        duties=duties,
        second=SecondCheck(store=store, door=door, journal=journal),
        journal=journal,
        clock=clock,
    )


def _open_store(layout: Layout) -> Store:
    if not layout.database.is_file():
        raise DamagedDatabaseError("no database file")
    store = Store(layout.database)
    try:
        with store.connection() as connection:
            upgrade(connection)
    except BaseException:
        store.close()
        raise
    return store
