"""The book of a laptop that never starts again: in the second place, and for an identity."""

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.event import Event
from kiosk.domain.sitepicture import SitePicture
from storage.batches.errors import NotARecipientError
from storage.crypto.identities import new_age_identity
from storage.custody.errors import BackupPlaceError
from storage.errors import StorageFaultError
from storage.headquarters.recover import Recovered, recover
from storage.headquarters.recovery import RecoverFault
from storage.office.recoverykey import RecoveryKey
from storage.policies.errors import NothingToRecoverError
from tests.storage.closedday import ClosedDay
from tests.storage.office_suite import BY, FIRST, event, person
from tests.storage.people import DAY, LEAD_PASSWORD
from tests.storage.picture_suite import EVENT, site_photo


class Evening(ClosedDay):
    """A closed day at a station whose book has two events, a person and two pictures."""

    def __init__(self, root: Path) -> None:
        (root / "second").mkdir()
        super().__init__(root, backups=root / "second")
        office = self.station.office
        office.put(event(remarks="前の版"), by=BY, expected_version=0)
        office.put(event(), by=BY, expected_version=1)
        office.put(person(), by=BY, expected_version=0)
        office.put(event(2), by=BY, expected_version=0)
        self.pictures = [
            office.pictures.keep(EVENT, f"（研修）{word!r}", site_photo(word), by=BY)
            for word in (b"one", b"two")
        ]
        self.out = root / "out"

    @property
    def second(self) -> Path:
        assert self.backups is not None
        return self.backups / "SK01-office"

    def die(self) -> Path:
        """Return the data folder as it lies on the disk while the station runs."""
        dead = self.root / "dead"
        shutil.copytree(self.data, dead)
        return dead

    def recover(self, source: Path) -> Recovered:
        return recover(source, self.identity, self.out)

    def book(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / "office" / "book.json").read_text("utf-8"))
        return found


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    evening = Evening(tmp_path)
    yield evening
    evening.station.close()


def whole(evening: Evening, found: Recovered, lines: int = 6) -> None:
    """Fail unless all of the book was laid out."""
    assert found.problems == ()
    assert found.office is not None
    assert (found.office.entries, found.office.pictures) == (5, 2)
    assert (found.office.lines, found.office.proved) == (lines, True)
    values = {one["id"]: one for one in evening.book()["content"]}
    assert values["E-001"]["version"] == 2
    assert values["E-001"]["value"]["place"]["name"] == "（研修）会館"
    assert values["P-01"]["value"]["name"] == "研修 髙橋﨑子"
    shots = {one.stem: one.read_bytes() for one in (evening.out / "office" / "pictures").iterdir()}
    one, two = evening.pictures
    assert shots == {one.id: site_photo(b"one").jpeg, two.id: site_photo(b"two").jpeg}


@pytest.mark.parametrize("of", ["", "vault", "vault/station.db"])
def test_a_dead_laptop_gives_its_book_to_an_identity(evening: Evening, of: str) -> None:
    dead = evening.die()
    whole(evening, evening.recover(dead / of))
    told = json.loads((evening.out / "recovered.json").read_text("utf-8"))
    assert told["office"]["proved"] is True
    if os.name != "nt":
        made = [evening.out, *evening.out.rglob("*")]
        assert [one.name for one in made if one.stat().st_mode & 0o077] == []
    assert not list(evening.out.glob("**/*.db*"))


def test_the_days_backup_has_the_book_beside_it(evening: Evening) -> None:
    evening.station.back_up(DAY)
    (day,) = evening.second.parent.glob("*.backup.db")
    whole(evening, evening.recover(day))


def test_the_book_in_the_second_place_opens_by_itself(evening: Evening) -> None:
    evening.station.back_up(DAY)
    found = evening.recover(evening.second)
    whole(evening, found)
    assert (found.station, found.days) == ("SK01", ())


