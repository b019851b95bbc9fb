"""Making a station: everything at once, or nothing, and nothing weak."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.staff import Role
from kiosk.domain.station import Recipient, SetupAnswers
from storage.crypto.age import read_identities
from storage.crypto.identities import new_age_identity
from storage.crypto.passwords import PRODUCTION_COST, Argon2Cost
from storage.errors import (
    SetupRefusedError,
    StationExistsError,
    UnknownRecipientError,
    VaultError,
    WeakPasswordError,
)
from storage.setup import create_station
from tests.storage.people import CHEAP, LEAD_PASSWORD, Place, new_staff

GOOD_WORDS = "やま かわ うみ そら"


def contents(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_station_is_never_overwritten(place: Place) -> None:
    before = {path: path.read_bytes() for path in place.data.rglob("*") if path.is_file()}
    with pytest.raises(StationExistsError):
        place.create()
    assert before == {path: path.read_bytes() for path in place.data.rglob("*") if path.is_file()}


def test_files_that_were_there_before_stay(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.data.mkdir()
    (place.data / "settings.toml").write_text("[camera]\n", encoding="utf-8")
    (place.data / ".vault-dead").mkdir()  # what a power cut left of an earlier attempt
    place.create()
    assert {path.name for path in place.data.iterdir()} == {"settings.toml", "vault"}


def one(age: str, name: str = "市（研修）") -> tuple[Recipient, ...]:
    return (Recipient(name=name, age_recipient=age),)


def broken(answers: SetupAnswers, what: str) -> SetupAnswers:
    recipient, secret = new_age_identity()
    changes: dict[str, dict[str, object]] = {
        "no recipient": {"recipients": ()},
        "no staff": {"staff": ()},
        "no lead": {"staff": (new_staff("staff1", Role.STAFF, LEAD_PASSWORD),)},
        "staff twice": {"staff": answers.staff + answers.staff[:1]},
        "recipient twice": {"recipients": one(recipient) + one(recipient.upper())},
        "not a key": {"recipients": one("age1" + "q" * 58)},
        "one letter off": {"recipients": one(recipient[:-1] + "qp"[recipient[-1] == "q"])},
        "a secret key": {"recipients": one(secret.strip())},
        "an ssh key": {"recipients": one("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA")},
        "empty": {"recipients": one("")},
        "weak password": {"staff": (new_staff("lead1", Role.LEAD, "short"),)},
    }
    return replace(answers, **changes[what])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "error", "params"),
    [
        ("no recipient", SetupRefusedError, {"setup_reason": "no_recipient"}),
        ("no staff", SetupRefusedError, {"setup_reason": "no_lead"}),
        ("no lead", SetupRefusedError, {"setup_reason": "no_lead"}),
        ("staff twice", SetupRefusedError, {"setup_reason": "same_staff"}),
        ("recipient twice", SetupRefusedError, {"setup_reason": "same_recipient"}),
        ("not a key", UnknownRecipientError, {"recipient": "市（研修）"}),
        ("one letter off", UnknownRecipientError, {"recipient": "市（研修）"}),
        ("a secret key", UnknownRecipientError, {"recipient": "市（研修）"}),
        ("an ssh key", UnknownRecipientError, {"recipient": "市（研修）"}),
        ("empty", UnknownRecipientError, {"recipient": "市（研修）"}),
        ("weak password", WeakPasswordError, {"staff_id": "lead1"}),
    ],
)
@pytest.mark.parametrize("was_there", [False, True])
def test_answers_that_make_no_station_leave_nothing(
    tmp_path: Path, was_there: bool, what: str, error: type[VaultError], params: dict[str, str]
) -> None:
    place = Place(tmp_path)
    if was_there:
        place.data.mkdir()
    with pytest.raises(error) as caught:
        create_station(place.data, broken(place.answers(), what), place.clock, argon2=CHEAP)
    assert caught.value.params == params
    assert contents(tmp_path) == {"identity.txt"} | ({"data"} if was_there else set())


def test_a_set_up_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path)
    impossible = Argon2Cost(memory_kib=1, iterations=1, lanes=1)  # refused after files were written
    with pytest.raises(ValueError, match="memory"):
        create_station(place.data, place.answers(), place.clock, argon2=impossible)
    assert contents(tmp_path) == {"identity.txt"}


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.data.write_bytes(b"a file where the folder should be")
    with pytest.raises(VaultError):
        place.create()
    assert place.data.read_bytes() == b"a file where the folder should be"


@pytest.mark.parametrize(
    "password",
    ["", "short", "a b c d", "aaaaaaaaaaaa", "abababababab", "           x", "やま かわ うみ"],
)
def test_a_weak_password_is_refused(tmp_path: Path, password: str) -> None:
    place = Place(tmp_path)
    answers = replace(place.answers(), staff=(new_staff("lead1", Role.LEAD, password),))
    with pytest.raises(WeakPasswordError):
        create_station(place.data, answers, place.clock, argon2=CHEAP)


@pytest.mark.parametrize("password", ["twelve chars", GOOD_WORDS, "correct horse battery staple"])
def test_twelve_characters_or_four_words_are_enough(tmp_path: Path, password: str) -> None:
    place = Place(tmp_path)
    answers = replace(place.answers(), staff=(new_staff("lead1", Role.LEAD, password),))
    create_station(place.data, answers, place.clock, argon2=CHEAP)
    station = place.open()
    assert station.sign_in("lead1", password).id == "lead1"
    station.close()


def test_production_passwords_cost_what_the_design_says(tmp_path: Path) -> None:
    place = Place(tmp_path)
    lead = replace(place.answers(), staff=(new_staff("lead1", Role.LEAD, LEAD_PASSWORD),))
    create_station(place.data, lead, place.clock)
    station = place.open()
    assert station.sign_in("lead1", LEAD_PASSWORD).id == "lead1"
    assert station.profile.argon2 == PRODUCTION_COST
    assert (PRODUCTION_COST.memory_kib, PRODUCTION_COST.iterations) == (262_144, 3)
    station.close()


def test_the_profile_is_what_was_answered(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.create(training=True)
    station = place.open()
    assert station.profile.training
    assert station.profile.station == "SK01"
    assert [one.name for one in station.profile.recipients] == ["下関市（研修）", "本部（研修）"]
    assert [one.id for one in station.staff()] == ["lead1", "staff1"]
    station.close()


def test_a_new_identity_is_an_age_identity(tmp_path: Path) -> None:
    recipient, secret = new_age_identity()
    (tmp_path / "key.txt").write_text(secret, encoding="ascii")
    assert recipient.startswith("age1")
    assert len(read_identities(tmp_path / "key.txt").keys) == 1
