"""The door: who gets in, what it costs to guess, and what is noticed on the way."""

import hashlib
import hmac
import sqlite3
import unicodedata

import pytest

from storage.crypto.canonical import pack
from storage.crypto.keys import audit_door_key
from storage.crypto.passwords import Argon2Cost, stretch
from storage.errors import (
    DamagedDatabaseError,
    DamagedKeyFileError,
    NotSignedInError,
    SignInError,
    SignInThrottledError,
    TamperedError,
)
from storage.people.devicesecret import DeviceSecretFile
from storage.people.throttle import wait_after
from storage.station import Station, open_station
from tests.storage.people import (
    ALONE,
    CHEAP,
    DAY,
    LEAD_PASSWORD,
    STAFF_PASSWORD,
    Place,
    new_record,
)
from tests.storage.port_suite import ignore


def alter(place: Place, statement: str) -> None:
    with sqlite3.connect(place.database) as connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


def audit_of(place: Place) -> list[tuple[str, str]]:
    with sqlite3.connect(place.database) as connection:
        found = connection.execute("SELECT kind, actor FROM audit ORDER BY n").fetchall()
    connection.close()
    return found


def test_an_unknown_name_costs_one_argon2_of_the_same_price(place: Place) -> None:
    costs: list[Argon2Cost] = []

    def counting(password: str, salt: bytes, secret: bytearray, cost: Argon2Cost) -> bytearray:
        costs.append(cost)
        return stretch(password, salt, secret, cost)

    station = open_station(place.data, place.clock, stretch=counting)
    for staff_id in ("lead1", "nobody", "", "Ｌｅａｄ　２", "x" * 500, "\ud800"):
        costs.clear()
        place.clock.pass_s(1_000)
        with pytest.raises(SignInError):
            station.sign_in(staff_id, "wrong")
        assert costs == [CHEAP], staff_id
    station.close()


def test_a_wide_or_composed_spelling_of_name_and_password_is_the_same(place: Place) -> None:
    station = place.open()
    assert (
        station.sign_in(" ＬＥＡＤ１ ", unicodedata.normalize("NFD", LEAD_PASSWORD)).id == "lead1"
    )
    wide = "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in STAFF_PASSWORD
    )
    assert station.sign_in("staff1", wide).id == "staff1"
    station.close()


def test_waiting_times_are_those_of_the_design() -> None:
    assert [wait_after(n) for n in range(8)] == [0, 0, 0, 1, 2, 4, 8, 16]
    assert [wait_after(n) for n in (12, 13, 50, 10_000)] == [512, 900, 900, 900]


def test_wrong_passwords_make_the_next_attempt_wait_even_after_a_restart(place: Place) -> None:
    for _ in range(3):
        station = place.open()
        with pytest.raises(SignInError):
            station.sign_in("lead1", "wrong")
        station.close()
    station = place.open()
    with pytest.raises(SignInThrottledError) as caught:
        station.sign_in("lead1", LEAD_PASSWORD)
    assert caught.value.params == {"seconds": "1"}
    place.clock.pass_s(1)
    station.sign_in("lead1", LEAD_PASSWORD)
    with pytest.raises(SignInError):
        station.sign_in("lead1", "wrong")  # counted from the beginning again
    station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


class CutError(Exception):
    """The plug was pulled while a password was tried."""


def cut(_password: str, _salt: bytes, _secret: bytearray, _cost: Argon2Cost) -> bytearray:
    raise CutError


