"""The signed policy: only the pinned root's, only newer ones, only what a writer would write."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.station import PolicyFiles
from kiosk.errors import KioskError, LeadNeededError, UnreadableFileError
from storage.crypto.age import fingerprint
from storage.crypto.identities import new_age_identity
from storage.crypto.signing import to_pem
from storage.crypto.words import words_of_key, words_of_recipient
from storage.errors import SetupRefusedError, TamperedError
from storage.headquarters.root import new_root
from storage.policies.policyfile import (
    PolicyRecipient,
    RecipientRole,
)
from storage.setup import create_station
from storage.station import Station
from tests.storage.headquarters import Headquarters, SignedPlace, reason_of, trail
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
