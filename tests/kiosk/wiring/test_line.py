"""How the settings of a venue become its line."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.station import VenuePlan
from kiosk.domain.ticket import PaperKind, PublicLanguage, Service
from kiosk.settings import BoardSettings, QueueSettings, Settings, TicketSettings
from kiosk.texts import Language, catalogue
from kiosk.wiring.desk import settings_of
from kiosk.wiring.line import make_board, queue_facts

JA = PublicLanguage.JA


@pytest.mark.parametrize(
    ("paper", "printer", "expected"),
    [
        ("printed", "tcp:127.0.0.1", PaperKind.PRINTED),
        ("printed", "", PaperKind.HAND_WRITTEN),
        ("pre_printed", "", PaperKind.PRE_PRINTED),
        ("paperless", "tcp:127.0.0.1", PaperKind.PAPERLESS),
    ],
)
def test_without_a_printer_numbers_are_written_by_hand(
    paper: str, printer: str, expected: PaperKind
) -> None:
    tickets = TicketSettings.model_validate({"paper": paper, "printer": printer})
    assert queue_facts(Settings(tickets=tickets)).paper is expected


@pytest.mark.gui
@pytest.mark.parametrize("language", [one for one in PublicLanguage if one is not JA])
def test_the_board_has_the_second_language_of_the_settings(
    qtbot: QtBot, language: PublicLanguage
) -> None:
    said = {"enabled": True, "second_language": language.value}
    board = BoardSettings.model_validate(said)
    made = make_board(
        Settings(queue=QueueSettings(enabled=True), board=board),
        catalogue(Language.JA),
        training=False,
    )
    assert made is not None
    qtbot.addWidget(made)
    assert (made.words.first.language, made.words.second.language) == (JA, language)


@pytest.mark.parametrize("language", ["ja", "de", ""])
def test_a_second_language_the_board_does_not_have_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="second_language"):
        BoardSettings.model_validate({"second_language": language})


def test_only_the_services_of_the_venue_are_offered() -> None:
    facts = queue_facts(Settings(queue=QueueSettings(services=("A", "E"))))
    assert facts.services == (Service.APPLY, Service.ASK)


def test_a_venue_has_a_line_and_a_board_a_visit_has_neither() -> None:
    venue = settings_of(VenuePlan(line=True, ticket_printer="tcp:192.0.2.10"))
    assert (venue.queue.enabled, venue.board.enabled) == (True, True)
    assert venue.tickets.printer == "tcp:192.0.2.10"
    assert venue.sitting.procedure == "venue"
    visit = settings_of(VenuePlan())
    assert visit.sitting.procedure == "visit"
    assert visit == Settings(sitting=visit.sitting)