def fail(station: Station, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(SignInError):
            station.sign_in("lead1", "wrong")


def test_an_attempt_that_was_cut_off_counts(place: Place) -> None:
    for _ in range(3):
        station = open_station(place.data, place.clock, stretch=cut)
        with pytest.raises(CutError):
            station.sign_in("lead1", LEAD_PASSWORD)
        station.close()
    station = place.open()
    with pytest.raises(SignInThrottledError):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


def test_setting_the_clock_back_does_not_shorten_the_wait(place: Place) -> None:
    station = place.open()
    fail(station, 3)
    place.clock.pass_s(-86_400)
    with pytest.raises(SignInThrottledError) as caught:
        station.sign_in("lead1", LEAD_PASSWORD)
    assert caught.value.params == {"seconds": "1"}
    station.close()


@pytest.mark.parametrize("fresh", [False, True], ids=["deleted", "put back"])
def test_taking_the_count_away_does_not_shorten_the_wait(place: Place, fresh: bool) -> None:
    anchor = place.data / "vault" / "anchor"
    before = anchor.read_bytes()
    station = place.open()
    fail(station, 3)
    station.close()
    if fresh:
        anchor.write_bytes(before)
    else:
        anchor.unlink()
    station = place.open()
    with pytest.raises(SignInThrottledError) as caught:
        station.sign_in("lead1", LEAD_PASSWORD)
    assert caught.value.params == {"seconds": "1"}
    station.close()


@pytest.mark.parametrize(
    ("content", "waits"),
    [
        ('{"failures": 3, "at": "2026-11-03T01:02:03+00:00"}', True),
        ("", False),
        ("{}", False),
        ("[1]", False),
        ('{"failures": "x", "at": 1}', False),
        ("\x00", False),
    ],
)
def test_the_count_of_the_first_release_is_taken_over_once(
    place: Place, content: str, waits: bool
) -> None:
    older = place.data / "vault" / "sign-in.json"
    older.write_text(content, encoding="utf-8")
    station = place.open()
    if waits:
        with pytest.raises(SignInThrottledError):
            station.sign_in("lead1", LEAD_PASSWORD)
        place.clock.pass_s(1)
    station.sign_in("lead1", LEAD_PASSWORD)
    assert not older.exists()
    station.close()


def test_the_audit_remembers_who_but_not_what_was_typed(place: Place) -> None:
    station = place.open()
    for staff_id, password in (("lead1", "wrong"), ("my secret word", "x")):
        with pytest.raises(SignInError):
            station.sign_in(staff_id, password)
    station.sign_in("lead1", LEAD_PASSWORD)
    station.close()
    assert audit_of(place) == [
        ("set_up", ""),
        ("failed_sign_in", "lead1"),
        ("failed_sign_in", ""),
        ("sign_in", "lead1"),
        ("sign_out", "lead1"),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settings SET value = 'True' WHERE key = 'training'",
        "UPDATE settings SET value = replace(value, '下関市', '他所市') WHERE key = 'recipients'",
        "UPDATE staff SET role = 'lead' WHERE id = 'staff1'",
        "UPDATE staff SET display_name = 'x' WHERE id = 'staff1'",
        "UPDATE staff SET active = 0 WHERE id = 'staff1'",
        "UPDATE shifts SET state = 'key_shredded'",
        "UPDATE shifts SET records = 7",
        "UPDATE shifts SET business_date = '2026-11-04'",
        "UPDATE shifts SET row_mac = zeroblob(32)",
        "UPDATE audit SET actor = 'staff1' WHERE kind = 'open_day'",
        "UPDATE audit SET mac = zeroblob(32) WHERE n = 2",
        "UPDATE audit SET keyed_by = 'device' WHERE n = 2",
        "UPDATE audit SET at = replace(at, '2026', '2025') WHERE n = 1",
        "DELETE FROM audit WHERE n = 2",
        "UPDATE staff SET vault_key = zeroblob(80) WHERE id = 'lead1'",
    ],
)
def test_an_altered_row_is_noticed_at_the_next_log_in(place: Place, statement: str) -> None:
    place.open_signed_in().close()
    alter(place, statement)
    station = place.open()
    with pytest.raises(TamperedError):
        station.sign_in("lead1", LEAD_PASSWORD)
    with pytest.raises(NotSignedInError):
        station.open_day(DAY)
    station.close()


def test_the_device_secret_alone_cannot_rewrite_what_a_member_did(place: Place) -> None:
    """A thief has the laptop, so has the device secret: entries it vouches for are few."""
    place.open_signed_in().close()
    key = audit_door_key(DeviceSecretFile(place.data / "vault" / "device.key").load())
    with sqlite3.connect(place.database) as connection:
        connection.row_factory = sqlite3.Row
        (database,) = connection.execute(
            "SELECT value FROM settings WHERE key = 'database'"
        ).fetchone()
        rows = [dict(row) for row in connection.execute("SELECT * FROM audit ORDER BY n")]
        previous = bytes(32)
        for row in rows:
            row |= {"actor": "staff1", "keyed_by": "device", "previous": previous}
            words = [row[name] for name in ("kind", "actor", "shift", "subject", "keyed_by")]
            bound = pack("kiosk v1 audit", database, row["n"], row["at"], *words, previous)
            previous = row["head"] = hashlib.sha256(bound).digest()
            row["mac"] = hmac.digest(key, previous, "sha256")
            connection.execute(
                "UPDATE audit SET actor = :actor, keyed_by = :keyed_by, previous = :previous,"
                " head = :head, mac = :mac WHERE n = :n",
                row,
            )
    connection.close()
    station = place.open()
    with pytest.raises(TamperedError, match="key"):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


def test_a_staff_row_copied_over_another_does_not_open(place: Place) -> None:
    columns = "argon2, salt, public_key, private_key, vault_key"
    alter(
        place,
        f"UPDATE staff SET ({columns}) = (SELECT {columns} FROM staff WHERE id = 'staff1')",  # noqa: S608
    )
    station = place.open()
    with pytest.raises(SignInError):
        station.sign_in("lead1", STAFF_PASSWORD)
    station.close()


