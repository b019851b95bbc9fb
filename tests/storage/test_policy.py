"""The signed policy: only the pinned root's, only newer ones, only what a writer would write."""

import base64
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.custody import CustodyRules
from kiosk.domain.ids import StationId
from kiosk.domain.station import PolicyFiles
from kiosk.errors import KioskError, LeadNeededError, UnreadableFileError
from storage.age import fingerprint
from storage.canonical import spell_json
from storage.errors import PolicyRefusedError, SetupRefusedError, TamperedError
from storage.identities import new_age_identity
from storage.policyfile import (
    Policy,
    PolicyRecipient,
    RecipientRole,
    StationKey,
    checked_policy,
    parse_policy,
)
from storage.root import new_root
from storage.setup import create_station
from storage.signing import to_pem
from storage.station import Station
from storage.words import words_of_key, words_of_recipient
from tests.storage.headquarters import Headquarters, SignedPlace
from tests.storage.people import (
    ALONE,
    CHEAP,
    DAY,
    LEAD_PASSWORD,
    STAFF_PASSWORD,
    Place,
    TestClock,
    new_record,
)
from tests.storage.port_suite import ignore

HQ = Headquarters(new_age_identity()[0], TestClock().now())
GOOD = HQ.files()


def reason_of(call: Callable[[], object]) -> str:
    with pytest.raises(PolicyRefusedError) as caught:
        call()
    return caught.value.reason


@pytest.fixture
def place(tmp_path: Path) -> SignedPlace:
    place = SignedPlace(tmp_path)
    place.create()
    return place


@pytest.fixture
def station(place: SignedPlace) -> Iterator[Station]:
    station = place.open_signed_in()
    yield station
    station.close()


def trail(place: Place) -> list[tuple[str, str, str]]:
    """Return kind, actor and subject of every entry; the station must be closed."""
    with sqlite3.connect(place.database) as connection:
        rows = connection.execute("SELECT kind, actor, subject FROM audit ORDER BY n").fetchall()
    connection.close()
    return rows


# --- the file


def test_a_policy_reads_back_as_it_was_written() -> None:
    policy = replace(
        HQ.policy(),
        rules=CustodyRules(
            overdue_days=5, cooling=timedelta(hours=48), idle_lock=timedelta(minutes=2)
        ),
        stations=(StationKey(id=StationId("SK01"), public_key=bytes(range(32))),),
    )
    assert parse_policy(policy.spell()) == policy
    assert checked_policy(HQ.root.sign_policy(policy)) == policy


