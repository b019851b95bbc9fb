"""No older copy passes for the station: database and anchor, in every mixture."""

import sqlite3
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AnchorState
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from storage.audit.anchorfile import STRIDE
from storage.audit.chain import HALF, Chain, ratcheted_mac
from storage.errors import (
    AnchorDisagreesError,
    GeneralNeededError,
    SignInError,
    StorageFaultError,
    TamperedError,
)
from storage.station import Station
from tests.storage.moored import GENERAL_PASSWORD, Moored, Picture
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, Place, exempted, new_record, new_staff
from tests.storage.port_suite import ignore

AGREES, BEHIND = AnchorState.AGREES, AnchorState.DATABASE_BEHIND
OTHER, LOST = AnchorState.OTHER_HISTORY, AnchorState.ANCHOR_LOST


@pytest.fixture
def moored(tmp_path: Path) -> Moored:
    moored = Moored(tmp_path)
    moored.create()
    return moored


def enter(station: Station) -> None:
    station.sign_in("lead1", LEAD_PASSWORD)


def fail(station: Station) -> None:
    with pytest.raises(SignInError):
        station.sign_in("lead1", "wrong")


# Each act and how many transactions of the vault it makes; a failed log-in is the device's.
ACTS: tuple[tuple[Callable[[Station], object], int], ...] = (
    (enter, 1),
    (lambda station: station.open_day(DAY), 1),
    (lambda station: station.put(new_record(1)), 1),
    (lambda station: station.put(exempted(2)), 1),  # three entries in one commit
    (lambda station: station.complete_duty(DAY, exempted(2).id), 1),
    (lambda station: station.put(new_record(3)), 1),
    (lambda station: station.sign_out(), 1),
    (fail, 0),
    (fail, 0),
    (enter, 1),
    (lambda station: station.put(new_record(4)), 1),
    (lambda station: station.note_sheet_printed(DAY), 1),
    (lambda station: station.lock(None), 1),
)


def pictures_of_a_day(moored: Moored) -> list[Picture]:
    pictures = [moored.picture()]
    station = moored.open()
    for act, _ in ACTS:
        act(station)
        pictures.append(moored.picture())
    station.close()
    return pictures


def expected(database: int, anchor: int) -> AnchorState:
    """Return the answer for the database after one act with the anchor after another.

    A database that is ahead has lost nothing, whatever the anchor is: it agrees when the anchor
    missed no more than the one commit that a power cut can take from it. Between them only failed
    log-ins may lie, and the trail still counts those.
    """
    if database < anchor:
        return BEHIND
    commits = sum(count for _, count in ACTS[anchor:database])
    return AGREES if commits <= 1 else LOST


def test_every_mixture_of_database_and_anchor_gets_the_right_answer(moored: Moored) -> None:
    pictures = pictures_of_a_day(moored)
    numbers = range(len(pictures))
    assert len(pictures) >= 12
    wrong = []
    for database, anchor in product(numbers, numbers):
        moored.put_back(pictures[database].with_anchor(pictures[anchor]))
        answer = moored.state()
        if answer is not expected(database, anchor):
            wrong.append((database, anchor, answer))
    assert wrong == []


def test_after_the_power_cut_of_one_commit_the_anchor_catches_up(moored: Moored) -> None:
    pictures = pictures_of_a_day(moored)
    moored.put_back(pictures[4].with_anchor(pictures[3]))
    station = moored.sign_in()
    station.put(new_record(9))
    station.close()
    assert [moored.state() for _ in range(2)] == [AGREES, AGREES]


def test_two_stations_grown_from_one_copy_do_not_mix(moored: Moored) -> None:
    moored.open_signed_in().close()
    start = moored.picture()
    ends = []
    for numbers in ((1, 2), (3, 4, 5)):
        moored.put_back(start)
        station = moored.sign_in()
        for n in numbers:
            station.put(new_record(n))
        station.close()
        ends.append(moored.picture())
    moored.put_back(ends[1].with_anchor(ends[0]))
    assert moored.state() is OTHER
    moored.put_back(ends[0].with_anchor(ends[1]))
    assert moored.state() is BEHIND


def test_a_commit_by_another_ratchet_is_another_history(moored: Moored) -> None:
    """The vault's key alone, of a member who left it behind, does not add to the chain."""
    station = moored.open_signed_in()
    before, audit = moored.picture(), bytearray(station._parts.door.unlocked.keys.audit)
    station.put(new_record(1))
    database = station.profile.database
    station.close()
    moored.put_back(moored.picture().with_anchor(before))
    last = moored.entries()[-2]  # the put; the log-out after it goes
    assert Chain(database).link(last) == last.head
    forged = ratcheted_mac(audit, last.head, bytes(HALF))
    with sqlite3.connect(moored.database) as connection:
        connection.execute("DELETE FROM audit WHERE kind = 'sign_out'")
        connection.execute("UPDATE audit SET mac = ? WHERE n = ?", (forged, last.n))
    connection.close()
    assert moored.state() is OTHER