def test_a_copy_of_the_second_place_is_the_book_itself(evening: Evening) -> None:
    """After a disk died, the folder can be put back, and the station goes on with it."""
    evening.station.back_up(DAY)
    evening.station.close()
    shutil.rmtree(evening.data / "office")
    shutil.copytree(evening.second, evening.data / "office")
    station = evening.station = evening.open_signed_in()
    assert station.office.read().entries(Event) == (event(), event(2))
    assert station.office.pictures.jpeg(evening.pictures[0]) == site_photo(b"one").jpeg
    station.office.put(event(3), by=BY, expected_version=0)


def test_the_next_backup_has_what_came_and_not_what_was_forgotten(evening: Evening) -> None:
    evening.station.back_up(DAY)
    before = {path.name for path in (evening.second / "pictures").iterdir()}
    one, two = evening.pictures
    office = evening.station.office
    office.pictures.forget(one, by=BY)
    three = office.pictures.keep(EVENT, "（研修）3", site_photo(b"three"), by=BY)
    office.forget(FIRST, by=BY, expected_version=2)
    (evening.second / "pictures" / f".{one.id}.sealed.part").write_bytes(b"of a kill")
    (evening.second / "pictures" / "notes.txt").write_bytes(b"somebody's own")
    evening.station.back_up(DAY)
    assert before == {f"{one.id}.sealed", f"{two.id}.sealed"}
    after = {path.name for path in (evening.second / "pictures").iterdir()}
    assert after == {f"{two.id}.sealed", f"{three.id}.sealed", "notes.txt"}
    found = evening.recover(evening.second)
    assert {one["id"] for one in evening.book()["content"]} == {"P-01", "E-002", two.id, three.id}
    assert (found.office is not None and found.office.pictures) == 2


def test_the_second_place_holds_nothing_readable(evening: Evening) -> None:
    evening.station.back_up(DAY)
    for path in evening.second.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(
                word.encode() in content for word in ("研修", "髙橋", "kenshu", "oneone")
            )