def test_a_removed_person_is_refused_like_a_stranger(place: Place) -> None:
    alter(place, "UPDATE staff SET active = 0 WHERE id = 'staff1'")
    station = place.open()
    with pytest.raises(SignInError):
        station.sign_in("staff1", STAFF_PASSWORD)
    assert [one.id for one in station.staff()] == ["lead1"]
    station.close()


@pytest.mark.parametrize("cost", ["1,1,1", "99999999,3,2", "64,1,99", "x", "64,1"])
def test_an_altered_cost_neither_helps_nor_hurts(place: Place, cost: str) -> None:
    alter(place, f"UPDATE staff SET argon2 = '{cost}' WHERE id = 'lead1'")  # noqa: S608
    station = place.open()
    with pytest.raises((SignInError, TamperedError)):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


@pytest.mark.parametrize("damage", ["gone", "short", "flipped", "other"])
def test_without_its_device_secret_the_vault_stays_shut(place: Place, damage: str) -> None:
    path = place.data / "vault" / "device.key"
    content = bytearray(path.read_bytes())
    path.unlink()
    if damage != "gone":
        content[10] ^= damage == "flipped"
        path.write_bytes(content[:-1] if damage == "short" else content)
    if damage == "other":
        (place.root / "elsewhere").mkdir()
        elsewhere = Place(place.root / "elsewhere")
        elsewhere.create()
        path.write_bytes((elsewhere.data / "vault" / "device.key").read_bytes())
    station = place.open()
    with pytest.raises(SignInError if damage == "other" else DamagedKeyFileError):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


def test_a_lost_slot_is_said_and_nothing_is_stored(place: Place) -> None:
    place.open_signed_in().close()
    (slot,) = (place.data / "vault" / "slots").iterdir()
    slot.unlink()
    station = place.open_signed_in()
    with pytest.raises(DamagedKeyFileError):
        station.put(new_record())
    assert station.count(DAY) == 0
    station.close()


def test_settings_that_cannot_be_read_are_a_damaged_database(place: Place) -> None:
    alter(place, "UPDATE settings SET value = '{' WHERE key = 'recipients'")
    with pytest.raises(DamagedDatabaseError):
        place.open()


@pytest.mark.parametrize(("column", "table"), [("opened_at", "shifts"), ("stored_at", "records")])
@pytest.mark.parametrize(("sign", "other"), [("T", "D"), ("T", " "), (".", ","), ("+00:00", "Z")])
def test_a_time_that_is_spelled_otherwise_is_noticed(
    place: Place, table: str, column: str, sign: str, other: str
) -> None:
    """It reads as the same time, so no MAC over the time tells; one flipped bit makes D of T."""
    station = place.open_signed_in()
    station.put(new_record())
    station.close()
    alter(place, f"UPDATE {table} SET {column} = replace({column}, '{sign}', '{other}')")  # noqa: S608
    station = place.open()
    with pytest.raises(DamagedDatabaseError):
        close_the_day(station)
    station.close()


def close_the_day(station: Station) -> None:
    station.sign_in("lead1", LEAD_PASSWORD)
    station.close_day(DAY, ALONE, ignore)


def test_private_files_are_for_their_owner_only(place: Place) -> None:
    station = place.open_signed_in()
    station.close()
    assert (place.data / "vault").stat().st_mode & 0o777 == 0o700
    for path in (place.data / "vault").rglob("*"):
        if path.is_file() and path.suffix != ".db":  # the database is inside the closed folder
            assert path.stat().st_mode & 0o777 == 0o600, path


def test_the_anchor_names_nobody(place: Place) -> None:
    station = place.open()
    fail(station)
    station.sign_in("lead1", LEAD_PASSWORD)
    station.close()
    assert b"lead1" not in (place.data / "vault" / "anchor").read_bytes()


def test_signing_out_leaves_only_zeros_where_the_keys_were(place: Place) -> None:
    station = place.open_signed_in()
    station.put(new_record())
    keys = station._parts.door.unlocked.keys
    buffers = [value for value in vars(keys).values() if isinstance(value, bytearray)]
    buffers += keys.shifts.values()
    assert len(buffers) == 10
    ratchet = station._parts.journal.ratchet
    assert ratchet is not None
    buffers += [ratchet.key, ratchet._kept, station._parts.door._anchor._key]
    assert all(any(buffer) for buffer in buffers)
    station.sign_out()
    assert not any(any(buffer) for buffer in buffers)
    station.close()
