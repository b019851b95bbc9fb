"""`kiosk manual` writes the manual once; `kiosk training-grade` passes who did everything."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.cli.app import main
from kiosk.contract.invitations import advertised
from kiosk.domain.event import EventStatus
from kiosk.domain.intake import CaseFile, Intake, TriagePoint
from kiosk.errors import ExitCode
from kiosk.training.exercise import Exercise
from kiosk.training.exercisegrade import spell_exercise
from kiosk.training.season import make_season
from kiosk.training.station import PASSWORD
from kiosk.wiring.exercises import ExerciseBook
from tests.kiosk.documents.test_papers import settled
from tests.kiosk.training.test_exercise import ALL_DONE, DAY, RECEIVING, view
from tests.kiosk.workflow.bench import Bench

Capture = pytest.CaptureFixture[str]


def record(folder: Path, exercise: Exercise) -> str:
    path = folder / "record.json"
    path.write_text(spell_exercise(exercise, DAY), encoding="ascii")
    return str(path)


def test_the_manual_is_written_and_never_over_another_file(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "manual.pdf"
    assert main(["manual", "--out", str(out), "--contractor", "研修株式会社"]) == ExitCode.OK
    assert capsys.readouterr().out.count("\n") == 1, "nothing is told to be wrong with it"
    assert "研修株式会社" in PdfReader(out).pages[0].extract_text()
    before = out.read_bytes()
    assert main(["manual", "--out", str(out)]) == ExitCode.REFUSED
    assert out.read_bytes() == before


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the options that open an office's book with a season in it."""
    folder = tmp_path_factory.mktemp("season")
    assert main(["training-season", "--out", str(folder / "s"), "--book"]) == ExitCode.OK
    word = folder / "word.txt"
    word.write_text(PASSWORD + "\n", encoding="ascii")
    return ["--book", str(folder / "s" / "office"), "--password-file", str(word)]


def test_the_plan_of_a_book_is_written_with_every_event_and_no_home(
    season: list[str], tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "plan.pdf"
    told = ["plan-paper", *season, "--out", str(out), "--training", "--note", "研修の添え書き"]
    assert main(told) == ExitCode.OK
    events = make_season(1).plan.events
    assert str(len(events)) in capsys.readouterr().out
    text = settled("".join(page.extract_text() for page in PdfReader(out).pages))
    homes = [one.place for one in events if one.place.private_home]
    assert homes
    assert [one.name for one in homes if settled(one.name) in text] == []
    assert [one.address for one in homes if one.address and settled(one.address) in text] == []
    kept = [one for one in events if one.status is not EventStatus.CANCELLED]
    shown = [one.place.name for one in kept if not one.place.private_home]
    assert [name for name in shown if settled(name) not in text] == []
    assert "研修の添え書き" in text
    assert main(told) == ExitCode.REFUSED


def test_a_flyer_of_a_book_invites_to_the_venues_of_these_days(
    season: list[str], tmp_path: Path, capsys: Capture
) -> None:
    (coming,) = advertised(make_season(1).plan.events)
    out = tmp_path / "flyer.pdf"
    told = ["flyer", *season, "--out", str(out), "--contact", "000-0000-0000"]
    assert (
        main([*told, "--to", (coming.date - timedelta(days=1)).isoformat()]) == ExitCode.BAD_INPUT
    )
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert not out.exists()
    day = coming.date.isoformat()
    assert main([*told, "--from", day, "--to", day]) == ExitCode.OK
    text = settled(PdfReader(out).pages[0].extract_text())
    assert settled(coming.place.name) in text
    assert "000-0000-0000" in text


def test_who_did_everything_gets_a_certificate(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "certificate.pdf"
    told = ["training-grade", record(tmp_path, ALL_DONE)]
    assert main([*told, "--name", "研修 花子", "--out", str(out)]) == ExitCode.OK
    assert out.read_bytes().startswith(b"%PDF")
    said = capsys.readouterr().out
    assert said.count("○") == len(ALL_DONE.progress)
    assert "花子" not in said
    assert main(told) == ExitCode.OK


def test_who_did_not_is_told_what_is_missing_and_gets_none(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "certificate.pdf"
    told = ["training-grade", record(tmp_path, Exercise())]
    assert main([*told, "--name", "研修 花子", "--out", str(out)]) == ExitCode.REFUSED
    assert not out.exists()
    assert capsys.readouterr().out.count("×") == len(ALL_DONE.progress)


@pytest.mark.parametrize("half", [["--name", "研修 花子"], ["--out", "certificate.pdf"]])
def test_half_a_wish_for_a_certificate_is_refused(tmp_path: Path, half: list[str]) -> None:
    assert main(["training-grade", record(tmp_path, ALL_DONE), *half]) == ExitCode.USAGE


def test_what_is_no_record_is_explained(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("hello", encoding="ascii")
    assert main(["training-grade", str(path)]) == ExitCode.BAD_INPUT
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert main(["training-grade", str(tmp_path / "gone.json")]) != ExitCode.BUG


@pytest.mark.expects_warnings("exercise not kept")
def test_a_disk_that_refuses_does_not_end_the_practice(tmp_path: Path) -> None:
    (tmp_path / "exercises").touch()
    book = ExerciseBook(tmp_path, Bench().clock)
    book.note(view(RECEIVING))
    stopped = CaseFile(intake=Intake(points=frozenset({TriagePoint.URGENT})))
    book.note(view(RECEIVING, case=stopped))
    assert book.exercise != Exercise()
    assert book.path.parent.is_file()
