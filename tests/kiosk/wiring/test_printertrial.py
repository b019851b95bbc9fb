"""The ticket printer asked and tried out through a real process, and one that hangs."""

import sys
from pathlib import Path
from threading import Thread

import pytest

from kiosk.queueports import PrinterState
from kiosk.wiring.printertrial import PrinterTrial

HANGS = (sys.executable, "-c", "import threading; threading.Event().wait()")


def answering(code: str) -> PrinterTrial:
    return PrinterTrial((sys.executable, "-c", code))


def test_a_ticket_is_printed_where_somebody_can_look_at_it(tmp_path: Path) -> None:
    printed = PrinterTrial().print_one(f"file:{tmp_path}")
    assert printed is PrinterState.READY
    assert [one.suffix for one in tmp_path.iterdir()] == [".png"]


@pytest.mark.parametrize("state", [one for one in PrinterState if one is not PrinterState.READY])
def test_what_is_in_the_way_of_the_ticket_is_told(state: PrinterState) -> None:
    code = f"import sys; sys.exit(3) if 'try' in sys.argv else print('{{\"state\": \"{state}\"}}')"
    assert answering(code).print_one("tcp:192.0.2.10") is state


def test_a_printer_that_says_it_is_well_and_printed_nothing_leaves_it_open() -> None:
    code = "import sys; sys.exit(3) if 'try' in sys.argv else print('{\"state\": \"ready\"}')"
    assert answering(code).print_one("tcp:192.0.2.10") is PrinterState.UNKNOWN


@pytest.mark.parametrize("answer", ["", "[]", "{}", '{"state": "on fire"}', "\u3042"])
def test_an_answer_that_is_none_means_offline(answer: str) -> None:
    assert answering(f"print({answer!r})").state("tcp:192.0.2.10") is PrinterState.OFFLINE


def test_who_never_answers_is_given_up_at_the_deadline() -> None:
    trial = PrinterTrial(HANGS, state_s=0.2, try_s=0.2)
    assert trial.print_one("tcp:192.0.2.10") is PrinterState.OFFLINE


def test_a_program_that_cannot_start_means_offline(tmp_path: Path) -> None:
    trial = PrinterTrial((str(tmp_path / "absent"),))
    assert trial.print_one("tcp:192.0.2.10") is PrinterState.OFFLINE


def test_whoever_closes_the_window_does_not_wait_for_the_printer() -> None:
    trial = PrinterTrial(HANGS)
    answers: list[PrinterState] = []
    asking = Thread(target=lambda: answers.append(trial.print_one("tcp:192.0.2.10")))
    asking.start()
    trial.stop()
    asking.join(20)
    assert answers == [PrinterState.OFFLINE]
