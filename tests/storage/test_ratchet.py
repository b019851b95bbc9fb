"""Who takes the laptop and every password rewrites nothing that was written before."""

import base64
import hashlib
import hmac
import io
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AnchorState
from storage.audit.anchorfile import STRIDE, VAULT_BYTES, AnchorFile, DevicePart, device_key
from storage.audit.chain import HALF, RATCHETED, Chain, Entry, mac_again
from storage.audit.journal import AuditEvent
from storage.audit.ratchet import Ratchet, RatchetProof, begins_ratchet, pin_of, verify_ratchet
from storage.crypto.age import decrypt_stream, read_identities
from storage.errors import RecordExistsError, TamperedError
from storage.people.devicesecret import DeviceSecretFile
from storage.station import Station
from tests.storage.moored import GENERAL_PASSWORD, Moored
from tests.storage.people import ALONE, DAY, exempted, new_record
from tests.storage.port_suite import ignore


class PowerError(Exception):
    """A transaction ended after it had written its entry."""


def roll_back(station: Station) -> None:
    with station._parts.store.unit() as session:
        key = station._parts.door.unlocked.keys.audit
        station._parts.journal.append(session, key, AuditEvent(kind=AuditKind.PUT))
        raise PowerError


@pytest.fixture
def moored(tmp_path: Path) -> Moored:
    moored = Moored(tmp_path)
    moored.create()
    station = moored.open_signed_in()
    station.put(new_record(1))
    station.put(exempted(2))
    with pytest.raises(RecordExistsError):
        station.put(new_record(1))
    with pytest.raises(PowerError):
        roll_back(station)  # leaves no gap in the ratchet
    station.put(new_record(3))
    station.close()
    return moored


def start_key(moored: Moored, first: int = 1) -> bytearray:
    """Open the ratchet's first key as the city does."""
    sealed = base64.b64decode(moored.setting(f"ratchet_{first}"))
    pinned = next(entry for entry in moored.entries() if entry.n == first)
    assert pinned.subject == pin_of(sealed)
    plain = io.BytesIO()
    decrypt_stream(io.BytesIO(sealed), plain, read_identities(moored.identity))
    return bytearray(plain.getvalue())


def test_the_recipients_prove_every_entry_from_the_first(moored: Moored) -> None:
    entries = moored.entries()
    proof = verify_ratchet(entries, start_key(moored))
    assert proof == RatchetProof(first=1, last=len(entries), unproved=())
    assert all(entry.keyed_by in RATCHETED for entry in entries)
    assert len(entries) == 8


def test_the_first_entry_of_each_commit_is_marked(moored: Moored) -> None:
    found = {entry.kind: entry.keyed_by for entry in moored.entries()}
    assert found[AuditKind.EXEMPT_PHOTO] == "ratchet+"
    assert {by for kind, by in found.items() if kind != AuditKind.EXEMPT_PHOTO} == {"ratchet"}


def forge(moored: Moored, n: int) -> None:
    """Rewrite who did entry ``n`` with every key of the signed-in station, anchor included."""
    station = moored.sign_in()
    keys, journal = station._parts.door.unlocked.keys, station._parts.journal
    audit, seal_key = bytearray(keys.audit), bytearray(keys.anchor)
    assert journal.ratchet is not None
    stolen = Ratchet(bytearray(journal.ratchet.key))
    profile = station.profile
    station.close()
    file = AnchorFile(moored.vault / "anchor", profile)
    part = file.read_vault(seal_key)
    assert part is not None
    chain, previous = Chain(profile.database), bytes(32)
    with sqlite3.connect(moored.database) as connection:
        for entry in moored.entries():
            actor = "staff1" if entry.n == n else entry.actor
            new = entry._replace(previous=previous, actor=actor)
            new = new._replace(head=chain.link(new))
            if entry.n >= n:  # with the key of now, the one of then is gone
                new = new._replace(mac=bytes(HALF) + stolen.mac(new.head))
            new = new._replace(mac=mac_again(audit, new))
            previous = new.head
            connection.execute(
                "UPDATE audit SET actor=?, previous=?, head=?, mac=? WHERE n=?",
                (new.actor, new.previous, new.head, new.mac, new.n),
            )
        end = new.end()
    connection.close()
    file.write_vault(seal_key, end, part.ratchet)
    secret = DeviceSecretFile(moored.vault / "device.key").load()
    file.write_device(device_key(secret), DevicePart(end=end, failures=0, last=None))


