"""A session whose venue runs a line: book, printer and announcer in memory."""

from dataclasses import dataclass, field

from kiosk.background import InlineBackground
from kiosk.domain.ticket import (
    IntentId,
    Origin,
    PublicLanguage,
    Service,
    Ticket,
    TicketRequest,
    new_intent,
)
from kiosk.queue.acts import Act
from kiosk.workflow.queue.view import IssueAnswer, QueueView
from kiosk.workflow.stage import QueueDoors
from tests.fakes.announcer import WrittenAnnouncer
from tests.fakes.ordermemory import MemoryOrder
from tests.fakes.ticket_book import MemoryTicketBook
from tests.fakes.ticket_printer import MemoryTicketPrinter
from tests.kiosk.workflow.bench import Bench, LateBackground


@dataclass
class LineBench(Bench):
    """``paper_work`` is the printer's worker."""

    printer: MemoryTicketPrinter = field(default_factory=MemoryTicketPrinter)
    announcer: WrittenAnnouncer = field(default_factory=WrittenAnnouncer)
    order: MemoryOrder = field(default_factory=MemoryOrder)
    paper_work: InlineBackground | LateBackground = field(default_factory=InlineBackground)

    def __post_init__(self) -> None:
        self.book = MemoryTicketBook(clock=self.clock)
        self.queue = QueueDoors(
            book=self.book,
            printer=self.printer,
            announcer=self.announcer,
            papers=self.paper_work,
            order=self.order,
        )
        super().__post_init__()

    @property
    def line(self) -> QueueView:
        return self.view.queue

    @property
    def waiting(self) -> list[str]:
        return [str(one.ticket.number) for one in self.line.waiting]

    def accepts(self) -> bool:
        return self.line.accepting

    def answers(self) -> int:
        return len(self.line.answers)

    def numbers(self, tickets: tuple[Ticket, ...]) -> list[str]:
        return [str(one.number) for one in tickets]

    def issue(
        self,
        service: Service = Service.APPLY,
        *,
        origin: Origin = Origin.STAFF,
        intent: IntentId | None = None,
        priority: bool = False,
        language: PublicLanguage = PublicLanguage.JA,
    ) -> IntentId:
        wish = intent or new_intent()
        request = TicketRequest(
            service=service, origin=origin, priority=priority, language=language
        )
        self.session.issue_ticket(request, wish)
        return wish

    def answer(self, intent: IntentId) -> IssueAnswer:
        (found,) = [one for one in self.line.answers if one.intent == intent]
        return found

    def ticket(self, number: str) -> Ticket:
        (found,) = [one for one in self.book.tickets.values() if str(one.number) == number]
        return found

    def act(self, number: str, act: Act) -> None:
        self.session.order_ticket(self.ticket(number), act, new_intent())

    def call_next(self) -> None:
        self.session.call_next(new_intent())

    def pass_s(self, seconds: float) -> None:
        self.clock.pass_s(seconds)
        self.session.pass_time()

    def next_second(self, times: int = 1) -> None:
        for _ in range(times):
            self.session.touch()
            self.pass_s(1)


def staffed() -> LineBench:
    """Return a bench at which the lead is in and the day is open."""
    bench = LineBench()
    bench.sign_in()
    return bench
