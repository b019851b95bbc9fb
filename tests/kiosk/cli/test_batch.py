"""`kiosk batch` as the city uses it: keys compared once, batches in a row, three forms."""

import json
from pathlib import Path

import openpyxl
import pytest

from kiosk.cli.app import main
from kiosk.errors import ExitCode
from storage.batches.batch import BatchPaths
from storage.crypto.signing import to_pem
from storage.crypto.words import words_of_key
from tests.storage.people import new_record
from tests.storage.sender import Sender

OK, BAD, REFUSED = int(ExitCode.OK), int(ExitCode.BAD_INPUT), int(ExitCode.REFUSED)
SPELLED = "ABCD EFGH IJKL MN22"


class Office:
    """A desk at the city: a ledger, an identity, batches that come on a stick."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys
        self.ledger = root / "ledger"
        self.sender = Sender(root / "stick")
        self.pem = root / "stick" / "SK01.pub.pem"
        self.pem.write_bytes(to_pem(self.sender.public))

    def says(self, *arguments: object) -> tuple[int, str]:
        code = main([str(one) for one in arguments])
        printed = self._capsys.readouterr()
        return code, printed.out + printed.err

    def opens(self, paths: BatchPaths, *more: object) -> tuple[int, str]:
        out = self.root / "out" / paths.name
        return self.says(
            "batch", "open", paths.age, "--identity", self.sender.identity, "--out", out, *more
        )

    def trusts(self) -> None:
        code, _ = self.says("batch", "trust", self.pem, "--words-compared", "--ledger", self.ledger)
        assert code == OK


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


def test_without_a_ledger_it_opens_and_says_so(office: Office) -> None:
    code, said = office.opens(office.sender.send())
    assert code == OK
    assert "No ledger was used" in said
    assert SPELLED in said


def test_a_key_is_added_only_when_its_words_were_compared(office: Office) -> None:
    code, said = office.says("batch", "trust", office.pem, "--ledger", office.ledger)
    assert code == OK
    assert words_of_key(office.sender.public) in said
    assert "--words-compared" in said
    assert not office.ledger.exists()
    office.trusts()
    assert office.opens(office.sender.send(), "--ledger", office.ledger)[0] == OK


def test_a_row_of_days_a_repeat_and_a_gap(office: Office) -> None:
    office.trusts()
    first, missing, third = (office.sender.send() for _ in range(3))
    given = ("--ledger", office.ledger)
    assert office.opens(first, *given)[0] == OK
    code, said = office.says(
        "batch", "open", first.age, "--identity", office.sender.identity,
        "--out", office.root / "again", *given,
    )  # fmt: skip
    assert (code, "opened before" in said) == (REFUSED, True)
    code, said = office.opens(third, *given)
    assert (code, "number 2" in said) == (REFUSED, True)
    assert office.opens(third, *given, "--allow-gap", "研修 紛失")[0] == OK
    _, listed = office.says("batch", "ledger", *given)
    assert "SK01 2" in listed
    assert "研修 紛失" in listed
    assert office.opens(missing, *given)[0] == OK
    assert "Missing" not in office.says("batch", "ledger", *given)[1]


def test_the_usual_ledger_is_used_once_it_was_begun(office: Office) -> None:
    assert office.says("batch", "trust", office.pem, "--words-compared")[0] == OK
    paths = office.sender.send()
    assert "Noted in the ledger" in office.opens(paths)[1]
    assert "KB-SK01-20261103-0001" in office.says("batch", "ledger")[1]
    again = ("--identity", office.sender.identity, "--out", office.root / "again")
    assert office.says("batch", "open", paths.age, *again)[0] == REFUSED
    code, said = office.says("batch", "open", paths.age, *again, "--no-ledger")
    assert (code, "No ledger was used" in said) == (OK, True)


def test_no_ledger_is_made_up(office: Office) -> None:
    code, said = office.says("batch", "ledger", "--ledger", office.ledger)
    assert (code, "no ledger" in said) == (BAD, True)
    assert not office.ledger.exists()


def test_a_key_that_is_given_must_be_the_ledgers(office: Office, tmp_path: Path) -> None:
    office.trusts()
    other = tmp_path / "other.pem"
    other.write_bytes(to_pem(Sender(tmp_path / "other").public))
    given = ("--ledger", office.ledger, "--station-key")
    paths = office.sender.send()
    assert office.opens(paths, *given, other)[0] == REFUSED
    assert office.opens(paths, *given, office.pem)[0] == OK


def test_a_form_is_chosen_by_name(office: Office) -> None:
    first, second = office.sender.send(), office.sender.send([new_record(1), new_record(2)])
    assert office.opens(first, "--profile", "xlsx")[0] == OK
    sheet = openpyxl.load_workbook(office.root / "out" / first.name / "applicants.xlsx")
    rows = list(sheet.worksheets[0].values)
    assert (rows[0][0], rows[1][0]) == ("受付番号", "SK01-0001")
    assert "昭和" in str(rows[1])
    assert office.opens(second, "--profile", "per-person")[0] == OK
    person = office.root / "out" / second.name / "SK01-0002"
    assert json.loads((person / "applicant.json").read_text("utf-8"))["receipt"] == "SK01-0002"
    code, said = office.opens(second, "--profile", "../x")
    assert (code, "per-person" in said) == (int(ExitCode.USAGE), True)


def test_the_code_of_a_batch_with_problems_is_not_told(office: Office) -> None:
    paths = office.sender.send(
        change=lambda waybill: type(waybill)(
            **{name: getattr(waybill, name) for name in waybill.__slots__} | {"records": 2}
        )
    )
    code, said = office.opens(paths)
    assert code == BAD
    assert SPELLED not in said
    assert "do not give the receipt code" in said
    assert (office.root / "out" / paths.name / "problems.csv").is_file()
