"""The doctor looks at what a line needs."""

import socket
from pathlib import Path

import pytest

from kiosk.doctor.finding import DoctorFinding, State
from kiosk.doctor.line import check_ticket_fonts, check_ticket_printer, check_voices
from kiosk.queueports import PrinterState
from kiosk.settings import QueueSettings, Settings, TicketSettings, write_settings
from kiosk.texts import Language, catalogue
from kiosk.wiring.health import probe_settings, probe_ticket_fonts, probe_ticket_printer


def printer_of(folder: Path, printer: str, *, line: bool = True) -> DoctorFinding:
    queue, tickets = QueueSettings(enabled=line), TicketSettings(printer=printer)
    write_settings(folder, Settings(queue=queue, tickets=tickets))
    return probe_ticket_printer(folder)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("state", [*PrinterState, None])
def test_every_state_of_the_printer_has_words_and_none_is_an_illness(
    state: PrinterState | None, language: Language
) -> None:
    finding = check_ticket_printer(state, line=True)
    assert finding.state is not State.BAD
    assert (finding.state is State.OK) is (state is PrinterState.READY)
    assert catalogue(language).say(finding.detail_key, **finding.params)


def test_a_printer_that_is_off_is_found_and_one_nobody_needs_is_not_asked(tmp_path: Path) -> None:
    with socket.socket() as taken:  # nobody listens there
        taken.bind(("127.0.0.1", 0))
        printer = f"tcp:127.0.0.1:{taken.getsockname()[1]}"
        assert printer_of(tmp_path, printer).detail_key == "doctor.ticket_printer.offline"
        assert printer_of(tmp_path, printer, line=False).state is State.OK
    assert printer_of(tmp_path, "").detail_key == "doctor.ticket_printer.none"
    assert printer_of(tmp_path, "bluetooth").state is State.BAD


def test_settings_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    assert probe_settings(tmp_path).state is State.OK
    (tmp_path / "settings.toml").write_text("[queue]\nordr = 1\n", encoding="utf-8")
    finding = probe_settings(tmp_path)
    assert finding.state is State.BAD
    assert "queue.ordr" in finding.params["key"]


def test_this_machine_prints_every_language_and_one_without_a_face_is_named() -> None:
    assert probe_ticket_fonts().state is State.OK
    finding = check_ticket_fonts(["한국어"], languages=9)
    assert (finding.state, finding.params["languages"]) == (State.WARN, "한국어")


def test_voices_that_were_not_built_or_are_old_are_worth_a_look() -> None:
    assert check_voices(0, current=False).detail_key == "doctor.voices.missing"
    assert check_voices(47, current=False).detail_key == "doctor.voices.old"
    assert check_voices(47, current=True).state is State.OK