def test_a_station_without_a_book_has_none_in_the_second_place(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    closed = ClosedDay(tmp_path, backups=tmp_path / "second")
    closed.station.back_up(DAY)
    closed.station.close()
    assert [one.suffix for one in (tmp_path / "second").iterdir()] == [".db"]


def test_a_damaged_book_holds_up_no_evening_and_is_not_copied_over_a_good_one(
    evening: Evening,
) -> None:
    evening.station.back_up(DAY)
    good = (evening.second / "book.db").read_bytes()
    evening.station.close()
    book = evening.data / "office" / "book.db"
    with contextlib.closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("UPDATE links SET actor = 'nobody' WHERE n = 2")
    evening.station = evening.open()
    evening.station.sign_in("lead1", LEAD_PASSWORD)
    evening.station.back_up(DAY)
    assert (evening.second / "book.db").read_bytes() == good
    (day,) = evening.station.standing().days
    assert day.backup is not None


def test_a_second_place_that_cannot_take_the_book_is_told(evening: Evening) -> None:
    evening.second.write_bytes(b"a file where the folder should be")
    with pytest.raises(StorageFaultError):
        evening.station.back_up(DAY)
    evening.second.unlink()
    evening.station.back_up(DAY)
    whole(evening, evening.recover(evening.second))


def test_a_second_place_that_is_gone_is_told(evening: Evening) -> None:
    evening.second.parent.rmdir()
    with pytest.raises(BackupPlaceError):
        evening.station.back_up(DAY)


def test_somebody_elses_identity_opens_nothing_of_it(evening: Evening, tmp_path: Path) -> None:
    evening.station.back_up(DAY)
    other = tmp_path / "other.txt"
    other.write_text(new_age_identity()[1], encoding="utf-8")
    with pytest.raises(NotARecipientError):
        recover(evening.second, other, evening.out)
    assert not evening.out.exists()


def test_a_recovery_file_of_somebody_else_is_written_anew(evening: Evening) -> None:
    """Else whoever reached the folder could have the book recoverable for nobody."""
    path = evening.data / "office" / "recovery.json"
    right = RecoveryKey.read(path)
    fields = json.loads(path.read_text("utf-8"))
    fields["key"] = "AAAA"
    path.write_text(json.dumps(fields), encoding="utf-8")
    evening.restart()
    evening.station.office.read()
    again = RecoveryKey.read(path)
    assert (again.recipients, again.station) == (right.recipients, "SK01")
    whole(evening, evening.recover(evening.die()))


def test_a_recovery_file_that_is_right_is_left_alone(evening: Evening) -> None:
    path = evening.data / "office" / "recovery.json"
    before = path.read_bytes()
    evening.restart()
    evening.station.office.read()
    assert path.read_bytes() == before


def test_a_book_without_its_recovery_file_is_listed_and_the_days_are_there(
    evening: Evening,
) -> None:
    dead = evening.die()
    (dead / "office" / "recovery.json").unlink()
    found = evening.recover(dead)
    assert [(one.item, one.fault) for one in found.problems] == [
        ("office", RecoverFault.UNREADABLE)
    ]
    assert [day.records for day in found.days] == [3]
    shutil.rmtree(evening.out)
    with pytest.raises(NothingToRecoverError):
        evening.recover(dead / "office")


def alter(dead: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(dead / "office" / "book.db")) as book, book:
        book.execute(statement)


@pytest.mark.parametrize(
    ("statement", "faults", "entries"),
    [
        ("UPDATE links SET actor = 'x' WHERE n = 3", {("office 3", "tampered")}, 5),
        (
            "UPDATE pages SET sealed = zeroblob(99) WHERE n = 4",
            {("office 4", "tampered"), ("office event E-002", "tampered")},
            4,
        ),
        (
            "DELETE FROM pages WHERE n = 4",
            {("office 4", "tampered"), ("office event E-002", "unreadable")},
            4,
        ),
        ("UPDATE links SET version = 'x', n = 77 WHERE n = 6", {("office 6", "tampered")}, 4),
    ],
)
def test_what_is_damaged_costs_itself_alone(
    evening: Evening, statement: str, faults: set[tuple[str, str]], entries: int
) -> None:
    dead = evening.die()
    alter(dead, "PRAGMA foreign_keys = OFF")
    alter(dead, statement)
    found = evening.recover(dead)
    assert found.office is not None
    assert {(one.item, one.fault.value) for one in found.problems} == faults
    assert (found.office.entries, found.office.proved) == (entries, False)
    assert [day.records for day in found.days] == [3]


def test_an_end_that_was_cut_off_is_told_by_the_stations_note(evening: Evening) -> None:
    dead = evening.die()
    alter(dead, "DELETE FROM pages WHERE n > 4")
    alter(dead, "DELETE FROM links WHERE n > 4")
    found = evening.recover(dead)
    assert found.office is not None
    assert (found.office.lines, found.office.proved) == (4, False)


def test_exchanged_and_lost_pictures_are_listed(evening: Evening) -> None:
    dead = evening.die()
    one, two = evening.pictures
    shutil.copy(file_of(dead, one), file_of(dead, two))
    file_of(dead, one).unlink()
    found = evening.recover(dead)
    assert {(p.item, p.fault.value) for p in found.problems} == {
        (f"office picture {one.id}", "unreadable"),
        (f"office picture {two.id}", "tampered"),
    }
    assert not (evening.out / "office" / "pictures").exists()


def test_a_book_that_is_no_database_is_listed(evening: Evening) -> None:
    dead = evening.die()
    (dead / "office" / "book.db").write_bytes(b"no database at all" * 100)
    (dead / "office" / "book.db-wal").unlink(missing_ok=True)
    found = evening.recover(dead)
    assert [(one.item, one.fault.value) for one in found.problems] == [("office ?", "tampered")]
    assert [day.records for day in found.days] == [3]


def file_of(folder: Path, picture: SitePicture) -> Path:
    return folder / "office" / "pictures" / f"{picture.id}.sealed"
