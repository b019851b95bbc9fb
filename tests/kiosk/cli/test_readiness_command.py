"""`kiosk readiness` and `kiosk people`: the papers of a morning from a real station and book."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.cli.app import main
from kiosk.clock import SystemClock
from kiosk.contract.checklists import Said, begin, checklist_table, tick
from kiosk.domain.checklist import ChecklistPhase, Mark
from kiosk.domain.dates import JST
from kiosk.domain.event import Event
from kiosk.domain.ids import EventId, StaffId
from kiosk.domain.person import Training, TrainingSubject
from kiosk.errors import ExitCode
from kiosk.officeports import Change
from storage.office.headquarters import create_office, open_office
from storage.station import open_station
from tests.kiosk.contract.folk import ANNA, GENERAL, MANAGER, VENUE
from tests.kiosk.documents.test_papers import read
from tests.storage.headquarters import SignedPlace
from tests.storage.people import CHEAP, LEAD_PASSWORD

LEAD = StaffId("lead1")
TODAY = SystemClock().now().astimezone(JST).date()
TRAINED = tuple(
    Training(subject=one, date=TODAY)
    for one in (TrainingSubject.OPERATIONS, TrainingSubject.SECURITY)
)
FIT = {"trainings": TRAINED, "pledge": TODAY}
HERE = replace(MANAGER, station_login=LEAD, city_approved=TODAY, **FIT)  # type: ignore[arg-type]
FOLK = (GENERAL, HERE, replace(ANNA, **FIT))  # type: ignore[arg-type]
# One of the next day too: a run that begins before midnight may ask after it.
EVENTS = tuple(
    replace(VENUE, id=EventId(f"E-{day:03}"), date=TODAY + timedelta(days=day), staff=(ANNA.id,))
    for day in (0, 1)
)
PASSPHRASE = "honbu no nagai aikotoba desu"


@dataclass
class Morning:
    """A station set up today, and a way to run commands at it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    training: bool = False

    def __post_init__(self) -> None:
        self.place = SignedPlace(self.folder)
        self.place.clock.at = SystemClock().now()
        self.place.hq.now = self.place.clock.at
        self.place.create(training=self.training)
        self.password = self.folder / "lead.txt"
        self.password.write_text(f"{LEAD_PASSWORD}\n", encoding="utf-8")

    def plan(self, *entries: object) -> None:
        station = open_station(self.place.data, SystemClock())
        station.sign_in("lead1", LEAD_PASSWORD)
        changes = [Change(entry=one, expected_version=0) for one in entries]
        station.office.put_all(changes, by=LEAD)
        station.close()

    def run(self, *arguments: object, log_in: bool = True) -> tuple[int, str, str]:
        inside = ("--staff", "lead1", "--password-file", self.password) if log_in else ()
        given = (*arguments, "--data", self.place.data, *inside)
        code = main([str(one) for one in given])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def readiness(self, name: str = "paper.pdf", **how: bool) -> tuple[int, dict[str, object], str]:
        out = self.folder / name
        code, said, told = self.run("readiness", "--out", out, "--json", **how)
        assert out.exists(), told
        return code, json.loads(said), read(out.read_bytes())[0]


@pytest.fixture
def morning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Morning:
    return Morning(tmp_path, capsys)


@pytest.fixture
def rehearsing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Morning:
    """Return a training station: nobody has to show first that the batch can be opened."""
    return Morning(tmp_path, capsys, training=True)


def ticked(event: Event) -> object:
    listed = begin(event, ChecklistPhase.OPENING, checklist_table())
    for item in listed.items:
        said = Said(mark=Mark.DONE, remark="撮影済み" if item.photo else "")
        listed = tick(listed, item.key, said, by=HERE, at=SystemClock().now())
    return listed


def bad_lines(found: dict[str, object]) -> list[str]:
    lines = found["lines"]
    assert isinstance(lines, list)
    return [one["name"] for one in lines if one["state"] == "bad"]


def test_an_event_that_lacks_something_is_not_ready_and_the_paper_says_what(
    morning: Morning,
) -> None:
    morning.plan(*EVENTS, *FOLK[:2], replace(FOLK[2], pledge=None))
    code, found, text = morning.readiness()
    assert code == ExitCode.ENVIRONMENT
    assert found["verdict"] == "not_ready"
    assert found["event"] in {one.id for one in EVENTS}
    assert found["obstacles"] == ["no_pledge", "too_few"]
    for part in ("まだ受付を始められません", "誓約書がありません", "研修モール", "SK01"):
        assert part in text


def test_an_event_whose_people_and_list_are_well_is_ready(rehearsing: Morning) -> None:
    rehearsing.plan(*EVENTS, *FOLK, *map(ticked, EVENTS))
    code, found, text = rehearsing.readiness()
    assert found["verdict"] in {"ready", "cautions"}  # a computer of a test may have no screen
    assert found["obstacles"] == []
    assert code == ExitCode.OK
    assert "足りないもの" not in text
    assert "研修現場" in text