def test_entries_of_another_branch_do_not_fit_in(moored: Moored) -> None:
    """Each is genuine, and stands where the station once wrote it."""
    moored.open_signed_in().close()
    start, rows = moored.picture(), []
    for number in (1, 2):
        moored.put_back(start)
        station = moored.sign_in()
        station.put(new_record(number))
        station.close()
        rows.append(moored.entries()[-1])
    with sqlite3.connect(moored.database) as connection:
        connection.execute(
            "UPDATE audit SET previous = ?, head = ?, mac = ? WHERE n = ?",
            (rows[0].previous, rows[0].head, rows[0].mac, rows[0].n),
        )
    connection.close()
    assert rows[0].head != rows[1].head
    station = moored.open()
    with pytest.raises(TamperedError, match=f"audit entry {rows[0].n}"):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


@pytest.mark.parametrize("damage", ["gone", "empty", "zeros", "other"])
def test_a_lost_anchor_is_said_and_stays_lost(moored: Moored, tmp_path: Path, damage: str) -> None:
    moored.open_signed_in().close()
    anchor = moored.vault / "anchor"
    if damage == "other":
        (tmp_path / "other").mkdir()
        other = Moored(tmp_path / "other")
        other.create()
        anchor.write_bytes((other.vault / "anchor").read_bytes())
    else:
        anchor.unlink()
    if damage in {"empty", "zeros"}:
        anchor.write_bytes(b"" if damage == "empty" else bytes(4 * STRIDE))
    assert [moored.state() for _ in range(3)] == [LOST, LOST, LOST]


def disagreeing(moored: Moored) -> None:
    """Put an older database back."""
    moored.open_signed_in().close()
    older = moored.picture()
    station = moored.sign_in()
    station.put(new_record(1))
    station.close()
    moored.put_back(older.with_anchor(moored.picture()))


def test_while_they_disagree_nothing_new_is_taken_and_the_anchor_stays(moored: Moored) -> None:
    disagreeing(moored)
    vault_slots = (moored.vault / "anchor").read_bytes()[2 * STRIDE :]
    station = moored.sign_in()
    for act in (
        lambda: station.put(new_record(2)),
        lambda: station.open_day(DAY),
        lambda: station.close_day(DAY, ALONE, ignore),
    ):
        with pytest.raises(AnchorDisagreesError):
            act()
    assert station.count(DAY) == 0
    station.close()
    assert (moored.vault / "anchor").read_bytes()[2 * STRIDE :] == vault_slots
    # As many entries as were lost do not make up for them.
    assert {moored.state() for _ in range(6)} <= {BEHIND, OTHER}


def test_only_the_general_manager_accepts_and_the_trail_keeps_both_ends(moored: Moored) -> None:
    disagreeing(moored)
    for who in ("staff1", "lead1"):
        station = moored.sign_in(who)
        with pytest.raises(GeneralNeededError):
            station.accept_anchor(GENERAL_PASSWORD)
        station.close()
    station = moored.sign_in("general1")
    before = len(moored_entries(station))
    station.accept_anchor(GENERAL_PASSWORD)
    station.open_day(DAY)
    station.put(new_record(7))
    station.accept_anchor(GENERAL_PASSWORD)  # nothing to accept: harmless, and not noted
    station.close()
    accepted = moored.entries()[before + 1]
    assert (accepted.kind, accepted.actor) == (AuditKind.ACCEPT_ANCHOR, "general1")
    own, anchored = accepted.subject.split("/")
    assert (own.split(":")[0], anchored.split(":")[0]) == (str(before), "7")
    assert moored.kinds().count(AuditKind.ACCEPT_ANCHOR) == 1
    assert [moored.state() for _ in range(2)] == [AGREES, AGREES]


def moored_entries(station: Station) -> list[int]:
    with station._parts.store.unit() as session:
        return list(session.connection().exec_driver_sql("SELECT n FROM audit").scalars())


def test_a_station_without_a_general_manager_gets_one_who_accepts(place: Place) -> None:
    station = place.open_signed_in()
    station.put(new_record(1))
    station.close()
    (place.data / "vault" / "anchor").unlink()
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.standing().anchor is LOST
    with pytest.raises(GeneralNeededError):
        station.accept_anchor(GENERAL_PASSWORD)
    with pytest.raises(AnchorDisagreesError):
        station.remove_staff(StaffId("staff1"))
    assert [one.id for one in station.staff()] == ["lead1", "staff1"]
    station.add_staff(new_staff("general1", Role.GENERAL, GENERAL_PASSWORD))
    station.close()
    station = place.open()
    station.sign_in("general1", GENERAL_PASSWORD)
    station.accept_anchor(GENERAL_PASSWORD)
    station.open_day(DAY)
    station.put(new_record(2))
    station.remove_staff(StaffId("staff1"))
    station.close()
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.standing().anchor is AGREES
    assert station.count(DAY) == 2
    station.close()