@pytest.mark.parametrize("n", [2, 4, 6])
def test_a_thief_with_every_key_fools_the_station_but_not_the_recipients(
    moored: Moored, n: int
) -> None:
    forge(moored, n)
    assert moored.state() is AnchorState.AGREES
    with pytest.raises(TamperedError, match=f"audit entry {n} ratchet"):
        verify_ratchet(moored.entries(), start_key(moored))


def test_the_disk_holds_the_keys_of_the_last_two_commits_only(moored: Moored) -> None:
    ratchet, passed = Ratchet(start_key(moored)), []
    for entry in moored.entries():
        passed.append(bytes(ratchet.key))
        ratchet.mac(entry.head)
    passed.append(bytes(ratchet.key))
    station = moored.sign_in()
    key, profile = bytearray(station._parts.door.unlocked.keys.anchor), station.profile
    whole = (moored.vault / "anchor").read_bytes()
    held = set()
    for at in (2 * STRIDE, 3 * STRIDE):
        alone = bytearray(len(whole))
        alone[at : at + VAULT_BYTES] = whole[at : at + VAULT_BYTES]
        (moored.root / "alone").write_bytes(alone)
        part = AnchorFile(moored.root / "alone", profile).read_vault(key)
        assert part is not None
        held.add(bytes(part.ratchet))
    station.close()
    assert passed[-1] in held  # of before this log-in
    assert not held & set(passed[:-1])
    everything = b"".join(path.read_bytes() for path in moored.vault.rglob("*") if path.is_file())
    assert not any(one in everything for one in passed)


@pytest.mark.parametrize("damage", ["dropped", "exchanged", "half", "kind"])
def test_a_trail_that_was_touched_is_named(moored: Moored, damage: str) -> None:
    entries, key = moored.entries(), start_key(moored)
    match damage:
        case "dropped":
            del entries[3]
        case "exchanged":
            entries[3], entries[4] = entries[4], entries[3]
        case "half":
            entries[3] = entries[3]._replace(mac=entries[3].mac[:HALF] + bytes(HALF))
        case _:
            entries = entries[1:]
    with pytest.raises(TamperedError):
        verify_ratchet(entries, key)


def test_entries_made_while_the_anchor_disagreed_are_told_apart(moored: Moored) -> None:
    (moored.vault / "anchor").unlink()
    moored.sign_in().close()
    station = moored.sign_in("general1")
    station.accept_anchor(GENERAL_PASSWORD)
    station.close()
    entries = moored.entries()
    assert verify_ratchet(entries, start_key(moored)) == RatchetProof(
        first=1, last=11, unproved=(9, 10, 11)
    )
    (again,) = (one.n for one in entries if one.kind == AuditKind.BEGIN_RATCHET)
    proof = verify_ratchet(entries[again - 1 :], start_key(moored, again))
    assert proof == RatchetProof(first=12, last=14, unproved=())
    assert [one.n for one in entries if begins_ratchet(one)] == [1, 12]


def test_closing_and_everything_else_stay_within_the_ratchet(moored: Moored) -> None:
    station = moored.sign_in()
    station.close_day(DAY, ALONE, ignore)
    station.close()
    assert verify_ratchet(moored.entries(), start_key(moored)).unproved == ()


def test_an_independent_reader_computes_the_same_macs(moored: Moored) -> None:
    """As docs/SECURITY.md says it, without our ratchet."""
    key = bytes(start_key(moored))
    for entry in moored.entries():
        assert isinstance(entry, Entry)
        expected = hmac.new(key, entry.head, hashlib.sha256).digest()[:16]
        assert entry.mac[16:] == expected
        key = hmac.new(key, b"kiosk v1 ratchet next", hashlib.sha256).digest()
