"""What makes no list of supported people: told by the batch's name, and nothing is written."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.cli.app import main
from kiosk.domain.record import Record
from kiosk.errors import ExitCode
from storage.crypto.identities import new_age_identity
from storage.crypto.signing import new_signing_key, to_pem
from tests.e2e.supportcity import City, everywhere
from tests.storage.people import DAY, TestClock, new_record
from tests.storage.sender import Sender


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> City:
    monkeypatch.setenv("LC_ALL", "C")
    made = City(tmp_path)
    made.close_days()
    return made


def refused(city: City, capsys: pytest.CaptureFixture[str], code: ExitCode, *more: object) -> str:
    """Ask for what must not be, and return the words; nothing is written."""
    before = sorted(everywhere(city.root))
    assert city.ask(*more) == code
    assert sorted(everywhere(city.root)) == before
    return capsys.readouterr().err


def test_without_a_recipient_there_is_no_list(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city.ask(to=False) == ExitCode.USAGE
    assert "--to" in capsys.readouterr().err
    assert not city.out.exists()


@pytest.mark.parametrize("name", ["list.xlsx", "list.zip.age", "list"])
def test_a_name_that_is_none_of_a_sealed_list_is_refused(
    city: City, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    city.out = city.root / "out" / name
    assert name in refused(city, capsys, ExitCode.USAGE)


def test_a_folder_that_is_not_there_and_a_form_nobody_knows_are_told(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "csv-cp932" in refused(city, capsys, ExitCode.USAGE, "--form", "pdf")
    city.out = city.root / "absent" / "list.age"
    assert "absent" in refused(city, capsys, ExitCode.BAD_INPUT)


def test_a_key_typed_wrong_is_refused_without_being_shown(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = city.key.read_text(encoding="ascii").strip()
    told = refused(city, capsys, ExitCode.BAD_INPUT, "--to", secret)
    assert secret not in told
    assert "--to" in told


def test_a_list_that_is_there_stays(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    city.out.write_bytes(b"an earlier list")
    refused(city, capsys, ExitCode.REFUSED)
    assert city.out.read_bytes() == b"an earlier list"


def test_an_identity_of_nobody_opens_nothing(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    city.place.identity.write_text(new_age_identity()[1], encoding="ascii")
    assert city.batches[0].name in refused(city, capsys, ExitCode.REFUSED)


@pytest.mark.parametrize("which", ["age", "envelope", "signature"])
def test_a_batch_that_was_altered_is_refused_by_name_and_so_is_the_list(
    city: City, capsys: pytest.CaptureFixture[str], which: str
) -> None:
    path: Path = getattr(city.days[1], which)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    told = refused(city, capsys, ExitCode.REFUSED)
    assert city.batches[1].name in told
    assert city.batches[0].name not in told


def test_a_batch_without_its_envelope_is_refused_by_name(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    city.days[0].envelope.unlink()
    assert city.batches[0].name in refused(city, capsys, ExitCode.REFUSED)


def test_a_batch_of_another_key_than_the_given_ones_is_refused(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    other = city.root / "other.pem"
    other.write_bytes(to_pem(new_signing_key()[1]))
    refused(city, capsys, ExitCode.REFUSED, "--station-key", other)
    both = ["--station-key", other, "--station-key", city.days[0].station_public_key]
    assert city.ask(*both) == ExitCode.OK
    assert "--station-key" not in capsys.readouterr().out


def test_a_ledger_says_whose_key_is_whose(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = ["--ledger", str(city.root / "ledger")]
    key = str(city.days[0].station_public_key)
    assert city.ask(ledger=ledger) == ExitCode.BAD_INPUT  # not begun, and not begun by this
    assert not (city.root / "ledger").exists()
    other = city.root / "SK02.pub.pem"
    other.write_bytes(to_pem(new_signing_key()[1]))
    assert main(["batch", "trust", str(other), "--words-compared", *ledger]) == ExitCode.OK
    assert city.ask(ledger=ledger) == ExitCode.REFUSED
    assert "SK01 is not in this ledger" in capsys.readouterr().err
    assert not city.out.exists()
    assert main(["batch", "trust", key, "--words-compared", *ledger]) == ExitCode.OK
    capsys.readouterr()
    assert city.ask(ledger=ledger) == ExitCode.OK
    assert "--station-key" not in capsys.readouterr().out


def test_a_batch_that_a_stranger_signed_is_none_of_the_ledgers_station(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = ["--ledger", str(city.root / "ledger")]
    other = city.root / "SK01.pub.pem"
    other.write_bytes(to_pem(new_signing_key()[1]))
    assert main(["batch", "trust", str(other), "--words-compared", *ledger]) == ExitCode.OK
    assert city.ask(ledger=ledger) == ExitCode.REFUSED
    assert "not what the station signed" in capsys.readouterr().err
    assert not city.out.exists()


def test_the_same_batch_twice_is_refused_by_name(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    other = city.root / "copy"
    other.mkdir()
    for path in (city.days[0].age, city.days[0].envelope, city.days[0].signature):
        (other / path.name.replace("KB-", "COPY-")).write_bytes(path.read_bytes())
    (again,) = other.glob("*.age")
    assert city.ask(batches=[*city.batches, again]) == ExitCode.REFUSED
    told = capsys.readouterr().err
    assert "the same batch" in told
    assert again.name in told
    assert city.batches[0].name in told
    assert not city.out.exists()


def test_two_batches_of_one_name_are_refused(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = City(city.root / "twin")
    twin.close_days()
    assert twin.batches[0].name == city.batches[0].name
    assert city.ask(batches=[*city.batches, twin.batches[0]]) == ExitCode.REFUSED
    assert "something else" in capsys.readouterr().err
    assert not city.out.exists()


def sent(root: Path, days: int, *, training: bool = False) -> list[Path]:
    sender = Sender(root, training=training, clock=TestClock())
    return [sender.send(people(root.name, seq)).age for seq in range(days)]


def people(who: str, seq: int) -> list[Record]:
    return [new_record(sum(who.encode()) + seq, day=DAY + timedelta(days=seq))]


def test_an_application_in_two_batches_is_refused_by_its_receipt(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    sender = Sender(city.root / "sender")
    batches = [sender.send([new_record(7)]).age, sender.send([new_record(8), new_record(7)]).age]
    code = city.ask("--identity", sender.identity, batches=batches)
    told = capsys.readouterr().err
    assert code == ExitCode.REFUSED
    assert "SK01-0002" in told
    assert batches[0].name in told
    assert batches[1].name in told
    assert not city.out.exists()


def test_practice_and_real_batches_are_never_mixed(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    practised = sent(city.root / "practice", 1, training=True)
    assert city.ask(batches=[*city.batches, *practised]) == ExitCode.REFUSED
    assert "never mixed" in capsys.readouterr().err
    assert not city.out.exists()