def test_openssl_checks_a_policy_without_our_code(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl: not installed")
    HQ.stick(tmp_path, GOOD, root=True)
    command = "openssl pkeyutl -verify -rawin -pubin -inkey root.pub.pem -sigfile policy.json.sig"
    done = subprocess.run(
        [*command.split(), "-in", "policy.json"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@given(st.integers(0, len(GOOD.content) * 8 - 1))
def test_a_policy_with_one_bit_turned_is_refused(bit: int) -> None:
    content = bytearray(GOOD.content)
    content[bit // 8] ^= 1 << bit % 8
    assert reason_of(lambda: checked_policy(replace(GOOD, content=bytes(content)))) == "other_root"


@given(st.integers(0, 64 * 8 - 1))
def test_a_signature_with_one_bit_turned_is_refused(bit: int) -> None:
    signature = bytearray(GOOD.signature)
    signature[bit // 8] ^= 1 << bit % 8
    files = replace(GOOD, signature=bytes(signature))
    assert reason_of(lambda: checked_policy(files)) == "other_root"


def test_without_a_signature_or_by_another_root_it_is_refused() -> None:
    for broken, reason in (
        (replace(GOOD, signature=b""), "not_signed"),
        (replace(GOOD, signature=GOOD.signature + b"\n"), "not_signed"),
        (replace(GOOD, root_public=new_root().public), "other_root"),
        (replace(GOOD, root_public=b"short"), "other_root"),
        (replace(GOOD, content=b" " * 200_000), "malformed"),
    ):
        assert reason_of(lambda broken=broken: checked_policy(broken)) == reason  # type: ignore[misc]


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    fields = json.loads(GOOD.content)
    change(fields)
    return spell_json(fields)


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe",
    "a list": b"[]",
    "deep": b"[" * 50_000,
    "white space": GOOD.content + b"\n",
    "twice the same key": GOOD.content.replace(b'{"expires_at"', b'{"version":1,"expires_at"', 1),
    "another format": changed(lambda f: f.update(format="kiosk-policy/2")),
    "an extra key": changed(lambda f: f.update(note="x")),
    "a key missing": changed(lambda f: f.pop("rules")),
    "version 0": changed(lambda f: f.update(version=0)),
    "version true": changed(lambda f: f.update(version=True)),
    "a version as text": changed(lambda f: f.update(version="1")),
    "a huge version": changed(lambda f: f.update(version=10**30)),
    "local time": changed(lambda f: f.update(issued_at="2026-11-03T10:02:03.000004+09:00")),
    "naive time": changed(lambda f: f.update(issued_at="2026-11-03T01:02:03.000004")),
    "expired before it was issued": changed(
        lambda f: f.update(expires_at="2026-01-01T00:00:00.000000+00:00")
    ),
    "no waiting before deletion": changed(lambda f: f["rules"].update(cooling_hours=0)),
    "a lock that never comes": changed(lambda f: f["rules"].update(idle_lock_minutes=10**6)),
    "hours without end": changed(lambda f: f["rules"].update(cooling_hours=10**15)),
    "a role nobody has": changed(lambda f: f["recipients"][0].update(role="mayor")),
    "a name of control characters": changed(lambda f: f["recipients"][0].update(name="a\u202eb")),
    "a name too long": changed(lambda f: f["recipients"][0].update(name="市" * 61)),
    "a key that is none": changed(lambda f: f["recipients"][0].update(age="age1" + "q" * 58)),
    "a key in capitals": changed(
        lambda f: f["recipients"][0].update(age=f["recipients"][0]["age"].upper())
    ),
    "the same key twice": changed(
        lambda f: f["recipients"][0].update(age=f["recipients"][1]["age"])
    ),
    "too many recipients": changed(lambda f: f.update(recipients=f["recipients"] * 11)),
    "a station key too short": changed(
        lambda f: f.update(stations=[{"id": "SK01", "public_key": "AAAA"}])
    ),
    "a station twice": changed(
        lambda f: f.update(
            stations=[{"id": "SK01", "public_key": base64.b64encode(bytes(32)).decode()}] * 2
        )
    ),
    "a station name of a path": changed(
        lambda f: f.update(
            stations=[{"id": "../SK", "public_key": base64.b64encode(bytes(32)).decode()}]
        )
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_policy_even_when_the_root_signed_it(what: str) -> None:
    content = HOSTILE[what]
    files = PolicyFiles(
        content=content, signature=HQ.root.private.sign(content), root_public=HQ.root.public
    )
    assert reason_of(lambda: checked_policy(files)) == "malformed"


@pytest.mark.parametrize("role", RecipientRole)
def test_a_policy_without_the_city_or_without_headquarters_is_neither_made_nor_taken(
    role: RecipientRole,
) -> None:
    policy = replace(
        HQ.policy(), recipients=tuple(one for one in HQ.recipients if one.role is not role)
    )
    assert reason_of(lambda: HQ.root.sign_policy(policy)) == "no_recipients"
    assert reason_of(lambda: parse_policy(policy.spell())) == "no_recipients"


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_with_a_reason(content: bytes) -> None:
    assert reason_of(lambda: parse_policy(content)) == "malformed"


# --- set-up


def test_a_station_set_up_with_a_policy_seals_for_its_recipients(
    place: SignedPlace, station: Station
) -> None:
    standing = station.policy_standing()
    assert standing.version == 1
    assert standing.expires_at == place.clock.now() + timedelta(days=90)
    assert standing.root_words == words_of_key(place.hq.root.public)
    assert [one.name for one in standing.recipients] == ["下関市（研修）", "本部（研修）"]
    assert standing.recipients[0].words == words_of_recipient(place.recipient)
    station.put(new_record(1))
    envelope = json.loads(station.close_day(DAY, ALONE, ignore).envelope.read_bytes())
    assert [one["fingerprint"] for one in envelope["recipients"]] == [
        fingerprint(one.age_recipient) for one in place.hq.recipients
    ]


def test_an_expired_policy_or_one_beside_recipients_makes_no_station(tmp_path: Path) -> None:
    place = SignedPlace(tmp_path)
    answers = place.answers()
    both = replace(answers, recipients=Place(tmp_path).answers().recipients)
    with pytest.raises(SetupRefusedError):
        create_station(place.data, both, place.clock, argon2=CHEAP)
    place.clock.pass_s(91 * 24 * 3600)
    assert reason_of(lambda: create_station(place.data, answers, place.clock)) == "expired"
    assert not place.data.exists()


# --- installing


def test_a_newer_policy_changes_for_whom_is_sealed_from_then_on(
    place: SignedPlace, station: Station
) -> None:
    station.put(new_record(1))
    recipient, secret = new_age_identity()
    place.hq.recipients = (
        PolicyRecipient(name="市 新しい鍵", role=RecipientRole.CITY, age_recipient=recipient),
        place.hq.recipients[1],
    )
    file = place.hq.stick(place.stick, place.hq.files(version=2))
    assert station.preview_policy(file).version == 2
    assert station.profile.policy_version == 1
    standing = station.install_policy(file)
    assert (standing.version, standing.recipients[0].name) == (2, "市 新しい鍵")
    station.put(new_record(2))
    envelope = json.loads(station.close_day(DAY, ALONE, ignore).envelope.read_bytes())
    assert envelope["recipients"][0]["fingerprint"] == fingerprint(recipient)
    station.close()

    again = place.open_signed_in()
    assert again.policy_standing() == standing
    again.close()
    kinds = [(kind, subject.partition("-")[0]) for kind, _, subject in trail(place)]
    assert ("install_policy", "1") in kinds
    assert ("install_policy", "2") in kinds
    assert secret  # its owner opens what is sealed from now on; see test_recover


def resigned(files: PolicyFiles) -> PolicyFiles:
    thief = new_root()
    return PolicyFiles(
        content=files.content,
        signature=thief.private.sign(files.content),
        root_public=thief.public,
    )


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda hq: hq.files(version=1, days=80), "same_version"),
        (lambda hq: resigned(hq.files(version=4)), "other_root"),
        (lambda hq: replace(hq.files(version=4), signature=b""), "not_signed"),
        (lambda hq: replace(hq.files(version=4), content=b"{}"), "other_root"),
        (lambda hq: hq.files(version=4, days=1), "expired"),
    ],
)
def test_hostile_policy_is_refused_with_an_entry_and_nothing_changes(
    place: SignedPlace,
    station: Station,
    make: Callable[[Headquarters], PolicyFiles],
    reason: str,
) -> None:
    before = station.policy_standing()
    place.clock.pass_s(2 * 24 * 3600)
    file = place.hq.stick(place.stick, make(place.hq), root=True)
    assert reason_of(lambda: station.preview_policy(file)) == reason
    assert reason_of(lambda: station.install_policy(file)) == reason
    assert station.policy_standing() == before
    station.close()
    again = place.open_signed_in()
    assert again.policy_standing() == before
    again.close()
    assert [one for one in trail(place) if one[0] == "refuse_policy"] == [
        ("refuse_policy", "lead1", reason)
    ]


def test_an_older_policy_of_the_right_root_is_refused(place: SignedPlace, station: Station) -> None:
    station.install_policy(place.hq.stick(place.stick, place.hq.files(version=3)))
    older = place.hq.stick(place.stick, place.hq.files(version=2))
    assert reason_of(lambda: station.install_policy(older)) == "older"
    assert station.profile.policy_version == 3


def test_a_file_that_is_not_there_is_said_so(place: SignedPlace, station: Station) -> None:
    with pytest.raises(UnreadableFileError):
        station.install_policy(place.stick / "policy.json")


def test_only_leads_install(place: SignedPlace) -> None:
    station = place.open()
    station.sign_in("staff1", STAFF_PASSWORD)
    file = place.hq.stick(place.stick, place.hq.files(version=2))
    with pytest.raises(LeadNeededError):
        station.install_policy(file)
    station.close()


def test_the_general_manager_alone_pins_the_first_root(tmp_path: Path) -> None:
    place = SignedPlace(tmp_path, with_policy=False)
    place.create()
    file = place.hq.stick(place.stick, place.hq.files())
    station = place.open_signed_in()
    assert station.policy_standing().version == 0
    assert reason_of(lambda: station.install_policy(file)) == "general_needed"
    station.close()
    station = place.open_general()
    assert reason_of(lambda: station.install_policy(file)) == "no_root"
    (place.stick / "root.pub.pem").write_bytes(to_pem(place.hq.root.public))
    assert station.preview_policy(file).root_words == words_of_key(place.hq.root.public)
    assert station.install_policy(file).version == 1
    thief = Headquarters(place.recipient, place.clock.now())
    other = thief.stick(tmp_path / "other", thief.files(version=9), root=True)
    assert reason_of(lambda: station.install_policy(other)) == "other_root"
    station.close()
    again = place.open_signed_in()
    assert again.policy_standing().version == 1
    again.close()


def test_an_older_policy_put_back_row_by_row_is_found_at_sign_in(place: SignedPlace) -> None:
    """Its row MAC is right, because the station itself once wrote it."""
    station = place.open_signed_in()
    station.close()
    old = settings(place)
    station = place.open_signed_in()
    station.install_policy(place.hq.stick(place.stick, place.hq.files(version=2)))
    station.close()
    with sqlite3.connect(place.database) as connection:
        connection.executemany(
            "UPDATE settings SET value = ?, row_mac = ? WHERE key = ?",
            [(*old[key], key) for key in ("policy", "policy_signature", "root_public")],
        )
    connection.close()
    station = place.open()
    with pytest.raises(TamperedError):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


def settings(place: Place) -> dict[str, tuple[str, bytes]]:
    with sqlite3.connect(place.database) as connection:
        rows = connection.execute("SELECT key, value, row_mac FROM settings").fetchall()
    connection.close()
    return {key: (value, mac) for key, value, mac in rows}


def test_a_root_planted_in_the_database_does_not_open_the_station(place: SignedPlace) -> None:
    thief = resigned(place.hq.files(version=2))
    planted = {
        "policy": thief.content.decode(),
        "policy_signature": thief.signature.hex(),
        "root_public": thief.root_public.hex(),
    }
    with sqlite3.connect(place.database) as connection:
        for key, value in planted.items():
            connection.execute("UPDATE settings SET value = ? WHERE key = ?", (value, key))
    connection.close()
    station = place.open()
    with pytest.raises(KioskError):
        station.sign_in("lead1", LEAD_PASSWORD)
    station.close()


def test_policies_are_equal_only_when_all_of_them_is() -> None:
    assert Policy.spell(HQ.policy()) == GOOD.content
    assert HQ.policy(version=2) != HQ.policy()
