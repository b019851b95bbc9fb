"""A whole station with a line and an ESC/POS printer on loopback; prints its figures as JSON."""

import json
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.domain.ticket import Origin, Service, TicketRequest, new_intent
from kiosk.settings import (
    BoardSettings,
    PhotoSettings,
    QueueSettings,
    Settings,
    TicketSettings,
)
from kiosk.training.station import LEAD, PASSWORD
from kiosk.wiring.station import Rig, StationPlan, running_station
from kiosk.wiring.training import prepare_station
from kiosk.workflow import phases
from tests.fakes.escpos_printer import EscposPrinter
from ui.app import make_app
from ui.hands import Hands

ROUNDS = 25
PATIENCE_S = 60.0


def main() -> None:
    """Measure and print."""
    app = make_app()
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name, EscposPrinter() as printer:
        folder = Path(name)
        prepare_station(folder, folder / "keys")
        settings = Settings(
            photo=PhotoSettings(light_check=False),
            queue=QueueSettings(enabled=True),
            tickets=TicketSettings(printer=printer.target),
            board=BoardSettings(enabled=True, sound=False),
        )
        plan = StationPlan(folder=folder, settings=settings, camera="sitter:?empty=600")
        with running_station(plan) as rig:
            rig.screens.open()
            _open_the_day(app, rig)
            issues = [_issue_ms(app, rig, printer) for _ in range(ROUNDS)][1:]
            calls = [_call_ms(app, rig) for _ in range(ROUNDS)][1:]
            beats = [_beat_ms(app, rig) for _ in range(ROUNDS)]
    print(
        json.dumps(
            {
                "issue_p50_ms": statistics.median(issues),
                "issue_p95_ms": statistics.quantiles(issues, n=20)[-1],
                "call_p50_ms": statistics.median(calls),
                "call_p95_ms": statistics.quantiles(calls, n=20)[-1],
                "beat_p95_ms": statistics.quantiles(beats, n=20)[-1],
                "floor_ms": statistics.median(_round_trip_ms() for _ in range(ROUNDS)),
            }
        )
    )


def _open_the_day(app: QApplication, rig: Rig) -> None:
    hands = Hands(rig.screens.staff)
    hands.sign_in(LEAD, PASSWORD)
    _wait(app, lambda: isinstance(rig.session.phase, phases.Opening))
    hands.press("2")
    hands.press("Enter")
    _wait(app, lambda: isinstance(rig.session.phase, phases.Ready))


def _issue_ms(app: QApplication, rig: Rig, printer: EscposPrinter) -> float:
    """Return how long the printer waited for the first byte after the tap."""
    before = len(printer.begun_ns)
    issued = rig.session.view().queue.issued
    request = TicketRequest(service=Service.APPLY, origin=Origin.SELF)
    began_ns = time.monotonic_ns()
    rig.session.issue_ticket(request, new_intent())
    _wait(app, lambda: len(printer.begun_ns) > before)
    taken_ms = (printer.begun_ns[before] - began_ns) / 1e6
    _wait(app, lambda: rig.session.view().queue.issued > issued)
    return taken_ms


def _call_ms(app: QApplication, rig: Rig) -> float:
    """Return how long it took until the board had the call painted."""
    board, calls = rig.screens.board, rig.session.view().queue.calls
    if board is None:
        raise RuntimeError("no board")
    began_ns = time.monotonic_ns()
    rig.session.call_next(new_intent())
    _wait(app, lambda: rig.session.view().queue.calls != calls)
    board.repaint()
    return (time.monotonic_ns() - began_ns) / 1e6


def _beat_ms(app: QApplication, rig: Rig) -> float:
    began_ns = time.monotonic_ns()
    rig.session.pass_time()
    app.processEvents()
    return (time.monotonic_ns() - began_ns) / 1e6


def _round_trip_ms() -> float:
    """Return what a byte to a server on this machine and its answer take, connection included."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=_answer, args=(server,))
        answering.start()
        began_ns = time.monotonic_ns()
        with socket.create_connection(server.getsockname()) as client:
            client.sendall(b"x")
            client.recv(1)
        taken_ms = (time.monotonic_ns() - began_ns) / 1e6
        answering.join()
    return taken_ms


def _answer(server: socket.socket) -> None:
    with server.accept()[0] as client:
        client.sendall(client.recv(1))


def _wait(app: QApplication, there: Callable[[], bool]) -> None:
    """Turn the event loop until it is so."""
    until = time.monotonic() + PATIENCE_S
    while not there():
        app.processEvents()
        if time.monotonic() > until:
            raise TimeoutError


if __name__ == "__main__":
    main()
