"""Scanner and voice as the screens are told of them."""

from dataclasses import dataclass, replace

import pytest

from kiosk.domain.ticket import PublicLanguage
from kiosk.ports import ScannerState
from kiosk.workflow.queue.view import SoundState
from kiosk.workflow.stage import QueueFacts
from tests.fakes.announcer import WrittenAnnouncer
from tests.kiosk.workflow.queue.linebench import LineBench

JA, KO = PublicLanguage.JA, PublicLanguage.KO


@dataclass
class Speaking(WrittenAnnouncer):
    """Speaks all languages but these; None: nothing is heard."""

    lacks: tuple[PublicLanguage, ...] | None = ()

    def missing(self) -> tuple[PublicLanguage, ...] | None:
        return self.lacks


@pytest.mark.parametrize(
    ("lacks", "state"),
    [
        ((), SoundState.SPOKEN),
        ((KO,), SoundState.SPOKEN),
        ((JA, KO), SoundState.CHIME),
        (None, SoundState.SILENT),
    ],
)
@pytest.mark.parametrize("wanted", [True, False])
def test_what_is_heard_is_known_where_calls_are_to_be_heard(
    lacks: tuple[PublicLanguage, ...] | None, state: SoundState, wanted: bool
) -> None:
    facts = QueueFacts(sound=wanted)
    bench = LineBench(announcer=Speaking(lacks=lacks), queue_facts=facts)
    bench.sign_in()
    assert bench.line.sound is (state if wanted else SoundState.NONE)
    assert bench.line.unspoken == ((lacks or ()) if wanted else ())


def test_a_scanner_that_is_pulled_out_is_told_within_a_second() -> None:
    states = [ScannerState.READY]
    bench = LineBench()
    assert bench.queue is not None
    bench.queue = replace(bench.queue, scanner=lambda: states[-1])
    bench.session = bench.new_session()
    bench.sign_in()
    told = [bench.line.scanner]
    states.append(ScannerState.MISSING)
    bench.next_second()
    told.append(bench.line.scanner)
    assert told == states
