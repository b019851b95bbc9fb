"""`kiosk setup` with a policy on a stick, and the training station with one of its own."""

from pathlib import Path

import pytest

from kiosk.cli.app import main
from kiosk.clock import SystemClock
from kiosk.errors import ExitCode
from kiosk.training.station import LEAD, PASSWORD, SECOND
from kiosk.wiring.training import prepare_station
from storage.crypto.identities import new_age_identity
from storage.layout import is_station
from storage.station import open_station
from tests.storage.headquarters import Headquarters
from tests.storage.people import LEAD_PASSWORD

ANSWERS = """
station = "KENSHU3"
policy = "stick/policy.json"
root = "root.pub.pem"

[[staff]]
id = "lead1"
name = "研修 責任者"
role = "lead"
password_file = "lead.txt"
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    (tmp_path / "lead.txt").write_text(LEAD_PASSWORD, encoding="utf-8")
    path = tmp_path / "answers.toml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def hq(tmp_path: Path) -> Headquarters:
    hq = Headquarters(new_age_identity()[0], SystemClock().now())
    hq.stick(tmp_path / "stick", hq.files(), root=True)
    (tmp_path / "stick" / "root.pub.pem").rename(tmp_path / "root.pub.pem")
    return hq


def set_up(tmp_path: Path, answers: Path) -> int:
    return main(["setup", "--data", str(tmp_path / "data"), "--answers", str(answers)])


def test_a_station_is_set_up_from_a_stick(tmp_path: Path, answers: Path) -> None:
    office = hq(tmp_path)
    assert set_up(tmp_path, answers) == ExitCode.OK
    station = open_station(tmp_path / "data", SystemClock())
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.policy_standing().version == 1
    assert [one.name for one in station.profile.recipients] == [
        one.name for one in office.recipients
    ]
    station.close()


@pytest.mark.parametrize("harm", ["policy.json", "policy.json.sig"])
def test_hostile_policy_at_set_up_leaves_no_station(
    tmp_path: Path, answers: Path, harm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hq(tmp_path)
    path = tmp_path / "stick" / harm
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert set_up(tmp_path, answers) == ExitCode.REFUSED
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert not is_station(tmp_path / "data")


def test_a_training_station_has_two_people_and_a_policy_of_its_own(tmp_path: Path) -> None:
    paths = prepare_station(tmp_path / "data", tmp_path / "keys")
    assert [path.name for path in paths] == ["training-1.txt", "training-2.txt"]
    station = open_station(tmp_path / "data", SystemClock())
    assert [one.id for one in station.staff()] == [LEAD, SECOND]
    assert station.sign_in(SECOND, PASSWORD).id == SECOND
    assert station.sign_in(LEAD, PASSWORD).role.may_close_the_day()
    standing = station.policy_standing()
    assert standing.version == 1
    assert standing.expires_at is not None
    assert standing.expires_at > SystemClock().now()
    station.close()


def test_training_keys_of_an_attempt_that_failed_are_in_nobodys_way(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    prepare_station(tmp_path / "first", keys)
    prepare_station(tmp_path / "second", keys)
    station = open_station(tmp_path / "second", SystemClock())
    assert station.sign_in(LEAD, PASSWORD).id == LEAD
    station.close()
