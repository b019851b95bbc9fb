"""The rehearsal: a recipient proves to open before the first real day, each for its own key."""

import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import DiskFullError, LeadNeededError, UnreadableFileError
from storage.batches.errors import BatchFormatError, NotARecipientError
from storage.crypto.age import encrypt_small, fingerprint, read_identities
from storage.crypto.codes import folded, new_code
from storage.crypto.identities import new_age_identity
from storage.errors import StorageFaultError
from storage.policies.errors import RehearsalCodeError
from storage.policies.letters import open_letter
from storage.policies.policyfile import PolicyRecipient, RecipientRole
from storage.station import Station
from tests.storage.headquarters import SignedPlace, trail
from tests.storage.people import STAFF_PASSWORD

CITY, HEADQUARTERS = "下関市（研修）", "本部（研修）"


@pytest.fixture
def place(tmp_path: Path) -> SignedPlace:
    place = SignedPlace(tmp_path)
    place.create()
    place.stick.mkdir()
    return place


@pytest.fixture
def station(place: SignedPlace) -> Iterator[Station]:
    station = place.open_signed_in()
    yield station
    station.close()


def code_for_the_city(place: SignedPlace, station: Station) -> str:
    paths = station.write_rehearsal(place.stick)
    assert [path.name for path in paths] == ["REHEARSAL-SK01-1.age", "REHEARSAL-SK01-2.age"]
    return open_letter(paths[0], read_identities(place.identity))


def test_whoever_reads_the_own_file_has_proved_it(place: SignedPlace, station: Station) -> None:
    assert station.policy_standing().unrehearsed == (CITY, HEADQUARTERS)
    code = code_for_the_city(place, station)
    assert station.prove_rehearsal(code).unrehearsed == (HEADQUARTERS,)
    station.close()
    again = place.open_signed_in()
    assert again.policy_standing().unrehearsed == (HEADQUARTERS,)
    again.close()
    proofs = [one for one in trail(place) if one[0] == "prove_rehearsal"]
    assert proofs == [("prove_rehearsal", "lead1", fingerprint(place.recipient))]


def test_nobody_opens_the_file_of_another(place: SignedPlace, station: Station) -> None:
    _, second = station.write_rehearsal(place.stick)
    with pytest.raises(NotARecipientError):
        open_letter(second, read_identities(place.identity))


@pytest.mark.parametrize(
    "type_it",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: f"  {code.replace('-', '')}\r\n",
        lambda code: "".join(chr(ord(char) + 0xFEE0) for char in code.lower()),
        lambda code: code.replace("O", "0").replace("I", "1").replace("B", "8"),
        lambda code: unicodedata.normalize("NFD", code.replace("-", "‐")),
    ],
)
def test_a_code_is_taken_however_it_is_typed(
    place: SignedPlace, station: Station, type_it: object
) -> None:
    assert callable(type_it)
    code = code_for_the_city(place, station)
    assert station.prove_rehearsal(type_it(code)).unrehearsed == (HEADQUARTERS,)


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "\x00", "研修" * 1000])
def test_a_code_of_nobody_proves_nothing(place: SignedPlace, station: Station, code: str) -> None:
    code_for_the_city(place, station)
    with pytest.raises(RehearsalCodeError):
        station.prove_rehearsal(code)
    assert len(station.policy_standing().unrehearsed) == 2


def test_before_anything_was_written_no_code_is_right(station: Station) -> None:
    with pytest.raises(RehearsalCodeError):
        station.prove_rehearsal("")


def test_writing_again_ends_the_codes_of_before_but_not_the_proofs(
    place: SignedPlace, station: Station
) -> None:
    old = code_for_the_city(place, station)
    new = code_for_the_city(place, station)
    with pytest.raises(RehearsalCodeError):
        station.prove_rehearsal(old)
    station.prove_rehearsal(new)
    code_for_the_city(place, station)
    assert station.policy_standing().unrehearsed == (HEADQUARTERS,)


def test_a_new_policy_asks_only_who_is_new(place: SignedPlace, station: Station) -> None:
    station.prove_rehearsal(code_for_the_city(place, station))
    new = PolicyRecipient(
        name="本部 新しい鍵", role=RecipientRole.HEADQUARTERS, age_recipient=new_age_identity()[0]
    )
    place.hq.recipients = (place.hq.recipients[0], new)
    file = place.hq.stick(place.stick, place.hq.files(version=2))
    assert station.preview_policy(file).unrehearsed == ("本部 新しい鍵",)
    assert station.install_policy(file).unrehearsed == ("本部 新しい鍵",)


def test_another_key_under_the_same_name_is_asked_again(
    place: SignedPlace, station: Station
) -> None:
    code = code_for_the_city(place, station)
    station.prove_rehearsal(code)
    other = PolicyRecipient(name=CITY, role=RecipientRole.CITY, age_recipient=new_age_identity()[0])
    place.hq.recipients = (other, place.hq.recipients[1])
    station.install_policy(place.hq.stick(place.stick, place.hq.files(version=2)))
    assert station.policy_standing().unrehearsed == (CITY, HEADQUARTERS)
    with pytest.raises(RehearsalCodeError):
        station.prove_rehearsal(code)


def test_only_leads_rehearse(place: SignedPlace) -> None:
    station = place.open()
    station.sign_in("staff1", STAFF_PASSWORD)
    with pytest.raises(LeadNeededError):
        station.write_rehearsal(place.stick)
    with pytest.raises(LeadNeededError):
        station.prove_rehearsal("A")
    station.close()


def test_a_folder_that_takes_nothing_leaves_the_codes_of_before(
    place: SignedPlace, station: Station
) -> None:
    code = code_for_the_city(place, station)
    with pytest.raises((StorageFaultError, DiskFullError)):
        station.write_rehearsal(place.stick / "gone")
    assert station.prove_rehearsal(code).unrehearsed == (HEADQUARTERS,)


def test_the_station_keeps_no_code(place: SignedPlace, station: Station) -> None:
    code = code_for_the_city(place, station)
    station.close()
    for path in place.data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert code.encode() not in content
            assert folded(code).encode() not in content
    with sqlite3.connect(place.database) as connection:
        asked = "SELECT value FROM settings WHERE key = 'rehearsal'"
        assert "codes" in connection.execute(asked).fetchone()[0]
    connection.close()


def test_other_files_of_a_recipient_are_not_shown_as_a_code(place: SignedPlace) -> None:
    file = place.stick / "secret.age"
    file.write_bytes(encrypt_small(b"something else\r\n", [place.recipient]))
    with pytest.raises(BatchFormatError):
        open_letter(file, read_identities(place.identity))
    with pytest.raises(UnreadableFileError):
        open_letter(place.stick / "absent.age", read_identities(place.identity))


def test_codes_have_eighty_random_bits() -> None:
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert {len(folded(code)) for code in codes} == {16}
