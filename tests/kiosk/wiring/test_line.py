"""How the settings of a venue become its line."""

import pytest

from kiosk.domain.station import VenuePlan
from kiosk.domain.ticket import PaperKind, Service
from kiosk.settings import QueueSettings, Settings, TicketSettings
from kiosk.wiring.desk import settings_of
from kiosk.wiring.line import queue_facts


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