def test_recipients_who_have_not_rehearsed_are_a_reason_alone(morning: Morning) -> None:
    morning.plan(*EVENTS, *FOLK, *map(ticked, EVENTS))
    code, found, _ = morning.readiness()
    assert code == ExitCode.ENVIRONMENT
    assert bad_lines(found) == ["readiness.row.recipients"]


def test_without_an_event_the_paper_is_about_the_station_alone(morning: Morning) -> None:
    _, found, text = morning.readiness()
    assert found["event"] is None
    assert "計画に本日の実施がありません" in text
    assert "空き容量" in text
    assert "開設前の点検" not in text
    assert not (morning.place.data / "office").exists()  # asking begins no book


def test_without_a_log_in_the_vault_stays_shut_and_the_paper_says_so(morning: Morning) -> None:
    morning.plan(*EVENTS, *FOLK)
    _, found, text = morning.readiness(log_in=False)
    assert found["station"] == ""
    assert "ログインしていない" in text
    assert "研修モール" not in text


def test_a_book_that_lost_a_line_is_told_as_bad(morning: Morning) -> None:
    morning.plan(*EVENTS, *FOLK)
    (morning.place.data / "office" / "book.db").unlink()
    code, found, text = morning.readiness()
    assert code == ExitCode.ENVIRONMENT
    assert "gate.row.book" in bad_lines(found)
    assert "実施の帳簿" in text


def test_a_wrong_password_leaves_no_paper(morning: Morning) -> None:
    morning.password.write_text("someone else's words\n", encoding="utf-8")
    out = morning.folder / "paper.pdf"
    code, _, told = morning.run("readiness", "--out", out)
    assert code != ExitCode.OK
    assert len(told.splitlines()) == 3
    assert not out.exists()


def test_no_paper_is_written_over(morning: Morning) -> None:
    out = morning.folder / "paper.pdf"
    out.write_bytes(b"mine")
    for command in (("readiness",), ("people", "list"), ("people", "register"), ("people", "form")):
        code, _, _ = morning.run(*command, "--out", out)
        assert code == ExitCode.REFUSED
    assert out.read_bytes() == b"mine"


def test_a_blank_pledge_needs_no_book(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    assert main(["people", "form", "--out", str(out), "--addressee", "研修市長"]) == ExitCode.OK
    text = read(out.read_bytes())[0]
    assert "誓約書" in text
    assert "研修市長" in text


def test_register_and_list_come_from_the_station(morning: Morning) -> None:
    morning.plan(*FOLK)
    folder = morning.folder
    for name, command, part in (
        ("register.pdf", "register", "提出者一覧"),
        ("list.pdf", "list", "従事者名簿"),
    ):
        code, said, _ = morning.run("people", command, "--out", folder / name)
        assert code == ExitCode.OK
        assert "3" in said
        assert part in read((folder / name).read_bytes())[0]
    assert morning.run("people", "list", "--out", folder / "list.xlsx")[0] == ExitCode.OK
    rows = list(load_workbook(folder / "list.xlsx").worksheets[0].values)
    assert {row[0] for row in rows[1:]} == {one.id for one in FOLK}
    code, _, _ = morning.run("people", "form", "--out", folder / "one.pdf", "--person", ANNA.id)
    assert code == ExitCode.OK
    assert "研修従事3" in read((folder / "one.pdf").read_bytes())[0]


def test_headquarters_book_opens_by_its_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book"
    create_office(book, PASSPHRASE, argon2=CHEAP)
    office = open_office(book, PASSPHRASE, SystemClock())
    office.put_all([Change(entry=one, expected_version=0) for one in FOLK], by=LEAD)
    office.close()
    (tmp_path / "word.txt").write_text(PASSPHRASE, encoding="utf-8")
    out = tmp_path / "list.pdf"
    asked = ["people", "list", "--out", out, "--data", book]
    given = [str(one) for one in (*asked, "--password-file", tmp_path / "word.txt")]
    assert main(given) == ExitCode.OK
    assert "研修総括" in read(out.read_bytes())[0]
    assert main(given) == ExitCode.REFUSED
    capsys.readouterr()


@pytest.mark.parametrize("entries", [(), EVENTS], ids=["no-book", "nobody"])
def test_where_nobody_is_registered_that_is_said(
    morning: Morning, entries: tuple[object, ...]
) -> None:
    if entries:
        morning.plan(*entries)
    code, _, told = morning.run("people", "list", "--out", morning.folder / "list.pdf")
    assert code == ExitCode.BAD_INPUT
    assert len(told.splitlines()) == 3


def test_a_number_that_nobody_has_is_said(morning: Morning) -> None:
    morning.plan(*FOLK)
    out = morning.folder / "one.pdf"
    code, _, told = morning.run("people", "form", "--out", out, "--person", "P-999")
    assert code == ExitCode.BAD_INPUT
    assert "P-999" in told
    assert not out.exists()