def test_an_accepted_database_is_watched_again(moored: Moored) -> None:
    disagreeing(moored)
    station = moored.sign_in("general1")
    station.accept_anchor(GENERAL_PASSWORD)
    older = moored.picture()
    station.open_day(DAY)
    station.put(new_record(7))
    station.close()
    moored.put_back(older.with_anchor(moored.picture()))
    assert moored.state() is BEHIND


def test_a_commit_whose_anchor_fails_is_kept_and_no_second_one_follows(moored: Moored) -> None:
    station = moored.open_signed_in()
    anchor, aside = moored.vault / "anchor", moored.vault / "aside"
    anchor.rename(aside)
    anchor.mkdir()  # a disk that refuses the write
    station.put(new_record(1))
    with pytest.raises(StorageFaultError):
        station.put(new_record(2))
    assert station.count(DAY) == 1
    anchor.rmdir()
    aside.rename(anchor)
    station.put(new_record(2))
    station.close()
    assert moored.state() is AGREES


def test_a_crash_after_the_commit_whose_anchor_failed_agrees(moored: Moored) -> None:
    station = moored.open_signed_in()
    before = moored.picture()
    anchor, aside = moored.vault / "anchor", moored.vault / "aside"
    anchor.rename(aside)
    anchor.mkdir()
    station.put(new_record(1))
    anchor.rmdir()
    after = moored.picture()
    del after.files["aside"]
    station.close()
    moored.put_back(after.with_anchor(before))
    station = moored.sign_in()
    assert station._parts.door.unlocked.anchor is AGREES
    assert station.count(DAY) == 1
    station.close()


class BeforeTheAnchor:
    """Takes a picture of the vault at each commit, before the anchor hears of it."""

    def __init__(self, moored: Moored) -> None:
        self._moored = moored
        self.pictures: list[Picture] = []

    def committed(self) -> None:
        self.pictures.append(self._moored.picture())

    def rolled_back(self) -> None:
        """Nothing was written."""


def test_a_crash_in_a_rotation_agrees_before_and_after_its_commit(moored: Moored) -> None:
    station = moored.sign_in("general1")
    before = moored.picture()
    watcher = BeforeTheAnchor(moored)
    station._parts.store._watchers.insert(0, watcher)
    station.remove_staff(StaffId("staff1"))
    station.close()
    rotated = [rotation_in(moored, picture) for picture in watcher.pictures]
    assert rotated[0]  # one transaction, so the picture before it is of the log-in
    for picture in watcher.pictures:
        moored.put_back(picture)
        assert moored.state("lead1") is AGREES
    # The commit did not come: what was prepared for it does not count.
    moored.put_back(before.with_anchor(watcher.pictures[0]))
    assert moored.state("lead1") is AGREES


def rotation_in(moored: Moored, picture: Picture) -> bool:
    moored.put_back(picture)
    return AuditKind.ROTATE_KEYS in moored.kinds()


def test_the_clock_going_back_is_noted_once_and_holds_until_it_caught_up(moored: Moored) -> None:
    moored.open_signed_in().close()

    def late() -> bool:
        station = moored.sign_in()
        flag = station._parts.door.unlocked.clock_went_back
        station.close()
        return flag

    moored.clock.pass_s(-100)
    assert not late()  # a clock that is set right by less than two minutes
    moored.clock.pass_s(-3_600)
    assert [late() for _ in range(3)] == [True, True, True]
    assert moored.kinds().count(AuditKind.CLOCK_WENT_BACK) == 1
    moored.clock.pass_s(3_700)
    assert not late()
    moored.clock.pass_s(-7_200)
    station = moored.open()
    station.sign_in("general1", GENERAL_PASSWORD)
    station.accept_anchor(GENERAL_PASSWORD)
    station.close()
    assert moored.kinds()[-2:] == [AuditKind.ACCEPT_ANCHOR, AuditKind.SIGN_OUT]
    assert not late()


def test_a_database_from_before_the_anchor_is_not_taken_for_an_upgrade(moored: Moored) -> None:
    """The chain says that there is an anchor, so does the anchor: one of them is enough."""
    moored.open_signed_in().close()
    with sqlite3.connect(moored.database) as connection:
        connection.execute("DELETE FROM settings WHERE key LIKE 'ratchet%'")
    connection.close()
    (moored.vault / "anchor").unlink()
    assert moored.state() is LOST


@pytest.mark.parametrize("password", ["wrong", "", LEAD_PASSWORD])
def test_who_accepts_types_the_own_password_once_more(moored: Moored, password: str) -> None:
    disagreeing(moored)
    station = moored.sign_in("general1")
    with pytest.raises(SignInError):
        station.accept_anchor(password)
    with pytest.raises(AnchorDisagreesError):
        station.open_day(DAY)
    station.close()
    assert AuditKind.ACCEPT_ANCHOR not in moored.kinds()
