"""`kiosk ticket`: tried by hand before the day begins."""

from pathlib import Path

import pytest

from kiosk.cli.app import main
from kiosk.errors import ExitCode
from tests.fakes.escpos_printer import EscposPrinter as Emulator


def test_a_ticket_is_tried(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["ticket", "try", "--printer", f"file:{tmp_path}", "--width", "58"]) == ExitCode.OK
    assert [path.name for path in tmp_path.iterdir()] == ["ticket-0001.png"]
    assert capfd.readouterr().out.strip()


def test_the_printer_is_asked(capfd: pytest.CaptureFixture[str]) -> None:
    with Emulator(dots_left=0) as emulator:
        assert main(["ticket", "state", "--printer", emulator.target]) == ExitCode.OK
        out_of_paper = capfd.readouterr().out
        emulator.refill()
        assert main(["ticket", "state", "--printer", emulator.target]) == ExitCode.OK
    assert capfd.readouterr().out != out_of_paper


def test_a_printer_that_is_not_there_is_told_in_words(capfd: pytest.CaptureFixture[str]) -> None:
    with Emulator() as emulator:
        target = emulator.target
        emulator.unplug()
        assert main(["ticket", "try", "--printer", target]) == ExitCode.ENVIRONMENT
    assert len(capfd.readouterr().err.strip().splitlines()) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["--printer", "lpt1"],
        ["--printer", ""],
        ["--printer", "os:", "--width", "60"],
        ["--printer", "os:", "--second", "xx"],
    ],
)
def test_words_that_mean_nothing_are_refused(words: list[str]) -> None:
    assert main(["ticket", "try", *words]) == ExitCode.BAD_INPUT
